"""The widget on a web site of another origin: it answers, says calmly what it cannot, and weighs little."""

import gzip
import re
from pathlib import Path

import pytest
from browsing import QUESTION, SIZES
from playwright.sync_api import Browser, expect
from portal import Site, Visit, portal

import bot.web

pytestmark = pytest.mark.browser

STATIC = Path(bot.web.__file__).parent / "static"


@pytest.mark.parametrize("size", SIZES)
def test_a_question_is_answered_under_a_strict_policy(browser: Browser, site: Site, size: str) -> None:
    with Visit(browser, site, size) as visit:
        page = visit.page
        page.get_by_role("button", name="Hỏi đáp").click()
        panel = page.get_by_role("dialog", name="Hỏi đáp")
        panel.get_by_role("textbox", name="Câu hỏi").fill(QUESTION)
        page.keyboard.press("Enter")
        answer = panel.get_by_role("article")
        expect(answer).to_contain_text("Sở Nội vụ")
        expect(answer).to_contain_text("46/TB-UBND")
        answer.locator("button.quote").first.click()
        link = page.get_by_role("link", name="Mở văn bản")
        with page.context.expect_page() as opened:
            link.click()
        expect(opened.value.locator("mark").first).to_be_in_viewport()
        assert page.evaluate("scrollY") == 0
        assert page.context.cookies() == []
        page.reload()  # the conversation is still there
        page.get_by_role("button", name="Hỏi đáp").click()
        expect(panel.get_by_role("article")).to_contain_text("Sở Nội vụ")
        panel.get_by_role("textbox", name="Câu hỏi").fill("thời hạn?")
        with page.expect_request("**/api/ask*") as followed:
            page.keyboard.press("Enter")
        assert len(followed.value.post_data_json["session"]) == 32  # the service gave it, across origins
        expect(panel.get_by_role("article")).to_have_count(2)


def test_nothing_is_fetched_until_it_is_opened(browser: Browser, site: Site) -> None:
    with Visit(browser, site) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.page.reload()
        expect(visit.page.get_by_role("button", name="Hỏi đáp")).to_be_visible()
        assert [url for url in asked if url.startswith(site.service)] == [f"{site.service}/widget.js"]
        assert visit.page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_a_site_that_is_not_listed_gets_one_calm_line(browser: Browser, tmp_path: Path) -> None:
    with portal(tmp_path, listed=False) as site, Visit(browser, site) as visit:
        page = visit.page
        page.get_by_role("button", name="Hỏi đáp").click()
        expect(page.get_by_role("status")).to_contain_text("Chưa mở được hộp hỏi đáp tại trang này.")
        expect(page.get_by_role("link", name="Mở trang hỏi đáp")).to_have_attribute("href", f"{site.service}/?lang=vi")
        refused = f"fetch('{site.service}/api/ask', {{method: 'POST', body: '{{}}'}}).then(() => 0, () => 1)"
        assert page.evaluate(refused) == 1
        answered = visit.watched.context.request.post(f"{site.service}/api/ask", headers={"Origin": site.address})
        assert answered.status == 403
        # what the browser says of refused files is meant
        visit.watched.complaints = [one for one in visit.watched.complaints if "CORS" not in one and "net::" not in one]


def test_a_service_that_went_away_is_said_calmly(browser: Browser, site: Site) -> None:
    with Visit(browser, site, expected="net::ERR") as visit:
        page = visit.page
        page.route(f"{site.service}/static/*", lambda route: route.abort("connectionrefused"))
        page.get_by_role("button", name="Hỏi đáp").click()
        expect(page.get_by_role("status")).to_contain_text("Chưa mở được")
        page.unroute_all()
        page.get_by_role("button", name="Hỏi đáp").click()
        expect(page.get_by_role("dialog")).to_be_visible()


def test_the_demonstration_shows_the_tag_to_copy(browser: Browser, site: Site) -> None:
    with Visit(browser, site, "small_phone") as visit:
        page = visit.page
        page.goto(f"{site.service}/widget?lang=vi")
        expect(page.locator("#tag")).to_have_text(
            f'<script async src="{site.service}/widget.js" data-language="vi"></script>'
        )
        page.get_by_role("button", name="Hỏi đáp thông báo").click()
        expect(page.get_by_role("dialog")).to_be_visible()


def test_it_weighs_little() -> None:
    launcher = len(gzip.compress((STATIC / "launcher.js").read_bytes()))
    files, seen = ["panel.js"], set[str]()
    while files:
        name = files.pop()
        if name not in seen:
            seen.add(name)
            source = (STATIC / name).read_text(encoding="utf-8")
            files += re.findall(r'from "\./([\w.-]+)"', source) + re.findall(r'"([\w-]+\.css)"', source)
    assert {"conversation.js", "dark.css", "panel.css"} <= seen
    whole = launcher + sum(len(gzip.compress((STATIC / name).read_bytes())) for name in seen)
    assert launcher <= 4 * 1024
    assert whole <= 30 * 1024


def test_it_is_there_soon(browser: Browser, site: Site) -> None:
    with Visit(browser, site) as visit:
        visit.page.get_by_role("button", name="Hỏi đáp").click()
        expect(visit.page.get_by_role("textbox")).to_be_visible(timeout=5_000)
