"""The widget on a web site of another origin, in a real browser, over the real service."""

import gzip
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from browsing import QUESTION, SIZES, Watched, chromium, real_service, served
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

import bot.web

pytestmark = pytest.mark.browser

STATIC = Path(bot.web.__file__).parent / "static"
HOSTILE = "* { all: unset !important } chidao-widget, body > * { display: none; opacity: 0; transform: scale(0) }"


class Site:
    """A web site of another origin; the page it shows can be changed."""

    def __init__(self) -> None:
        self.service = ""
        self.address = ""
        self.hostile = False
        self.tags = 1

    async def page(self, request: Request) -> HTMLResponse:
        tag = f'<script async src="{self.service}/widget.js" data-title="Hỏi đáp"></script>'
        style = "<style>" + HOSTILE + "</style>" if self.hostile else ""
        text = "<p>Trang chủ</p>" * 60
        policy = "; ".join((
            "default-src 'none'", f"script-src {self.service}", f"connect-src {self.service}",
            "style-src 'unsafe-inline'" if self.hostile else "style-src 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ))  # fmt: skip
        return HTMLResponse(
            f"<!doctype html><html lang=vi><title>Cổng</title><link rel=icon href='data:,'>{style}{text}{tag * self.tags}",
            headers={"Content-Security-Policy": policy + "; img-src data:"},
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@contextmanager
def portal(folder: Path, *, listed: bool) -> Iterator[Site]:
    """A site, and the service it shows the widget of."""
    site = Site()
    with served(Starlette(routes=[Route("/", site.page), Route("/again", site.page)])) as address:
        site.address = address
        origins = address if listed else "https://portal.example.vn"
        with real_service(folder, CHIDAO_ALLOWED_ORIGINS=origins) as service:
            site.service = service
            yield site


@pytest.fixture(scope="module")
def shared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with portal(tmp_path_factory.mktemp("service"), listed=True) as site:
        yield site


@pytest.fixture
def site(shared: Site) -> Site:
    shared.hostile, shared.tags = False, 1
    return shared


class Visit(ExitStack):
    """A visit to a site; checked at its end."""

    def __init__(self, browser: Browser, site: Site, size: str = "assistant", expected: str = "") -> None:
        super().__init__()
        self.watched = Watched(browser, SIZES[size])
        self.page: Page = self.watched.page
        self.push(
            lambda *error: None if error[0] else self.watched.check(site.service, site.address, expected=expected)
        )
        self.page.goto(site.address)


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


def test_nothing_is_fetched_until_it_is_opened(browser: Browser, site: Site) -> None:
    with Visit(browser, site) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.page.reload()
        expect(visit.page.get_by_role("button", name="Hỏi đáp")).to_be_visible()
        assert [url for url in asked if url.startswith(site.service)] == [f"{site.service}/widget.js"]
        assert visit.page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_it_shifts_nothing(browser: Browser, site: Site) -> None:
    with Visit(browser, site) as visit:
        expect(visit.page.get_by_role("button", name="Hỏi đáp")).to_be_visible()
        shifts = "new Promise((done) => { new PerformanceObserver((list) => done(list.getEntries().length))"
        shifts += ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(0), 200) })"
        assert visit.page.evaluate(shifts) == 0


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


@pytest.mark.parametrize("size", ["phone", "assistant"])
def test_a_page_that_resets_everything_leaves_it_usable(browser: Browser, site: Site, size: str) -> None:
    site.hostile = True
    with Visit(browser, site, size) as visit:
        launcher = visit.page.get_by_role("button", name="Hỏi đáp")
        assert (launcher.bounding_box() or {})["height"] >= 44
        launcher.click()
        panel = visit.page.get_by_role("dialog")
        panel.get_by_role("textbox").fill(QUESTION)
        panel.get_by_role("button", name="Hỏi", exact=True).click()
        expect(panel.get_by_role("article")).to_contain_text("Sở Nội vụ")
        box = panel.bounding_box() or {}
        assert box["width"] == (400 if size == "assistant" else 390)


def test_loaded_twice_there_is_one_button(browser: Browser, site: Site) -> None:
    site.tags = 3
    with Visit(browser, site) as visit:
        expect(visit.page.get_by_role("button", name="Hỏi đáp")).to_have_count(1)
        assert visit.page.locator("chidao-widget").count() == 1


def listeners(page: Page) -> int:
    """How many listeners hang on what outlives the widget."""
    session = page.context.new_cdp_session(page)
    count = 0
    for target in ("window", "document", "document.documentElement", "document.body", "visualViewport"):
        found = session.send("Runtime.evaluate", {"expression": target})["result"]["objectId"]
        count += len(session.send("DOMDebugger.getEventListeners", {"objectId": found})["listeners"])
    session.detach()
    return count


