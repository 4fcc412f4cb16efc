"""Text as people read it: the stored text keeps its markdown marks and odd characters, faces hide them."""

import re

from corpus.text import plain

# what steers a terminal, turns the direction of writing, or is no character at all
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def printable(text: str) -> str:
    """`text` without what no reader can see, line breaks kept, nothing around it."""
    return _UNSHOWN.sub("", text.replace("\r\n", "\n")).strip()


def without_marks(text: str) -> str:
    """`text` without markdown and HTML marks, blanks in a row as one, line breaks kept."""
    kept = "".join(shown for printed, shown in zip(text, plain(text), strict=True) if shown != " " or printed.isspace())
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"[ \t]*\n[ \t]*", "\n", kept))


def on_one_line(text: str) -> str:
    """`text` without marks, without what cannot be seen, and without line breaks."""
    return " ".join(_UNSHOWN.sub(" ", without_marks(text)).split())
