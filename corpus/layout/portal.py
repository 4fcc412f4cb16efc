"""A document inside a page of a portal: what the page says around it is no part of the document."""

import re

from corpus.text import fold

_MOTTO = re.compile(
    r"(?<!\w)cong\W+hoa\W+xa\W+hoi\W+chu\W+nghia\W+viet\W+nam(?!\w)|(?<!\w)dang\W+cong\W+san\W+viet\W+nam(?!\w)"
)
_FOOT = re.compile(r"(?<!\w)noi nhan\s*:|(?<!\w)luu\s*:\s*vt")
_OF_HEAD = re.compile(r"so\s*:|[^,]{2,40},\s*ngay\s+\d")
_LONGEST_LINE = 120  # characters of a letterhead's line
_LEAST = 250  # letters before a letterhead that make them a page's, not a note's
_EARLY = 500  # characters: a motto that begins before the least is whole in them
_MOST_BEFORE = 0.6  # of a text; a head later than that is a form's


def begins(text: str) -> int:
    """Where the letterhead begins that a page's own words stand before; 0 where the document begins the text."""
    early = _MOTTO.search(fold(text[:_EARLY]))
    if early and early.start() < _LEAST:
        return 0  # as in most texts: too little stands before it
    folded = fold(text)
    motto = _MOTTO.search(folded)
    if motto is None or motto.start() > _MOST_BEFORE * len(text) or _FOOT.search(folded, 0, motto.start()):
        return 0
    begin = motto.start()
    while begin > 0:
        line = text.rfind("\n", 0, begin - 1) + 1
        words = text[line : begin - 1].strip(" |*#-–_\t")
        if words and not ((words.isupper() and len(words) <= _LONGEST_LINE) or _OF_HEAD.match(fold(words))):
            break
        begin = line
    return begin if sum(map(str.isalpha, text[:begin])) >= _LEAST else 0


def without_page(text: str, begin: int) -> str:
    """`text` with everything before `begin` blank but its lines; as long as `text` is."""
    return re.sub(r"[^\n]", " ", text[:begin]) + text[begin:]
