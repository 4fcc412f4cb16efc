"""The original file of a notice, and its pages as pictures: only what was read, never what took its place."""

import asyncio
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from asking import client_over
from documents_made import paragraphs_of, pdf
from fakes import SAMPLES, FakeAnswerer, origin_of, sample_notice
from fastapi.testclient import TestClient
from hostile_pdf import page as odd_pdf
from PIL import Image

from bot.assistant.lanes import Lane
from bot.web.errors import Refused
from bot.web.files import done
from bot.web.headers import POLICY
from bot.web.page_pictures import Pictures, Wanted
from corpus.errors import BreaksReading
from corpus.models import Notice
from corpus.reading.read import read

PAPER = 'Văn bản số 46 ("gốc")'
QUOTE = "giao Sở Nội vụ thực hiện"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> tuple[Notice, bytes]:
    """A notice of two pages, and its file."""
    path = tmp_path_factory.mktemp("made") / f"{PAPER}.pdf"
    path.write_bytes(pdf(*paragraphs_of((SAMPLES / "quang-nam-46-2018.txt").read_text(encoding="utf-8"))))
    return read(PAPER, path).notice, path.read_bytes()


@pytest.fixture
def file(paper: tuple[Notice, bytes], tmp_path: Path) -> Path:
    path = tmp_path / f"{PAPER}.pdf"
    path.write_bytes(paper[1])
    return path


@pytest.fixture
def client(paper: tuple[Notice, bytes], file: Path, tmp_path: Path) -> Iterator[TestClient]:
    page, hostile = tmp_path / "trang.html", tmp_path / "hong.pdf"
    page.write_text("<script>alert(1)</script><p>Giao Sở Y tế chủ trì.</p>", encoding="utf-8")
    hostile.write_bytes(odd_pdf(one=b"<</Type/Page>>", pages=b"<</Type/Pages/Kids[2 0 R]/Count 1>>"))
    notices = [
        sample_notice(),
        paper[0],
        sample_notice().model_copy(update={"id": "trang"}),
        paper[0].model_copy(update={"id": "hong"}),
    ]
    sources = {PAPER: origin_of(file), "trang": origin_of(page), "hong": origin_of(hostile)}
    with client_over(tmp_path, FakeAnswerer(), *notices, sources=sources) as client:
        yield client


def quoted(notice: Notice, quote: str = QUOTE) -> str:
    text = " ".join(notice.text.split("\n"))
    start = text.index(quote)
    return f"{start}-{start + len(quote)}"


def message(client: TestClient, address: str, status: int, **headers: str) -> str:
    response = client.get(address, headers={**ENGLISH, **headers})
    assert response.status_code == status
    said: str = response.json()["error"]["message"]
    assert said.endswith(".") and "\n" not in said and str(SAMPLES) not in said and "/tmp" not in said
    return said


def test_the_file_comes_as_it_lies_there_to_be_saved(client: TestClient, file: Path) -> None:
    response = client.get(f"/api/notices/{PAPER}/file")
    assert (response.status_code, response.content) == (200, file.read_bytes())
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-length"] == str(len(response.content))
    kind, _, name = response.headers["content-disposition"].partition("; filename*=UTF-8''")
    assert (kind, unquote(name)) == ("attachment", f"{PAPER}.pdf")
    assert name.isascii() and not set(name) & set('"\\/;\r\n ')
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"


def test_a_page_of_the_web_is_never_shown_as_one(client: TestClient) -> None:
    response = client.get("/api/notices/trang/file")
    assert response.headers["content-type"] == "text/html"
    assert response.headers["content-disposition"].startswith("attachment")
    policy = response.headers["content-security-policy"].split("; ")
    assert {"sandbox", "default-src 'none'"} <= set(policy)
    assert client.get("/api/notices/trang").headers["content-security-policy"] == POLICY


def test_the_sample_text_comes_too(client: TestClient) -> None:
    response = client.get(f"/api/notices/{sample_notice().id}/file")
    assert response.content == (SAMPLES / f"{sample_notice().id}.txt").read_bytes()
    assert response.headers["content-type"] == "text/plain"


