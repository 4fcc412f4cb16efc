"""By when: the words that set a deadline, and the last day they allow.

A date that belongs to a cited document or a meeting sets no deadline: a date counts only after a word that
makes it one (trước, chậm nhất, xong trong …). The words are data: corpus/lexicon/deadlines.yaml.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

from corpus.dates import with_figures
from corpus.lexicon import deadline_words
from corpus.models import CitedDocument, Deadline, Precision
from corpus.no_deadlines import is_none, without_replaced
from corpus.patterns import any_of, either
from corpus.text import FIGURE, canonical, collapse, fold, has_diacritics

_FIGURES = {
    "day": r"(?P<day>\d{1,2})",
    "month": r"(?P<month>\d{1,2})",
    "quarter": r"(?P<quarter>iv|iii|ii|i|[1-4])",
    "year": r"(?P<year>(?:19|20)\d\d)",
    "clock": r"(?:\d{1,2}\s*(?:gio|h|g)\s*(?:\d{1,2}(?:\s*phut)?)?)",
}
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"")
_PAGE_NUMBER = re.compile(r"(?<=\n)[ \t]*(?:[-–][ \t]*)?\d{1,3}(?:[ \t]*[-–])?[ \t]*(?=\r?\n)")
_SCANNED = re.compile(
    r"(?<![a-z0-9])(?=[ol\d]*\d)[ol\d]{1,2}(?=\s*/\s*[ol\d]{1,2})|(?<=\d/)[ol]\d(?!\w)"
)  # O5/10, l5/12
_DIGITS = str.maketrans("ol", "01")
# By a part of a pattern of deadlines.yaml: what stands in every clause that a pattern with that part fits.
_DEMANDED_FIGURES = {
    r"\{(?:day|month|year)\}|\\d\+\\s\*|\\s\+\\d\{\{1": FIGURE,
    r"\{year\}(?!\)\?)": re.compile(r"(?:19|20)\d\d"),  # where it may not be left out
}
_DEMANDED_WORDS = {  # one of them
    r"\(\?:hang\|moi\)": ("hang", "moi"),
    r"\|tung\)": ("cac", "tung"),
    r"\Adinh ky": ("dinh ky",),
    r"\|ky\)|lan\b": ("buoi", "cuoc", "dot", "ky", "lan", "quy"),
    **{rf"{word}\\s": (word,) for word in ("quy", "thang", "trong")},
}
_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_EXACT = (Precision.DAY, Precision.MONTH, Precision.QUARTER)
_UNDATED = (Precision.RECURRING, Precision.RELATIVE, Precision.VAGUE)
_PURPOSE = re.compile(r"(?<!\w)(?:de|nham|gop phan)\s[^,;]*$")
_SAID_BEFORE = 300  # characters of a sentence in which the purpose of a year is said
_COUNTED_REACH = 40  # characters
_COUNTED = re.compile(r"(?:(?<!\w)tính|\(dự kiến(?:\s\w+){0,3})\s+\Z")
_SPAN_OF_YEARS = re.compile(r"^(?:từ\s+)?(?:năm\s+)?(?:19|20)\d\d\s*(?:-|–|đến)\s*(?=(?:năm\s+)?(?:19|20)\d\d$)", re.I)
_QUARTER_SPELLED = re.compile(r"(?<![a-z])qui(?=\s+(?:[iv]+|[1-4])(?![a-z]))")
_WITH_YEAR = re.compile(r"\d\s?[/.-]\s?(?:19|20)\d\d(?!\d)")
_BARE_AT_END = re.compile(  # …; 30/6/2024 and … - Quý IV/2023
    r"(?:;|\s[-–]|,(?=[^()]*\)\W*\Z))\s*(?P<when>(?:quy\s+[iv\d]+|thang\s+\d{1,2}|\d{1,2}\s?[/.-]\s?\d{1,2})\s?[/.-]\s?(?:19|20)\d\d)[\s.;)]*\Z"
)
_PART_OF_DAY_AT_END = re.compile(  # … tổng duyệt sáng 20/5
    r"(?<!\w)(?P<when>(?:sang|trua|chieu|toi|dem)\s+(?:ngay\s+)?\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?(?:19|20)\d\d)?)[\s.;)]*\Z"
)
_AT_A_MEETING = re.compile(
    r"(?<!\w)(?:cho|cua|o|phuc vu|sau|tai|theo|trong|truoc)\s+(?:buoi|cuoc|giao ban|hoi|hop|le|phien)\s[^,;.]*\Z"
)
_FIGURE_AT_END = re.compile(r"\d[\s.;)]*\Z")
_TAIL = 20  # characters in which a clause that ends in a time has a figure
_FIRST_DAYS = re.compile(r"\d{1,2}\s*[-–]\s*(?=\d{1,2}\s*/\s*\d{1,2}(?!\d))")  # 17 - 21/11
_NEAR = timedelta(days=183)  # a day of the week, or a part of a day, is named for what is near
_WEEKDAY = re.compile(r"(?:(?:sáng|trưa|chiều|tối)\s+)?(?:thứ\s+\w+|chủ nhật)\s*[,(]\s*(?:ngày\s+)?", re.I)
_OPENS = re.compile(r"\W*(?:\w+\s+){0,2}$")  # a word or two between the body and how it is to act


def find_deadline(
    text: str,
    start: int,
    end: int,
    cited: Iterable[CitedDocument],
    issued_on: date | None = None,
    act: tuple[int, int] | None = None,
) -> Deadline | None:
    """The deadline that `text[start:end]` sets, the most exact one first; None where it sets none.

    `cited` are the documents cited there: their dates and titles are passed over. A day without a year takes the
    first such day from `issued_on` on. `act` is where the body that acts is
    named, and where the words of its task begin.
    """
    before = text[max(0, start - _COUNTED_REACH) : start]
    spans = tuple((document.start - start, document.end - start) for document in cited)
    if found := _dated(before, text[start:end], spans, issued_on):
        return found
    if _FIGURE_AT_END.search(fold(text), max(start, end - _TAIL), end) and (
        found := _at_end(text, start, end, issued_on)
    ):
        return found
    begin, opening = (max(0, at - start) for at in act or (start, start))
    form = canonical(text)[start:end]
    for match in _manner().finditer(form, begin, opening + 30):
        if match.start() < opening or _OPENS.match(form, opening, match.start()):
            return Deadline(
                text=text[start + match.start() : start + match.end()], date=None, precision=Precision.VAGUE
            )
    return None


def _at_end(text: str, start: int, end: int, issued_on: date | None) -> Deadline | None:
    """The bare day or period that a clause ends in, or the part of a day on which it is to be done (tổng duyệt sáng 20/5);
    not who met on it."""
    folded = fold(text)
    if (bare := _BARE_AT_END.search(folded, start, end)) and (found := cell_deadline(bare["when"], issued_on)):
        return found.model_copy(update={"text": text[slice(*bare.span("when"))]})
    told = _PART_OF_DAY_AT_END.search(folded, start, end)
    if told is None or _AT_A_MEETING.search(folded[start : told.start()]):
        return None
    said = text[slice(*told.span("when"))]
    found = _dated("", f"trong {said}", (), issued_on)
    if found is None or (found.date and issued_on and not timedelta() <= found.date - issued_on <= _NEAR):
        return None
    return found.model_copy(update={"text": said})


@lru_cache(maxsize=128)  # a clause is asked for its deadline while its row is made, and for its facts
def _dated(before: str, text: str, cited: tuple[tuple[int, int], ...], issued_on: date | None) -> Deadline | None:
    """The deadline of a clause by its dates, periods and events; `before` is what stands right before it, `cited` where it
    cites documents."""
    again: Deadline | None = None
    folded = _blanked(text, cited)
    for precision, pattern in _rules(_obligations_met(folded)):
        if again and precision not in (*_EXACT, Precision.RECURRING):
            continue
        for match in pattern.finditer(folded):
            try:
                value = _date(precision, _parts(match), issued_on)
            except ValueError:
                continue
            printed, place = text[match.start() : match.end()], len(before) + match.start()
            if is_none(folded, match, precision) or (match[0].startswith("ngay trong") and "à" in printed[:4].lower()):
                continue  # các ngày trong tuần
            if _COUNTED.search(canonical((before + text)[max(0, place - _COUNTED_REACH) : place])):
                continue  # "số liệu tính đến ngày 15/3", "dự kiến tổ chức trong tháng 6"
            if precision is Precision.START and has_diacritics(text) and "từ" not in printed.lower():
                continue  # Công văn số 12-CV/TU ngày …
            if value and issued_on and value < issued_on and precision is not Precision.START:
                continue  # what lay behind the notice is no deadline
            if precision is Precision.YEAR and _PURPOSE.search(
                folded[max(0, match.start() - _SAID_BEFORE) : match.start()].rpartition(".")[2]
            ):
                continue  # "để phát triển … trong năm 2017" says for what, not by when
            if match[0].startswith(("hang ", "moi ")) and _framed().search(folded, 0, match.start()):
                continue
            found = Deadline(text=collapse(_PAGE_NUMBER.sub("", printed)), date=value, precision=precision)
            if precision is Precision.RECURRING:  # báo cáo hằng tháng, hoàn thành trước 30/6: a last day says more
                again = again or found
                folded = folded[: match.start()] + "#" * len(match[0]) + folded[match.end() :]
            elif not again or _ends(match, folded):
                return found
    return again


def _ends(match: re.Match[str], folded: str) -> bool:
    """True for a day that is the last of what recurs besides: with its year, or right after a word that says done."""
    closes = bool(_parts(match).get("year"))
    return closes or bool(_done().search(folded, 0, match.start()) or _done().match(folded, match.start(), match.end()))


def cell_deadline(cell: str, issued_on: date | None = None) -> Deadline | None:
    """The deadline that a table's cell states, where a bare day or period is enough: 10/5/2022, Quý II/2022, 2026."""
    said = _SPAN_OF_YEARS.sub("", collapse(cell).strip(" .;"))
    if weekday := _WEEKDAY.match(said):
        said = said[weekday.end() :].strip(" )")
    said = _FIRST_DAYS.sub("", said, count=1) if _FIRST_DAYS.match(said) else said
    if _goes_on().search(fold(said)):
        return Deadline(text=collapse(cell).strip(" .;"), date=None, precision=Precision.RECURRING)
    issued_on = None if _WITH_YEAR.search(said) else issued_on  # what was due before is due still
    for opening in ("", "trước ngày ", "trong ", "xong trong ", "xong trong năm "):
        found = find_deadline(opening + said, 0, len(opening) + len(said), (), issued_on)
        if found and found.precision is not Precision.VAGUE:
            return found.model_copy(update={"text": found.text.removeprefix(opening)})
    if re.split(r"[,;(]", said.lower(), maxsplit=1)[0].rstrip() in deadline_words()["always"]:
        return Deadline(text=collapse(cell), date=None, precision=Precision.RECURRING)
    return None


