"""The pages as HTML: templates filled with escaped values, and the text of a notice with a quote marked."""

import re
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from urllib.parse import quote

from bot.shown import without_marks
from corpus.models import Notice
from rag.label import label
from rag.wording import Wording

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"


class Markup(str):
    """HTML that is already safe; every other value is escaped on its way into a page."""

    __slots__ = ()


def page(template: str, **values: str) -> str:
    """A template with its values escaped; a missing value is a KeyError."""
    safe = {name: value if isinstance(value, Markup) else escape(value) for name, value in values.items()}
    return _template(template).substitute(safe)


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / name).read_text(encoding="utf-8"))


def notice_url(notice_id: str) -> str:
    """The address of a notice's page."""
    return f"/notices/{quote(notice_id, safe='')}"


def notice_page(notice: Notice, quoted: tuple[int, int] | None, wording: Wording, language: str) -> str:
    """A notice with what is known of it; the slice `quoted` of its text is marked."""

    def say(key: str) -> str:
        return wording.say(language, key)

    facts = {
        "notice.type": notice.kind.value if notice.kind else "",
        "notice.number": notice.number.value if notice.number else "",
        "notice.issuer": notice.issuer.value if notice.issuer else "",
        "notice.date": f"{notice.issued_on.value:%d/%m/%Y}" if notice.issued_on else "",
        "notice.subject": notice.subject.value if notice.subject else "",
        "notice.signer": notice.signature.name.value if notice.signature.name else "",
    }
    rows = [f"<div><dt>{escape(say(key))}</dt><dd>{escape(value)}</dd></div>" for key, value in facts.items() if value]
    return page(
        "notice.html",
        language=language,
        title=label(notice),
        back=say("notice.back"),
        facts_title=say("notice.facts"),
        facts=Markup("\n".join(rows)),
        text_title=say("notice.text"),
        quoted=say("notice.quoted") if quoted else "",
        text=Markup(marked_text(notice.text, quoted)),
    )


def marked_text(text: str, quoted: tuple[int, int] | None) -> str:
    """The text as paragraphs of escaped HTML, markdown marks hidden, the slice `quoted` inside `<mark>`."""
    start, end = quoted or (0, 0)
    paragraphs = []
    for block in re.finditer(r"(?:(?!\n\s*\n).)+", text, re.DOTALL):
        edges = (
            block.start(),
            *(min(max(edge, block.start()), block.end()) for edge in (start, end)),
            block.end(),
        )
        before, inside, after = (escape(without_marks(text[left:right])) for left, right in pairwise(edges))
        if inside.strip():
            before += f"<mark>{inside}</mark>"
        if content := (before + after).strip():
            paragraphs.append(f"<p>{content}</p>")
    return "\n".join(paragraphs).replace("<mark>", '<mark id="quote">', 1)
