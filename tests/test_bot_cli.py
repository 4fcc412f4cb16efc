"""The command line but for questions: what it prints where, and how it ends."""

import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import SAMPLES

from bot.cli import application, run
from rag.index import e5

Capture = pytest.CaptureFixture[str]
Chidao = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notices folder of its own with two of the samples."""
    notices = tmp_path / "notices"
    notices.mkdir()
    for name in ("quang-nam-46-2018.txt", "binh-phuoc-104-2017.txt"):
        shutil.copy(SAMPLES / name, notices)
    monkeypatch.setenv("CHIDAO_NOTICES", str(notices))
    return notices


def one_sentence(text: str) -> str:
    """What was said on standard error, which must be one line."""
    assert len(text.strip().splitlines()) == 1, text
    assert "Traceback" not in text
    return text


def test_indexing_reports_every_notice(folder: Path, capsys: Capture) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\xff\x00\xff")
    (folder / "photo.xyz").write_bytes(b"1")
    assert run(["index"]) == 1  # one of a kind that is read could not be; the others are in the index all the same
    out = capsys.readouterr().out
    for name in ("quang-nam-46-2018", "binh-phuoc-104-2017", "broken", "photo.xyz"):
        assert name in out
    assert "Notices in the index: 2." in out
    assert run(["index", str(folder / "broken.txt")]) == 1


def test_a_removed_notice_does_not_return_and_keeps_its_file(folder: Path, capsys: Capture) -> None:
    assert run(["index"]) == 0
    assert run(["index", "--remove", "quang-nam-46-2018"]) == 0
    assert run(["index"]) == 0
    assert "Notices in the index: 1." in capsys.readouterr().out
    assert (folder / "quang-nam-46-2018.txt").exists()
    assert run(["index", "--remove", "nothing"]) == 1
    one_sentence(capsys.readouterr().err)


def test_a_named_file_is_added_and_vectors_are_rebuilt(folder: Path, capsys: Capture) -> None:
    assert run(["index"]) == 0
    assert run(["index", str(SAMPLES / "tra-vinh-2020.txt")]) == 0
    assert run(["index", "--rebuild"]) == 0
    assert "rebuilt: the vectors. Notices in the index: 3." in capsys.readouterr().out


def test_parse_shows_the_contract(capsys: Capture) -> None:
    assert run(["parse", str(SAMPLES / "quang-nam-46-2018.txt")]) == 0
    notice = json.loads(capsys.readouterr().out)
    assert list(notice) == [
        *("notice_id", "number", "type", "issuer", "province", "place", "date", "subject", "signer"),
        *("recipients", "items", "cited_documents", "amends", "replaces", "directives", "secrecy", "copies"),
        *("pages", "repaired", "facts"),
    ]
    assert all(
        list(fact) == ["facet", "value", "key", "how", "start", "end", "subject"]
        and list(fact["subject"]) == ["kind", "item", "start", "end"]
        for fact in notice["facts"]
    )
    assert (notice["number"], notice["date"]) == ("46/TB-UBND", "2018-02-07")
    assert set(notice["signer"]) == {"name", "title"}
    assert all(set(item) == {"path", "text", "start", "end"} and item["path"] for item in notice["items"])
    assert all(set(one) == {"number", "date"} for one in notice["cited_documents"])
    assert list(notice["directives"][0]) == [
        *("item", "lead", "assigned", "coordinating", "task", "deadline", "legal_basis", "reports_to"),
        *("quote", "start", "end"),
    ]


def test_the_doctor_has_one_line_for_each_matter(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("CHIDAO_PORT", "0")
    assert run(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].split()[-1] for line in lines] == [
        "settings",
        "notices",
        "office",
        "model",
        "index",
        "disk",
        "port",
        "widget",
        "chat",
        "telegram",
    ]
    model = next(line for line in lines if " model: " in line)
    assert "the shipped model works, 256 dimensions; by its vectors alone" in model
    assert "of 10 sample questions" in model


def test_the_doctor_says_that_another_model_serves(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("CHIDAO_PORT", "0")
    monkeypatch.setenv("CHIDAO_EMBEDDING_MODEL", e5.NAME)
    monkeypatch.setattr(e5, "find_spec", lambda name: None)
    assert run(["doctor"]) == 1
    missing, serving = [line for line in capsys.readouterr().out.splitlines() if " model: " in line]
    assert missing.startswith("BAD") and "pip install" in missing
    assert serving.startswith("ok") and "the shipped model works" in serving


@pytest.mark.parametrize(
    ("arguments", "settings", "code"),
    [
        pytest.param(["nothing"], {}, 2, id="unknown_command"),
        pytest.param(["ask", "--nothing", "q"], {}, 2, id="unknown_option"),
        pytest.param(["ask"], {}, 2, id="no_question"),
        pytest.param(["ask", "--batch", "none.jsonl", "q"], {}, 2, id="question_and_batch"),
        pytest.param(["ask", "--batch", "none.jsonl"], {}, 1, id="missing_batch"),
        pytest.param(["parse", "none.txt"], {}, 1, id="missing_file"),
        pytest.param(["index", "none.txt"], {}, 1, id="missing_notice"),
        pytest.param(["index", "--rebuild", "a.txt"], {}, 2, id="two_things_at_once"),
        pytest.param(["ask", "q"], {"CHIDAO_PORT": "many"}, 1, id="bad_port"),
        pytest.param(["ask", "q"], {"CHIDAO_NOTICES": "none"}, 1, id="missing_notices"),
        pytest.param(["ask", "q"], {"CHIDAO_DATA": "/proc/none"}, 1, id="data_folder_not_to_be_made"),
        pytest.param(["ask", "q"], {"CHIDAO_EMBEDDING_MODEL": "/none"}, 1, id="missing_model"),
        pytest.param(["serve"], {"CHIDAO_HOST": "no such host"}, 1, id="bad_host"),
    ],
)
def test_a_failure_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: Capture, arguments: list[str], settings: dict[str, str], code: int
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert run(arguments) == code
    out, error = capfd.readouterr()
    if arguments[0] != "index":  # a report names a missing file on standard output
        one_sentence(error)
    assert "Traceback" not in out + error


def test_a_slip_in_a_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("CHIDAO_PROT", "1")
    assert run(["doctor"]) == 1
    assert "did you mean CHIDAO_PORT?" in capsys.readouterr().out


def test_settings_are_read_from_a_file(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / ".env").write_text("CHIDAO_NOTICES=none-such\n", encoding="utf-8")
    assert run(["ask", "q"]) == 1
    assert "none-such" in one_sentence(capsys.readouterr().err)


def test_what_nobody_foresaw_is_a_reference_and_a_log(tmp_path: Path, capsys: Capture) -> None:
    def explode() -> None:
        raise RuntimeError("secret detail")

    application.command("explode")(explode)
    try:
        assert run(["explode"]) == 1
    finally:
        application.registered_commands.pop()
    error = one_sentence(capsys.readouterr().err)
    log = (tmp_path / "data" / "chidao.log").read_text(encoding="utf-8")
    assert "secret" not in error and "secret detail" in log
    assert error.split("reference ")[1].split(":")[0] in log


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_prints_its_address_and_ends_cleanly(monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    monkeypatch.setenv("CHIDAO_PORT", "0")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    line = process.stdout.readline()
    port = int(line.rstrip().rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 200")
    process.send_signal(number)
    _, error = process.communicate(timeout=30)
    assert (process.returncode, error) == (0, "")


def test_a_busy_port_is_named_before_anything_is_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        monkeypatch.setenv("CHIDAO_PORT", str(port))
        assert run(["serve"]) == 1
    error = one_sentence(capsys.readouterr().err)
    assert str(port) in error and "CHIDAO_PORT=" in error
    assert not (tmp_path / "data").exists()
