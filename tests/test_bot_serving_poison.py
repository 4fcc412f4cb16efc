"""A file that takes for ever to read stops neither the answers nor the end of the service."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from fakes import SAMPLES
from service import served

SLOW = "- Giao Sở Y tế chủ trì rà soát; Sở Nội vụ báo cáo.\n" * 60_000  # less than 5 MB, and half a minute to read
ENDS_WITHIN = 10  # seconds; five by the clock of a machine at rest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "notices"
    made.mkdir()
    (made / "quang-nam-46-2018.txt").write_bytes((SAMPLES / "quang-nam-46-2018.txt").read_bytes())
    monkeypatch.setenv("CHIDAO_NOTICES", str(made))
    monkeypatch.setenv("CHIDAO_PORT", "0")
    return made


def reading(pid: int) -> float:
    """Seconds of the processor that the process that reads files for this one has used."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            if b"corpus.reading.server" in Path(f"/proc/{child}/cmdline").read_bytes():
                used = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11]
                return int(used) / os.sysconf("SC_CLK_TCK")
    return 0.0


def waited(pid: int) -> None:
    end = time.monotonic() + 60
    while reading(pid) < 2.5:  # seconds; the other file and the beginning take less
        assert time.monotonic() < end
        time.sleep(0.05)


def test_answers_go_on_beside_it_and_the_end_comes_at_once(folder: Path) -> None:
    with served() as service:
        (folder / "cham.txt").write_text(SLOW, encoding="utf-8")
        waited(service.process.pid)
        body = json.dumps({"question": "Ai ký Thông báo số 46/TB-UBND?"}).encode()
        request = Request(f"{service.address}api/ask", body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=20) as answer:
            assert json.load(answer)["status"] == "answered"
        service.process.send_signal(signal.SIGTERM)
        service.process.wait(ENDS_WITHIN)


def test_it_ends_at_once_before_it_has_begun_to_answer(folder: Path) -> None:
    (folder / "cham.txt").write_text(SLOW, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        waited(process.pid)
        process.send_signal(signal.SIGTERM)
        process.wait(ENDS_WITHIN)
        assert process.stderr and b"Traceback" not in process.stderr.read()
