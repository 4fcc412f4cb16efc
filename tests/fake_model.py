"""A chat model that says what a test makes it say, and an answerer that asks it."""

from collections.abc import Callable

from bot.messages import messages
from rag.answer import Answerer
from rag.chat.budget import Budget
from rag.chat.generate import Generator
from rag.chat.guard import GuardedModel
from rag.chat.model import Said, Unanswered
from rag.index import Index
from rag.models import Answer

QUESTIONS = [
    "Cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?",
    "which agency surveys people about online public services?",
    "Quảng Nam ngừng phát sóng truyền hình tương tự mặt đất trước ngày nào?",
    "Đề án tổ chức lại Trung tâm Công nghệ thông tin và Truyền thông Kiên Giang do sở nào chủ trì?",
    "Sở Thông tin và Truyền thông làm việc với ai về kinh phí xây dựng Chính quyền điện tử?",
    "by when must Quang Nam stop analogue terrestrial broadcasting?",
    "Mục tiêu số 8 mà các xã ở Quảng Nam phải thực hiện thuộc bộ tiêu chí nào?",
]


class FakeModel:
    """Says what `saying` makes of a prompt, or fails as it does; remembers the prompts."""

    name = "fake"

    def __init__(self, *saying: Callable[[str], str] | Unanswered) -> None:
        self._saying = saying
        self.prompts: list[str] = []

    def say(self, prompt: str, seconds: float) -> Said:
        self.prompts.append(prompt)
        turn = self._saying[min(len(self.prompts), len(self._saying)) - 1]
        if isinstance(turn, Unanswered):
            raise turn
        return Said(turn(prompt), 100)


DOWN = Unanswered("503", transport=True)
REFUSED = Unanswered("401", transport=False)


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def answerer(index: Index, *saying: Callable[[str], str] | Unanswered, cap: int = 0) -> Answerer:
    clock = Clock()
    guarded = GuardedModel(FakeModel(*saying), Budget(cap), clock=clock, wait=clock.wait)
    return Answerer(index, messages(), Generator(guarded))


def same(one: Answer, other: Answer) -> bool:
    fields = ("status", "headline", "text", "citations", "nearest", "engine")
    return all(getattr(one, field) == getattr(other, field) for field in fields)
