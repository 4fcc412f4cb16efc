"""A file is read in a process of its own: whatever it does to it, the next file is read."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import SAMPLES

from corpus.errors import BreaksReading, LoadError, SecretDocument, UnsupportedKind
from corpus.reading import Reader, ReadingStopped
from corpus.reading.read import read

SAMPLE = SAMPLES / "quang-nam-46-2018.txt"
SLOW = "- Giao Sở Y tế chủ trì rà soát; Sở Nội vụ báo cáo.\n" * 60_000


@pytest.fixture
def strict() -> Iterator[Reader]:
    """A reader of little patience: the lexicon and a sample take one second, on a busy machine a few by the clock."""
    made = Reader(seconds=4)
    yield made
    made.close()


def test_what_is_read_there_is_what_is_read_here(strict: Reader) -> None:
    assert strict.read("mot", SAMPLE) == read("mot", SAMPLE)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(strict: Reader, tmp_path: Path) -> None:
    slow = tmp_path / "cham.txt"
    slow.write_text(SLOW, encoding="utf-8")
    with pytest.raises(BreaksReading, match=r"^cham\.txt: was not read within 4 seconds; .*take it away\.$"):
        strict.read("cham", slow)
    assert strict.read("mot", SAMPLE).notice.directives


def test_a_file_that_takes_too_much_memory_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    narrow = Reader(seconds=60, memory=90)
    large = tmp_path / "lon.txt"
    large.write_text(SLOW, encoding="utf-8")
    try:
        with pytest.raises(BreaksReading, match=r"^lon\.txt: needs more than 90 MB of memory"):
            narrow.read("lon", large)
        assert narrow.read("mot", SAMPLE).notice.directives
    finally:
        narrow.close()


def test_a_process_that_is_killed_is_started_again(strict: Reader) -> None:
    strict.read("mot", SAMPLE)
    assert strict._process
    strict._process.kill()
    strict._process.wait()
    assert strict.read("mot", SAMPLE).notice.directives


def test_a_good_file_whose_process_is_killed_is_read_by_another(tmp_path: Path) -> None:
    reader, slow = Reader(), tmp_path / "lau.txt"
    slow.write_text("- Giao Sở Y tế chủ trì rà soát; Sở Nội vụ báo cáo.\n" * 7_000, encoding="utf-8")

    def kill() -> None:
        process = in_the_middle(reader)
        os.kill(process, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        assert len(reader.read("lau", slow).notice.directives) > 1_000
    finally:
        killer.join()
        reader.close()


def test_where_the_process_cannot_begin_no_file_is_at_fault() -> None:
    narrow = Reader(memory=2**45)  # no system grants that
    with pytest.raises(LoadError, match="ends at once"):
        narrow.read("mot", SAMPLE)


def test_what_is_asked_once_it_can_be_stopped_is_passed_on() -> None:
    reader = Reader()

    def leaving() -> None:
        raise KeyError("leaving")

    with pytest.raises(KeyError):
        reader.read("mot", SAMPLE, leaving)
    reader.close()


def in_the_middle(reader: Reader) -> int:
    """The process of a reader once it has worked on a file for a while."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        process = reader._process
        if process and process.poll() is None:
            used = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11]
            if int(used) > 130:  # hundredths of a second; it takes less to begin
                return process.pid
        time.sleep(0.01)
    raise AssertionError("no file was being read")


def test_closing_gives_up_the_file_that_is_being_read(tmp_path: Path) -> None:
    patient = Reader(seconds=60)
    slow = tmp_path / "cham.txt"
    slow.write_text(SLOW, encoding="utf-8")
    said: list[BaseException] = []

    def work() -> None:
        try:
            patient.read("cham", slow)
        except ReadingStopped as error:
            said.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    in_the_middle(patient)
    patient.close()
    thread.join(timeout=10)
    assert len(said) == 1


def test_closing_before_the_file_is_asked_for_is_the_same() -> None:
    reader = Reader()
    try:
        with pytest.raises(ReadingStopped):
            reader.read("mot", SAMPLE, reader.close)
        assert reader.read("mot", SAMPLE).notice.directives
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("anh.gif", b"GIF89a", UnsupportedKind),
        ("hong.txt", b"\xff\xfa\x00\x01", LoadError),
        ("mat.txt", "TUYỆT MẬT\n".encode() + SAMPLE.read_bytes(), SecretDocument),
        ("46 (MẬT).txt", SAMPLE.read_bytes(), SecretDocument),
        (f"{'thong bao ' * 14} (MẬT).txt", SAMPLE.read_bytes(), SecretDocument),
    ],
)
def test_what_is_wrong_with_a_file_is_the_same_error_there(
    name: str, content: bytes, error: type[Exception], strict: Reader, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as here:
        read(path.stem, path)
    with pytest.raises(error) as there:
        strict.read(path.stem, path)
    assert str(there.value) == str(here.value)


LARGE = """
import sys
from pathlib import Path
from corpus.reading import Reader
held = b"x" * (600 * 2**20)
reader = Reader()
for name in sys.argv[1:]:
    reader.read("mot", Path(name))
    print(reader._process.pid if reader._process.poll() is None else "ended")
reader.close()
"""


def test_what_takes_much_memory_itself_does_not_start_a_process_for_each_file() -> None:
    """The most memory that a process had is handed down to what it starts."""
    command = [sys.executable, "-c", LARGE, str(SAMPLE), str(SAMPLE)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=SAMPLES.parents[1])
    first, second = done.stdout.split()
    assert first == second != "ended"
