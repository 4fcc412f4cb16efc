"""`chidao ask`: one question, any text, a batch, a reader who leaves."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import run
from rag.models import Answer

Capture = pytest.CaptureFixture[str]
Chidao = Callable[..., subprocess.CompletedProcess[str]]
QUESTION = "which agency leads the online public services survey"


def test_a_question_builds_the_index_and_is_answered(capsys: Capture) -> None:
    assert run(["ask", QUESTION]) == 0
    out, error = capsys.readouterr()
    assert out.startswith("Sở Nội vụ")
    assert "46/TB-UBND" in out and "Sở Nội vụ thực hiện việc khảo sát" in out
    assert error == ""


@pytest.mark.usefixtures("indexed")
def test_json_is_one_answer(capsys: Capture) -> None:
    assert run(["ask", "--json", QUESTION]) == 0
    answer = Answer.model_validate_json(capsys.readouterr().out)
    assert "Sở Nội vụ" in answer.headline
    assert answer.citations[0].notice_id == "quang-nam-46-2018"


@pytest.mark.usefixtures("indexed")
def test_explain_goes_to_standard_error(capsys: Capture) -> None:
    assert run(["ask", "--json", "--explain", QUESTION]) == 0
    out, error = capsys.readouterr()
    assert json.loads(out)["status"] == "answered"
    assert "hits:" in error and "rejected:" in error


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "x" * 1_001,
        "a" * 100_000,
        "\x00\x1b[31m\x07",
        "\ud800",
        "So\u031b\u0309 No\u0323\u0302i vu\u0323",
    ],
    ids=["empty", "blank", "long", "100_kb", "control", "half_a_character", "nfd"],
)
def test_any_text_gets_a_calm_answer(capsys: Capture, question: str) -> None:
    assert run(["ask", question]) == 0
    out, error = capsys.readouterr()
    assert out.strip() and error == ""
    assert "\x00" not in out and "\x1b" not in out


@pytest.mark.usefixtures("indexed")
def test_a_batch_keeps_order_and_names_bad_lines(tmp_path: Path, capsys: Capture) -> None:
    turn = {"question": "Sở Nội vụ làm gì?", "answer": None, "at": 1}
    lines = [
        json.dumps({"id": "b", "question": QUESTION, "answer_any": "never read"}),
        "not json",
        "",
        json.dumps({"id": 7, "question": "Ai ký Thông báo số 46/TB-UBND?", "history": [turn]}),
        json.dumps({"question": "no id"}),
        json.dumps(["a list"]),
        '{"id": "half", "question": "\\ud800"}',
    ]
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode() + b"\n\xff\n")
    assert run(["ask", "--batch", str(path)]) == 1
    out, error = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["b", 7, "half"]
    assert [line.split(" was")[0] for line in error.splitlines()] == ["Line 2", "Line 5", "Line 6", "Line 8"]


@pytest.mark.usefixtures("indexed")
def test_a_batch_from_standard_input(chidao: Chidao) -> None:
    done = chidao("ask", "--batch", "-", given=json.dumps({"id": "a", "question": QUESTION}) + "\n")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"] == "a"


@pytest.mark.usefixtures("indexed")
def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": number, "question": QUESTION}) + "\n" for number in range(400))
    batch = tmp_path / "batch.jsonl"
    batch.write_text(lines, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "ask", "--batch", str(batch)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == 1
    assert error == b""
