"""The words that names of bodies are made of, as tables, and a clause as the grammar of names sees it."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from corpus.lexicon import agencies, body_heads, cues, glossary, offices, provinces
from corpus.names.agencies import every_spelling, short_heads
from corpus.phrases import PhraseTable, Word
from corpus.text import canonical

_TIMES = frozenset({"quý", "tháng", "năm", "ngày"})
_APART = re.compile(r"[,;:.()\"“”|!?]|\n\s*\n|\s[-–]\s")


class Phrase(NamedTuple):
    """A clause as printed, its words in the form they are compared in, and where its last small letter stands (or -1)."""

    text: str
    words: Sequence[Word]
    last_small: int

    def apart(self, at: int) -> bool:
        """True where punctuation stands between word `at` and the one before it, or a time begins: … | Quý II/2024."""
        text, words = self.text, self.words
        if not 0 < at < len(words):
            return at > 0
        gap = text[words[at - 1].end : words[at].start]
        marked = gap != " " and _APART.search(gap) is not None
        return marked or (words[at].form in _TIMES and self._begins_time(at))

    def _begins_time(self, at: int) -> bool:
        following = self.form(at + 1)
        return self.upper(at) and (following.isdigit() or following in ("i", "ii", "iii", "iv"))

    def breaks(self, at: int) -> bool:
        """True where word `at` begins a new line with a capital letter: another name, or an act."""
        return "\n" in self.gap(at) and self.upper(at)

    def within(self, at: int) -> bool:
        """True for a word in capitals that is the second half of another: NHIỆM *VỤ* TRỌNG TÂM."""
        if at == 0 or not self.upper(at):
            return False
        left, right = (self.text[word.start : word.end] for word in (self.words[at - 1], self.words[at]))
        return left.isupper() and right.isupper() and f"{left} {right}".lower() in two_syllables()

    def shouts(self, at: int) -> bool:
        """True for a word of several capitals, most often an abbreviation."""
        return at < len(self.words) and len(word := self.text[slice(*self.words[at][1:])]) > 1 and word.isupper()

    def gap(self, at: int) -> str:
        """What stands between word `at` and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start] if 0 < at < len(self.words) else ""

    def upper(self, at: int) -> bool:
        """True where word `at` is there and begins with a capital letter."""
        return at < len(self.words) and self.text[self.words[at].start].isupper()

    def all_upper(self, at: int) -> bool:
        """True where no small letter stands from word `at` on."""
        return self.last_small < self.words[at].start

    def headed(self, at: int) -> bool:
        """True behind "đối với": what a heading names there is meant whole."""
        return at > 1 and self.words[at - 1].form == "với" and self.words[at - 2].form == "đối"

    def ends(self, at: int, said: Sequence[str]) -> bool:
        """True where the words before word `at` are `said`."""
        return at >= len(said) and all(self.form(at - len(said) + n) == word for n, word in enumerate(said))

    def begins(self, at: int, said: Sequence[str]) -> bool:
        """True where the words from word `at` on are `said`."""
        return self.ends(at + len(said), said)

    def form(self, at: int) -> str:
        """Word `at`, or nothing."""
        return self.words[at].form if at < len(self.words) else ""


@cache
def first_words() -> frozenset[str]:
    """The words with which bodies begin."""
    return first_small_words().union(
        {"đội"}, heads().first_words(), listed_names().first_words(), persons().first_words()
    )


@cache
def first_small_words() -> frozenset[str]:
    """Those that need no capital letter: of kinds, of offices, of committees."""
    alone = (head.split(" ")[0] for head in body_heads("alone"))
    return frozenset(
        (
            "các",
            "những",
            "ubnd",
            "hđnd",
            "ủy",
            "hội",
            *alone,
            *office_names().first_words(),
        )
    )


@cache
def small_before_capitals() -> PhraseTable[str]:
    """What names somebody in small letters where a capital follows: công chức | Địa chính, phòng | Tài chính."""
    return PhraseTable(
        (name, name) for name in (*(" ".join(name) for name, _ in persons().items()), *body_heads("shared"))
    )


