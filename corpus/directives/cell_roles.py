"""A cell that names who leads and who helps behind labels of its own: "CT: Sở A; PH: Sở B", "chủ trì A / phối hợp B".

A label is one that heads such a column, in full or cut short to the first letters of its words. What follows it is said of
it, up to the next; bodies before the first label have the part that the column says.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from corpus.layout.columns import labelled_column
from corpus.lexicon import cues
from corpus.names.mentions import mentions
from corpus.text import canonical

ROLES = ("lead", "assigned", "coordinating")
_ONSET = re.compile(r"ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[^\W\d_]")
_BEFORE = r"(?:^|[.;,/|(\n+•–-])\s*"
_LABEL = re.compile(rf"{_BEFORE}(?P<words>[^\W\d_](?:[^\n:;,()|.]|\.(?=\S)){{0,40}}?)(?:\s*[:=]|(?=\s[–-]\s))")
_BRACKETS = re.compile(r"\(\s*(?P<words>[^\W\d_][^()]{0,11})\s*\)")
_AROUND = " \n\t.;,/|(+•–-"
_OTHER = {"lead": "coordinating", "coordinating": "lead"}
_MOST_WORDS = 4  # of a label that is not known


class _Mark(NamedTuple):
    """A label at `start:end` of a cell; `role` is "" where it is not known what it says."""

    start: int
    end: int
    role: str
    words: str = ""


def parts_of(cell: str, column: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(the role, the words that name who has it) in a cell of `column`, in order; the role may be another column's.

    `known` is what labels say by where they stand in other cells, too.
    """
    cell = _BRACKETS.sub(_in_full, cell)
    marks = [mark._replace(role=mark.role or known.get(mark.words, "")) for mark in _labels(cell)] or _words(cell)
    if not any(mark.role for mark in marks):
        marks = [mark for mark in marks if mark.start == 0 or len(marks) > 1]
    first = cell[: marks[0].start] if marks else cell
    if first.strip(_AROUND):
        yield column, first
    for mark, end in zip(marks, [*(mark.start for mark in marks[1:]), len(cell)], strict=False):
        yield mark.role or column, cell[mark.end : end].strip(_AROUND)


def shorthand(cells: Iterable[str]) -> dict[str, str]:
    """What labels say that are not known: in several cells they stand beside one that is, so they say the other role."""
    beside: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        marks = _labels(cell)
        known = [mark.role for mark in marks if mark.role]
        if len(marks) == 2 and known and known[0] in _OTHER:
            beside[next(mark.words for mark in marks if mark.role != known[0]), _OTHER[known[0]]] += 1
    words = Counter(word for word, _ in beside)
    return {word: role for (word, role), times in beside.items() if word and times > 1 and words[word] == 1}


def _labels(cell: str) -> list[_Mark]:
    """The labels before a colon, or a dash."""
    found = [(match, _said(match["words"])) for match in _LABEL.finditer(cell)]
    marks = [
        _Mark(match.start("words"), match.end(), said, "" if said else canonical(match["words"]))
        for match, said in found
        if said is not None
    ]
    letters = {mark.start: _role_of_letter(cell[mark.start]) for mark in marks if not cell[mark.start + 1].isalpha()}
    if {"lead", "coordinating"} <= set(letters.values()):  # one letter says something beside another
        return [mark._replace(role=letters.get(mark.start, mark.role)) for mark in marks]
    return marks


def _role_of_letter(letter: str) -> str:
    """The role whose words begin with a letter: C for chủ trì, P for phối hợp."""
    roles = cues()["cell_roles"]
    begins = (role for role in ("lead", "coordinating") if any(words[0] == letter.lower() for words in roles[role]))
    return next(begins, "")


def _words(cell: str) -> list[_Mark]:
    """The words of a role right before a body, in a cell that begins with one: chủ trì Sở A / phối hợp Sở B."""
    form, bodies = canonical(cell), mentions(cell)
    marks = []
    for role in ("lead", "coordinating"):
        for match in re.finditer(rf"(?<!\w)(?:{_pattern(role)})(?: với)?\s+(?=\w)", form):
            within = any(body.start < match.end() and match.start() < body.end for body in bodies)
            if not within and any(body.start == match.end() for body in bodies):
                marks.append(_Mark(*match.span(), role))
    marks.sort()
    full = all(cell[mark.start : mark.end].split()[0].lower() in _first_words() for mark in marks)
    both = {"lead", "coordinating"} <= {mark.role for mark in marks}
    return marks if marks and not cell[: marks[0].start].strip(_AROUND) and (full or both) else []


def _in_full(match: re.Match[str]) -> str:
    """A shorthand in brackets behind a body, in full: Sở A (CT)."""
    said = _said(match["words"]) if not mentions(match["words"]) else None
    return f"({cues()['cell_roles'][said][0]})" if said in ("lead", "coordinating") else match[0]


def _said(words: str) -> str | None:
    """What a label says: a role or another column, "" where it is not known, None where the words are no label."""
    form = canonical(words).strip(" *.")
    roles = [role for role in ROLES if re.fullmatch(_pattern(role), form)]
    if len(roles) == 1:
        return roles[0]
    if said := labelled_column(words):
        return said
    return None if len(form.split()) > _MOST_WORDS or mentions(words) else ""


@cache
def _pattern(role: str) -> str:
    """The words of a role, each in full or cut short: chủ trì, C.trì, CT, ĐVCT, đơn vị CT."""
    nouns = "|".join(map(_cut, cues()["cell_nouns"]))
    return rf"(?:(?:{nouns})\W*)?(?:{'|'.join(map(_cut, cues()['cell_roles'][role]))})(?:\s(?:chính|thực hiện|với))?"


def _cut(phrase: str) -> str:
    """A pattern for a phrase whose words may be cut to their first letters."""
    return r"[./\s]*".join(rf"(?:{word}|{_onset(word)}|{word[0]})" for word in phrase.split())


def _onset(word: str) -> str:
    found = _ONSET.match(word)
    return found[0] if found else word[0]


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrases in cues()["cell_roles"].values() for phrase in phrases)