def find_recurring(text: str) -> Iterator[re.Match[str]]:
    """The words that say how often something is done; matched on folded text."""
    folded = fold(text)
    for precision, pattern in _rules(_obligations_met(folded)):
        if precision is Precision.RECURRING:
            yield from pattern.finditer(folded)


@lru_cache(maxsize=512)  # few of all sets occur
def _rules(met: frozenset[str]) -> tuple[tuple[Precision, re.Pattern[str]], ...]:
    """What says by when, and the pattern for it: of the ways to say it only those that can fit where so much stands."""
    kinds = ((kind, patterns) for entry in deadline_words()["kinds"] for kind, patterns in entry.items())
    fitting = ((kind, tuple(one for one in patterns if _obligations(one) <= met)) for kind, patterns in kinds)
    return tuple((Precision(kind), _compiled(patterns)) for kind, patterns in fitting if patterns)


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    data = deadline_words()
    joins = f"(?:\\s*:|\\s+(?:{any_of(data['joins'])}))*"
    opens = {name: f"(?<!\\w)(?:{any_of(data[name])}){joins}" for name in ("before", "within")}
    parts = {**_FIGURES, **opens, **{name: any_of(data[name]) for name in ("at_once", "event", "vague")}}
    return re.compile(r"(?<!\w)" + f"(?:{_numbered('|'.join(patterns).format(**parts))})")


