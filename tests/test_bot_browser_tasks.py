"""The page of the task register in a real browser: every width, by day, by night and on paper; hostile text."""

from collections.abc import Iterator

import pytest
from browsing import SIZES, Watched, barriers, fake_service
from fakes import survey_answer
from playwright.sync_api import Browser, expect
from tasks import directive, every_kind, many, notice_with

pytestmark = pytest.mark.browser

MADE_OF = "img, iframe, script, object, embed, style, audio, video, form form, meta, base, math"


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    notices = (*every_kind(), many(60), notice_with("e-scan", directive("quét dọn"), repaired=("ocr",)))
    with fake_service(tmp_path_factory.mktemp("service"), lambda question: survey_answer(question), notices) as address:
        yield address


@pytest.mark.parametrize("size", ["small_phone", "computer"])
@pytest.mark.parametrize(
    "query", ["", "?page=2", "?notice=a-12-2026&lang=en", "?notice=e-scan", "?agency=xyz", "?due_before=x&role=y"]
)
def test_nobody_is_shut_out(browser: Browser, address: str, size: str, query: str) -> None:
    watched = Watched(browser, SIZES[size], bypass_csp=True)
    watched.page.goto(f"{address}/tasks{query}")
    if summary := watched.page.locator("summary").all():
        summary[0].click()
    found = barriers(watched.page)
    watched.check(address, expected="Failed to load resource")
    assert found == []


@pytest.mark.parametrize("size", ["phone", "small_phone"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_on_a_phone_the_menu_leads_back_to_the_questions(
    browser: Browser, address: str, size: str, language: str
) -> None:
    watched = Watched(browser, SIZES[size])
    page, back = watched.page, {"vi": "Hỏi đáp", "en": "Questions"}[language]
    for path in ("tasks", "notices", "notices/e-scan"):
        page.goto(f"{address}/{path}?lang={language}")
        page.get_by_role("navigation").get_by_role("link", name=back, exact=True).click()
        expect(page).to_have_url(f"{address}/?lang={language}")
    watched.check(address)


def test_hostile_text_executes_nothing(browser: Browser, address: str) -> None:
    # without the policy of the page: what is built must be harmless by itself
    watched = Watched(browser, SIZES["small_phone"], bypass_csp=True)
    watched.page.goto(f"{address}/tasks?notice=c-hostile")
    expect(watched.page.locator("li.task")).to_have_count(1)
    assert "onerror=window.__xss" in watched.page.locator("li.task .what").inner_text()
    assert watched.page.locator("main").locator(MADE_OF).count() == 0
    assert watched.page.evaluate("window.__xss") is None
    watched.check(address)


@pytest.mark.parametrize("script", [True, False], ids=["with_script", "without"])
def test_the_form_works_within_the_policy(browser: Browser, address: str, script: bool) -> None:
    watched = Watched(browser, SIZES["phone"], java_script_enabled=script)
    page = watched.page
    page.goto(f"{address}/tasks?lang=vi")
    page.get_by_label("Cơ quan").fill("so noi vu")
    page.get_by_label("Vai trò").select_option(label="Chủ trì")
    page.get_by_label("Thời hạn đến ngày").fill("2026-01-31")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("li.task")).to_have_count(5)
    expect(page.get_by_label("Thời hạn đến ngày")).to_have_value("2026-01-31")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "nhiem-vu.csv"
    page.get_by_role("link", name="mục 1").first.click()
    expect(page.locator("mark")).to_have_count(1)
    page.go_back()
    page.get_by_role("link", name="Bỏ lọc").click()
    page.get_by_role("link", name="Trang sau").click()
    expect(page.locator(".count")).to_contain_text("từ 26 đến 50")
    watched.check(address) if script else watched.context.close()  # what it measures needs scripts


def test_paper_is_black_on_white_and_holds_the_tasks_alone(browser: Browser, address: str) -> None:
    watched = Watched(browser, SIZES["computer"], color_scheme="dark")
    watched.page.goto(f"{address}/tasks?notice=a-12-2026&lang=vi")
    watched.page.emulate_media(media="print", color_scheme="dark")
    for gone in ("header", "form", ".downloads", ".due details"):
        expect(watched.page.locator(gone).first).to_be_hidden()
    expect(watched.page.locator("li.task").first).to_be_visible()
    expect(watched.page.get_by_text("Điều kiện: Văn bản: Thông báo số 12/TB-UBND")).to_be_visible()
    assert watched.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert watched.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    watched.check(address)
