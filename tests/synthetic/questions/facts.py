"""Questions about the head and the foot of a notice; the quote is the slice that prints the fact."""

import random
import re
from dataclasses import replace
from datetime import date

from corpus.text import fold, nfc

from .archive import Archive, Filed, Row, topics
from .asked import Asked, ask
from .question import Quote
from .scope import Scope, row_scopes
from .templates import Template


def header_question(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """A question for a fact that one notice prints."""
    for row in archive.some_rows(rng):
        value, quote = printed(row.filed, template.of)
        scope = _scope(rng, archive, row, template)
        asked = ask(rng, archive, template, scope, topics()[row.matter]) if scope and quote else None
        if asked:
            source = row.filed.notice.id
            return replace(asked, notice_id=source, quotes=(Quote(notice_id=source, text=quote),), values=(value,))
    return None


def _scope(rng: random.Random, archive: Archive, row: Row, template: Template) -> Scope | None:
    """One that leaves a single notice."""
    for scope in row_scopes(rng, archive, row, template):
        held = {other.filed.notice.id for other in archive.about[row.matter] if scope.holds(other.filed)}
        if held == {row.filed.notice.id}:
            return scope
    return None


def printed(filed: Filed, name: str) -> tuple[str, str]:
    """The fact and the slice of the text that prints it; "" where noise has hidden it."""
    facts = filed.facts
    match name:
        case "signer":
            value = (facts["signer"] or {"name": None})["name"] or ""
            return value, _slice(filed, _spaced(value.split()), last=True)
        case "number":
            value = facts["number"] or ""
            return value, _slice(filed, r"\s*".join(re.escape(fold(part)) for part in re.split(r"(\W)", value) if part))
        case "issued_on":
            day = date.fromisoformat(facts["date"]) if facts["date"] else None
            pattern = rf"ngay\s+0?{day.day}\s+thang\s+0?{day.month}\s+nam\s+{day.year}" if day else ""
            return day.isoformat() if day else "", _slice(filed, pattern)
        case "subject":
            value = facts["subject"] or ""
            return value, _slice(filed, _spaced(value.split()))
    raise KeyError(name)


def _spaced(words: list[str]) -> str:
    return r"\s+".join(re.escape(fold(word)) for word in words)


def _slice(filed: Filed, pattern: str, last: bool = False) -> str:
    """The first place of the text, or the last, that matches a pattern for folded letters."""
    text = nfc(filed.notice.text)
    if not pattern or text != filed.notice.text:  # of decomposed letters a folded place is none of the text
        return ""
    found = list(re.finditer(pattern, fold(text)))
    return text[found[-last].start() : found[-last].end()] if found else ""
