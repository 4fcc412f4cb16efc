"""What a question asks for: its words tagged by longest match, each question word joined with the cue nearest to it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.lexicon import asking, facets, kinds, offices
from corpus.models import DocumentKind, Facet
from corpus.names.agencies import find_agencies
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics, nfc
from rag.allowance import spend
from rag.question.terms import compounds

_MOST = 8  # things asked for in one question
_NEAR = 2  # words between a name and the question word that belongs to it
_SPARE = 2  # words beside the names in a piece that only names
_NUMBERED = re.compile(r"\d\s?/\s?[^\W\d]")
_BREAK = re.compile(r"[,;?!:–—]|\.(?!\d)|\s-\s")
_OPEN = frozenset(("what", "where", "how", "howmany", "name"))  # question words that go with any name
_DATED = frozenset((Facet.BASIS, Facet.NUMBER, Facet.ISSUER, Facet.SIGNER, Facet.SUBJECT, Facet.REPLACES))
_DEFAULT = {
    "who": Facet.LEAD,
    "when": Facet.DEADLINE,
    "howmany": Facet.FIGURE,
    "number": Facet.NUMBER,
    "document": Facet.BASIS,
    "why": Facet.PURPOSE,
}


class Tag(NamedTuple):
    """What a phrase of the lexicon is: a question word (`ask`), a name or cue of a facet, a context, a joint, plain words."""

    role: str
    value: str = ""
    order: str = ""  # of a cue: what it stands before: "…" the question word, "@" a body, "." the end of its piece


class Tagged(NamedTuple):
    """A phrase of the question, words `first` to `after`, and what it may be."""

    first: int
    after: int
    tags: frozenset[Tag]
    marks: frozenset[str] = frozenset()  # "body": a body is named right after it; "end": its piece ends with it

    def values(self, role: str) -> list[str]:
        """What it may be in that role, in a fixed order."""
        return sorted(tag.value for tag in self.tags if tag.role == role)


class Part(NamedTuple):
    """One thing asked for, and the words of its part of the question."""

    facet: Facet
    first: int
    after: int
    cue: int
    bare: bool = False  # no cue says more than the question word


def parts_of(text: str, language: str, before: Collection[str] = ()) -> list[Part]:
    """What `text` asks for, in the order asked; empty where nothing in it asks. `before`: contexts it stands in already."""
    sequence = words(canonical(nfc(text)))
    tagged = tag(text, sequence, language)
    contexts = {*before, *(value for one in tagged for value in one.values("context"))}
    if _NUMBERED.search(text):
        contexts |= {"notice", "document"}
    found: list[Part] = []
    asking_somewhere = any(one.values("ask") for one in tagged)
    pieces = list(_pieces(text, sequence, tagged))
    bodies = (
        {first for first, _, _ in find_agencies(_bare(sequence))}
        if language == "vi"
        else {first for first, _, _ in find_agencies(words(text.lower()))}
    )
    tagged = [one._replace(marks=_marks(one, pieces, bodies)) for one in tagged]
    idle = [one for one in tagged if not _asks_in(tagged, pieces, one)]
    for first, after in pieces:
        spend()
        inside = [one for one in tagged if first <= one.first < after]
        found += _asked_in(inside, first, after, contexts, asking_somewhere, idle)
    found = [_of_the_document(part, found[:at]) for at, part in enumerate(found)]
    unique: list[Part] = []
    for part in found:
        if part.facet not in [one.facet for one in unique] or (part.after - part.first) > 5:
            unique.append(part)
    return unique[:_MOST]


def _marks(one: Tagged, pieces: Sequence[tuple[int, int]], bodies: Collection[int]) -> frozenset[str]:
    ends = any(one.after == after for _, after in pieces)
    body = any(at in bodies for at in range(one.after, one.after + 3))
    return frozenset(name for name, holds in (("end", ends), ("body", body)) if holds)


def _asks_in(tagged: Sequence[Tagged], pieces: Sequence[tuple[int, int]], one: Tagged) -> bool:
    """True where the piece that a phrase stands in has a question word."""
    first, after = next(piece for piece in pieces if piece[0] <= one.first < piece[1])
    return any(other.values("ask") for other in tagged if first <= other.first < after)


def _of_the_document(part: Part, before: Sequence[Part]) -> Part:
    """A bare "when" after a fact of a document asks for its date."""
    if part.facet is Facet.DEADLINE and part.bare and before and before[-1].facet in _DATED:
        return part._replace(facet=Facet.ISSUED_ON)
    return part


def tag(text: str, sequence: Sequence[Word], language: str) -> list[Tagged]:
    """The phrases of the lexicon in a question, from left to right, the longest at each place."""
    table, folded = _tables(language)
    if language == "en":
        sequence = [Word(_base(word.form), word.start, word.end) for word in sequence]
    bare = _bare(sequence)
    accented = has_diacritics(text)
    found: list[Tagged] = []
    for at, word in enumerate(sequence):
        spend()
        match = table.longest(sequence, at)
        loose = None if accented and has_diacritics(word.form) else folded.longest(bare, at)
        if loose and not any(has_diacritics(one.form) for one in sequence[at : at + loose[0]]):
            match = max(match or loose, loose, key=lambda one: one[0])
        if match and not (found and at + match[0] <= found[-1].after):  # inside a longer one
            found.append(Tagged(at, at + match[0], match[1]))
    return [_in_compound(one, bare) for one in found]


def _in_compound(one: Tagged, bare: Sequence[Word]) -> Tagged:
    """A noun that is the second half of a word asks for no body: mạng xã *hội nào*."""
    if one.first and one.values("ask") and (bare[one.first - 1].form, bare[one.first].form) in compounds():
        return one._replace(tags=frozenset((Tag("ask", "what"),)))
    return one


def _pieces(text: str, sequence: Sequence[Word], tagged: Sequence[Tagged]) -> Iterator[tuple[int, int]]:
    """The parts of a question between marks and joints."""
    joints = {one.first for one in tagged if one.values("joint")}
    first = 0
    for at in range(1, len(sequence)):
        gap = text[sequence[at - 1].end : sequence[at].start]
        if _BREAK.search(gap) or at in joints:
            yield first, at
            first = at
    if sequence:
        yield first, len(sequence)


def _asked_in(
    inside: Sequence[Tagged],
    first: int,
    after: int,
    contexts: set[str],
    asking_somewhere: bool,
    idle: Sequence[Tagged],
) -> list[Part]:
    """What one piece of a question, words `first` to `after`, asks for."""
    asks = [one for one in inside if one.values("ask")]
    found: list[tuple[int, Facet, int, bool]] = []
    taken: set[int] = set()
    for name in _namings(inside, asks, asking_somewhere, first, after):
        options = _options(name, contexts)
        free = [ask for ask in asks if ask.first not in taken and not _has_cue_beside(ask, name, inside)]
        mate = next((ask for ask in free if _pairs(name, ask, options, first)), None)
        other = after - first - sum(one.after - one.first for one in inside)
        goes_on = bool(inside[0].values("joint")) and name.first - first <= 1  # what number *and date* does it carry
        if options and (mate or (not asks and (not asking_somewhere or other <= _SPARE or goes_on))):
            found.append((name.first, options[0], name.first, False))
            taken |= {name.first, mate.first} if mate else {name.first}
    left = [ask for ask in asks if ask.first not in taken]
    for ask in left:
        facet, cue, bare = _facet_of(ask, inside, left, contexts)
        if bare and len(left) == 1:  # what it asks for may be said before or after its piece
            facet, _, bare = _facet_of(ask, [ask, *idle], left, contexts)
        found.append((ask.first, facet, cue, bare))
    found.sort()
    edges = [first, *(one[0] for one in found[1:]), after]
    return [Part(one[1], edges[n], edges[n + 1], *one[2:]) for n, one in enumerate(found)]


def _namings(
    inside: Sequence[Tagged], asks: Sequence[Tagged], asking_somewhere: bool, first: int, after: int
) -> list[Tagged]:
    """The phrases that may ask by naming: names, the nearest to a question word first; cues in a list of bare names."""
    spare = after - first - sum(one.after - one.first for one in inside)
    listed = not asks and not asking_somewhere
    found = [
        one
        for one in inside
        if one.values("name")
        or (
            listed
            and one.values("cue")
            and (spare <= 1 or any(_between(one, two) == 0 for two in inside if two is not one))
        )
    ]
    return sorted(found, key=lambda name: min((_between(name, ask) for ask in asks), default=0))


def _options(one: Tagged, contexts: set[str]) -> list[Facet]:
    """The facets that a phrase may name, those of the context of the question first."""
    named = [Facet(tag.value) for tag in one.tags if tag.role in ("name", "cue") and not tag.order]
    allowed = [facet for facet in facets() if facet in named and _within(facet, contexts)]
    return sorted(allowed, key=lambda facet: not facets()[facet].within)


def _has_cue_beside(ask: Tagged, name: Tagged, inside: Sequence[Tagged]) -> bool:
    """True where a cue stands right beside a question word and the name does not: "làm gì với email"."""
    beside = any(one.values("cue") and one is not name and _between(one, ask) == 0 for one in inside)
    return beside and _between(name, ask) > 0


def _pairs(name: Tagged, ask: Tagged, options: Sequence[Facet], first: int) -> bool:
    """True where a question word belongs to a name: "thời hạn là khi nào", "hotline number"."""
    classes = ask.values("ask")
    fits = any(_asked_by(facet, ask) for facet in options)
    if name.first - first <= 1 and name.first < ask.first and (fits or "what" in classes):
        return True
    return _between(name, ask) <= _NEAR and (fits or bool(_OPEN.intersection(classes)))


def _facet_of(
    ask: Tagged, inside: Sequence[Tagged], asks: Sequence[Tagged], contexts: set[str]
) -> tuple[Facet, int, bool]:
    """The facet of the cue nearest to a question word, that no other question word is nearer to; else that of the word."""
    classes = ask.values("ask")
    offices = [one for one in inside if one.values("office")]
    if "person" in classes or ("name" in classes and offices) or ("who" in classes and _of_an_office(ask, inside)):
        return Facet.PERSON, ask.first, False
    if "number" in classes and (kind := _document_before(ask, inside)):
        return (Facet.NUMBER if kind == "notice" else Facet.BASIS), ask.first, False
    best: tuple[float, Facet, int] | None = None
    for one in inside:
        for cue in (tag for tag in one.tags if tag.role == "cue"):
            facet = Facet(cue.value)
            if one is ask or not _fits(cue, one, ask, contexts):
                continue
            distance = _between(one, ask)
            rivals = (other for other in asks if other is not ask and _fits(cue, one, other, contexts))
            if any(_between(one, other) < distance for other in rivals):
                continue
            cost = distance - 0.4 * (one.after - one.first) - 0.5 * bool(facets()[facet].within)
            if best is None or cost < best[0]:
                best = (cost, facet, one.first)
    if best:
        return best[1], best[2], False
    return next((_DEFAULT[name] for name in classes if name in _DEFAULT), Facet.FACT), ask.first, True


def _document_before(ask: Tagged, inside: Sequence[Tagged]) -> str:
    """What kind of document "số mấy" is asked of: the notice itself or another; nothing where none stands before it."""
    before = [
        one for one in inside if one.after <= ask.first and (one.values("kind") or "notice" in one.values("context"))
    ]
    if not before:
        return ""
    return "notice" if "own" in before[-1].values("kind") else "other"


def _of_an_office(ask: Tagged, inside: Sequence[Tagged]) -> bool:
    """True for "giám đốc … là ai" and "ai là giám đốc"."""
    links = [one for one in inside if one.values("linking") and _between(one, ask) == 0]
    offices = [one for one in inside if one.values("office")]
    return any(link.first < ask.first or office.first - link.after <= 1 for link in links for office in offices)


def _fits(cue: Tag, one: Tagged, ask: Tagged, contexts: set[str]) -> bool:
    facet = Facet(cue.value)
    return _asked_by(facet, ask) and _in_order(cue, one, ask) and _within(facet, contexts)


def _in_order(cue: Tag, one: Tagged, ask: Tagged) -> bool:
    """True where a cue stands where it has to: before the question word, before a body, at the end of its piece."""
    if cue.order == "…":
        return one.first < ask.first and _between(one, ask) <= _NEAR + 1
    if cue.order == "@":
        return "body" in one.marks
    return cue.order != "." or "end" in one.marks


def _asked_by(facet: Facet, ask: Tagged) -> bool:
    return bool(set(facets()[facet].asks.split()) & set(ask.values("ask")))


def _within(facet: Facet, contexts: set[str]) -> bool:
    context = facets()[facet].within
    return not context or context in contexts


def _between(one: Tagged, other: Tagged) -> int:
    """How many words stand between two phrases."""
    return max(0, max(one.first, other.first) - min(one.after, other.after))


def _bare(sequence: Sequence[Word]) -> list[Word]:
    return [Word(fold(word.form), word.start, word.end) for word in sequence]


@cache
def _tables(language: str) -> tuple[PhraseTable[frozenset[Tag]], PhraseTable[frozenset[Tag]]]:
    """The phrases of a language by their words, as spelled and without diacritics."""
    phrases: dict[str, set[Tag]] = {}
    prefix = "en_" if language == "en" else ""
    for phrase, tagged in _phrases(prefix):
        phrases.setdefault(canonical(nfc(phrase)), set()).add(tagged)
    for name, listed in asking()[f"{prefix}contexts"].items():
        opening = re.compile(rf"\b(?:{'|'.join(map(canonical, listed))})\b")
        for phrase in listed:
            phrases.setdefault(canonical(phrase), set())
        for phrase, tags in phrases.items():
            tags |= {Tag("context", name)} if opening.search(phrase) else set()
    bare: dict[str, set[Tag]] = {}
    for phrase, tags in phrases.items():
        bare.setdefault(fold(phrase), set()).update(tags)
    return tuple(PhraseTable((phrase, frozenset(tags)) for phrase, tags in one.items()) for one in (phrases, bare))  # type: ignore[return-value]


def _phrases(prefix: str) -> Iterator[tuple[str, Tag]]:
    table = asking()
    for entry in facets().values():
        for role in ("name", "cue"):
            for phrase in getattr(entry, f"{prefix}{role}s"):
                yield phrase.rstrip(" …@."), Tag(role, entry.facet, phrase[-1] if phrase[-1] in "…@." else "")
    for name, listed in table[f"{prefix}words"].items():
        for phrase in listed:
            yield phrase, Tag("ask", name)
    if not prefix:
        for kind in kinds():
            for word in (*kind.cited, *kind.asked):
                yield word, Tag("kind", "own" if kind.kind is DocumentKind.NOTICE else "other")
        for word in table["own"]:
            yield word, Tag("kind", "own")
    nouns: dict[str, list[str]] = dict(table[f"{prefix}nouns"])
    if not prefix:
        nouns["document"] = [*nouns["document"], *(word for kind in kinds() for word in (*kind.cited, *kind.asked))]
    for name, listed in nouns.items():
        for noun in listed:
            for phrase in _asked_with(noun, name, prefix):
                yield phrase, Tag("ask", name)
    for role in ("plain", "joints", "linking"):
        for phrase in table[f"{prefix}{role}"]:
            yield phrase, Tag(role.rstrip("s"))
    if not prefix:
        for office in offices():
            yield office.name, Tag("office")
    else:
        for office in offices():
            if office.en:
                yield office.en, Tag("office")


def _asked_with(noun: str, name: str, prefix: str) -> list[str]:
    """A noun as a question word: sở nào; ngày mấy and mấy ngày; which agency."""
    if prefix:
        return [f"which {noun}", f"what {noun}"]
    counted = (f"{noun} mấy", f"mấy {noun}", f"bao nhiêu {noun}") if name == "when" else ()
    return [f"{noun} nào", f"{noun} gì", *counted]


@lru_cache(maxsize=20_000)
def _base(word: str) -> str:
    """The base form of an English word, where the lists hold it."""
    known = _known()
    irregular: Mapping[str, str] = asking()["en_forms"]
    if word in irregular:
        return irregular[word]
    if word in known:
        return word
    for ending, bases in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for base in (*(stem + tail for tail in bases), stem[:-1]):
                if base in known:
                    return base
    return word


@cache
def _known() -> frozenset[str]:
    return frozenset(word for phrase, _ in _phrases("en_") for word in phrase.split())