@lru_cache(maxsize=256)  # a clause is asked what recurs in it, and by when
def _obligations_met(folded: str) -> frozenset[str]:
    """Of what patterns of deadlines.yaml demand, that which stands in a clause."""
    met = [demand for demand, figures in _DEMANDED_FIGURES.items() if figures.search(folded)]
    for demand, words in _DEMANDED_WORDS.items():
        for word in words:  # a loop, for it is asked of every clause
            if word in folded:
                met.append(demand)
                break
    return frozenset(met)


@cache
def _obligations(pattern: str) -> frozenset[str]:
    """What a pattern of deadlines.yaml demands of every clause that it fits, as the parts of the pattern that tell so."""
    return frozenset(demand for demand in (*_DEMANDED_WORDS, *_DEMANDED_FIGURES) if re.search(demand, pattern))


def _numbered(pattern: str) -> str:
    """A name for each of several groups of one name: year, year2 …"""
    seen: Counter[str] = Counter()

    def rename(group: re.Match[str]) -> str:
        seen[group[1]] += 1
        return f"(?P<{group[1]}{seen[group[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)


def _parts(match: re.Match[str]) -> dict[str, str]:
    """The figures that were found, by what they are."""
    return {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}


@cache
def _manner() -> re.Pattern[str]:
    manner, no_manner = (any_of(deadline_words()[name]) for name in ("manner", "no_manner"))
    return re.compile(rf"(?<!\w)(?:{manner})(?!\w|\s+(?:{no_manner})(?!\w))")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(deadline_words()['goes_on'])})(?!\w)")


