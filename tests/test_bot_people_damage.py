"""Whatever happens to people.sqlite, every question is answered, and a restart works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Start, starting
from damaged_files import Harm, harms, held_by_another
from fastapi.testclient import TestClient

from bot import people as module

FILE = Path("people") / module.NAME


def answered(client: TestClient, count: int = 3, session: str = "một") -> None:
    """Every question is answered, also as a follow-up, and judged."""
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
    with starting(tmp_path) as start:
        answered(start())
    assert file.is_file()
