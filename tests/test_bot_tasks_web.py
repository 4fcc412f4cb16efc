"""The task register over HTTP: `GET /api/tasks` and its files."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import client_over
from fakes import FakeAnswerer
from fastapi.testclient import TestClient
from tasks import every_kind, many

DIRECTIVE = "item lead assigned coordinating task deadline legal_basis reports_to quote start end".split()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with client_over(tmp_path, FakeAnswerer(), *every_kind(), many(60)) as client:
        yield client


def test_the_rows_are_those_of_the_command_line(client: TestClient) -> None:
    rows = client.get("/api/tasks", params={"notice": "a-12-2026"}).json()
    assert len(rows) == 9
    assert list(rows[0]) == [*DIRECTIVE, "notice_id", "label", "url", "changed_by", "scanned"]
    assert rows[0]["deadline"] == {"text": "trước ngày 30/9/2026", "date": "2026-09-30", "precision": "day"}
    assert [one["how"] for one in rows[0]["changed_by"]] == ["amends"]


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({}, 71),
        (
            {
                "agency": "",
                "role": "",
                "province": "",
                "notice": "",
                "due_before": "",
                "due_after": "",
                "format": "json",
            },
            71,
        ),
        ({"agency": "so y te"}, 1),
        ({"agency": "so y te", "role": "lead"}, 0),
        ({"role": "assigned"}, 2),
        ({"province": "kien giang"}, 1),
        ({"notice": "40/TB-UBND"}, 1),
        ({"notice": "d-many", "due_before": "08/01/2026"}, 2),
        ({"notice": "d-many", "due_after": "2026-01-08", "due_before": "2026-01-08"}, 1),
        ({"agency": "không ai"}, 0),
    ],
)
def test_the_filters(client: TestClient, params: dict[str, str], count: int) -> None:
    response = client.get("/api/tasks", params=params)
    assert (response.status_code, len(response.json())) == (200, count)


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"due_before": "mai"}, "due_before"),
        ({"due_after": "31/02/2026"}, "due_after"),
        ({"role": "boss"}, "role"),
        ({"format": "xls"}, "format"),
        ({"agency": "a" * 301}, "agency"),
        ({"agence": "a"}, "agence"),
        ({"<script>" + "x" * 100: "a"}, "<script>"),
    ],
)
def test_what_cannot_be_used_is_named(client: TestClient, params: dict[str, str], name: str) -> None:
    for language in ("vi", "en"):
        response = client.get("/api/tasks", params=params, headers={"Accept-Language": language})
        error = response.json()["error"]
        assert (response.status_code, error["code"]) == (422, "invalid")
        assert name in error["message"] and len(error["message"]) < 200
        assert ("31/12/2025" in error["message"]) == name.startswith("due_")


def test_the_interface_describes_its_parameters(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/api/tasks"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    assert names == {"agency", "role", "province", "notice", "due_before", "due_after", "format"}
    assert set(operation["responses"]["200"]["content"]) == {"application/json", "text/csv", "text/calendar"}


def test_the_files_are_downloads(client: TestClient) -> None:
    sheet = client.get("/api/tasks", params={"format": "csv"})
    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    assert sheet.headers["content-disposition"] == 'attachment; filename="nhiem-vu.csv"'
    assert sheet.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 72 and not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    events = client.get("/api/tasks", params={"format": "ics", "notice": "a-12-2026"})
    assert events.headers["content-type"] == "text/calendar; charset=utf-8"
    assert events.text.count("BEGIN:VEVENT") == 5
