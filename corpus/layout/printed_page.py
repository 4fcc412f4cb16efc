"""A text with each line where print has one: cells that hold a head or foot, bullets, breaks that were lost.

Each form is as long as the text, so an offset in it is an offset in the stored text.
"""

import re
from collections import Counter

from corpus.layout.lost_breaks import with_breaks
from corpus.text import CAPITAL, fold, in_lines

_ROWS = re.compile(r"(?:^[ \t]*\|[^\n]*\|[ \t\r]*(?:\n|\Z))+", re.M)
_OF_HEAD = re.compile(r"cong hoa xa hoi|doc lap\s*-\s*tu do|noi nhan")
_LINE_TAG = re.compile(r"<br\s*/?>", re.I)
_SIGNS = "·•▪▫■□◦●○►▸➢➤❖✓✔§"
_LEFT_BY_WORD = "ovqØüà"  # what its bullets look like in another font
_SIGN_ALONE = re.compile(
    rf"^[ \t]*(?P<sign>[-–+*{_SIGNS}{_LEFT_BY_WORD}])[ \t\r]*$(?=[\n\r]+[ \t]*[^\W\d_][^\n]{{9}})", re.M
)
_SIGN_BEFORE = re.compile(rf"^[ \t]*(?P<sign>[{_SIGNS}{_LEFT_BY_WORD}])(?=[ \t]+{CAPITAL})", re.M)
_FEWEST_BULLETS = 2


def printed_page(text: str) -> str:
    """The lines of `text` as they were meant; as long as `text` is."""
    return with_breaks(bulleted(in_lines(head_in_lines(text))))


def head_in_lines(text: str) -> str:
    """`text` with the cells of a head or foot that have lines of their own (<br>) below one another."""
    if "<br" not in text.lower():
        return text
    return _ROWS.sub(lambda rows: _below_one_another(rows[0]) if _OF_HEAD.search(fold(rows[0])) else rows[0], text)


def _below_one_another(rows: str) -> str:
    lines = _LINE_TAG.sub(lambda tag: "\n".ljust(len(tag[0])), rows)
    return re.sub(r"^[ \t\r|:-]+$", lambda rule: " " * len(rule[0]), lines, flags=re.M).replace("|", "\n")


def bulleted(text: str) -> str:
    """`text` with a dash for the sign of a bullet that stands alone on its line, or that Word drew from another font."""
    return _with_dashes(_with_dashes(text, _SIGN_ALONE), _SIGN_BEFORE)


def _with_dashes(text: str, bullet: re.Pattern[str]) -> str:
    """A sign counts as a bullet where it stands more than once."""
    count = Counter(found["sign"] for found in bullet.finditer(text))
    signs = {sign for sign, times in count.items() if times >= _FEWEST_BULLETS and sign not in "-–+*"}

    def as_dash(found: re.Match[str]) -> str:
        return found[0].replace(found["sign"], "-") if found["sign"] in signs else found[0]

    return bullet.sub(as_dash, text) if signs else text
