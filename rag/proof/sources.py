"""What a chat model is shown of the notices: the passages the rules found, as S1, S2 … with header, item and register row."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.models import Directive, Notice
from corpus.text import collapse, plain
from rag.draft import Span
from rag.label import label
from rag.models import Answer, Hit

MOST = 6
_ABOUT = 0.8  # of how much the best passage is about the question: what a further passage must be to be joined
_LEAST_ABOUT = 0.4
_LONGEST = 1_200  # characters of one source
_ROWS = 4  # of the register that are shown with it


class Source(NamedTuple):
    """A slice of a notice under a token. `proves`: the answer of the rules rests on it; `joins`: more may be said from it."""

    token: str
    notice: Notice
    start: int
    end: int
    item: str
    proves: bool
    joins: bool

    @property
    def rows(self) -> tuple[Directive, ...]:
        """The register's rows that the slice holds or is part of."""
        return tuple(row for row in self.notice.directives if row.start < self.end and self.start < row.end)

    @property
    def heading(self) -> str:
        """What the slice stands under."""
        item = self.notice.item_at(self.start)
        return collapse(plain(item.heading)) if item else ""


def sources_of(
    answer: Answer, hits: Sequence[Hit], notice: Callable[[str], Notice], other: Sequence[Hit] = ()
) -> tuple[Source, ...]:
    """The slices the answer rests on, then the next best passages; none twice.

    `other`: passages found by other words than the question's; of these only those of an item that is cited are joined.
    """
    best = max((hit.features.get("text", 0.0) for hit in hits), default=0.0)
    notices = {cited.notice_id for cited in answer.citations}
    items = {(cited.notice_id, cited.item) for cited in answer.citations if cited.item}
    found: list[Source] = []

    def add(one: Span, at: int, *, proves: bool = False, joins: bool = True) -> None:
        if not any(one.notice_id == two.notice.id and one.start < two.end and two.start < one.end for two in found):
            found.insert(at, Source("", notice(one.notice_id), one.start, one.end, one.item, proves, joins))

    for cited in answer.citations:
        inside = (hit.span for hit in hits if hit.passage.notice_id == cited.notice_id)
        own = Span(notice_id=cited.notice_id, start=cited.start, end=cited.end, item=cited.item or "")
        whole = next((one for one in inside if one.start <= own.start and own.end <= one.end), own)
        add(whole.model_copy(update={"item": own.item}), len(found), proves=True)
    for hit in hits:
        about = hit.features.get("text", 0.0) >= max(_ABOUT * best, _LEAST_ABOUT)
        add(hit.span, len(found), joins=about and hit.passage.notice_id in notices)
    for hit in other[: MOST // 2]:
        add(hit.span, MOST // 2, joins=(hit.passage.notice_id, hit.passage.item) in items)
    return tuple(one._replace(token=f"S{number}") for number, one in enumerate(found[:MOST], 1))


def shown(source: Source) -> str:
    """A source as data between two fences that its text cannot close."""
    lines = [f"văn bản: {label(source.notice, source.item)}"]
    if source.heading:
        lines.append(f"thuộc: {source.heading[:300]}")
    lines += rows_shown(source, _ROWS)
    lines.append(f"nguyên văn: {collapse(plain(source.notice.text[source.start : source.end]))[:_LONGEST]}")
    return "\n".join([f"<<<{source.token}", *map(fenced, lines), f"{source.token}>>>"])


def rows_shown(source: Source, most: int) -> list[str]:
    """The first rows of the register that the slice holds, a line each."""
    lines = []
    for row in source.rows[:most]:
        parts = {
            "chủ trì": "; ".join(row.lead),
            "được giao": "; ".join(row.assigned),
            "phối hợp": "; ".join(row.coordinating),
            "thời hạn": row.deadline.text if row.deadline else "",
            "báo cáo": "; ".join(row.reports_to),
        }
        lines.append("sổ nhiệm vụ: " + " | ".join(f"{name}: {value}" for name, value in parts.items() if value))
    return lines


def fenced(text: str) -> str:
    """Words as data: one line, without the fences of the sources."""
    return " ".join(text.split()).replace("<<<", "‹‹‹").replace(">>>", "›››")
