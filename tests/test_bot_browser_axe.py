"""Every face through axe-core, by day and by night: no barrier for those who hear, zoom or tab through a page."""

from collections.abc import Callable, Iterator

import pytest
from browsing import SIZES, Watched, barriers, fake_service
from fakes import survey_answer
from playwright.sync_api import Browser, Page, expect

from rag.models import Answer, AnswerStatus, Choice

pytestmark = pytest.mark.browser


def answering(question: str) -> Answer:
    """An answer with everything an answer can hold, or an abstention."""
    answer = survey_answer(question)
    if "không" in question:
        empty = {"headline": "", "text": "Đã tìm trong 5 văn bản.", "citations": (), "nearest": answer.citations}
        return answer.model_copy(update={**empty, "status": AnswerStatus.NOT_IN_NOTICES, "abstained": True})
    more = {
        "text": "Sở Nội vụ được giao. [1]\n\n- một việc [1]\n- việc khác",
        "choices": (Choice(label="Thông báo số 46", question="Ai ký Thông báo số 46?", notice_id="a"),),
        "suggestions": ("Thời hạn là khi nào?",),
    }
    return answer.model_copy(update=more)


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with fake_service(tmp_path_factory.mktemp("service"), answering) as address:
        yield address


def ask(page: Page, question: str = "ai khảo sát?") -> None:
    page.get_by_role("textbox", name="Câu hỏi").fill(question)
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_have_count(1)


def empty(page: Page) -> None:
    page.goto("/")


def answered(page: Page) -> None:
    page.goto("/")
    ask(page)
    page.get_by_role("button", name="Chưa đúng").click()
    expect(page.get_by_role("article")).to_contain_text("Đã ghi nhận")


def abstained(page: Page) -> None:
    page.goto("/")
    ask(page, "không có")


def failed(page: Page) -> None:
    page.goto("/")
    page.route("**/api/ask*", lambda route: route.abort())
    ask(page)


def sheet(page: Page) -> None:
    page.goto("/")
    ask(page)
    page.locator("button.quote").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def notice(page: Page) -> None:
    page.goto(survey_answer().citations[0].url)
    page.locator("summary").click()


def notices(page: Page) -> None:
    page.goto("/notices?lang=vi")
    page.get_by_role("searchbox").fill("quang nam")


def dead_link(page: Page) -> None:
    page.goto("/notices/none")


def reference(page: Page) -> None:
    page.goto("/docs")


def widget_closed(page: Page) -> None:
    page.goto("/widget?lang=vi")
    expect(page.get_by_role("button", name="Hỏi đáp thông báo")).to_be_visible()


def widget_open(page: Page) -> None:
    widget_closed(page)
    page.get_by_role("button", name="Hỏi đáp thông báo").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def widget_answered(page: Page) -> None:
    widget_open(page)
    ask(page)


def widget_sheet(page: Page) -> None:
    widget_answered(page)
    page.locator("button.quote").first.click()
    expect(page.get_by_role("dialog", name="Trích dẫn")).to_be_visible()


FACES = (
    empty, answered, abstained, failed, sheet, notice, notices, dead_link, reference,
    widget_closed, widget_open, widget_answered, widget_sheet,
)  # fmt: skip


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
@pytest.mark.parametrize("size", ["phone", "computer"])
def test_nobody_is_shut_out(browser: Browser, address: str, face: Callable[[Page], None], size: str) -> None:
    watched = Watched(browser, SIZES[size], base_url=address, bypass_csp=True)
    face(watched.page)
    found = barriers(watched.page)
    watched.check(address, expected="Failed to load resource")
    assert found == []