def test_destroyed_it_leaves_nothing(browser: Browser, site: Site) -> None:
    site.tags = 0
    with Visit(browser, site, "phone") as visit:
        page = visit.page
        before = listeners(page)
        site.tags = 1
        page.goto(site.address)
        for _ in range(2):
            page.get_by_role("button", name="Hỏi đáp").click()
            expect(page.get_by_role("dialog")).to_be_visible()
            page.evaluate("chidao.destroy()")
            expect(page.locator("chidao-widget")).to_have_count(0)
            assert page.evaluate("window.chidao === undefined && document.documentElement.style.overflow === ''")
            assert listeners(page) == before
            page.reload()


def test_a_page_that_builds_itself_anew_can_open_it_again(browser: Browser, site: Site) -> None:
    with Visit(browser, site) as visit:
        visit.page.evaluate("document.body.replaceChildren(); chidao.open()")
        expect(visit.page.get_by_role("dialog")).to_be_visible()


def test_the_page_can_drive_it(browser: Browser, site: Site) -> None:
    with Visit(browser, site) as visit:
        page = visit.page
        page.add_init_script(
            "window.heard = []; window.chidao = window.chidao || [];"
            "for (const event of ['ready', 'open', 'close', 'answer', 'error', 'feedback'])"
            " chidao.push(['on', event, (detail) => heard.push([event, detail?.status ?? detail?.verdict])]);"
            f"chidao.push(['ask', {QUESTION!r}]); chidao.push(['constructor', 'x']); chidao.push(['nothing'])"
        )
        page.reload()
        panel = page.get_by_role("dialog")
        expect(panel.get_by_role("article")).to_contain_text("Sở Nội vụ")
        panel.get_by_role("button", name="Đúng", exact=True).click()
        expect(panel).to_contain_text("Đã ghi nhận")
        page.evaluate("chidao.close()")
        expect(panel).to_be_hidden()
        assert page.evaluate("heard") == [
            ["ready", None], ["open", None], ["answer", "answered"], ["feedback", "up"], ["close", None],
        ]  # fmt: skip
        page.evaluate("window.mute = () => heard.push('mute'); chidao.on('open', mute); chidao.off('open', mute)")
        page.evaluate("chidao.toggle()")
        expect(panel).to_be_visible()
        assert "mute" not in page.evaluate("heard")


@pytest.mark.parametrize("size", ["phone", "assistant"])
def test_escape_closes_and_the_focus_returns(browser: Browser, site: Site, size: str) -> None:
    with Visit(browser, site, size) as visit:
        page = visit.page
        launcher = page.get_by_role("button", name="Hỏi đáp")
        launcher.focus()
        page.keyboard.press("Enter")
        panel = page.get_by_role("dialog")
        panel.get_by_role("textbox").fill(QUESTION)
        page.keyboard.press("Enter")
        panel.locator("button.quote").first.click()
        expect(page.get_by_role("dialog", name="Trích dẫn")).to_be_visible()
        page.keyboard.press("Escape")  # the sheet first
        expect(page.get_by_role("dialog", name="Trích dẫn")).to_be_hidden()
        expect(panel).to_be_visible()
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(launcher).to_be_focused()


def test_on_a_phone_focus_stays_inside_and_the_page_stands_still(browser: Browser, site: Site) -> None:
    with Visit(browser, site, "phone") as visit:
        page = visit.page
        page.evaluate("scrollTo(0, 100)")
        page.get_by_role("button", name="Hỏi đáp").click()
        panel = page.get_by_role("dialog")
        assert panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
        assert page.evaluate("getComputedStyle(document.documentElement).overflow") == "hidden"
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate(
                "[document.body, document.querySelector('chidao-widget')].includes(document.activeElement)"
            )
        page.set_viewport_size({"width": 390, "height": 420})  # a keyboard comes up
        expect(panel.get_by_role("textbox")).to_be_in_viewport()
        assert (panel.bounding_box() or {})["height"] == 420
        panel.get_by_role("button", name="Đóng").click()
        assert page.evaluate("getComputedStyle(document.documentElement).overflow") == "visible"
        assert page.evaluate("scrollY") == 100


def test_a_service_that_went_away_is_said_calmly(browser: Browser, site: Site) -> None:
    with Visit(browser, site, expected="net::ERR") as visit:
        page = visit.page
        visit.watched.context.set_offline(True)
        page.get_by_role("button", name="Hỏi đáp").click()
        expect(page.get_by_role("status")).to_contain_text("Chưa mở được")
        visit.watched.context.set_offline(False)
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
        began = time.monotonic()
        visit.page.get_by_role("button", name="Hỏi đáp").click()
        expect(visit.page.get_by_role("textbox")).to_be_visible()
        assert time.monotonic() - began < 5
