"""Text as it was meant: diacritics that typing or scanning lost are put back where the lexicon knows the words.

The result is as long as the text, so an offset in it is an offset in the stored text; it is read, never quoted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from corpus.lexicon import abbreviations, agencies, cues, everyday, glossary, kinds, offices, provinces
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, fold, has_diacritics, nfc

_LINE = re.compile(r"[^\n\f\v]+")
_RUN = re.compile(r"\w+(?:\s+\w+)*")  # words with nothing but white space between them
_WORDLESS = re.compile(r"\W*")


@lru_cache(maxsize=8)  # a notice is parsed, then told what of it was not understood
def legible(text: str) -> str:
    """`text` with lost diacritics put back; as long as `text` is, which must be in NFC.

    Lines without any are read against the whole lexicon; in a line that has some, only names of bodies and the words
    that assign work are mended, where a mark or two is wrong.
    """
    text = text.replace("Ð", "Đ").replace("Ɖ", "Đ").replace("ð", "đ")  # look alike
    stretches = _stretches(text)
    form, folded = canonical(text), fold(text)
    found = [_mended(text[start:end], form[start:end], folded[start:end], bare=bare) for start, end, bare in stretches]
    edges = [0, *(edge for start, end, _ in stretches for edge in (start, end)), len(text)]
    kept = [text[left:right] for left, right in zip(edges[::2], edges[1::2], strict=True)]
    return "".join(part for pair in zip(kept, [*found, ""], strict=True) for part in pair)


def _stretches(text: str) -> list[tuple[int, int, bool]]:
    """Runs of lines that all have diacritics, or none: (start, end, none)."""
    runs: list[tuple[int, int, bool]] = []
    for line in _LINE.finditer(text):
        if _WORDLESS.fullmatch(line[0]):
            continue
        bare = not has_diacritics(line[0])
        if runs and runs[-1][2] == bare:
            runs[-1] = (runs[-1][0], line.end(), bare)
        else:
            runs.append((*line.span(), bare))
    return runs


def _mended(part: str, form: str, folded: str, *, bare: bool) -> str:
    table = _every_phrase() if bare else _assigning_phrases()
    letters = list(part)
    for run in _RUN.finditer(form):
        if not bare and _is_as_meant(run[0].split(), folded[run.start() : run.end()].split()):
            continue
        sequence = words(folded[run.start() : run.end()])
        for first, after, meant in table.find(sequence):
            if not bare and _is_other_word(run[0], sequence, first, after, meant):
                continue
            for word, syllable in zip(sequence[first:after], meant, strict=True):
                if run[0][word.start : word.end] != syllable:
                    place = slice(run.start() + word.start, run.start() + word.end)
                    letters[place] = _cased(part[place], syllable)
    return "".join(letters)


def _is_as_meant(printed: Sequence[str], folded: Sequence[str]) -> bool:
    """True where all neighbours that a phrase may hold are spelled as there: nothing is to be mended."""
    said = list(pairwise(printed))
    return list(map(_neighbours().get, pairwise(folded), said)) == said


def _is_other_word(form: str, sequence: Sequence[Word], first: int, after: int, meant: Sequence[str]) -> bool:
    """True where an edge of the phrase, as printed, is half of a word that goes beyond it: văn *bản* | chỉ đạo."""
    printed = [form[word.start : word.end] for word in sequence[max(0, first - 1) : after + 1]]
    begins, ends = first > 0, after < len(sequence)
    left = begins and printed[1] != meant[0] and (printed[0], printed[1]) in _two_syllables()
    return left or (ends and printed[-2] != meant[-1] and (printed[-2], printed[-1]) in _two_syllables())


def _cased(printed: str, meant: str) -> str:
    if len(printed) != len(meant):
        return printed
    if printed.isupper() and len(printed) > 1:
        return meant.upper()
    return meant[:1].upper() + meant[1:] if printed[:1].isupper() else meant


def _words(form: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", form))


@cache
def _assigning_phrases() -> PhraseTable[tuple[str, ...]]:
    """What decides who does what; not what is short: a mark apart it may be other words (công an, công ăn)."""
    spoken = [*_assigning(), *(name for name in _names() if len(_words(name)) > 2)]
    return _table(phrase for phrase in spoken if len(_words(phrase)) > 1)


@cache
def _neighbours() -> dict[tuple[str, str], tuple[str, str] | None]:
    """The folded neighbours of those phrases, and how they are spelled; None where that differs."""
    found: dict[tuple[str, str], tuple[str, str] | None] = {}
    for phrase, meant in _assigning_phrases().items():
        for pair, spelled in zip(pairwise(phrase), pairwise(meant), strict=True):
            found[pair] = spelled if found.get(pair, spelled) == spelled else None
    return found


@cache
def _every_phrase() -> PhraseTable[tuple[str, ...]]:
    readings = (
        reading for table in (abbreviations(), everyday(), glossary()) for row in table.values() for reading in row
    )
    plain = (reading for reading in readings if len(_words(reading)) > 1)
    return _table([*cues()["bare_words"], *cues()["body_phrases"], *_assigning(), *_names(), *_titles(), *plain])


@cache
def _two_syllables() -> frozenset[tuple[str, str]]:
    """Neighbours in what the lexicon holds beside names: văn bản, cung cấp."""
    readings = (reading for table in (everyday(), glossary()) for row in table.values() for reading in row)
    return frozenset(
        pair for phrase in (*readings, *cues()["task_verbs"]) for pair in pairwise(_words(canonical(phrase)))
    )


def _assigning() -> Iterator[str]:
    for role in ("assign", "lead", "coordinate", "report"):
        yield from cues()[role]


def _names() -> Iterator[str]:
    for agency in agencies():
        yield from (name for name in (agency.name, *agency.other_names) if has_diacritics(name))


def _titles() -> Iterator[str]:
    yield from (province.name for province in provinces())
    yield from (office.name for office in offices())
    for kind in kinds():
        yield from (kind.kind.value, *kind.cited)


def _table(phrases: Iterable[str]) -> PhraseTable[tuple[str, ...]]:
    forms = (canonical(nfc(phrase)) for phrase in phrases)
    return PhraseTable((fold(form), _words(form)) for form in forms)
