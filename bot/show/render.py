"""An answer as text: for a terminal, and as messages for Telegram. What is shown is decided in `bot.show.outline`."""

import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from bot.show.outline import Block, Part, outline
from rag.models import Answer

if TYPE_CHECKING:
    from rag.wording import Wording

PAGE_UNITS = 3_500  # of the 4,096 UTF-16 units a message may have: room for a line or two around it
PAGE_TAGS = 90  # of the 100 a message may have


class Page(NamedTuple):
    """One Telegram message: as HTML, and as plain text where HTML is refused."""

    html: str
    text: str


def plain_text(answer: Answer, wording: "Wording") -> str:
    """The outline as text for a terminal, without a line break at the end."""
    lines: list[str] = []
    for block in outline(answer, wording):
        match block.part:
            case Part.QUOTE:
                lines += ["", f"  [{block.marker}] “{block.text}”", f"      {block.label}"]
                lines += [f"      ({block.doubt})"] if block.doubt else []
            case Part.OPTION:
                lines.append(f"  - {block.text}")
            case _:
                lines += ["", block.text]
    return "\n".join(lines).strip("\n")


def telegram_pages(answer: Answer, wording: "Wording") -> tuple[Page, ...]:
    """The outline as messages within Telegram's limits; the first holds the answer, the others what has no room."""
    return pages_of(_pieces(outline(answer, wording)))


def pages_of(pieces: Iterable[tuple[str, str, str]]) -> tuple[Page, ...]:
    """Pieces (gap before, opening tag, text) packed into as few pages as hold them, in order; at least one page."""
    pages: list[Page] = []
    html = text = ""
    tags = used = 0
    for gap, tag, content in pieces:
        for number, part in enumerate(parts(content, PAGE_UNITS)):
            gap_here = "\n" if number else gap
            if text and (used + len(gap_here) + units(part) > PAGE_UNITS or tags == PAGE_TAGS):
                pages.append(Page(html, text))
                html = text = ""
                tags = used = 0
            lead = gap_here if text else ""
            html += f"{lead}{_tagged(tag, part)}"
            text += f"{lead}{part}"
            tags += bool(tag)
            used += len(lead) + units(part)
    return (*pages, Page(html, text)) if text or not pages else tuple(pages)


def parts(text: str, limit: int) -> Iterator[str]:
    """`text` in parts of at most `limit` UTF-16 units, cut at a blank where there is one; nothing for blank text."""
    rest = text.strip()
    while units(rest) > limit:
        end = _fitting(rest, limit)
        blank = max(rest.rfind("\n", end // 2, end), rest.rfind(" ", end // 2, end))
        end = blank if blank > 0 else _before_marks(rest, end)
        yield rest[:end].rstrip()
        rest = rest[end:].lstrip()
    if rest:
        yield rest


def units(text: str) -> int:
    """The length of `text` as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[str, str, str]]:
    number = 0
    for block in blocks:
        number = number + 1 if block.part is Part.OPTION else 0
        match block.part:
            case Part.HEADLINE | Part.TITLE:
                yield "\n\n", "b", block.text
            case Part.NOTE:
                yield "\n\n", "i", block.text
            case Part.QUOTE:
                yield "\n\n", "blockquote expandable", f"[{block.marker}] “{block.text}”"
                yield "\n", "", block.label
                if block.doubt:
                    yield "\n", "i", f"({block.doubt})"
            case Part.OPTION:
                yield "\n", "", f"{number}. {block.text}"
            case _:
                yield "\n\n", "", block.text


def _tagged(tag: str, text: str) -> str:
    safe = escape(text, quote=False)
    return f"<{tag}>{safe}</{tag.split()[0]}>" if tag else safe


def _fitting(text: str, limit: int) -> int:
    """How many characters of `text` fit into `limit` UTF-16 units."""
    if len(text) == units(text):
        return limit
    used = 0
    for index, char in enumerate(text):
        used += 1 + (char > "\uffff")
        if used > limit:
            return index
    return len(text)


def _before_marks(text: str, end: int) -> int:
    """`end`, or the last place before it where no combining mark and no joined emoji is torn from its letter."""
    cut = end
    while cut > end - 32 and cut > 1 and (
        unicodedata.category(text[cut])[0] == "M" or "\u200d" in text[cut - 1 : cut + 1] or "\U0001f3fb" <= text[cut] <= "\U0001f3ff"
    ):  # fmt: skip
        cut -= 1
    return cut if cut > end - 32 and cut > 1 else end
