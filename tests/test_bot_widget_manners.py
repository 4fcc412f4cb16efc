"""The widget as a guest on a page: it shifts nothing, is driven, gives the focus back, leaves nothing behind."""

import pytest
from browsing import QUESTION
from playwright.sync_api import Browser, Page, expect
from portal import Site, Visit

pytestmark = pytest.mark.browser


def test_it_shifts_nothing(browser: Browser, site: Site) -> None:
    with Visit(browser, site) as visit:
        expect(visit.page.get_by_role("button", name="Hỏi đáp")).to_be_visible()
        shifts = "new Promise((done) => { new PerformanceObserver((list) => done(list.getEntries().length))"
        shifts += ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(0), 200) })"
        assert visit.page.evaluate(shifts) == 0


@pytest.mark.parametrize("size", ["phone", "computer"])
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
        assert box["width"] == (400 if size == "computer" else 390)


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


@pytest.mark.parametrize("size", ["phone", "computer"])
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
