"""Invisible marks around quotes, so that they can be found again whatever the noise did to the text between them.

Quote n stands between two code points of the private use area; noise moves and bends the letters around them, never the marks.
"""

import re

FIRST = 0xE000
MARK = re.compile("[\ue000-\uf8ff]")
_OPENING = re.compile("([\ue000-\uf8ff]*)(.)", re.DOTALL)


def marked(text: str, index: int) -> str:
    """The text as quote number `index`."""
    return f"{chr(FIRST + 2 * index)}{text}{chr(FIRST + 2 * index + 1)}"


def opened(text: str) -> list[int]:
    """The quotes that begin in this text."""
    return [(ord(mark) - FIRST) // 2 for mark in MARK.findall(text) if (ord(mark) - FIRST) % 2 == 0]


def unmarked(text: str) -> str:
    """The text as a reader sees it."""
    return MARK.sub("", text)


def quotes(text: str) -> dict[int, str]:
    """Each quote as it stands in the unmarked text."""
    found = {}
    for index in opened(text):
        _, rest = text.split(chr(FIRST + 2 * index))
        found[index] = unmarked(rest.split(chr(FIRST + 2 * index + 1))[0])
    return found


def capitalised(text: str) -> str:
    """The text with a capital first letter, marks aside."""
    return _OPENING.sub(lambda found: found[1] + found[2].upper(), text, count=1)


def decapitalised(text: str) -> str:
    """The text with a small first letter, marks aside."""
    return _OPENING.sub(lambda found: found[1] + found[2].lower(), text, count=1)
