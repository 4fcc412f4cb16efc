"""Notice -> directives: one row per task clause, read from the sentence and from what governs it.

A governing sentence ends in a colon and names a body ("đề nghị Sở … tập trung các nội dung sau:",
"Sở … thực hiện:"); the items under it are that body's, unless they name another themselves.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from corpus.citations import citations_in
from corpus.deadlines import find_deadline
from corpus.lexicon import cues
from corpus.models import Directive, Item
from corpus.paragraphs import MARKER
from corpus.roles import Roles, implicit_roles, read_roles, reports_to
from corpus.text import canonical, collapse, sentences

_LIST_FOLLOWS = re.compile(r":\s*[*_]*$")
_NO_TASK = re.compile(r"\W*(?:đây là|tuy nhiên|thời gian qua|qua đó|kết quả thực hiện|trong thời gian qua|việc)\b")
_NO_DIRECTIVE = re.compile(r"\W*(?:trên đây|sau khi nghe|tham dự|thành phần|cùng dự|vắng)\b")
_CONCLUDES = re.compile(r"(?:kết luận|ý kiến|chỉ đạo)(?:\s+(?:như\s+sau|sau\s+đây))?\s*:\W*$")
_LABEL = re.compile(r"\s*(?:Về|Đối với|Riêng)\s[^:.;]{3,200}:\s*")


class _Governor(NamedTuple):
    path: str
    lead: tuple[str, ...]
    assigned: tuple[str, ...]


def directives(text: str, items: Sequence[Item], dated: date | None = None) -> Iterator[Directive]:
    """The directives of a notice of that day in reading order; each quote is a slice of `text`."""
    governors: list[_Governor] = []
    form = canonical(text)
    for item in items:
        governors = [governor for governor in governors if _governs(governor, item)]
        inherited = governors[-1] if governors else None
        for start, end in clauses(text, item):
            if _NO_DIRECTIVE.match(form, item.start, item.end) or _CONCLUDES.search(form, start, end):
                continue
            roles = read_roles(text, start, end)
            if _LIST_FOLLOWS.search(text, start, end) and end == item.end:
                if roles:
                    governors.append(_Governor(item.path, roles.lead, roles.assigned))
                continue
            if roles is None and inherited and not _NO_TASK.match(form, start, end):
                label = _LABEL.match(text, start, end)
                begin = label.end() if label else start
                roles = implicit_roles(text, begin, end, inherited.lead, inherited.assigned)
            if roles:
                yield _directive(text, item, start, end, roles, dated)


def _governs(governor: _Governor, item: Item) -> bool:
    if not governor.path:
        return bool(item.path)  # an unnumbered lead-in governs the numbered items after it
    return item.path.startswith((governor.path + ".", governor.path + ","))


def clauses(text: str, item: Item) -> Iterator[tuple[int, int]]:
    """The sentences of an item without its marker, cut where a semicolon begins a task of its own."""
    form = canonical(text)
    marker = MARKER.match(text, item.start, item.end) if item.path else None
    for start, end in sentences(text, marker.end() if marker else item.start, item.end):
        left = start
        for match in _new_clause().finditer(form, start, end):
            if not match["task"] and not text[match.end()].isupper():
                continue  # "; tổ chức …", "; phòng, chống …" name no body
            yield left, match.start()
            left = match.end()
        yield left, end


@cache
def _new_clause() -> re.Pattern[str]:
    """A semicolon after which a task, or the body that has it, is named."""

    def any_of(*phrases: str) -> str:
        return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)

    task, head = any_of(*cues()["new_task"], *cues()["assign"]), any_of(*cues()["body_heads"])
    return re.compile(rf";\s+(?=(?:(?P<task>{task})|(?P<head>{head}))(?!\w))")


def _directive(text: str, item: Item, start: int, end: int, roles: Roles, dated: date | None) -> Directive:
    cited = citations_in(text, start, end, item.path)
    label = collapse(text[start : roles.start]).strip(" :,-–") if roles.start > start else ""
    task = collapse(text[roles.task_start : end]).strip(" ,;.")
    return Directive(
        item=item.path,
        lead=roles.lead,
        assigned=roles.assigned,
        coordinating=roles.coordinating,
        task=f"{label}: {task}" if label and task else label or task,
        deadline=find_deadline(text, start, end, cited, dated),
        legal_basis=tuple(dict.fromkeys(document.number or document.name for document in cited)),
        reports_to=reports_to(text, roles.task_start, end),
        quote=text[start:end],
        start=start,
        end=end,
    )
