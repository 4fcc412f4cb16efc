"""One process owns the data folder, and the others are told which."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rag.errors import DataFolderError, IndexLocked
from rag.index import Index
from rag.index.embed import load_embedder

DEFAULT = 5.0  # seconds that are waited where none are given


def opened(data: Path) -> Index:
    return Index.open(data, load_embedder(), timeout=0.2)


def test_a_second_process_is_told_the_pid_within_the_timeout(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from rag.index.embed import load_embedder\n"
        "from rag.index import Index; from rag.errors import IndexLocked\n"
        "embedder, began = load_embedder(), time.monotonic()\n"
        "try: Index.open(Path(sys.argv[1]), embedder, timeout=0.5)\n"
        "except IndexLocked as error: print(error.pid, time.monotonic() - began, error)"
    )
    with opened(tmp_path):
        other = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
        )
    pid, seconds, sentence = other.stdout.split(maxsplit=2)
    assert int(pid) == os.getpid()
    assert str(os.getpid()) in sentence
    assert 0.5 <= float(seconds) < DEFAULT


def test_the_lock_ends_with_its_holder(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with opened(data):
        began = time.monotonic()
        with pytest.raises(IndexLocked):
            opened(data)
        assert time.monotonic() - began < DEFAULT
    opened(data).close()
    (data / "lock").write_text("99999999\n")  # what a killed process left
    opened(data).close()


def test_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFolderError, match="CHIDAO_DATA"):
        opened(tmp_path / "file" / "data")
    with pytest.raises(DataFolderError, match="CHIDAO_DATA"):
        opened(tmp_path / "file")
