"""Pages as HTML: templates filled with escaped values, inside the frame that all of them share."""

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from rag.wording import Wording

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
_QUOTE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


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


def page_url(notice_id: str, page: int, quoted: tuple[int, int]) -> str:
    """The address of the picture of a page with a quote marked."""
    return f"{notice_url(notice_id)}/pages/{page}?quote={quoted[0]}-{quoted[1]}"


def file_url(notice_id: str) -> str:
    """The address of a notice's original file."""
    return f"/api/notices/{quote(notice_id, safe='')}/file"


def quoted_slice(quoted: str, length: int) -> tuple[int, int] | None:
    """`2410-2541` as offsets; None for anything that is not a slice of a text of this length."""
    match = _QUOTE.fullmatch(quoted)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return (start, end) if start < end <= length else None


class Frame:
    """The head, the bar and the language of a page."""

    def __init__(self, wording: Wording, language: str) -> None:
        self.language = language
        self.wording = wording

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of the page."""
        return self.wording.say(self.language, key, **values)

    def around(
        self,
        content: str,
        *,
        kind: str,
        title: str,
        address: str,
        styles: Sequence[str] = (),
        scripts: Sequence[str] = (),
    ) -> str:
        """The whole page; `address` is its own, where the other language is offered."""
        other = "en" if self.language == "vi" else "vi"
        head = [f'<link rel="stylesheet" href="/static/{name}">' for name in styles]
        head += [f'<script type="module" src="/static/{name}"></script>' for name in scripts]
        current = Markup(' aria-current="page"')
        return page(
            "base.html",
            language=self.language,
            kind=kind,
            title=title,
            head=Markup("\n".join(head)),
            name=self.say("web.name"),
            chat=self.say("web.chat"),
            chat_current=current if kind == "chat" else "",
            notices=self.say("web.notices"),
            notices_current=current if kind == "notices" else "",
            tasks=self.say("tasks.nav"),
            tasks_current=current if kind == "tasks" else "",
            elsewhere=f"{address}{'&' if '?' in address else '?'}lang={other}",
            other=other,
            other_language=self.say("web.other_language"),
            content=Markup(content),
        )


def script_data(value: object) -> Markup:
    """JSON that cannot end the script element it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))
