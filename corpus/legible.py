"""Text as it was meant: diacritics that typing or scanning lost are put back where the lexicon knows the words.

The result is as long as the text, so an offset in it is an offset in the stored text; it is read, never quoted.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from corpus.lexicon import abbreviations, agencies, cues, everyday, glossary, kinds, offices, provinces
from corpus.phrases import PhraseTable, words
from corpus.text import canonical, fold, has_diacritics, nfc

_LINE = re.compile(r"[^\n\f\v]*\w[^\n\f\v]*")


def legible(text: str) -> str:
    """`text` with lost diacritics put back; as long as `text` is, which must be in NFC.

    A line without any is read against the whole lexicon; in a line that has some, only names of bodies and the
    words that assign work are mended, where a mark or two is wrong.
    """
    return _LINE.sub(lambda line: _mended(line[0]), text)


def _mended(line: str) -> str:
    bare = not has_diacritics(line)
    table = _every_phrase() if bare else _assigning_phrases()
    form = canonical(line)
    sequence = words(fold(line))
    at, mended = 0, line
    while at < len(sequence):
        match = table.longest(sequence, at)
        found = sequence[at : at + match[0]] if match else []
        if match and all(not line[left.end : right.start].strip() for left, right in pairwise(found)):
            for word, meant in zip(found, match[1], strict=True):
                if form[word.start : word.end] != meant:
                    mended = mended[: word.start] + _cased(line[word.start : word.end], meant) + mended[word.end :]
        at += len(found) or 1
    return mended


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
def _every_phrase() -> PhraseTable[tuple[str, ...]]:
    readings = (
        reading for table in (abbreviations(), everyday(), glossary()) for row in table.values() for reading in row
    )
    plain = (reading for reading in readings if len(_words(reading)) > 1)
    return _table([*cues()["bare_words"], *cues()["body_phrases"], *_assigning(), *_names(), *_titles(), *plain])


def _assigning() -> Iterator[str]:
    for role in ("assign", "lead", "coordinate", "report"):
        yield from cues()[role]


def _names() -> Iterator[str]:
    for agency in agencies():
        yield from (name for name in (agency.name, *agency.also) if has_diacritics(name))


def _titles() -> Iterator[str]:
    yield from (province.name for province in provinces())
    yield from (office.name for office in offices())
    for kind in kinds():
        yield from (kind.kind.value, *kind.cited)


def _table(phrases: Iterable[str]) -> PhraseTable[tuple[str, ...]]:
    forms = (canonical(nfc(phrase)) for phrase in phrases)
    return PhraseTable((fold(form), _words(form)) for form in forms)