@pytest.mark.parametrize("end", ["file", "pages/1"])
@pytest.mark.parametrize(
    "name", ["none", "..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%2Fetc%2Fpasswd", "a%00b", PAPER + ".pdf"]
)
def test_nothing_else_is_there(client: TestClient, name: str, end: str) -> None:
    for address in (f"/api/notices/{name}/{end}", f"/notices/{name}/{end}"):
        assert client.get(address).status_code == 404


def test_a_file_that_is_gone_is_one_sentence(client: TestClient, file: Path) -> None:
    file.unlink()
    for address in (f"/api/notices/{PAPER}/file", f"/notices/{PAPER}/pages/1"):
        assert "gone" in message(client, address, 404)


def test_a_file_that_changed_is_not_shown(client: TestClient, file: Path) -> None:
    file.write_bytes(pdf("TUYỆT MẬT", "Giao Sở Y tế chủ trì."))
    for address in (f"/api/notices/{PAPER}/file", f"/notices/{PAPER}/pages/1"):
        assert "changed" in message(client, address, 409)
    file.write_bytes(bytes(60 * 2**20))
    assert "changed" in message(client, f"/api/notices/{PAPER}/file", 409)


def test_a_link_that_took_its_place_leads_nowhere(client: TestClient, file: Path, tmp_path: Path) -> None:
    file.unlink()
    (tmp_path / "secret").write_text("root", encoding="utf-8")
    file.symlink_to(tmp_path / "secret")
    assert "changed" in message(client, f"/api/notices/{PAPER}/file", 409)


