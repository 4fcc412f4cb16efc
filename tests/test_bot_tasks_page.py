"""The page of the task register, and the days it draws."""

import datetime
import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from asking import client_over
from fakes import FakeAnswerer, FakeIndex
from fastapi.testclient import TestClient
from tasks import HOSTILE, directive, every_kind, many, notice_with, until

from bot.messages import messages
from bot.tasks.lookup import Offered, look_up
from bot.web.pages import Frame
from bot.web.tasks.fields import fields_of
from bot.web.tasks.page import tasks_page
from bot.web.tasks.timeline import timeline
from rag.register import TaskFilter

FRAME = Frame(messages(), "vi")
TODAY = datetime.date(2026, 8, 1)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with client_over(tmp_path, FakeAnswerer(), *every_kind(), many(60)) as client:
        yield client


@pytest.fixture
def hue(tmp_path: Path) -> Iterator[TestClient]:
    """The register of a notice of Thừa Thiên Huế beside others."""
    notices = (*every_kind(), notice_with("hue-1", directive("trùng tu di tích"), province="Thừa Thiên Huế"))
    with client_over(tmp_path, FakeAnswerer(), *notices) as client:
        yield client


@pytest.mark.parametrize("typed", ["hue", "thành phố Huế", "Huế", "TT Huế"])
def test_a_province_of_another_name_is_the_one_of_the_list(hue: TestClient, typed: str) -> None:
    rows = hue.get("/api/tasks", params={"province": typed}).json()
    assert [row["notice_id"] for row in rows] == ["hue-1"]
    page = shown(hue, province=typed)
    assert "trùng tu di tích" in page and '<option value="Thừa Thiên Huế" selected>' in page
    choice = page[page.index('<select id="province"') :]
    options = re.findall(r'<option value="([^"]*)"', choice[: choice.index("</select>")])
    assert options == ["", "Kiên Giang", "Quảng Nam", "Thừa Thiên Huế"]


def test_a_province_without_diacritics_is_the_one_of_the_list(client: TestClient) -> None:
    page = shown(client, province="kien giang")
    assert '<option value="Kiên Giang" selected>' in page and "kien giang" not in page


def shown(client: TestClient, **params: str) -> str:
    response = client.get("/tasks", params=params, headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert "style=" not in response.text and "<script" not in response.text
    for status in ("overdue", "quá hạn", "hoàn thành", "done"):
        assert status not in response.text
    return response.text


def links(page: str, inside: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page) if link.startswith(inside)]


def test_the_form_keeps_what_was_typed(client: TestClient) -> None:
    page = shown(client, agency='Sở "Y tế"', role="lead", province="Lào", notice="x<y", due_before="1/2/2026")
    assert 'value="Sở &quot;Y tế&quot;"' in page and 'value="x&lt;y"' in page and 'value="2026-02-01"' in page
    assert '<option value="lead" selected>' in page and '<option value="Lào" selected>' in page
    assert 'method="get"' in page and "Không có văn bản “x&lt;y”" in page


def test_a_card_says_everything(client: TestClient) -> None:
    page = shown(client, notice="a-12-2026")
    for words in (
        "Có 9 nhiệm vụ.", "Chủ trì", "Được giao", "Phối hợp", "Căn cứ", "Báo cáo, trình",
        '<strong lang="vi">trước ngày 30/9/2026</strong>', '<time datetime="2026-09-30">30/09/2026</time>',
        "ghi theo quý", "ghi theo tháng", "ghi theo năm", "áp dụng từ ngày này", "định kỳ", "không nêu",
        'href="/notices/a-12-2026?quote=10-19&amp;lang=vi"',
        'Được sửa đổi, bổ sung tại <a href="/notices/b-40-2026?quote=10-19&amp;lang=vi"',
    ):  # fmt: skip
        assert words in page, words


def test_the_page_in_english_says_the_notices_words_in_vietnamese(client: TestClient) -> None:
    page = shown(client, notice="a-12-2026", lang="en")
    assert "Tasks: 9." in page and "stated as a quarter" in page and '<dd lang="vi">Sở Nội vụ</dd>' in page
    assert 'name="lang" value="en"' in page
    assert "/tasks?notice=a-12-2026&lang=vi" in links(page, "/tasks")


def test_pages_of_twenty_five_keep_the_filter(client: TestClient) -> None:
    page = shown(client, notice="d-many", page="2")
    assert "Có 60 nhiệm vụ; đang xem từ 26 đến 50." in page
    assert page.count('class="box task"') == 25
    for link in links(page, "/tasks?notice"):
        assert parse_qs(urlsplit(link).query)["notice"] == ["d-many"]
    assert "/tasks?notice=d-many&lang=vi&page=3" in links(page, "/tasks")
    assert 'aria-current="page">2<' in page
    assert links(page, "/api/tasks") == [
        "/api/tasks?notice=d-many&format=csv",
        "/api/tasks?notice=d-many&format=ics",
    ]


@pytest.mark.parametrize(("number", "first"), [("99", "51"), ("0", "1"), ("-1", "1"), ("x", "1"), ("9" * 99, "1")])
def test_a_part_that_is_none_is_the_nearest(client: TestClient, number: str, first: str) -> None:
    assert f"đang xem từ {first} đến" in shown(client, notice="d-many", page=number)


def test_what_cannot_be_used_is_told_beside_its_field(client: TestClient) -> None:
    response = client.get("/tasks", params={"due_after": "mai", "role": "boss", "agency": "Sở Y tế"})
    assert response.status_code == 422 and 'value="Sở Y tế"' in response.text
    assert 'id="due_after-wrong">Ngày “mai” không đúng' in response.text
    assert 'id="role-wrong">Vai trò “boss” không có' in response.text
    assert response.text.count('aria-invalid="true"') == 2


def test_hostile_text_is_shown_as_text(client: TestClient) -> None:
    page = shown(client, notice="c-hostile")
    assert "<img src=x" not in page and "&lt;img src=x" in page
    assert "\x1b" not in page and "\u202e" not in page
    assert "<img src=x" not in shown(client, agency=HOSTILE, province=HOSTILE, notice=HOSTILE)


def test_the_tasks_are_found_from_every_page(client: TestClient) -> None:
    for path in ("/", "/notices", "/notices/a-12-2026"):
        assert "/tasks?lang=vi" in links(client.get(path, headers={"Accept-Language": "vi"}).text, "/tasks")
    assert "/tasks?notice=a-12-2026&lang=vi" in links(client.get("/notices/a-12-2026").text, "/tasks")
    assert 'aria-current="page">Nhiệm vụ<' in shown(client)


# the days


def drawn(*days: str, today: datetime.date = TODAY) -> str:
    notice = notice_with("a", *(directive(f"việc {day}", until("hạn", day, "day")) for day in days))
    tasks = look_up(FakeIndex(notice), TaskFilter()).tasks  # type: ignore[arg-type]
    return str(timeline(tasks, fields_of({"role": "lead"}, FRAME), FRAME, today))


def test_the_days_are_drawn_and_said() -> None:
    page = drawn("2026-07-15", "2026-07-15", "2026-07-20", "2026-09-30")
    assert 'role="img" aria-labelledby="due-title due-words"' in page
    assert page.count('class="day"') == 3 and page.count('class="today"') == 1
    assert "4 nhiệm vụ có ngày đến hạn, từ 15/07/2026 đến 30/09/2026." in page
    assert "15/07/2026 (2), 20/07/2026" in page
    assert "/tasks?role=lead&due_after=2026-07-01&due_before=2026-07-31&lang=vi" in links(page, "/tasks")


def test_today_is_drawn_only_where_it_lies_between() -> None:
    assert 'class="today"' not in drawn("2018-12-31")
    assert drawn() == ""


@pytest.mark.parametrize("last", ["2026-01-01", "2026-04-01", "2027-12-31", "2035-01-01", "2099-12-31"])
def test_any_span_has_few_names_and_stays_inside(last: str) -> None:
    page = drawn("2026-01-01", last)
    assert 1 <= len(re.findall(r"<text[^>]*>[\d/]+</text>", page)) <= 4
    assert all(0 <= float(x) <= 100 for x in re.findall(r'"([\d.]+)%"', page))
    assert page.count("<line") < 150


# scans

SCANNED = "Đọc từ bản quét, có thể sai; đề nghị đối chiếu trang gốc."


def test_every_task_of_a_scan_and_its_page_say_so_and_no_others(tmp_path: Path) -> None:
    task = directive("quét dọn", until("trước ngày 30/9/2026", "2026-09-30", "day"))
    notices = (*every_kind(), notice_with("e-scan", task, directive("trồng cây"), repaired=("ocr",)))
    with client_over(tmp_path, FakeAnswerer(), *notices) as client:
        assert shown(client, notice="e-scan").count(SCANNED) == 2
        assert "Read from a scan, may be wrong" in shown(client, notice="e-scan", lang="en")
        assert SCANNED not in shown(client, notice="a-12-2026")
        assert SCANNED in client.get("/notices/e-scan", params={"lang": "vi"}).text
        assert SCANNED in client.get("/notices/e-scan", params={"lang": "vi", "quote": "10-19"}).text
        assert SCANNED not in client.get("/notices/a-12-2026", params={"lang": "vi"}).text
        rows = client.get("/api/tasks").json()
        assert {row["notice_id"] for row in rows if row["scanned"]} == {"e-scan"}
        assert client.get("/api/tasks", params={"format": "csv"}).text.count(SCANNED) == 2
        unfolded = client.get("/api/tasks", params={"format": "ics"}).text.replace("\r\n ", "")
        assert unfolded.count("Đọc từ bản quét\\, có thể sai\\;") == 1


# what is shown


def test_a_notice_chosen_by_its_id_is_told_by_its_label(client: TestClient) -> None:
    page = shown(client, notice="a-12-2026", lang="vi")
    assert "Điều kiện: Văn bản: Thông báo số 12/TB-UBND ngày 05/01/2026" in page
    assert "Điều kiện: Văn bản: a-12-2026" not in page
    assert "Điều kiện: Văn bản: 40/TB-UBND." in shown(client, notice="40/TB-UBND", lang="vi")


def test_what_the_tasks_are_sorted_by_is_said(client: TestClient) -> None:
    assert "Xếp theo văn bản, rồi theo thứ tự trong văn bản" in shown(client, lang="vi")
    dated = shown(client, notice="a-12-2026", due_after="2026-01-01", lang="vi")
    assert "Xếp theo ngày đến hạn, sớm nhất ở trên." in dated and "Xếp theo văn bản" not in dated
    assert re.findall(r'<time datetime="([^"]+)"', dated) == ["2026-06-30", "2026-09-30", "2026-12-31", "2027-12-31"]
    assert "Xếp theo" not in shown(client, notice="40/TB-UBND", lang="vi")  # one task


def test_labels_are_known_where_there_are_too_many_notices_to_offer(client: TestClient) -> None:
    fields, found = fields_of({"notice": "a-12-2026"}, FRAME), look_up(FakeIndex(*every_kind()), TaskFilter())  # type: ignore[arg-type]
    page = tasks_page(fields, found, Offered((), (), ()), FRAME, 1, TODAY)
    assert re.search(r"Điều kiện: Văn bản: Thông báo số 12/TB-UBND ngày 05/01/2026 của [^,<]+\.</p>", page)
