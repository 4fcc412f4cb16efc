"""What a question asks for: each question word joined with the cue nearest to it, each name that asks by itself."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from corpus.lexicon import cues, facets, of_notice
from corpus.models import Facet
from corpus.phrases import Word, words
from corpus.text import canonical, fold, nfc
from rag.allowance import spend
from rag.question.asks import asks_in, bodies_in, kind_asked, sort_of
from rag.question.entities import inside, places_of
from rag.question.phrases import Tag
from rag.question.pieces import Piece, phrases_within, pieces, spare
from rag.question.tags import Tagged, between, breaks, near

_MOST = 8  # things asked for in one question
_NEAR = 2  # words between a name and the question word that belongs to it
_OF_IT = 3  # words between "number of" and the notice
_SPARE = 2  # words beside the names in a piece that only names
_PASSIVE = ("bi", "duoc")
_WHAT = frozenset(("gì", "gi"))
_NUMBERED = re.compile(r"\d\s?/\s?[^\W\d]")
_OPEN = frozenset(("what", "where", "how", "howmany", "name"))  # question words that go with any name
_DEFAULT = {
    "who": Facet.LEAD,
    "when": Facet.DEADLINE,
    "howmany": Facet.FIGURE,
    "document": Facet.BASIS,
    "why": Facet.PURPOSE,
}
_DATED = frozenset(
    (Facet.BASIS, Facet.NUMBER, Facet.ISSUED_ON, Facet.ISSUER, Facet.SIGNER, Facet.SUBJECT, Facet.REPLACES)
)
_OF_DOCUMENTS = frozenset((Facet.ISSUED_ON, Facet.ISSUER, Facet.SUBJECT, Facet.NUMBER))
_CHANGING = frozenset((Facet.CHANGES, Facet.REPLACES))  # what is replaced is changed, too
_OF_MEETINGS = frozenset((Facet.ATTENDEES, Facet.ABSENT, Facet.CHAIR, Facet.MEETING_PLACE, Facet.HELD_ON))


class Part(NamedTuple):
    """One thing asked for, and the words of its part of the question.

    `bare`: the class of its question word where no cue says more.
    `whether`: asked as yes or no. `own`: the notice is named in its part. `cited`: a document by number, and no matter.
    `kind`: that of the answer. `at`: the word that asks. `matter`: words of it that do not ask. `of_document`: of a document that the notice cites, not of the notice.
    """

    facet: Facet
    first: int
    after: int
    bare: str = ""
    whether: bool = False
    own: bool = False
    matter: int = 0
    of_document: bool = False
    sort: str = ""
    cited: bool = False
    kind: str = ""
    at: int = 0

    @property
    def asks(self) -> tuple[Facet, str, str]:
        """What tells one thing asked for from another."""
        return self.facet, self.sort, self.kind


def parts_of(text: str, language: str, before: Collection[str] = ()) -> list[Part]:
    """What `text` asks for, in the order asked; empty where nothing in it asks. `before`: contexts it stands in already."""
    sequence = words(canonical(nfc(text)))
    found: list[Part] = []
    asked = _Asked(text, sequence, language, before)
    parts = asked.parts()
    for part in parts:
        if (
            part.bare == "province" and len(parts) > 1
        ):  # tỉnh nào có việc gì: that of the notice the other things are in
            part = part._replace(facet=Facet.PROVINCE)
        part = _continued(part, found or [one for one in parts[1:2] if one.facet in _OF_MEETINGS])
        several = part.facet is Facet.LEAD and len(parts) > 1
        own = several or part.facet in (
            Facet.FIGURE,
            *(one.facet for one in found),
        )  # of the sort that its own words say
        words_of_it = text[sequence[part.first].start : sequence[part.after - 1].end] if len(parts) > 1 else text
        sort = sort_of(part.facet, words_of_it if own else text, language)
        part = part._replace(sort=sort, kind=kind_asked(words_of_it, language))
        least = 0 if part.facet is Facet.FIGURE and asked.counts_nothing(part) else _SPARE  # mấy máy, lệ phí bao nhiêu
        if part.matter > least or part.asks not in [one.asks for one in found]:
            found.append(part)
        if len(found) == _MOST:
            break
    shared = [part.facet for part in found if part.facet in _CHANGING and not asked.within(part)]
    return [part for part in found if not (shared and part.facet is Facet.REPLACES)]


def _continued(part: Part, before: Sequence[Part]) -> Part:
    """What goes on with what was asked before it: of a document its date and issuer, of a meeting its day and place."""
    last = before[-1] if before else None
    named = part.cited or (part.own and part.matter <= _SPARE)
    if part.bare and named and part.facet is Facet.DEADLINE:
        part = part._replace(facet=Facet.ISSUED_ON)  # thông báo 46 ngày nào, nghị định 9/2017 ngày nào
    if last is None:
        return part
    if part.bare and last.facet in _OF_MEETINGS and part.facet in (Facet.DEADLINE, Facet.FACT):
        return part._replace(facet=Facet.HELD_ON if part.facet is Facet.DEADLINE else Facet.MEETING_PLACE)
    dated = last.facet in _DATED and (part.bare == "day" or last.facet is not Facet.BASIS)  # theo văn bản nào, khi nào
    if part.bare and dated and part.facet is Facet.DEADLINE:
        part = part._replace(facet=Facet.ISSUED_ON)
    if part.bare and part.facet is Facet.LEAD and last.facet in (Facet.SIGNER_TITLE, Facet.CAPACITY):
        return part._replace(facet=Facet.SIGNER)
    of_document = last.of_document or last.facet in (Facet.BASIS, Facet.REPLACES, Facet.CHANGES)
    return part._replace(of_document=of_document and not part.own and part.facet in _OF_DOCUMENTS)


class _Asked:
    """The tagged words of one question."""

    def __init__(self, text: str, sequence: Sequence[Word], language: str, before: Collection[str]) -> None:
        tagged = asks_in(text, language).tagged
        self._bodies = bodies_in(sequence)
        self._words = [word.form for word in sequence]
        self._named = {at for first, after in self._bodies for at in range(first + 1, after)}  # a name is not split
        self._marks = [at for at in breaks(text, sequence) if at not in self._named]
        self._joints = {one.first for one in tagged if one.values("joint")} - self._named
        edges = [*self._marks, *self._joints]
        ends = {*edges, len(sequence)}
        tagged = [one._replace(tags=_in_place(one, ends=one.after in ends)) for one in tagged]
        self._pieces = [*pieces(tagged, len(sequence), edges)] if sequence else []
        self._figures = {at for at, word in enumerate(sequence) if word.form[0].isdecimal()}.difference(self._marks)
        self._contexts = {*before, *(value for one in tagged for value in one.values("context"))}
        places = places_of(text, ())
        numbers, provinces = inside(places["numbers"]), inside(places["provinces"])
        self._in_numbers = {at for at, one in enumerate(sequence) if one.start in numbers}
        self._in_provinces = {at for at, one in enumerate(sequence) if one.start in provinces}
        if _NUMBERED.search(text):
            self._contexts |= {"notice", "document"}
        self._asks = [one for one in tagged if one.values("ask")]
        self._asked = {one.after for one in tagged if one.values("ask") or (language == "en" and one.values("name"))}
        self._led_to = {one.after for one in tagged if one.values("toward")}
        self._kinds = [one for one in tagged if one.values("kind")]
        kinds = {one.first for one in tagged if language == "en" and "who" in one.values("noun")}
        self._starts = kinds.union(first for first, _ in self._bodies)

    def within(self, part: Part) -> bool:
        """True where a part has a question word of its own: "sửa đổi, thay thế văn bản nào" has one for both."""
        return any(part.first <= one.first < part.after for one in self._asks)

    def counts_nothing(self, part: Part) -> bool:
        """True where a part ends with its question word: lệ phí *bao nhiêu*."""
        return any(one.first == part.at and one.after >= part.after for one in self._asks)

    def opening(self, part: Part) -> int:
        """The word after the last mark or joint before what a part asks by: chủ đầu tư và *nhà thầu* … là ai."""
        return max((at for at in (*self._marks, *self._joints) if at <= part.first), default=0)

    def parts(self) -> list[Part]:
        """What each piece asks for; nothing where all that is asked is whether something is so."""
        found = [part for piece in self._pieces for part in self._of_piece(piece)]
        return found if any(not part.whether for part in found) else []

    def _of_piece(self, piece: Piece) -> list[Part]:
        spend()
        asks = piece.asks
        found: list[tuple[int, Facet, str, bool]] = []
        taken: set[int] = set()
        for name in self._names(piece, asks):
            options = self._options(name)
            anywhere = name.first - piece.first <= 1 or "whether" in asks[0].values("ask") if asks else False
            mates = asks if anywhere else near(name.first, asks)
            free = (ask for ask in mates if ask.first not in taken)
            mate = next((ask for ask in free if options and self._pairs(name, ask, piece)), None)
            if options and (mate or (not asks and self._lists(name, piece))):
                found.append((name.first, options[0], "", bool(mate and mate.values("ask") == ["whether"])))
                taken |= {name.first, mate.first} if mate else {name.first}
        left = [ask for ask in asks if ask.first not in taken]
        for ask in left:
            facet, bare = self._facet(ask, piece.phrases, left)
            if bare and len(asks) == 1:  # what it asks for may be said in another piece
                facet, bare = self._facet(ask, self._idle, left)
            found.append((ask.first, facet, bare, ask.values("ask") == ["whether"]))
        found.sort()
        parts = pairwise([piece.first, *(one[0] for one in found[1:]), piece.after])
        own = any("own" in one.values("kind") for one in piece.phrases)
        return [
            Part(
                one[1],
                *part,
                *one[2:],
                own,
                spare(phrases_within(piece.phrases, *part, 1), *part),
                cited=self._cites(piece),
                at=one[0],
            )
            for one, part in zip(found, parts, strict=False)
        ]

    def _cites(self, piece: Piece) -> bool:
        """True for a piece that names a document by its number, and no matter: *Công văn số 12/UBND-TH* ngày mấy."""
        said = {at for one in piece.phrases for at in range(one.first, one.after)} | self._in_provinces
        numbered = self._in_numbers.intersection(range(piece.first, piece.after))
        return bool(numbered) and numbered | said >= {*range(piece.first, piece.after)}

    @cached_property
    def _idle(self) -> list[Tagged]:
        """The phrases of the pieces without a question word that stand before the first one or after the last one."""
        first, last = self._asks[0].first, self._asks[-1].first
        free = [piece for piece in self._pieces if not piece.asks and not first < piece.first < last]
        if len(self._asks) > 1:  # else a name may say what is asked: ngày mấy, theo dấu đến
            free = [piece for piece in free if not self._of_piece(piece)]
        return [one for piece in free for one in piece.phrases]

    def _names(self, piece: Piece, asks: Sequence[Tagged]) -> list[Tagged]:
        """The phrases that may ask by naming, the nearest to a question word first; in a bare list of names cues, too."""
        found = [one for one in piece.phrases if one.values("name") or (not asks and self._names_alone(one, piece))]
        found = [one for one in found if one.after not in self._figures or one.values("ask")]  # số 46, ngày 7/2
        distance = {name: min((between(name, ask) for ask in near(name.first, asks, 2)), default=0) for name in found}
        return sorted(found, key=lambda name: (distance[name], name.first))

    def _names_alone(self, cue: Tagged, piece: Piece) -> bool:
        """True for a cue that asks in a bare list: of what a notice states, of who has which part of a task."""
        alone = (of_notice(facet) or "who" in facets()[facet].asks.split() for facet in self._options(cue))
        if not any(alone) or cue.values("context") or cue.first in self._named | self._starts:  # *so* tt&tt
            return False
        if piece.spare == 0 or self._heads(cue, piece):
            return True
        both = (one for one in near(cue.first, piece.phrases, 1) if one is not cue and between(cue, one) == 0)
        beside = any(one.values("kind") or any(not tag.order for tag in one.cues()) for one in both)
        return not self._asks and (beside or piece.spare == 1)

    def _lists(self, name: Tagged, piece: Piece) -> bool:
        """True for a name that asks without a question word: in a list of names, or before or after a joint."""
        goes_on = piece.first in self._asked and piece.first < piece.opening >= name.first - 1  # what number *and date*
        before_joint = name.after == piece.after and piece.after in self._joints
        behind = (name.after, min(piece.after, name.after + _SPARE))
        brief = piece.spare <= _SPARE and spare(near(name.first, piece.phrases, _SPARE), *behind) < _SPARE
        return not self._asks or brief or self._heads(name, piece) or goes_on or before_joint

    def _heads(self, name: Tagged, piece: Piece) -> bool:
        """True for a name that opens a piece before a notice ("ngày của thông báo 46") or ends one that it opens."""
        beside = near(name.first, piece.phrases, 3)
        heads = [one.first for one in beside if {"kind", "context", "of"} & {tag.role for tag in one.tags}]
        if name.first == piece.opening:
            return any(0 <= head - name.after <= 1 for head in heads)
        return name.after == piece.after and piece.opening in heads and any(map(of_notice, self._options(name)))

    def _options(self, one: Tagged) -> list[Facet]:
        """The facets that a phrase may name, those of the context of the question first."""
        allowed = [Facet(tag.value) for tag in one.cues() if not tag.order and self._within(Facet(tag.value))]
        if {Facet.NUMBER, Facet.FIGURE} <= {*allowed}:  # the number of notice 46's recipients, of Đà Nẵng's notice
            of_it = any(0 <= kind.first - one.after <= _OF_IT and "own" in kind.values("kind") for kind in self._kinds)
            return [Facet.NUMBER if of_it else Facet.FIGURE]
        return sorted(allowed, key=lambda facet: (not facets()[facet].within, list(facets()).index(facet)))

    def _pairs(self, name: Tagged, ask: Tagged, piece: Piece) -> bool:
        """True where a question word belongs to a name: "thời hạn … là khi nào", "hotline number"."""
        if ask is name:
            return True
        options = self._options(name)
        fits = any(_asked_by(facet, ask) for facet in options)
        beside = near(ask.first, piece.phrases, 2)
        cued = any(one is not name and between(one, ask) == 0 and self._cued(one, ask) for one in beside)
        if "whether" in ask.values("ask"):
            return bool(options)
        if cued and between(name, ask) > 0:
            return False  # "làm gì với email"
        if (
            name.first - piece.first <= 1
            and name.first < ask.first
            and (fits or {"what", "name"} & set(ask.values("ask")))
        ):
            return True
        return between(name, ask) <= _NEAR and (fits or bool(_OPEN.intersection(ask.values("ask"))))

    def _facet(self, ask: Tagged, among: Sequence[Tagged], asks: Sequence[Tagged]) -> tuple[Facet, str]:
        """The facet of the cue nearest to a question word that no other one is nearer to; else that of the word alone."""
        among = near(ask.first, among)
        said_of = "person" in ask.values("ask") and any(self._cued(one, ask) for one in among if one is not ask)
        if (facet := _of_office(ask, among)) and not said_of:  # đồng chí nào viết, ông nào ký
            return facet, ""
        best: tuple[float, Facet] | None = None
        for one in among:
            spend()
            for facet in self._cued(one, ask) if one is not ask else ():
                distance = between(one, ask)
                nearer = (other for other in near(one.first, asks, _MOST) if between(one, other) < distance)
                if any(facet in self._cued(one, other) for other in nearer):
                    continue
                cost = distance - 0.4 * (one.after - one.first) - 0.5 * bool(facets()[facet].within)
                cost += 0.2 * (one.first < ask.first)  # ai chủ trì, ai phối hợp: each with the cue after it
                if best is None or cost < best[0]:
                    best = (cost, facet)
        if "number" in ask.values("ask") and (best is None or best[1] is Facet.NUMBER):
            return self._numbered(ask), "number"
        if best and best[1] is Facet.RECIPIENTS and not self._of_a_notice(ask, among):
            return Facet.REPORTS_TO, ""
        if best:
            return best[1], ""
        classes = ask.values("ask")
        facet = next((_DEFAULT[name] for name in classes if name in _DEFAULT), Facet.FACT)
        if facet is Facet.LEAD and (ask.first in self._led_to or self._suffers(ask.after)):
            facet = Facet.FACT  # tới cấp nào: how far, not who; ai được khen: whom something is done to
        if facet is Facet.BASIS and self._words[ask.after - 1] in _WHAT and self._in_numbers & {*range(ask.first)}:
            facet = Facet.SUBJECT  # Quyết định 4361/QĐ-BNV phê duyệt đề án gì
        return facet, classes[0]

    def _suffers(self, at: int) -> bool:
        """True for "(ai) được khen", not for "(ai) được giao": whom something is done to is not who does it."""
        said = [fold(word) for word in self._words[at : at + 2]]
        return len(said) > 1 and said[0] in _PASSIVE and said[1] not in _assigning()

    def _of_a_notice(self, ask: Tagged, among: Sequence[Tagged]) -> bool:
        """True where nothing of a matter is what is sent: not gửi *nhu cầu* về phòng nào."""
        cues = [one for one in among if one.first < ask.first and self._cued(one, ask)]
        first = cues[-1].after if cues else ask.first
        return spare(phrases_within(among, first, ask.first, 1), first, ask.first) < _SPARE

    def _numbered(self, ask: Tagged) -> Facet:
        """What "số mấy" asks for: the number of the document named before it, of the notice, or a figure."""
        before = [one for one in near(ask.first, self._kinds) if one.after <= ask.first]
        if before and "other" in before[-1].values("kind") and between(before[-1], ask) <= _NEAR:
            return Facet.BASIS
        return (
            Facet.NUMBER
            if any("own" in one.values("kind") for one in self._kinds)
            else Facet.BASIS
            if before
            else Facet.FIGURE
        )

    def _cued(self, one: Tagged, ask: Tagged) -> list[Facet]:
        """The facets that a phrase cues for a question word."""
        allowed = [tag for tag in one.cues() if self._in_order(tag, one, ask)]
        return [facet for tag in allowed if _asked_by(facet := Facet(tag.value), ask) and self._within(facet)]

    def _in_order(self, cue: Tag, one: Tagged, ask: Tagged) -> bool:
        """True where a cue stands where it has to: before the question word, before a body, at the end of its piece."""
        if cue.order == "…":
            led_to = ask.first in self._led_to
            far = bool(facets()[Facet(cue.value)].within)  # họp ban chỉ đạo … ngày nào
            together = bisect_left(self._marks, one.after) >= bisect_right(self._marks, ask.first)
            return together and one.first < ask.first and (far or led_to or between(one, ask) <= _NEAR + 1)
        if cue.order == "@":
            return not self._starts.isdisjoint(range(one.after, one.after + _NEAR + 1))
        return True

    def _within(self, facet: Facet) -> bool:
        contexts = facets()[facet].within.split()
        return not contexts or not self._contexts.isdisjoint(contexts)


@cache
def _assigning() -> frozenset[str]:
    """The first words, folded, of the phrases by which work is given."""
    return frozenset(fold(phrase).split()[0] for phrase in cues()["assign"])


def _in_place(one: Tagged, *, ends: bool) -> frozenset[Tag]:
    """What a phrase is where it stands: a "không" that does not end its piece denies and does not ask."""
    return frozenset(tag for tag in one.tags if ends or tag.order != ".")


def _of_office(ask: Tagged, inside: Sequence[Tagged]) -> Facet | None:
    """A name is asked for where a question word stands with an office."""
    classes = ask.values("ask")
    offices = [one for one in inside if one.values("office")]
    if "person" in classes or ("name" in classes and offices) or ("who" in classes and _holds(ask, inside, offices)):
        return Facet.PERSON
    return None


def _holds(ask: Tagged, inside: Sequence[Tagged], offices: Sequence[Tagged]) -> bool:
    """True for "giám đốc … là ai" and "ai là giám đốc"."""
    links = [one for one in inside if one.values("linking") and between(one, ask) == 0]
    return any(link.first < ask.first or office.first - link.after <= 1 for link in links for office in offices)


def _asked_by(facet: Facet, ask: Tagged) -> bool:
    return bool(set(facets()[facet].asks.split()) & set(ask.values("ask")))
