"""kill -9 at random moments while indexing: afterwards every notice is in whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import SAMPLES

from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.refresh import refresh

KILLS = int(os.environ.get("CHIDAO_KILLS", "3"))
COPIES = 8  # of each sample notice, each a little different


@pytest.mark.slow
def test_a_kill_leaves_whole_notices_and_the_next_run_completes(tmp_path: Path) -> None:
    folder, data = tmp_path / "notices", tmp_path / "data"
    folder.mkdir()
    for sample in sorted(SAMPLES.glob("*.txt")):
        for copy in range(COPIES):
            text = sample.read_text(encoding="utf-8").replace("năm 2018", f"năm 20{20 + copy}")
            (folder / f"{sample.stem}-{copy}.txt").write_text(text, encoding="utf-8")
    moments = random.Random(7)
    killed = 0
    for _ in range(KILLS):
        if len(list(folder.iterdir())) == _indexed(data):
            with Index.open(data, load_embedder("")) as index:
                for notice_id in index.ids():
                    index.remove(notice_id)
        killed += _killed(folder, data, moments.uniform(0.6, 2.2))
        with Index.open(data, load_embedder("")) as index:
            assert index.verify() == []
            for notice_id in index.ids():
                text = index.notice(notice_id).text
                assert text == (folder / f"{notice_id}.txt").read_text(encoding="utf-8")
                assert all(text[p.start : p.end] == p.text for p in index.passages(notice_id))
    with Index.open(data, load_embedder("")) as index:
        refresh(index, folder)
        assert len(index.ids()) == COPIES * 5
        assert index.verify() == []
        assert {entry.state for entry in refresh(index, folder).entries} == {"unchanged"}
    assert killed


def _indexed(data: Path) -> int:
    if not data.exists():
        return 0
    with Index.open(data, load_embedder("")) as index:
        return len(index.ids())


def _killed(folder: Path, data: Path, after: float) -> bool:
    """Index in a process of its own and kill it; False where it had ended before."""
    environment = {**os.environ, "CHIDAO_NOTICES": str(folder), "CHIDAO_DATA": str(data)}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "index"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL
