"""What pages add to a text: their numbers and running heads, between its paragraphs or inside its sentences."""

import re

from corpus.layout.fields import fields_over_lines

_COLUMNS = re.compile(r"\S {3,}\S")
_LINE = re.compile(r"[^\n\f\v]+")
_MARK = r"(?:[=*~_]{2,}[ \t]*)?(?:(?i:trang)\s+)?(?:[-–]\s*)?\d{1,3}(?:\s*[-–]|\s*/\s*\d{1,3})?(?:[ \t]*[=*~_]{2,})?"
PAGE_MARK = re.compile(rf"\s*{_MARK}\s*$")
_FOOT = r"\S[^\n]{0,80}\W(?i:trang)\s+\d{1,3}(?:\s*(?:/|trên)\s*\d{1,3})?"  # Kế hoạch số 12/KH-UBND | Trang 2/7
_LINES = r"[^\S\n]*\n(?:[^\S\n]*\n)*"
_INSIDE = re.compile(
    rf"(?<=[\w,])(?P<before>{_LINES})(?P<indent>[^\S\n]*)(?:(?P<mark>{_MARK})|(?P<foot>{_FOOT}))"
    rf"(?P<after>{_LINES})(?=[^\S\n]*(?P<on>\w))"
)
_RUNNING_HEAD = re.compile(
    rf"(?<=[\w,])[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*{_MARK}{_LINES}\s*[^\W\d_a-z][^\n.;:]{{4,80}}\n(?:[^\S\n]*\n)+(?=[^\S\n]*[^\W\d_])"
)  # a number, and apart from it the head of the next page, in the middle of a sentence
_FAR_IN = 10  # characters before a number in the middle of its line
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*(?:[.)/]\s|\s*$)")
WANTS_MORE = re.compile(r",$|(?<!\w)(?:và|với|cùng|của|các|cho|tại|về|do|từ|đến|gồm|những|số|Bộ|Sở)$")
_LEAST_WORDS = 2
_LONGEST_RUNNING_HEAD = 80  # characters


def without_page_furniture(text: str) -> str:
    """`text` with the page numbers and running heads at its form feeds, and page numbers inside a sentence, blanked out.

    It is as long as `text` is.
    """
    pages = text.split("\f")
    text = "\f".join([pages[0], *(_without_head(page) for page in pages[1:])])

    def blanked(found: re.Match[str]) -> str:
        alone = _goes_on(text, found) and not any(a < found.end("indent") < b for a, b in fields_over_lines(text))
        return re.sub(r"\S", " ", found[0]) if alone else found[0]

    return _INSIDE.sub(blanked, _RUNNING_HEAD.sub(_without_running_head, text))


def _without_running_head(found: re.Match[str]) -> str:
    """A number and a running head blanked out where the sentence above goes on below them in a small letter or must go on."""
    goes_on = found.string[found.end() :].lstrip()[:1].islower()
    above = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    return re.sub(r"\S", " ", found[0]) if goes_on or WANTS_MORE.search(above) else found[0]


def _goes_on(text: str, number: re.Match[str]) -> bool:
    """True where a sentence goes on below a number, not the cells of a row whose number stands in the middle. What is no
    bare number, or has no small letter below it, must stand apart from both lines as a page's does."""
    line = _LINE.match(text, number.start("on"))
    below = line[0] if line else ""
    if _COLUMNS.search(below):
        return False
    alone = number["before"].count("\n") > 1 or number["after"].count("\n") > 1
    apart = alone or len(number["indent"]) >= _FAR_IN
    if number["on"].islower():
        return apart or number["mark"] is not None
    if number["on"].isdigit():
        return apart and not _NUMBERED.match(below) and len(below.split()) >= _LEAST_WORDS
    above = text[text.rfind("\n", 0, number.start()) + 1 : number.start()]
    return apart and WANTS_MORE.search(above) is not None


def _without_head(page: str) -> str:
    """A page without its number and at most two lines in capitals, where small letters go on below them."""
    lines = page.splitlines(keepends=True)
    at = capitals = 0
    while at < len(lines):
        line = lines[at].strip()
        shouts = line.isupper() and len(line) <= _LONGEST_RUNNING_HEAD and capitals < 2
        if line and not shouts and not PAGE_MARK.match(line):
            break
        capitals += shouts
        at += 1
    following = lines[at].strip() if at < len(lines) else ""
    if following.isupper() or not following:
        return page  # a title, not a running head
    blank = "".join(re.sub(r"[^\r\n]", " ", line) for line in lines[:at])
    return blank + "".join(lines[at:])