@cache
def _done() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(deadline_words()['done'])})\b[\s:]*(?:$|(?=truoc|trong|vao|het))")


@cache
def _framed() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{any_of(deadline_words()['framed'])})(?:\s+(?!thuc|trien)[a-z]+){{0,2}}(?:\s+\d{{1,2}}\s+nam(?:,|\s+va))?\s+$"
    )


def _blanked(text: str, cited: Sequence[tuple[int, int]]) -> str:
    """`text` folded, without what sets no deadline: documents cited, quotations, page numbers, times that others replace."""
    folded = with_figures(fold(text))
    if "\n" in folded:
        folded = _PAGE_NUMBER.sub(lambda page: " " * len(page[0]), folded)
    if "qui" in folded:
        folded = _QUARTER_SPELLED.sub("quy", folded)
    if "/" in folded:
        folded = _SCANNED.sub(lambda day: day[0].translate(_DIGITS), folded)
    spans = [*cited, *(match.span() for match in _QUOTED.finditer(text))]
    letters = list(folded) if spans else []
    for left, right in spans:
        if 0 <= left < right <= len(letters):
            letters[left:right] = "#" * (right - left)
    return without_replaced("".join(letters) or folded)


def _date(precision: Precision, parts: dict[str, str], issued_on: date | None) -> date | None:
    """The day itself, or the last day of the period named."""
    if precision in _UNDATED:
        return None
    year = int(parts.get("year") or 0) or (issued_on.year if issued_on else 0)
    if not year:
        return None
    month = int(parts.get("month") or 12)
    if parts.get("quarter"):
        quarter = parts["quarter"]
        month = 3 * (_QUARTER[quarter] if quarter in _QUARTER else int(quarter))
    day = date(year, month, int(parts.get("day") or monthrange(year, month)[1]))
    if parts.get("year") or issued_on is None or day >= issued_on:
        return day
    return date(year + 1, month, int(parts.get("day") or monthrange(year + 1, month)[1]))
