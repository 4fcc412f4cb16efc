"""A file is read in a process of its own: whatever it does to it, the next file is read."""

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
    """A reader of little patience."""
    made = Reader(seconds=1)
    yield made
    made.close()


def test_what_is_read_there_is_what_is_read_here(strict: Reader) -> None:
    assert strict.read("mot", SAMPLE) == read("mot", SAMPLE)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(strict: Reader, tmp_path: Path) -> None:
    slow = tmp_path / "cham.txt"
    slow.write_text(SLOW, encoding="utf-8")
    with pytest.raises(BreaksReading, match=r"^cham\.txt: was not read within 1 seconds; .*take it away\.$"):
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
    while patient._process is None:
        time.sleep(0.01)
    patient.close()
    thread.join(timeout=10)
    assert len(said) == 1


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("anh.png", b"\x89PNG", UnsupportedKind),
        ("hong.txt", b"\xff\xfa\x00\x01", LoadError),
        ("mat.txt", "TUYỆT MẬT\n".encode() + SAMPLE.read_bytes(), SecretDocument),
        ("46 (MẬT).txt", SAMPLE.read_bytes(), SecretDocument),
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
