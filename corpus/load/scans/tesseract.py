"""The program that reads letters from a picture: Debian's tesseract with its Vietnamese data, run once a page."""

import csv
import os
import re
import resource
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS = 60  # of processor time for one look at a page; it takes two to thirteen
PATIENCE = 100  # seconds by the clock
_MEMORY = 1024 * 2**20
_WORD = "5"  # the level of a word in what the program prints
_TURN = re.compile(r"^Rotate: (\d+)$.*^Orientation confidence: ([\d.]+)$", re.MULTILINE | re.DOTALL)
_MEANT = str.maketrans({"\u2044": "/"})  # signs that no notice has, and what was printed
_SURE = 1.0  # of how a page is turned


class Word(NamedTuple):
    """A word of a picture: its line, its box in pixels, and how sure the program is of it, 0 to 1."""

    line: tuple[int, int, int]
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    text: str


class TooLong(Exception):
    """A page was not read within its time or memory."""


@cache
def is_there() -> bool:
    """True where the program and its Vietnamese data are installed."""
    if not (program := shutil.which("tesseract")):
        return False
    said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, errors="replace", check=False)
    return "vie" in (said.stdout + said.stderr).split()


def words_on(picture: "Image") -> list[Word]:
    """The words of a page in grey, in the order of its lines. Raises TooLong."""
    said = _run(picture, "-l", "vie", "--psm", "4", "-c", "tessedit_create_tsv=1")
    return list(_words(said or ""))


def turned_by(picture: "Image") -> int:
    """By how many degrees a page has to be turned clockwise to be read: 0, 90, 180, 270; 0 where that cannot be told."""
    found = _TURN.search(_run(picture, "-l", "osd", "--psm", "0") or "")
    return int(found[1]) % 360 if found and float(found[2]) > _SURE else 0


def _run(picture: "Image", *options: str) -> str | None:
    """What the program prints; None where it fails. Raises TooLong."""
    command = ["tesseract", "stdin", "stdout", "--dpi", "300", *options]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    ) as process:
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        header = f"P5 {picture.width} {picture.height} 255\n".encode()
        try:
            printed, _ = process.communicate(header + picture.tobytes(), PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise TooLong from None
        except BaseException:
            process.kill()
            raise
    if process.returncode < 0:
        raise TooLong
    return printed.decode("utf-8", "replace") if process.returncode == 0 else None


def _words(table: str) -> Iterator[Word]:
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _WORD and (text := row["text"].strip().translate(_MEANT)):
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
            yield Word(line, left, top, left + width, top + height, max(0.0, float(row["conf"])) / 100, text)