@cache
def heads() -> PhraseTable[str]:
    short = ((head, head) for head in short_heads())
    return PhraseTable([*((head, head) for head in body_heads("name")), *short])


@cache
def boards() -> PhraseTable[str]:
    return PhraseTable((head, head) for head in body_heads("board"))


@cache
def kinds() -> PhraseTable[str]:
    return PhraseTable((head, head) for head in body_heads("kind"))


@cache
def qualifiers() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in cues()["kind_qualifiers"])


@cache
def belonging() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in cues()["belonging"])


@cache
def every_level() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in cues()["every_level"])


@cache
def restricting() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in cues()["restricting"])


@cache
def no_restriction() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in cues()["no_restriction"])


@cache
def persons() -> PhraseTable[str]:
    """The offices and trades by which people are given work without a body's name."""
    names = [*(canonical(office.name) for office in offices()), *cues()["persons"]]
    return PhraseTable((name, name) for name in (*names, *(f"phó {name}" for name in names)))


@cache
def acts() -> PhraseTable[str]:
    """The words that begin what a body has to do."""
    spoken = [phrase for name in ("lead", "coordinate", "report", "task_verbs", "assign") for phrase in cues()[name]]
    return PhraseTable((phrase, phrase) for phrase in spoken)


@cache
def duties() -> PhraseTable[str]:
    return PhraseTable((phrase, phrase) for phrase in cues()["duties"])


@cache
def parts_had() -> PhraseTable[str]:
    """The words that say what part a body has: chủ trì, là cơ quan đầu mối, phối hợp với."""
    return PhraseTable((phrase, phrase) for name in ("lead", "coordinate") for phrase in cues()[name])


@cache
def name_stops() -> frozenset[str]:
    return frozenset(cues()["name_stops"])


@cache
def compounds() -> frozenset[str]:
    """Pairs of syllables that the lexicon's names and words hold: Công *trình* is no act of reporting."""
    return name_pairs() | _pairs(reading for row in glossary().values() for reading in row)


@cache
def name_pairs() -> frozenset[str]:
    """Pairs of syllables that the lexicon's names hold: hành chính, quốc gia."""
    return _pairs(name for agency in agencies() for name in (agency.name, *agency.other_names))


def _pairs(phrases: Iterable[str]) -> frozenset[str]:
    spoken = canonical("\n".join(phrases)).replace(",", "").split("\n")
    return frozenset(" ".join(pair) for phrase in spoken for pair in pairwise(phrase.split()))


@cache
def two_syllables() -> frozenset[str]:
    """Words of two syllables that the lexicon lists as such: giao thông."""
    readings = (reading for row in glossary().values() for reading in row if reading.count(" ") == 1)
    return frozenset(canonical("\n".join(readings)).split("\n"))


@cache
def province_names() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(canonical(province.name).replace("-", " ").split()) for province in provinces())


@cache
def province_ends() -> frozenset[str]:
    """The words with which provinces' names end."""
    return frozenset(name[-1] for name in province_names())


@cache
def provinces_by_words() -> PhraseTable[str]:
    """Each province's name -> the name with its kind: huế -> thành phố Huế."""
    return PhraseTable((canonical(province.name), f"{province.kind} {province.name}") for province in provinces())


@cache
def surnames() -> frozenset[str]:
    return frozenset(cues()["surnames"])


@cache
def office_names() -> PhraseTable[str]:
    names = [*(canonical(office.name) for office in offices()), *cues()["leaders"]]
    return PhraseTable((name, name) for name in (*names, *(f"phó {name}" for name in names)))


@cache
def listed_names() -> PhraseTable[str]:
    forms = canonical("\n".join(form for _, form in every_spelling())).split("\n")  # at once, which is quicker
    return PhraseTable(zip(forms, (agency.name for agency, _ in every_spelling()), strict=True))
