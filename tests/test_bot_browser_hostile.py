"""Hostile text in questions, answers, addresses and notices stays text: nothing runs, nothing is asked of others."""

from collections.abc import Iterator

import pytest
from browsing import SIZES, Watched, fake_service
from conftest import ROOT
from fakes import sample_notice, survey_answer
from playwright.sync_api import Browser, Page, expect

from corpus.models import Notice, Printed
from rag.models import Answer, Choice, Citation

pytestmark = pytest.mark.browser

PAYLOADS = (ROOT / "tests" / "golden" / "hostile_markup.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
AT_ONCE = 40  # the conversation a tab remembers holds no more than fifty
MADE_OF = "img, iframe, script, object, embed, style, link, svg svg, audio, video, form form, meta, base, math"


def answering(question: str) -> Answer:
    """An answer that says the hostile question in every place an answer has for text."""
    payload = question
    proof = survey_answer().citations[0]
    hostile: dict[str, object] = {"label": payload, "quote": payload, "url": payload, "number": payload}

    def cited(marker: int, **more: object) -> Citation:
        return proof.model_copy(update={**hostile, "marker": marker, **more})

    return survey_answer(question).model_copy(
        update={
            "id": payload,
            "headline": payload,
            "text": f"{payload} [1] [2]\n\n- {payload}",
            "citations": (cited(1), cited(2, url=f"/notices/{payload}"), cited(3, url="/notices/../" + payload)),
            "nearest": (cited(1, url="/notices/a?" + payload),),
            "choices": (Choice(label=payload, question=payload, notice_id=payload),),
            "suggestions": (payload,),
        }
    )


def notice() -> Notice:
    """A notice that is hostile in what is known of it and in every paragraph."""
    known = sample_notice()
    subject = Printed(value=" ".join(PAYLOADS), start=0, end=1)
    return known.model_copy(update={"text": "\n\n".join(PAYLOADS), "subject": subject, "items": (), "issuer": subject})


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with fake_service(tmp_path_factory.mktemp("service"), answering, notices=(notice(),)) as address:
        yield address


def shown_as_text(page: Page, payloads: list[str], address: str) -> None:
    """Every question and every answer is there, and nothing of them became an element."""
    expect(page.get_by_role("article")).to_have_count(len(payloads))
    assert page.locator(".question").all_text_contents() == payloads
    assert page.locator(".conversation").locator(MADE_OF).count() == 0
    for quote in page.locator("button.quote").all()[:: len(payloads) // 2]:
        quote.evaluate("one => one.click()")
        sheet = page.locator("dialog.sheet")
        expect(sheet).to_be_visible()
        links = sheet.locator("a").evaluate_all("all => all.map((one) => one.href)")
        assert all(link.startswith(f"{address}/notices/") for link in links)
        sheet.evaluate("one => one.close()")
    assert page.evaluate("window.__xss") is None


@pytest.mark.parametrize("face", ["page", "widget"])
@pytest.mark.parametrize("begin", range(0, len(PAYLOADS), AT_ONCE))
def test_hostile_text_stays_text_live_and_restored(browser: Browser, address: str, face: str, begin: int) -> None:
    # without the policy of the page: what is built must be harmless by itself
    watched = Watched(browser, SIZES["phone"], bypass_csp=True)
    page, payloads = watched.page, PAYLOADS[begin : begin + AT_ONCE]
    page.goto(address if face == "page" else f"{address}/widget")
    for number, payload in enumerate(payloads, 1):
        if face == "widget":
            page.evaluate("async (text) => { await chidao.open(); chidao.ask(text) }", payload)
        else:
            page.get_by_role("textbox").fill(payload)
            page.keyboard.press("Enter")
        page.get_by_role("article").nth(number - 1).wait_for()  # it looks sooner than `expect`, which counts them below
    shown_as_text(page, payloads, address)
    page.reload()
    if face == "widget":
        page.evaluate("chidao.open()")
    shown_as_text(page, payloads, address)
    watched.check(address)


def test_what_was_kept_by_the_tab_is_not_trusted(browser: Browser, address: str) -> None:
    watched = Watched(browser, SIZES["phone"])
    watched.page.goto(address)
    entries = [
        {"question": "a", "answer": answer}
        for answer in (
            None, 1, "<img src=x onerror=window.__xss=1>", {}, {"outline": 1}, {"outline": [None]},
            {"outline": [{"part": "quote", "text": {"a": 1}, "url": 5}]}, {"outline": [{"part": "__proto__"}]},
        )
    ]  # fmt: skip
    watched.page.evaluate(
        "(entries) => { sessionStorage[`chidao:${origin}`] = JSON.stringify({session: 'a', at: Date.now(), entries}) }",
        [*entries, {"question": 1}, None, "x"],
    )
    watched.page.reload()
    expect(watched.page.locator(".question")).to_have_count(len(entries))
    expect(watched.page.get_by_role("article")).to_have_count(len(entries))
    assert watched.page.evaluate("window.__xss") is None
    watched.check(address)


@pytest.mark.parametrize("path", ["/notices", f"/notices/{sample_notice().id}?quote=0-900"])
def test_a_hostile_notice_is_shown_as_text(browser: Browser, address: str, path: str) -> None:
    watched = Watched(browser, SIZES["phone"], bypass_csp=True)
    watched.page.goto(address + path)
    assert "window.__xss" in watched.page.locator("main").inner_text()
    assert watched.page.locator("main").locator(MADE_OF).count() == 0
    assert watched.page.evaluate("window.__xss") is None
    watched.check(address)


def test_hostile_addresses_lead_nowhere(browser: Browser, address: str) -> None:
    watched = Watched(browser, SIZES["phone"], bypass_csp=True)
    for payload in PAYLOADS[::10]:
        for path in ("/?lang=", "/widget?lang=", f"/notices/{sample_notice().id}?quote=", "/notices?lang="):
            watched.page.goto(address + path + payload.replace("%", "%25").replace("#", "%23"))
            assert watched.page.evaluate("window.__xss") is None
    watched.check(address, expected="422")


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) >= 100
