"""The words of a question tagged by longest match: question words, names and cues of facets, contexts, joints."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from corpus.lexicon import Kind, asking, facets, kinds, offices
from corpus.models import DocumentKind
from corpus.names.agencies import find_agencies
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics, nfc
from rag.allowance import spend
from rag.question.terms import compounds

BREAK = re.compile(r"[,;?!:–—]|\.(?!\d)|\s-\s")
_REACH = 12  # phrases on either side of one among which those that belong to it are looked for
_GAP = 2  # words between a question word and the noun that says what it asks for
_LONGEST_NAME = 12  # words
_ENDINGS = (("ies", ("y",)), ("ied", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ed", ("", "e")), ("ing", ("", "e")))
_ACCENTED = 0.4  # share of words with diacritics from which on a word without is meant so
_PARTICLES = frozenset(
    ("ai", "bao", "gì", "mấy", "nào", "đâu", "which", "whom")
)  # a name that ends with one asks by itself
_GENERAL = frozenset(("nao", "which"))  # the noun says what they ask for

Phrases = PhraseTable[frozenset["Tag"]]


class Tag(NamedTuple):
    """What a phrase of the lexicon is.

    `role`: ask (a question word of class `value`), name or cue (of facet `value`), noun (that makes a question word
    of class `value`), kind (of document), context, office, linking, joint, plain. `order`, of a cue: what it stands
    before ("…" the question word, "@" a body, "." the end of its piece, as a question word may).
    """

    role: str
    value: str = ""
    order: str = ""


class Tagged(NamedTuple):
    """A phrase of the question, words `first` to `after`, and what it may be."""

    first: int
    after: int
    tags: frozenset[Tag]

    def values(self, role: str) -> list[str]:
        """What it may be in that role, in a fixed order."""
        return _values(self.tags, role)

    def cues(self) -> list[Tag]:
        """The facets that it cues or names, in a fixed order."""
        return _cues(self.tags)


@lru_cache(maxsize=20_000)
def _values(tags: frozenset[Tag], role: str) -> list[str]:
    return sorted(tag.value for tag in tags if tag.role == role)


@lru_cache(maxsize=10_000)
def _cues(tags: frozenset[Tag]) -> list[Tag]:
    return sorted(tag for tag in tags if tag.role in ("cue", "name"))


def near(place: int, tagged: Sequence[Tagged], reach: int = _REACH) -> Sequence[Tagged]:
    """Of phrases in their order those next to a place, so many on either side: far ones are not looked at."""
    at = bisect_left(tagged, place, key=attrgetter("first"))
    return tagged[max(0, at - reach) : at + reach + 1]


def between(one: Tagged, other: Tagged) -> int:
    """How many words stand between two phrases."""
    return max(0, max(one.first, other.first) - min(one.after, other.after))


def tagged_in(text: str, sequence: Sequence[Word], language: str) -> list[Tagged]:
    """The phrases of the lexicon in a question, from left to right, none inside another; `sequence`: its words.

    Words with diacritics match phrases spelled so; words without match all alike where few of the question have any.
    """
    spelled, folded = _tables(language)
    if language == "en":
        sequence = [Word(_base(word.form), word.start, word.end) for word in sequence]
    bare = unmarked(sequence)
    accented = language == "vi" and _ACCENTED * len(sequence) <= sum(has_diacritics(word.form) for word in sequence)
    found: list[Tagged] = []
    stops = [at for at in range(1, len(sequence)) if BREAK.search(text[sequence[at - 1].end : sequence[at].start])]
    stops.append(len(sequence))
    for at, word in enumerate(sequence):
        spend()
        stop = stops[bisect_right(stops, at)]  # a phrase crosses no mark
        match = spelled.longest(sequence[:stop], at)
        loose = None if accented or has_diacritics(word.form) else folded.longest(bare[:stop], at)
        if loose and not any(has_diacritics(one.form) for one in sequence[at : at + loose[0]]):
            match = max(match or loose, loose, key=lambda one: one[0])
        if match and not (found and at + match[0] <= found[-1].after):
            found.append(Tagged(at, at + match[0], match[1]))
    found = [_of_compound(one, bare) for one in found]
    found = [_with_noun(one, bare, found, accented) for one in found]
    return [one for one in found if not _repeated(one, found)]


def unmarked(sequence: Sequence[Word]) -> list[Word]:
    """The words without diacritics."""
    return [Word(fold(word.form), word.start, word.end) for word in sequence]


def bodies_in(sequence: Sequence[Word]) -> list[tuple[int, int]]:
    """The names of bodies in a question: first word, end word."""
    bare = unmarked(sequence)
    found = [(first, after) for first, after, _ in find_agencies(bare)]
    for _, after in tuple(found):  # giám đốc sở | sở giáo dục và đào tạo
        found += [
            (after - 1 + first, after - 1 + end)
            for first, end, _ in find_agencies(bare[after - 1 : after + _LONGEST_NAME])[:1]
            if not first
        ]
    return found


def _of_compound(one: Tagged, bare: Sequence[Word]) -> Tagged:
    """A noun that is the second half of a word asks for no body: mạng xã *hội nào*."""
    halves = (bare[one.first - 1].form, bare[one.first].form) if one.first else ("", "")
    if "who" in one.values("ask") and one.after - one.first == 2 and halves in compounds():
        return one._replace(tags=frozenset((Tag("ask", "what"),)))
    return one


def _with_noun(one: Tagged, bare: Sequence[Word], tagged: Sequence[Tagged], accented: bool) -> Tagged:
    """A general question word with the noun that it belongs to: khoảng thời gian định kỳ *nào*, *which* earlier document."""
    form = bare[one.first].form
    if form not in _GENERAL or one.after - one.first > 1:
        return one
    gap = _GAP if accented else 1  # without diacritics too many words look like such a noun
    nouns = [
        noun
        for noun in near(one.first, tagged)
        if noun.values("noun")
        and (noun.first > one.first) == (form == "which")
        and 0 < between(noun, one) <= gap
        and (bare[noun.after - 1].form, bare[noun.after].form if noun.after < len(bare) else "") not in compounds()
    ]
    if not nouns:
        return one
    nearest = min(nouns, key=lambda noun: between(noun, one))
    return one._replace(tags=frozenset(Tag("ask", value) for value in nearest.values("noun")))


def _repeated(one: Tagged, tagged: Sequence[Tagged]) -> bool:
    """True for the "what" of "what is the name of": the words after it say what is asked."""
    if one.values("ask") != ["what"]:
        return False
    return any(
        other.first > one.first and other.values("ask") == ["name"] and between(one, other) <= _GAP
        for other in near(one.first, tagged, 2 * _GAP)
    )


@cache
def _tables(language: str) -> tuple[Phrases, Phrases]:
    """The phrases of a language by their words, as spelled and without diacritics."""
    prefix = "en_" if language == "en" else ""
    found: dict[str, set[Tag]] = {}
    for phrase, tag in _phrases(prefix):
        found.setdefault(canonical(nfc(phrase)), set()).add(tag)
    for name, listed in _contexts(prefix).items():
        opened = re.compile(rf"\b(?:{'|'.join(map(re.escape, map(canonical, listed)))})\b")
        for phrase, tags in found.items():
            tags |= {Tag("context", name)} if opened.search(phrase) else set()
    bare: dict[str, set[Tag]] = {}
    for phrase, tags in found.items():
        bare.setdefault(fold(phrase), set()).update(tags)
    return _table(found), _table(bare)


def _table(phrases: Mapping[str, set[Tag]]) -> Phrases:
    return PhraseTable((phrase, frozenset(tags)) for phrase, tags in phrases.items())


def _phrases(prefix: str) -> Iterator[tuple[str, Tag]]:
    """Every phrase of a language, with each thing that it may be."""
    table = asking()
    for entry in facets().values():
        for role in ("name", "cue"):
            for phrase in getattr(entry, f"{prefix}{role}s"):
                bare = phrase.rstrip(" …@.")
                yield bare, Tag(role, entry.facet, phrase[-1] if phrase[-1] in "…@." else "")
                if role == "name" and bare.split()[-1] in _PARTICLES:
                    yield bare, Tag("ask", "named")
    for name, listed in table[f"{prefix}words"].items():
        yield from ((phrase.rstrip(" ."), Tag("ask", name, "." if phrase.endswith(".") else "")) for phrase in listed)
    for role in ("plain", "joints", "linking", "towards"):
        yield from ((phrase, Tag(role.rstrip("s"))) for phrase in table[f"{prefix}{role}"])
    yield from ((phrase, Tag("context", name)) for name, listed in _contexts(prefix).items() for phrase in listed)
    for name, listed in _nouns(prefix).items():
        for noun in listed:
            yield noun, Tag("noun", name)
            yield from ((phrase, Tag("ask", name)) for phrase in _asked_with(noun, name, prefix))
    for kind in kinds():
        own = "own" if kind.kind is DocumentKind.NOTICE else "other"
        yield from ((word, Tag("kind", own)) for word in _words_of(kind, prefix))
    yield from ((word, Tag("kind", "own")) for word in table[f"{prefix}own"])
    yield from ((name, Tag("office")) for office in offices() if (name := office.en if prefix else office.name))


def _words_of(kind: Kind, prefix: str) -> tuple[str, ...]:
    return kind.en_asked if prefix else (*kind.cited, *kind.asked)


def _contexts(prefix: str) -> dict[str, list[str]]:
    """The words of each context; those of every kind of document open that of a notice and of a document."""
    found: dict[str, list[str]] = {name: [*listed] for name, listed in asking()[f"{prefix}contexts"].items()}
    for name in ("notice", "document"):
        found[name] += [word for kind in kinds() for word in _words_of(kind, prefix)]
    return found


def _nouns(prefix: str) -> dict[str, list[str]]:
    """The nouns that make a question word, by its class; the kinds of documents among them."""
    nouns: dict[str, list[str]] = dict(asking()[f"{prefix}nouns"])
    if not prefix:
        nouns["document"] = [*nouns["document"], *(word for kind in kinds() for word in _words_of(kind, prefix))]
    return nouns


def _asked_with(noun: str, name: str, prefix: str) -> list[str]:
    """A noun as a question word: sở nào; ngày mấy and mấy ngày; which agency."""
    if prefix:
        return [f"which {noun}", f"what {noun}"]
    counted = [f"{noun} mấy"] if name in ("when", "document") else []
    counted += [f"mấy {noun}", f"bao nhiêu {noun}"] if name == "when" else []
    return [f"{noun} nào", f"{noun} gì", *counted]


@lru_cache(maxsize=20_000)
def _base(word: str) -> str:
    """The base form of an English word, where the lists hold it."""
    known = _known()
    irregular: Mapping[str, str] = asking()["en_forms"]
    if word in irregular or word in known:
        return irregular.get(word, word)
    for ending, bases in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for base in (*(stem + tail for tail in bases), stem[:-1]):
                if base in known:
                    return base
    return word


@cache
def _known() -> frozenset[str]:
    return frozenset(word.form for phrase, _ in _phrases("en_") for word in words(phrase.lower()))
