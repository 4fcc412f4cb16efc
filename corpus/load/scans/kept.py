"""What was read of the pages of a scan, kept until the whole is read: an interrupted file goes on where it stopped."""

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from corpus.load.lines import Line

_FORM = 1  # of what is written; another one is read anew


class KeptPages:
    """The pages of one file in a folder of its own, readable by its owner alone; nothing where `folder` is None."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, number: int) -> list[Line] | None:
        """The lines of a page, from 1, where they are there and whole."""
        if self._folder is None:
            return None
        with suppress(OSError, ValueError, TypeError, KeyError):
            held = json.loads((self._folder / f"{number}.json").read_bytes())
            return [Line(*line) for line in held["lines"]] if held["form"] == _FORM else None
        return None

    def put(self, number: int, lines: Sequence[Line]) -> None:
        """Keep the lines of a page; where they cannot be written they are read again another time."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.parent.mkdir(mode=0o700, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
            page = self._folder / f"{number}.json"
            page.touch(mode=0o600)
            page.write_text(json.dumps({"form": _FORM, "lines": lines}), encoding="utf-8")


def forget(folder: Path) -> None:
    """Nothing is kept in a folder any more: what it is about was read, refused or put aside."""
    shutil.rmtree(folder, ignore_errors=True)
