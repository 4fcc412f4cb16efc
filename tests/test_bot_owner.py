"""While `serve` owns the data folder, other terminals work through it, and the notices folder is watched."""

import json
import shutil
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import SAMPLES
from service import Service, served

from bot import owner
from bot.errors import FaceError
from bot.owner import Owner, owner_of
from rag.models import Answer, Turn

Chidao = Callable[..., subprocess.CompletedProcess[str]]
SURVEY = "cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?"


@pytest.fixture
def notices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "notices"
    folder.mkdir()
    shutil.copy(SAMPLES / "quang-nam-46-2018.txt", folder)
    monkeypatch.setenv("CHIDAO_NOTICES", str(folder))
    monkeypatch.setenv("CHIDAO_PORT", "0")
    return folder


@pytest.fixture
def service(notices: Path) -> Iterator[Service]:
    with served() as running:
        yield running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_other_terminals_are_served_by_the_owner(
    service: Service, chidao: Chidao, tmp_path: Path, data: Path, notices: Path
) -> None:
    assert stat.S_IMODE((data / owner.NAME).stat().st_mode) == 0o600
    assert chidao("ask", SURVEY).stdout.startswith("Sở Nội vụ")
    explained = chidao("ask", "--json", "--explain", SURVEY)
    assert Answer.model_validate_json(explained.stdout).citations and "rejected:" in explained.stderr
    batch = "".join(json.dumps({"id": n, "question": SURVEY}) + "\n" for n in range(3))
    lines = chidao("ask", "--batch", "-", given=batch).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [0, 1, 2]
    judged = tmp_path / "judged.jsonl"
    judged.write_text('{"id": "1", "question": "giá vàng?", "kind": "unanswerable"}\n', encoding="utf-8")
    assert "100" in chidao("eval", str(judged)).stdout
    added = chidao("index", str(SAMPLES / "binh-phuoc-104-2017.txt"))
    assert added.returncode == 0 and "Notices in the index: 2." in added.stdout
    removed = chidao("index", "--remove", "binh-phuoc-104-2017")
    assert removed.returncode == 0 and "removed: binh-phuoc-104-2017" in removed.stdout
    unknown = chidao("index", "--remove", "none")
    assert unknown.returncode == 1 and "No notice none is in the index" in unknown.stderr
    checked = chidao("doctor")
    assert str(service.process.pid) in checked.stdout and service.address in checked.stdout
    assert "Traceback" not in "".join(service.said)


def test_a_file_put_into_the_folder_is_answered_from_and_gone_with_it(
    service: Service, chidao: Chidao, notices: Path, data: Path
) -> None:
    question = "Ai ký Thông báo số 104/TB-UBND?"
    with owner_of(data) as reached:  # type: ignore[union-attr]
        assert reached.ask(question).abstained
        shutil.copy(SAMPLES / "binh-phuoc-104-2017.txt", notices)
        _until(lambda: not reached.ask(question).abstained)
        assert not json.loads(chidao("ask", "--json", question).stdout)["abstained"]
        (notices / "binh-phuoc-104-2017.txt").unlink()
        _until(lambda: reached.ask(question).abstained)
    assert any("added: binh-phuoc-104-2017" in line for line in service.said)


def test_history_and_language_reach_the_owner(service: Service, data: Path) -> None:
    with owner_of(data) as reached:  # type: ignore[union-attr]
        answer = reached.ask("who signed it?", [Turn(question="Thông báo số 46/TB-UBND nói gì?")], "en")
        assert answer.language == "en" and answer.citations
        assert reached.state().notices == 1


def test_without_an_owner_there_is_none(data: Path) -> None:
    assert owner_of(data) is None
    data.mkdir()
    (data / owner.NAME).touch()
    assert owner_of(data) is None


def test_a_folder_deep_down_is_reached(
    notices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chidao: Chidao
) -> None:
    monkeypatch.setenv("CHIDAO_DATA", str(tmp_path / ("thư mục " * 12).strip() / "data"))
    with served():
        assert chidao("ask", SURVEY).stdout.startswith("Sở Nội vụ")


def test_an_owner_that_goes_away_is_one_sentence(service: Service, data: Path) -> None:
    reached = owner_of(data)
    assert isinstance(reached, Owner)
    with reached:
        service.process.kill()
        service.process.wait(10)
        with pytest.raises(FaceError, match="does not answer"):
            reached.ask(SURVEY)


def _until(done: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.3)


def test_a_second_service_says_where_the_first_one_is_and_how_to_start_again(
    service: Service, monkeypatch: pytest.MonkeyPatch, chidao: Chidao, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHIDAO_PORT", str(service.port))
    again = chidao("serve")
    assert again.returncode == 1 and again.stdout == "" and len(again.stderr.splitlines()) == 1
    assert f"running already, at {service.address}: " in again.stderr and "press Ctrl+C in its window" in again.stderr
    monkeypatch.setenv("CHIDAO_DATA", str(tmp_path / "other"))
    elsewhere = chidao("serve")
    assert f"Port {service.port} on 127.0.0.1 cannot be used" in elsewhere.stderr
