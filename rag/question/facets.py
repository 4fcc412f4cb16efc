"""What a question asks for: its words tagged by longest match, each question word joined with the cue nearest to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.lexicon import asking, facets, kinds, offices
from corpus.models import Facet
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics, nfc
from rag.allowance import spend

_MOST = 8  # things asked for in one question
_NEAR = 2  # words between a name and the question word that belongs to it
_SPARE = 2  # words beside the names in a piece that only names
_NUMBERED = re.compile(r"\d\s?/\s?[^\W\d]")
_BREAK = re.compile(r"[,;?!:–—]|\.(?!\d)|\s-\s")
_OPEN = frozenset(("what", "where", "how", "howmany"))  # question words that go with any name
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
    order: str = ""  # of a cue: "before" where the question word has to follow it


class Tagged(NamedTuple):
    """A phrase of the question, words `first` to `after`, and what it may be."""

    first: int
    after: int
    tags: frozenset[Tag]

    def values(self, role: str) -> list[str]:
        return [tag.value for tag in self.tags if tag.role == role]


class Part(NamedTuple):
    """One thing asked for, and the words of its part of the question."""

    facet: Facet
    first: int
    after: int
    cue: int
    bare: bool = False  # no cue says more than the question word


def parts_of(text: str, language: str) -> list[Part]:
    """What `text` asks for, in the order asked; empty where nothing in it asks."""
    sequence = words(canonical(nfc(text)))
    tagged = tag(text, sequence, language)
    contexts = {value for one in tagged for value in one.values("context")}
    if _NUMBERED.search(text):
        contexts |= {"notice", "document"}
    found: list[Part] = []
    asking_somewhere = any(one.values("ask") for one in tagged)
    for first, after in _pieces(text, sequence, tagged):
        spend()
        inside = [one for one in tagged if first <= one.first < after]
        found += _asked_in(inside, first, after, contexts, asking_somewhere)
    found = [_of_the_document(part, found[:at]) for at, part in enumerate(found)]
    unique: list[Part] = []
    for part in found:
        if part.facet not in [one.facet for one in unique] or (part.after - part.first) > 5:
            unique.append(part)
    return unique[:_MOST]


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
    found, at = [], 0
    while at < len(sequence):
        match = table.longest(sequence, at)
        if not (accented and has_diacritics(sequence[at].form)):
            loose = folded.longest(bare, at)
            if loose and any(has_diacritics(word.form) for word in sequence[at : at + loose[0]]):
                loose = None
            if loose and (not match or loose[0] > match[0]):
                match = loose
        if match:
            found.append(Tagged(at, at + match[0], match[1]))
        at += match[0] if match else 1
    return found


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
    inside: Sequence[Tagged], first: int, after: int, contexts: set[str], asking_somewhere: bool
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
        if options and (mate or (not asks and (not asking_somewhere or other <= _SPARE))):
            found.append((name.first, options[0], name.first, False))
            taken |= {name.first, mate.first} if mate else {name.first}
    left = [ask for ask in asks if ask.first not in taken]
    found += [(ask.first, *_facet_of(ask, inside, left, contexts)) for ask in left]
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
    if "person" in classes or ("who" in classes and _of_an_office(ask, inside)):
        return Facet.PERSON, ask.first, False
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


def _of_an_office(ask: Tagged, inside: Sequence[Tagged]) -> bool:
    """True for "giám đốc … là ai" and "ai là giám đốc"."""
    links = [one for one in inside if one.values("linking") and _between(one, ask) == 0]
    offices = [one for one in inside if one.values("office")]
    return any(link.first < ask.first or office.first - link.after <= 1 for link in links for office in offices)


def _fits(cue: Tag, one: Tagged, ask: Tagged, contexts: set[str]) -> bool:
    facet = Facet(cue.value)
    behind = not cue.order or (one.first < ask.first and _between(one, ask) <= _NEAR + 1)
    return _asked_by(facet, ask) and behind and _within(facet, contexts)


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
                yield phrase.rstrip(" …"), Tag(role, entry.facet, "before" if phrase.endswith("…") else "")
    for name, listed in table[f"{prefix}words"].items():
        for phrase in listed:
            yield phrase, Tag("ask", name)
    nouns: dict[str, list[str]] = dict(table[f"{prefix}nouns"])
    if not prefix:
        nouns["document"] = [*nouns["document"], *(word for kind in kinds() for word in (*kind.cited, *kind.asked))]
    for name, listed in nouns.items():
        for noun in listed:
            for phrase in (f"which {noun}", f"what {noun}") if prefix else (f"{noun} nào", f"{noun} gì", f"{noun} mấy"):
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
