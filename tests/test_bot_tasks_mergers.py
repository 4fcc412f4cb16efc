"""Tasks of a province of today: those of what was joined into it are listed and said to be so, on every face."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import client_over
from fakes import FakeAnswerer
from fastapi.testclient import TestClient
from tasks import directive, notice_with

SAID = "Tỉnh Kiên Giang nay thuộc tỉnh An Giang (từ ngày 01/07/2025)"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    notices = (
        notice_with("an-1", directive("trồng rừng"), province="An Giang"),
        notice_with("kien-1", directive("khám sức khỏe ngư dân"), province="Kiên Giang"),
        notice_with("ben-1", directive("xây dựng trạm y tế"), province="Bến Tre"),
    )
    with client_over(tmp_path, FakeAnswerer(), *notices) as client:
        yield client


@pytest.mark.parametrize("typed", ["An Giang", "an giang", "angiang"])
def test_the_page_and_the_rows_hold_both(client: TestClient, typed: str) -> None:
    rows = client.get("/api/tasks", params={"province": typed}).json()
    assert {row["notice_id"] for row in rows} == {"an-1", "kien-1"}
    assert SAID in client.get("/tasks", params={"province": typed}).text


@pytest.mark.parametrize("typed", ["Kiên Giang", "Bến Tre", ""])
def test_nothing_is_said_where_nothing_was_joined(client: TestClient, typed: str) -> None:
    assert "nay thuộc" not in client.get("/tasks", params={"province": typed}).text


def test_the_earlier_province_holds_its_own(client: TestClient) -> None:
    rows = client.get("/api/tasks", params={"province": "kien giang"}).json()
    assert {row["notice_id"] for row in rows} == {"kien-1"}
    assert client.get("/api/tasks", params={"province": "Trà Vinh"}).json() == []