def test_other_web_sites_get_no_file(client: TestClient) -> None:
    refused = client.get(f"/api/notices/{PAPER}/file", headers={"Origin": "https://elsewhere.example"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "origin_refused")
    assert client.get(f"/api/notices/{PAPER}/file", headers={"Host": "elsewhere.example"}).status_code == 421


def test_a_page_shows_the_quote_marked_where_it_stands(client: TestClient, paper: tuple[Notice, bytes]) -> None:
    notice, _ = paper
    start, end = map(int, quoted(notice).split("-"))
    page = notice.page_of(start)
    lines = [line for line in notice.lines_at(start, end) if notice.page_of(line.start) == page]
    assert lines
    response = client.get(f"/notices/{PAPER}/pages/{page}?quote={start}-{end}")
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    assert response.headers["x-content-type-options"] == "nosniff"
    image = Image.open(io.BytesIO(response.content)).convert("RGB")
    across, down = image.size
    assert across == 1_000
    found = {
        (x, y)
        for y in range(down)
        for x in range(across)
        if (colour := image.getpixel((x, y))) and colour[0] != colour[2]  # type: ignore[index]
    }
    boxes = [(one.left * across, one.top * down, one.right * across, one.bottom * down) for one in lines]
    inside = {(x, y) for x, y in found if any(a - 2 <= x <= c + 2 and b - 2 <= y <= d + 2 for a, b, c, d in boxes)}
    assert found and found == inside
    assert len(found) > 0.7 * sum((c - a) * (d - b) for a, b, c, d in boxes)


def test_a_page_without_its_quote_has_no_mark(client: TestClient, paper: tuple[Notice, bytes]) -> None:
    first, other = client.get(f"/notices/{PAPER}/pages/1"), client.get(f"/notices/{PAPER}/pages/2")
    assert first.status_code == other.status_code == 200 and first.content != other.content
    page = paper[0].page_of(int(quoted(paper[0]).split("-")[0]))
    elsewhere = 2 if page == 1 else 1
    again = client.get(f"/notices/{PAPER}/pages/{elsewhere}?quote={quoted(paper[0])}")
    assert again.content == (first, other)[elsewhere - 1].content


@pytest.mark.parametrize("number", ["0", "-1", "99", "1.5", "a", "٣", "1" * 5_000, "99999", "1%00"])
def test_a_page_that_is_not_there_is_not_found(client: TestClient, number: str) -> None:
    assert client.get(f"/notices/{PAPER}/pages/{number}").status_code == 404


def test_a_text_has_no_pages(client: TestClient) -> None:
    assert "no such page" in message(client, f"/notices/{sample_notice().id}/pages/1", 404)


@pytest.mark.parametrize("quote", ["5", "5-5", "9-5", "-5-9", "0-999999999", "a-b", "1-2-3", "٣-٤", "1-2\n"])
def test_a_range_that_is_none_is_told(client: TestClient, quote: str) -> None:
    response = client.get(f"/notices/{PAPER}/pages/1", params={"quote": quote}, headers=ENGLISH)
    assert (response.status_code, response.json()["error"]["code"]) == (400, "invalid")
    assert "120-240" in response.json()["error"]["message"]


def test_a_page_that_cannot_be_drawn_is_one_sentence(client: TestClient) -> None:
    assert "cannot be shown" in message(client, "/notices/hong/pages/1", 500)
    shown = client.get("/notices/hong/pages/1", headers={"Accept": "text/html", **ENGLISH})
    assert "cannot be shown" in shown.text and "Traceback" not in shown.text


def test_pages_are_drawn_once_and_only_the_last_are_kept() -> None:
    pictures, drawn = Pictures(most=2), list[int]()

    def picture(page: int) -> bytes:
        def draw() -> bytes:
            drawn.append(page)
            if page == 9:
                raise BreaksReading("x.pdf: ended its reading; mend the file or take it away.")
            return bytes([page])

        return pictures.picture(Wanted("d", page, None), draw)

    assert [picture(page) for page in (1, 1, 2, 1, 3, 1, 2)] == [bytes([page]) for page in (1, 1, 2, 1, 3, 1, 2)]
    assert drawn == [1, 2, 3, 2]
    for _ in range(2):
        with pytest.raises(BreaksReading):
            picture(9)
    with pytest.raises(BreaksReading):
        pictures.picture(Wanted("d", 9, (1, 2)), lambda: pytest.fail("it is tried again for another quote"))
    assert drawn == [1, 2, 3, 2, 9]


def test_questions_are_answered_while_a_page_is_drawn_and_few_may_wait(client: TestClient) -> None:
    going_on = threading.Event()
    lane = Lane("page", 1, 1)

    async def run() -> None:
        waiting = [asyncio.create_task(done(lane, going_on.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await done(lane, going_on.wait)
        assert (refused.value.status_code, refused.value.headers) == (503, {"Retry-After": "5"})
        assert (await asyncio.to_thread(client.post, "/api/ask", json={"question": "ai?"})).status_code == 200
        going_on.set()
        assert await asyncio.gather(*waiting) == [True, True]

    asyncio.run(run())


def test_the_page_of_a_notice_leads_to_both(client: TestClient, paper: tuple[Notice, bytes]) -> None:
    where = quoted(paper[0])
    page = paper[0].page_of(int(where.split("-")[0]))
    shown = client.get(f"/notices/{PAPER}", params={"quote": where, "lang": "vi"})
    name = "V%C4%83n%20b%E1%BA%A3n%20s%E1%BB%91%2046%20%28%22g%E1%BB%91c%22%29"
    assert f'href="/notices/{name}/pages/{page}?quote={where}"' in shown.text
    assert f'href="/api/notices/{name}/file"' in shown.text
    assert f"Xem trang gốc (trang {page})" in shown.text
    assert "img-src 'self'" in shown.headers["content-security-policy"]
    bare = client.get(f"/notices/{sample_notice().id}", params={"quote": "5-20"})
    assert "/pages/" not in bare.text and "/file" in bare.text


def test_both_are_described(client: TestClient) -> None:
    file = client.get("/openapi.json").json()["paths"]["/api/notices/{notice_id}/file"]["get"]
    assert "application/pdf" in file["responses"]["200"]["content"]
    assert {"404", "409", "503"} <= set(file["responses"])
