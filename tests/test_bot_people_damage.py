"""Whatever happens to people.sqlite, every question is answered, and a restart works."""

import json
import os
import time
from pathlib import Path

import pytest
from asking import starting
from damaged_files import Harm, harms
from fakes import survey_answer
from fastapi.testclient import TestClient

from bot import people as module
from bot.people import People, Who

FILE = Path("people") / module.NAME
HAI = json.dumps(["web", "testclient", "testclient", "hai"])  # as the web names who sends the word "hai"


def answered(client: TestClient, count: int = 3, session: str = "một") -> None:
    """Every question is answered, also as a follow-up, and its answer is there to be judged."""
    for _ in range(count):
        given = client.post("/api/ask", json={"question": "ai khảo sát?", "session": session})
        assert given.status_code == 200, given.text
        judged = client.post("/api/feedback", json={"answer_id": given.json()["id"], "verdict": "up"})
        assert judged.status_code == 200, judged.text


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file in which something is remembered."""
    folder = tmp_path_factory.mktemp("used")
    with starting(folder) as start:
        client = start()
        for person in range(4):
            answered(client, 5, str(person))
    return (folder / FILE).read_bytes()


@pytest.fixture
def file(tmp_path: Path, used: bytes) -> Path:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_bytes(used)
    return tmp_path / FILE


@pytest.mark.parametrize("harm", harms().values(), ids=harms())
def test_a_file_that_came_to_harm_before_the_start_costs_no_answer(tmp_path: Path, file: Path, harm: Harm) -> None:
    harm(file)
    for _ in range(2):
        with starting(tmp_path) as start:
            answered(start())
    assert file.is_file()


@pytest.mark.parametrize("harm", harms().values(), ids=harms())
def test_a_file_that_comes_to_harm_while_serving_costs_no_answer(tmp_path: Path, file: Path, harm: Harm) -> None:
    with starting(tmp_path) as start:
        client = start()
        answered(client)
        harm(file)
        answered(client)
        answered(client, session="hai")
    seen = list(file.parent.glob("*.broken-*"))  # else SQLite has the page in its memory until the end
    with People(file.parent) as people:
        assert people.history(Who(HAI, HAI)) or not seen, "what came after the harm is not remembered"
    with starting(tmp_path) as start:
        answered(start())
    assert file.is_file()


def test_what_is_set_aside_never_takes_the_place_of_another(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(4):
        (tmp_path / module.NAME).write_bytes(b"no database %d" % number * 1_000)
        with People(tmp_path) as people:
            people.keep(Who("web:a", "web:a"), survey_answer())
    found = {one.read_bytes() for one in tmp_path.glob(f"{module.NAME}.broken-*")}
    assert found == {b"no database %d" % number * 1_000 for number in range(4)}
    assert [record.message for record in caplog.records if "is damaged" not in record.message] == []
    assert len(caplog.records) == 4


def test_what_was_set_aside_is_forgotten_like_the_rest(tmp_path: Path) -> None:
    files = [tmp_path / f"{module.NAME}.broken-{name}" for name in ("old", "new")]
    for file, age in zip(files, (module.KEPT_DAYS + 1, 1), strict=True):
        file.write_bytes("của ai đó".encode())
        at = time.time() - age * 86_400
        os.utime(file, (at, at))
    with People(tmp_path) as people:
        people.purge()
        assert people.held("web:a") == [] and [file.exists() for file in files] == [False, True]
        assert people.forget("web:a") == 0 and not files[1].exists()
