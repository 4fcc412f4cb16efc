"""Fields of a form whose parts stand on a line each: Số: | 315 | /CV-SYT; ngày | 22 | tháng | 4 | năm 2023."""

import re
from functools import lru_cache

from corpus.text import CAPITAL, fold

_SYMBOL = rf"{CAPITAL}[\w&.]*(?:-[ \t]*\n?[ \t]*{CAPITAL}{{2}}[\w&.]*|-{CAPITAL}[\w&.]*)*"
# the letter first, then what may not stand before it: see `_as_words` of corpus.patterns
_NUMBER = re.compile(rf"S(?<!\wS)(?:ố|Ố|o|O)[ \t]*:?\s*\d{{1,6}}\s*/\s*(?:\d{{4}}\s*/\s*)?{_SYMBOL}")
_DATE = re.compile(r"n(?<!\wn)gay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+(?:19|20)\d\d(?!\d)")
_LONGEST = 400  # characters of a number over lines


@lru_cache(maxsize=1)  # asked for once for each number of a page
def fields_over_lines(text: str) -> list[tuple[int, int]]:
    """Where a number or a date stands over several lines."""
    found = [*numbers_over_lines(text), *(field.span() for field in _DATE.finditer(fold(text)))]
    return sorted(span for span in found if "\n" in text[slice(*span)])


def numbers_over_lines(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where a number that begins in `text[start:end]` stands over several lines."""
    before = len(text) if end is None else end
    found = (field.span() for field in _NUMBER.finditer(text, start, min(len(text), before + _LONGEST)))
    return [span for span in found if span[0] < before and "\n" in text[slice(*span)]]
