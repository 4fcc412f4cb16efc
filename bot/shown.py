"""A slice of a notice as people read it: the stored text keeps its markdown marks, faces hide them."""

import re

from corpus.text import plain


def without_marks(text: str) -> str:
    """`text` without markdown and HTML marks, blanks in a row as one, line breaks kept."""
    kept = "".join(shown for printed, shown in zip(text, plain(text), strict=True) if shown != " " or printed.isspace())
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"[ \t]*\n[ \t]*", "\n", kept))


def on_one_line(text: str) -> str:
    """The same without line breaks."""
    return " ".join(without_marks(text).split())
