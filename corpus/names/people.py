"""Which people a text names: a run of capitalised words that begins with a surname, after an office."""

import re
from functools import cache

from corpus.lexicon import cues, offices
from corpus.models import Printed
from corpus.patterns import words_of
from corpus.text import CAPITAL, collapse, fold, has_diacritics

_RUN = re.compile(r"[^\W\d_]+(?:[ \t\n]+[^\W\d_]+)*")
_UNACCENTED = re.compile(r"\b([A-Z][a-z]+)(?: [A-Z][a-z]+){2,4}\b")
_OFFICE_FOLLOWS = re.compile(r"\s*[,–(-]\s*|\s+là\s+")
_OFFICE_ENDS = re.compile(r"[,;.()\n]|\s(?:đã|và|chủ trì|báo cáo|phát biểu|thống nhất|kết luận|làm|đi)\s")
_ADDRESSES = ("Anh", "Bà", "Chị", "Cô", "Ông")  # of which some are surnames, too
_ADDRESSED = ("dong chi", "ong", "ba")
CALLED_WORD = rf"(?!Phó |Trưởng |Chánh ){CAPITAL}[^\W\d_]*(?:['’][^\W\d_]+)?"
_CALLED = re.compile(rf"\s+({CALLED_WORD}(?:[ \t\n]+{CALLED_WORD})*)")
_LONGEST = 5  # words of a name
_REACH = 70  # characters from an office to the name it goes with


def people_in(text: str, start: int = 0, end: int | None = None) -> list[Printed]:
    """The people named after an office in `text[start:end]`: Phó Chủ tịch UBND tỉnh *Lê Văn Thanh*."""
    end = len(text) if end is None else end
    found: list[Printed] = []
    folded = fold(text)
    for office in _before_names().finditer(folded, start, end) if _tells_of_people().search(folded, start, end) else ():
        named = _after_address(text, office) if fold(office[0]) in _ADDRESSED else None
        names = [named] if named else names_in(text, office.end(), min(end, office.end() + _REACH))
        for name in names[:1]:
            if all(name.start != known.start for known in found):
                found.append(name)
    return found


def _after_address(text: str, address: re.Match[str]) -> Printed | None:
    """The run of capitals right after an address is the name, whatever its surname: đồng chí *Lèng Văn Sín*, bà *H'Lan Niê*."""
    run = _CALLED.match(text, address.end())
    if run is None or not 2 <= len(run[1].split()) <= _LONGEST or _offices().match(fold(run[1])):
        return None
    return Printed(value=collapse(run[1]), start=run.start(1), end=run.end(1))


def held_by(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The office right behind a name at `start:end`, else right before it: Phạm Hồng Quảng – *Giám đốc Sở TT&TT*."""
    office = _offices().search(fold(text), end, min(len(text), end + _REACH))
    if office and _OFFICE_FOLLOWS.fullmatch(text, end, office.start()):
        stop = _OFFICE_ENDS.search(text, office.end())
        return office.start(), stop.start() if stop else len(text)
    begin = max(0, start - _REACH)
    begin = max(begin, *(text.rfind(mark, begin, start) + 1 for mark in ",;.:(\n"))
    office = _offices().search(fold(text), begin, start)
    return (office.start(), office.start() + len(text[office.start() : start].rstrip(" -–"))) if office else None


def names_in(text: str, start: int, end: int) -> list[Printed]:
    """Runs of two to five capitalised words that begin with a surname."""
    found = []
    for run in _RUN.finditer(text, start, end):
        words = [
            (match[0], run.start() + match.start(), run.start() + match.end())
            for match in re.finditer(r"[^\W\d_]+", run[0])
        ]
        at = stop = 0
        while at < len(words):
            stop = max(at, stop)  # of the words after the first of a run it is the same
            while (
                stop < len(words)
                and words[stop][0][0].isupper()
                and (len(words[stop][0]) == 1 or not words[stop][0].isupper())
            ):
                stop += 1
            if words[at][0] in _ADDRESSES and stop - at > 2 and words[at + 1][0] in _surnames():
                at += 1  # Ông | Võ Văn Viên
            if 2 <= stop - at <= 5 and _is_surname(words[at][0], words[at + 1][0]):
                left, right = words[at][1], words[stop - 1][2]
                found.append(Printed(value=collapse(text[left:right]), start=left, end=right))
                at = stop
            else:
                at += 1
    return found


def _is_surname(word: str, following: str) -> bool:
    """True for a surname; in a name without any diacritics the surname has lost its own."""
    if fold(f"{word} {following}") == "pho chu":
        return False  # Phó Chủ tịch
    bare = not has_diacritics(word) and not has_diacritics(following)
    return word in _surnames() or (bare and word in _bare_surnames())


def unaccented_names(text: str) -> list[Printed]:
    """Names printed without diacritics, as English texts do: three to five capitalised words, first a surname."""
    return [
        Printed(value=run[0], start=run.start(), end=run.end())
        for run in _UNACCENTED.finditer(text)
        if run[1] in _bare_surnames()
    ]


def offices_pattern() -> str:
    """The offices of the lexicon as an alternation, matched on folded text."""
    return "|".join(fold(office.name) for office in offices())


@cache
def _tells_of_people() -> re.Pattern[str]:
    """An office or an address: one stands before every name that is looked for."""
    return re.compile(words_of([*(fold(office.name) for office in offices()), *_ADDRESSED]))


@cache
def _before_names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_held()}|{'|'.join(_ADDRESSED)})(?!\w)")


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_held()}(?!\w)")


def _held() -> str:
    return rf"(?:pho |nguyen |q\. )?(?:{offices_pattern()})(?: thuong truc)?"


@cache
def _surnames() -> frozenset[str]:
    return frozenset(cues()["surnames"])


@cache
def _bare_surnames() -> frozenset[str]:
    return frozenset(fold(name).capitalize() for name in _surnames())
