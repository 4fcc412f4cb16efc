"""The page for questions in a real browser, over the real service."""

from collections.abc import Iterator

import pytest
from browsing import QUESTION, SIZES, Watched
from playwright.sync_api import Browser, Page, Route, expect
from portal import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def address(site: Site) -> str:
    return site.service


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page in each size; at the end nothing was asked of other hosts and the console is clean."""
    watched = Watched(browser, request.param)
    watched.page.goto(address)
    yield watched.page
    watched.check(address)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Watched]:
    """A fresh page on a phone whose network will fail: that one complaint of the browser is meant."""
    watched = Watched(browser, has_touch=True)
    watched.page.goto(address)
    yield watched
    watched.check(address, expected="net::ERR")


def ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_role("textbox", name="Câu hỏi").fill(question)
    page.keyboard.press("Enter")


def test_a_question_is_answered_and_its_quote_can_be_followed(page: Page) -> None:
    ask(page)
    answer = page.get_by_role("log").get_by_role("article")
    expect(answer).to_contain_text("Sở Nội vụ")
    expect(answer).to_contain_text("46/TB-UBND")
    expect(page.get_by_role("status").first).to_have_text("Đã trả lời.")
    answer.locator("button.quote").first.click()
    sheet = page.get_by_role("dialog", name="Trích dẫn nguyên văn [1]")
    quote = sheet.locator("blockquote").inner_text()
    expect(sheet).to_contain_text("46/TB-UBND")
    with page.context.expect_page() as opened:
        sheet.get_by_role("link", name="Mở văn bản").click()
    notice = opened.value
    mark = notice.locator("mark")
    expect(mark.first).to_be_in_viewport()
    assert " ".join(" ".join(mark.all_inner_texts()).split()) == quote
    expect(notice.locator("dl")).to_contain_text("07/02/2018")


def test_a_sheet_closes_and_gives_the_focus_back(page: Page) -> None:
    ask(page)
    quote = page.locator("button.quote").first
    quote.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(quote).to_be_focused()


@pytest.mark.parametrize("allowed", [True, False], ids=["clipboard", "refused"])
def test_a_quote_can_be_copied(phone: Watched, allowed: bool) -> None:
    page = phone.page
    if allowed:
        phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    ask(page)
    page.locator("button.quote").first.click()
    page.get_by_role("button", name="Chép trích dẫn").click()
    if allowed:
        expect(page.get_by_role("dialog")).to_contain_text("Đã chép.")
        assert "(Thông báo số 46/TB-UBND" in page.evaluate("navigator.clipboard.readText()")
    else:
        expect(page.locator("textarea.by-hand")).to_be_focused()


def test_an_example_is_a_question(page: Page) -> None:
    examples = page.get_by_role("group", name="Ví dụ câu hỏi").get_by_role("button")
    examples.first.click()
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(1)
    expect(page.locator(".welcome")).to_be_hidden()


def test_text_stays_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)> ai ký Thông báo số 46/TB-UBND?")
    expect(page.locator(".question")).to_contain_text("<img src=x")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("log").locator("img")).to_have_count(0)


def test_a_question_that_is_too_long_is_kept_and_said(page: Page) -> None:
    field = page.get_by_role("textbox")
    field.fill("a" * 801)
    expect(page.locator(".count")).to_have_text("Còn 199 ký tự.")
    ask(page, "a" * 1_001)
    expect(page.get_by_role("status").first).to_contain_text("1000")
    expect(field).not_to_be_empty()


def test_a_syllable_being_composed_is_not_sent(phone: Watched) -> None:
    page = phone.page
    field = page.get_by_role("textbox")
    field.fill("ai ky")
    event = "(field, init) => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, ...init}))"
    for init in ({"isComposing": True}, {"keyCode": 229}, {"shiftKey": True}):
        field.evaluate(event, init)
    expect(page.locator(".question")).to_have_count(0)
    field.evaluate(event, {})
    expect(page.locator(".question")).to_have_count(1)


def test_a_conversation_survives_a_reload_until_a_new_one_begins(page: Page) -> None:
    ask(page)
    expect(page.get_by_role("article")).to_contain_text("Sở Nội vụ")
    session = page.evaluate("JSON.parse(Object.values(sessionStorage)[0]).session")
    page.reload()
    expect(page.get_by_role("article")).to_contain_text("Sở Nội vụ")
    page.locator("button.quote").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)
    kept = "JSON.parse(Object.values(sessionStorage)[0]).session"
    assert page.evaluate(f"{kept} === undefined")
    ask(page)
    expect(page.get_by_role("article")).to_contain_text("Sở Nội vụ")
    fresh = page.evaluate(kept)
    assert len(session) == len(fresh) == 32 and session != fresh


def test_half_an_hour_of_silence_ends_a_conversation(phone: Watched) -> None:
    page = phone.page
    ask(page)
    expect(page.get_by_role("article")).to_have_count(1)
    page.evaluate(
        "for (const key of Object.keys(sessionStorage)) sessionStorage[key] ="
        " JSON.stringify({...JSON.parse(sessionStorage[key]), at: Date.now() - 30 * 60 * 1000})"
    )
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()


def test_a_browser_that_keeps_nothing_still_asks(phone: Watched) -> None:
    throwing = "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no') }})"
    phone.context.add_init_script(throwing)
    phone.page.reload()
    ask(phone.page)
    expect(phone.page.get_by_role("article")).to_contain_text("Sở Nội vụ")


def test_offline_is_said_and_the_question_is_asked_again_with_one_tap(phone: Watched) -> None:
    page = phone.page
    phone.context.set_offline(True)
    ask(page)
    expect(page.get_by_role("article")).to_contain_text("không có kết nối mạng")
    phone.context.set_offline(False)
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_role("article")).to_contain_text("Sở Nội vụ")
    expect(page.locator(".question")).to_have_count(1)


def test_a_cut_stream_keeps_what_came(phone: Watched) -> None:
    page = phone.page
    cut = 'event: status\ndata: {"stage": "searching"}\n\nevent: delta\ndata: {"text": "Đoạn đầu."}\n\n'
    page.route("**/api/ask*", lambda route: route.fulfill(body=cut, content_type="text/event-stream"))
    ask(page)
    expect(page.get_by_role("article")).to_contain_text("Đoạn đầu.")
    expect(page.get_by_role("article")).to_contain_text("bị gián đoạn")
    page.reload()  # the question is not lost either
    expect(page.get_by_role("article")).to_contain_text("chưa có trả lời")
    page.unroute("**/api/ask*")
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_role("article")).to_contain_text("Sở Nội vụ")
    expect(page.locator(".question")).to_have_count(1)


def test_a_service_that_does_not_stream_is_understood(phone: Watched) -> None:
    def without_stream(route: Route) -> None:
        route.continue_(headers={**route.request.headers, "accept": "application/json"})

    phone.page.route("**/api/ask*", without_stream)
    ask(phone.page)
    expect(phone.page.get_by_role("article")).to_contain_text("Sở Nội vụ")


def test_an_answer_that_takes_long_can_be_stopped(phone: Watched) -> None:
    page = phone.page
    waiting: list[Route] = []
    page.route("**/api/ask*", lambda route: waiting.append(route))
    ask(page)
    expect(page.get_by_role("status").first).to_have_text("Đang tìm trong các thông báo…")
    page.wait_for_timeout(450)  # a double tap on "Hỏi" does not stop
    page.get_by_role("button", name="Dừng").click()
    expect(page.get_by_role("article")).to_contain_text("Đã dừng")
    waiting[0].abort()
    page.unroute_all()
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_role("article")).to_contain_text("Sở Nội vụ")


def test_what_is_not_right_is_said_with_two_taps_and_remembered(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="Chưa đúng").click()
    with page.expect_response(lambda response: "reason" in (response.request.post_data or "")) as answered:
        page.get_by_role("group", name="Chưa đúng ở điểm nào?").get_by_role("button", name="Nguồn sai").click()
    assert answered.value.status == 200
    assert answered.value.request.post_data_json["reason"] == "source"
    expect(page.get_by_role("article")).to_contain_text("Đã ghi nhận ý kiến.")
    page.reload()
    expect(page.get_by_role("button", name="Chưa đúng")).to_have_attribute("aria-pressed", "true")


def test_the_list_of_notices_can_be_filtered_without_diacritics(page: Page) -> None:
    page.get_by_role("link", name="Các thông báo").click()
    entries = page.locator(".list li")
    expect(entries).to_have_count(5)
    page.get_by_label("Lọc danh sách").fill("quang nam 46")
    expect(entries.filter(visible=True)).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("Hiển thị 1 trên 5 văn bản.")
    entries.filter(visible=True).get_by_role("link").click()
    page.get_by_text("Các mục").click()
    page.locator(".contents a").nth(4).click()
    assert page.url.endswith("#muc-5")
    expect(page.locator("[id='muc-5']")).to_be_in_viewport()


def test_the_text_is_large_enough_and_the_targets_are(page: Page) -> None:
    ask(page)
    expect(page.get_by_role("article")).to_contain_text("Sở Nội vụ")
    small = page.evaluate(
        "[...document.querySelectorAll('button, a, textarea, input')].filter((one) => one.checkVisibility())"
        ".map((one) => ({ name: one.textContent, height: one.getBoundingClientRect().height }))"
        ".filter(({ height }) => height < 44).map(({ name }) => name)"
    )
    assert [name for name in small if not name.startswith("[")] == []
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('textarea')).fontSize)") >= 16
