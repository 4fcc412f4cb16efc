"""What a chat model is shown of the notices: the passages the rules found, as S1, S2 … with header, item and register row."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from corpus.models import Directive, Notice
from corpus.text import collapse, plain
from rag.label import label
from rag.models import Answer, Hit

MOST = 6
_ABOUT = 0.8  # of how much the best passage is about the question: what a further passage must be to be joined
_LEAST_ABOUT = 0.4
_LONGEST = 1_200  # characters of one source


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
    slices = list(_slices(answer, hits, notice))
    taken = [(one.id, start, end) for one, start, end, *_ in slices]
    items = {(cited.notice_id, cited.item) for cited in answer.citations if cited.item}
    for hit in other[: MOST // 2]:
        one = hit.passage
        if not _overlaps(taken, one.notice_id, one.start, one.end):
            slices[MOST // 2 : MOST // 2] = [
                (notice(one.notice_id), one.start, one.end, one.item, False, (one.notice_id, one.item) in items)
            ]
    return tuple(Source(f"S{number}", *one) for number, one in enumerate(slices[:MOST], 1))


def _slices(
    answer: Answer, hits: Sequence[Hit], notice: Callable[[str], Notice]
) -> Iterator[tuple[Notice, int, int, str, bool, bool]]:
    taken: list[tuple[str, int, int]] = []
    best = max((hit.features.get("text", 0.0) for hit in hits), default=0.0)
    for cited in answer.citations:
        inside = (hit.passage for hit in hits if hit.passage.notice_id == cited.notice_id)
        passage = next((one for one in inside if one.start <= cited.start and cited.end <= one.end), None)
        start, end = (passage.start, passage.end) if passage else (cited.start, cited.end)
        if not _overlaps(taken, cited.notice_id, start, end):
            taken.append((cited.notice_id, start, end))
            yield notice(cited.notice_id), start, end, cited.item or "", True, True
    cited_notices = {cited.notice_id for cited in answer.citations}
    for hit in hits:
        one = hit.passage
        if not _overlaps(taken, one.notice_id, one.start, one.end):
            taken.append((one.notice_id, one.start, one.end))
            joins = one.notice_id in cited_notices and hit.features.get("text", 0.0) >= max(_ABOUT * best, _LEAST_ABOUT)
            yield notice(one.notice_id), one.start, one.end, one.item, False, joins


def _overlaps(taken: Sequence[tuple[str, int, int]], notice_id: str, start: int, end: int) -> bool:
    return any(notice_id == other and start < until and begin < end for other, begin, until in taken)


def shown(source: Source) -> str:
    """A source as data between two fences that its text cannot close."""
    lines = [f"<<<{source.token}", f"văn bản: {label(source.notice, source.item)}"]
    if source.heading:
        lines.append(f"thuộc: {source.heading[:300]}")
    for row in source.rows[:4]:
        parts = {
            "chủ trì": "; ".join(row.lead),
            "được giao": "; ".join(row.assigned),
            "phối hợp": "; ".join(row.coordinating),
            "thời hạn": row.deadline.text if row.deadline else "",
            "báo cáo": "; ".join(row.reports_to),
        }
        lines.append("sổ nhiệm vụ: " + " | ".join(f"{name}: {value}" for name, value in parts.items() if value))
    lines.append(f"nguyên văn: {collapse(plain(source.notice.text[source.start : source.end]))[:_LONGEST]}")
    fenced = [lines[0], *(line.replace("<<<", "‹‹‹").replace(">>>", "›››") for line in lines[1:]), f"{source.token}>>>"]
    return "\n".join(fenced)
