"""The page of one notice: what is known of it, its items, its text with a quote marked."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from urllib.parse import urlencode

from bot.show.text import on_one_line, without_marks
from bot.web.pages import Frame, Markup, file_url, notice_url, page, page_url
from corpus.models import Item, Notice
from corpus.text import fold
from rag.label import label

FEWEST_LISTED = 4  # items; a shorter notice is seen at a glance
_LONGEST = 90  # characters of an item in the list


def notice_page(notice: Notice, quoted: tuple[int, int] | None, frame: Frame, copies: Sequence[str] = ()) -> str:
    """A notice with what is known of it; the slice `quoted` of its text is marked. `copies` are the same document."""
    items = [item for item in notice.items if item.path]
    first = {anchor(item.path): item.start for item in reversed(items)}  # a path can come twice, an address cannot
    content = page(
        "notice.html",
        label=label(notice),
        scanned=_scanned(notice, frame),
        facts_title=frame.say("notice.facts"),
        facts=Markup("\n".join([*_facts(notice, frame), *_copies(copies, frame)])),
        tasks=_tasks(notice, frame),
        contents=Markup(_contents(items, frame)),
        text_title=frame.say("notice.text"),
        quoted=_said_of(notice, quoted, frame) if quoted else "",
        originals=Markup(_originals(notice, quoted, frame)),
        text=Markup(marked_text(notice.text, quoted, {place: name for name, place in first.items()})),
    )
    address = notice_url(notice.id) + (f"?quote={quoted[0]}-{quoted[1]}" if quoted else "")
    scripts = ("notice.js",)
    return frame.around(
        content, kind="notice", title=label(notice), address=address, styles=("notice.css",), scripts=scripts
    )


def _scanned(notice: Notice, frame: Frame) -> Markup:
    """That it was read from a scan, where it was: also without a quote, and wherever one stands."""
    return Markup(f'<p class="scanned">{escape(frame.say("notice.scanned"))}</p>' if notice.scanned else "")


def _said_of(notice: Notice, quoted: tuple[int, int], frame: Frame) -> str:
    said = frame.say("notice.quoted")
    return f"{said} ({frame.say('render.doubtful')})" if notice.doubtful(*quoted) else said


def _originals(notice: Notice, quoted: tuple[int, int] | None, frame: Frame) -> str:
    """The ways to what is printed: each page the quote stands on, and the file."""
    lines = notice.lines_at(*quoted) if quoted else ()
    pages = sorted({page for line in lines if (page := notice.page_of(line.start))})
    links = [(page_url(notice.id, page, quoted), frame.say("notice.page", page=page)) for page in pages if quoted]
    links.append((file_url(notice.id), frame.say("notice.file")))
    return " ".join(f'<a href="{escape(address)}">{escape(said)}</a>' for address, said in links)


def anchor(path: str) -> str:
    """Where an item is found on the page: `II.2` -> `muc-II.2`, `3, gạch 4` -> `muc-3-gach-4`."""
    return "muc-" + re.sub(r"[^\w.]+", "-", fold(path) if "gạch" in path else path).strip("-")


def _facts(notice: Notice, frame: Frame) -> Iterator[str]:
    facts = {
        "notice.type": notice.type or "",
        "notice.number": notice.number.value if notice.number else "",
        "notice.issuer": notice.issuer.value if notice.issuer else "",
        "notice.date": f"{notice.issued_on.value:%d/%m/%Y}" if notice.issued_on else "",
        "notice.subject": notice.subject.value if notice.subject else "",
        "notice.signer": notice.signature.name.value if notice.signature.name else "",
    }
    for key, value in facts.items():
        if value:
            yield f'<div><dt>{escape(frame.say(key))}</dt><dd lang="vi">{escape(value)}</dd></div>'


def _copies(copies: Sequence[str], frame: Frame) -> Iterator[str]:
    """The other notices that are the same document; its tasks are counted once."""
    if copies:
        links = ", ".join(f'<a href="{escape(notice_url(name))}">{escape(name)}</a>' for name in copies)
        yield f'<div><dt>{escape(frame.say("notice.copies"))}</dt><dd lang="vi">{links}</dd></div>'


def _tasks(notice: Notice, frame: Frame) -> Markup:
    """The way to what the notice orders, where it orders anything."""
    if not notice.directives:
        return Markup("")
    address = "/tasks?" + urlencode({"notice": notice.id, "lang": frame.language})
    return Markup(f'<p><a href="{escape(address)}">{escape(frame.say("tasks.of_notice"))}</a></p>')


def _contents(items: list[Item], frame: Frame) -> str:
    """The items one can go to, without their dashes; empty for a short notice."""
    listed = [item for item in items if "gạch" not in item.path]
    if len(listed) < FEWEST_LISTED:
        return ""
    lines = [
        f'<li{_depth(item)}><a href="#{escape(anchor(item.path))}">{escape(_shortened(on_one_line(item.text)))}</a></li>'
        for item in listed
    ]
    title = escape(frame.say("notice.contents"))
    return (
        f'<details class="box contents"><summary>{title}</summary><ol lang="vi">\n'
        + "\n".join(lines)
        + "\n</ol></details>"
    )


def _depth(item: Item) -> str:
    return ' class="deeper"' if "." in item.path else ""


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def marked_text(text: str, quoted: tuple[int, int] | None, anchors: dict[int, str] | None = None) -> str:
    """The text as paragraphs of escaped HTML, markdown marks hidden, the slice `quoted` inside `<mark>`."""
    start, end = quoted or (0, 0)
    places = anchors or {}
    paragraphs = []
    for block in re.finditer(r"(?:(?!\n\s*\n).)+", text, re.DOTALL):
        here = [place for place in places if block.start() <= place < block.end()]
        cuts = sorted(
            {block.start(), block.end(), *here, *(min(max(cut, block.start()), block.end()) for cut in (start, end))}
        )
        content = ""
        for left, right in pairwise(cuts):
            piece = escape(without_marks(text[left:right]))
            if left in places:
                content += f'<span id="{escape(places[left])}"></span>'
            content += f"<mark>{piece}</mark>" if start <= left and right <= end and piece.strip() else piece
        if content.strip():
            paragraphs.append(f"<p>{content.strip()}</p>")
    return "\n".join(paragraphs).replace("<mark>", '<mark id="quote">', 1)
