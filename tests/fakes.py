"""Small real classes that stand in for what is slow or far away."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from corpus.models import Directive, Notice
from corpus.parse import parse
from rag.models import Answer, AnswerStatus, Citation, Turn

Made = TypeVar("Made")
SAMPLES = Path(str(files("corpus"))) / "notices"


def sample_notice(notice_id: str = "quang-nam-46-2018") -> Notice:
    """A notice of the sample corpus."""
    return parse(notice_id, (SAMPLES / f"{notice_id}.txt").read_text(encoding="utf-8"))


def citation_of(notice: Notice, quote: str, marker: int = 1) -> Citation:
    """A true citation of `quote`, which must stand in the notice."""
    start = notice.text.index(quote)
    end = start + len(quote)
    return Citation(
        marker=marker,
        notice_id=notice.id,
        label="Thông báo số 46/TB-UBND ngày 07/02/2018 của UBND tỉnh Quảng Nam, mục 1",
        quote=quote,
        start=start,
        end=end,
        url=f"/notices/{notice.id}?quote={start}-{end}",
    )


def survey_answer(question: str = "ai khảo sát?") -> Answer:
    """An answered question about the sample corpus."""
    quote = "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân"
    return Answer(
        id="a1",
        question=question,
        language="vi",
        status=AnswerStatus.ANSWERED,
        abstained=False,
        headline="Sở Nội vụ",
        text="Sở Nội vụ được giao thực hiện việc khảo sát. [1]",
        citations=(citation_of(sample_notice(), quote),),
    )


class FakeAnswerer:
    """Answers with what `answering` makes of the question; remembers what it was asked."""

    def __init__(self, answering: Callable[[str], Answer] = survey_answer) -> None:
        self._answering = answering
        self.asked: list[tuple[str, tuple[Turn, ...], str | None]] = []

    def ask(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        self.asked.append((question, tuple(history), language))
        return self._answering(question)


class FakeIndex:
    """An index that holds the notices it is given."""

    generation = 1

    def __init__(self, *notices: Notice) -> None:
        self._notices = {notice.id: notice for notice in notices}

    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(self._notices))

    def notice(self, notice_id: str) -> Notice:
        return self._notices[notice_id]

    def catalogue(self) -> tuple[Notice, ...]:
        return tuple(self._notices[id] for id in self.ids())

    def directives(self) -> tuple[tuple[str, Directive], ...]:
        return tuple((notice.id, directive) for notice in self.catalogue() for directive in notice.directives)

    def derived(self, key: str, make: Callable[[tuple[Notice, ...]], Made]) -> Made:
        return make(self.catalogue())
