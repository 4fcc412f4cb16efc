"""The page in a real browser, over the real service. Says loudly where no chromium is found."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUESTION = "which agency leads the online public services survey"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = "NO CHROMIUM WAS FOUND: the page was tested in no browser. Install it: apt-get install chromium"
        print(reason, file=sys.__stderr__)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service as `make run` starts it, over the sample notices."""
    root = Path(__file__).parent.parent
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO_")}
    environment |= {
        "CHIDAO_DATA": str(tmp_path_factory.mktemp("data")),
        "CHIDAO_PORT": "0",
        "PYTHONPATH": os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
    command = [sys.executable, "-m", "bot", "serve"]
    folder = tmp_path_factory.mktemp("home")
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout
        yield service.stdout.readline().split()[-1]
        service.terminate()


@pytest.fixture(params=[(390, 844), (320, 640), (1280, 800)], ids=["phone", "small_phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page; at the end nothing was asked of other hosts and the console is clean."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    complaints: list[str] = []
    hosts: set[str | None] = set()
    context.on("request", lambda sent: hosts.add(urlsplit(sent.url).netloc))
    context.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    page.goto(address)
    yield page
    wide = [one.url for one in context.pages if one.evaluate("document.documentElement.scrollWidth > innerWidth")]
    context.close()
    assert complaints == []
    assert hosts == {urlsplit(address).netloc}
    assert wide == []


def test_a_question_is_answered_and_its_quote_can_be_followed(page: Page) -> None:
    page.get_by_role("textbox", name="Câu hỏi").fill(QUESTION)
    page.keyboard.press("Enter")
    answer = page.get_by_role("log").get_by_role("article")
    expect(answer).to_contain_text("Sở Nội vụ")
    expect(answer).to_contain_text("46/TB-UBND")
    quote = answer.locator("blockquote").first.inner_text()
    with page.context.expect_page() as opened:
        answer.locator("a.label").first.click()
    notice = opened.value
    mark = notice.locator("mark")
    expect(mark.first).to_be_in_viewport()
    assert " ".join(" ".join(mark.all_inner_texts()).split()) == quote
    expect(notice.locator("dl")).to_contain_text("07/02/2018")


def test_an_example_is_a_question(page: Page) -> None:
    examples = page.get_by_role("group", name="Ví dụ câu hỏi").get_by_role("button")
    examples.first.click()
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(1)
    expect(page.locator("#examples")).to_be_hidden()


def test_text_stays_text(page: Page) -> None:
    page.get_by_role("textbox").fill("<img src=x onerror=alert(1)> ai ký Thông báo số 46/TB-UBND?")
    page.get_by_role("button", name="Hỏi", exact=True).click()
    expect(page.locator(".question")).to_contain_text("<img src=x")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("log").locator("img")).to_have_count(0)


def test_a_question_that_is_too_long_is_kept_and_said(page: Page) -> None:
    page.get_by_role("textbox").fill("a" * 1_001)
    page.get_by_role("button", name="Hỏi", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1000")
    expect(page.get_by_role("textbox")).not_to_be_empty()
