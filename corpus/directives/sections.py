"""Sections that give nobody work, by their titles: what was found, who was there, what is aimed at, what it costs."""

import re

from corpus.layout.paragraphs import MARKER
from corpus.models import Item
from corpus.patterns import opening
from corpus.text import canonical

_LONGEST_TITLE = 110  # characters
_LEVELS = " › "  # between the titles above an item
_TERMINAL = tuple(".;")


def is_told_only(item: Item) -> bool:
    """True for an item under a title such as "Thành phần tham dự", "Ý kiến phát biểu": whatever stands there gives no work."""
    return _under("told_sections", item)


def needs_an_order(item: Item) -> bool:
    """True under a title such as "Mục tiêu", "Kinh phí": only a word that gives work makes a task there."""
    return _under("aim_sections", item)


def _under(name: str, item: Item) -> bool:
    first, broken, _ = item.text.partition("\n")
    titles = [*item.heading.split(_LEVELS), *([first] if broken else [])]
    return any(_is_title(title) and opening(name).match(_bare(title)) for title in titles)


def _is_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and not words.rstrip().endswith(_TERMINAL)


def _bare(title: str) -> str:
    """A title without its marker, as it is compared."""
    marker = MARKER.match(title)
    return re.sub(r"[*_]", "", canonical(title[marker.end() :] if marker else title))
