"""The page a quote is from, in a real browser on a phone: under the quote, marked, and as a link."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import SIZES, Watched, barriers
from documents_made import paragraphs_of, pdf
from fakes import SAMPLES
from PIL import Image
from playwright.sync_api import Browser, expect
from portal import Site, Visit, portal

pytestmark = pytest.mark.browser

QUESTION = "Cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?"


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The service over a notice that is a PDF, and a web site that shows its widget."""
    folder = tmp_path_factory.mktemp("service")
    notices = folder / "notices"
    notices.mkdir()
    said = (SAMPLES / "quang-nam-46-2018.txt").read_text(encoding="utf-8")
    (notices / "46.pdf").write_bytes(pdf(*paragraphs_of(said)))
    with portal(folder, listed=True, CHIDAO_NOTICES=str(notices)) as site:
        yield site


@pytest.fixture
def address(site: Site) -> str:
    return site.service


def test_a_quote_shows_the_page_it_is_from(browser: Browser, address: str) -> None:
    watched = Watched(browser, SIZES["phone"])
    page = watched.page
    page.goto(address)
    page.get_by_role("textbox", name="Câu hỏi").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("button.quote").first.click()
    sheet = page.get_by_role("dialog")
    picture = sheet.get_by_role("img", name="Trang 2 của văn bản gốc")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 1_000)
    assert sheet.evaluate("element => element.scrollWidth <= element.clientWidth")
    box = picture.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] > box["width"]
    with page.context.expect_page() as opened:
        sheet.get_by_role("link", name="Xem trang gốc").click()
    opened.value.wait_for_load_state()
    shown = Image.open(io.BytesIO(page.request.get(opened.value.url).body())).convert("RGB")
    assert any(red != blue for _, (red, _, blue) in shown.getcolors(256))  # type: ignore[misc,union-attr]
    opened.value.close()
    watched.check(address)


def test_a_picture_that_does_not_come_leaves_the_link(browser: Browser, address: str) -> None:
    watched = Watched(browser, SIZES["small_phone"], bypass_csp=True)
    page = watched.page
    page.route("**/pages/*", lambda route: route.fulfill(status=503))
    page.goto(address)
    page.get_by_role("textbox", name="Câu hỏi").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("button.quote").first.click()
    link = page.get_by_role("dialog").get_by_role("link", name="Xem trang gốc")
    link.scroll_into_view_if_needed()
    expect(page.get_by_role("dialog").get_by_role("img")).to_have_count(0)
    expect(link).to_be_visible()
    found = barriers(page)
    watched.check(address, expected="Failed to load resource")
    assert found == []


def test_another_web_site_has_the_link_alone(browser: Browser, site: Site) -> None:
    with Visit(browser, site, "phone") as visit:
        page = visit.page
        page.get_by_role("button", name="Hỏi đáp").click()
        page.get_by_role("textbox", name="Câu hỏi").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator("button.quote").first.click()
        sheet = page.get_by_role("dialog", name="Trích dẫn nguyên văn")
        with page.context.expect_page() as opened:
            sheet.get_by_role("link", name="Xem trang gốc").click()
        expect(sheet.get_by_role("img")).to_have_count(0)
        expect(opened.value.locator("img")).to_have_js_property("naturalWidth", 1_000)
        opened.value.close()


def test_without_scripts_the_page_is_a_link(browser: Browser, address: str) -> None:
    watched = Watched(browser, SIZES["phone"], java_script_enabled=False)
    page = watched.page
    page.goto(f"{address}/notices/46?quote=2500-2600&lang=vi")
    page.get_by_role("link", name="Xem trang gốc").click()
    assert page.url.endswith("?quote=2500-2600") and "/notices/46/pages/" in page.url
    page.goto(f"{address}/notices/46?lang=vi")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải tệp gốc").click()
    assert saved.value.suggested_filename == "46.pdf"
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF-")
    watched.context.close()
