"""What `chidao index` says of how notices were read, and `chidao eval --perturb`; through the owner too."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import SAMPLES
from service import served

from bot.cli import run
from bot.show.honesty import compact, details, summary
from corpus.honesty import Honesty, Slice
from rag.evaluate.perturb import Perturbation

Capture = pytest.CaptureFixture[str]
Chidao = Callable[..., subprocess.CompletedProcess[str]]
NOTICE = """UBND TỈNH QUẢNG NAM
THÔNG BÁO
Kết luận về cải cách hành chính

1. Giao Sở Nội vụ rà soát quy định, hoàn thành trước ngày 31/12/2018.
2. Kinh phí bố trí từ ngân sách.
"""
GAPS = Honesty(
    stated=("type",),
    missing=("number", "signer"),
    items=9,
    tasks=1,
    items_without_task=tuple(Slice(item=str(n), text=f"{n}. Việc", start=0, end=7) for n in range(1, 8)),
    sentences_without_task=(Slice(item="3", text="giao Sở\nNội vụ \x1b[31m" + "rà soát " * 40, start=0, end=3),),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    notices = tmp_path / "notices"
    notices.mkdir()
    shutil.copy(SAMPLES / "quang-nam-46-2018.txt", notices)
    (notices / "khong-so.txt").write_text(NOTICE, encoding="utf-8")
    monkeypatch.setenv("CHIDAO_NOTICES", str(notices))
    monkeypatch.setenv("CHIDAO_PORT", "0")
    return notices


def test_each_notice_gets_one_line_on_standard_error(folder: Path, capsys: Capture) -> None:
    (folder / "hong.txt").write_bytes(b"\x00")
    assert run(["index"]) == 1
    out, error = capsys.readouterr()
    first, second, last = error.splitlines()
    assert first == "khong-so: 2 items, 1 task; missing: number, date, signer; 1 item without a task (2)"
    assert second.startswith("quang-nam-46-2018: 9 items, ")
    assert last.startswith("Read 2 notices: 11 items, ") and last.endswith("chidao index --report shows each of them.")
    assert out.splitlines()[-1] == "Notices in the index: 2." and "items" not in out
    assert run(["index"]) == 1
    assert capsys.readouterr().err == error  # the same of a notice that has not changed


def test_the_report_tells_in_full(folder: Path, capsys: Capture) -> None:
    assert run(["index", "--report", str(folder / "khong-so.txt")]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "khong-so: 2 items, 1 task",
        "  header: type, issuer, province, subject; missing: number, date, signer",
        '  item without a task (2): "2. Kinh phí bố trí từ ngân sách."',
        "Read 1 notice: 2 items, 1 task; 1 with header fields missing; 1 item without a task; "
        "0 sentences that assign and gave no task.",
    ]
    assert run(["index", "--report", "--rebuild"]) == 2
    assert run(["index", "--report", "--remove", "khong-so"]) == 2


def test_a_compact_line_stays_one_line() -> None:
    line = compact("a", GAPS)
    assert len(line) < 300 and line.isprintable()
    assert "missing: number, signer; 7 items without a task (1; 2; 3; 4; 5 and 2 more); " in line
    assert '1 sentence that assigns and gave no task: "giao Sở Nội vụ ' in line and line.endswith('…"')
    assert all(one.isprintable() for one in details("a", GAPS)) and len(details("a", GAPS)) == 2 + 7 + 1
    whole = Honesty(stated=("type",), missing=(), items=1, tasks=1)
    assert compact("a", whole) == "a: 1 item, 1 task"
    assert "--report" not in summary([whole], detailed=False)


def test_nothing_is_said_where_no_notice_was_read(folder: Path, capsys: Capture) -> None:
    assert run(["index"]) == 0
    capsys.readouterr()
    assert run(["index", "--rebuild"]) == 0
    assert run(["index", "--remove", "khong-so"]) == 0
    assert run(["index", "none.txt"]) == 1
    assert capsys.readouterr().err == ""


def test_questions_are_asked_again_perturbed(tmp_path: Path, capsys: Capture) -> None:
    assert run(["eval", str(judged(tmp_path)), "--perturb", "nodiacritics,upper"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[:2] for line in out.splitlines() if line.split()[0] in tuple(Perturbation)] == [
        ["nodiacritics", "1"],
        ["upper", "1"],
    ]


def test_an_unknown_kind_is_a_wrong_use(tmp_path: Path, capsys: Capture) -> None:
    assert run(["eval", str(judged(tmp_path)), "--perturb", "shouting"]) == 2
    assert "nodiacritics, abbreviations, typo, upper, nfd or all" in capsys.readouterr().err
    assert run(["eval", "--help"]) == 0
    said = capsys.readouterr().out
    assert all(kind in said for kind in (*Perturbation, "all", "--perturb"))


def test_the_owner_carries_out_both(folder: Path, chidao: Chidao, tmp_path: Path) -> None:
    with served() as service:
        done = chidao("index", "--report")
        assert '  item without a task (2): "2. Kinh phí bố trí từ ngân sách."' in done.stderr.splitlines()
        assert "unchanged: khong-so" in done.stdout
        assert "khong-so: 2 items, 1 task; " in chidao("index").stderr
        assert "upper" in chidao("eval", str(judged(tmp_path)), "--perturb", "upper").stdout
        assert "Traceback" not in "".join(service.said)


def judged(folder: Path) -> Path:
    path = folder / "judged.jsonl"
    path.write_text(
        json.dumps({"id": "1", "question": "giá vàng hôm nay?", "kind": "unanswerable"}) + "\n", encoding="utf-8"
    )
    return path
