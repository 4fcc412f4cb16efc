"""Files that are whole or not there: written beside, then renamed, and on the disk when it is done."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """In place of what was there: a power cut leaves the old file or the new one. Raises OSError."""
    new = path.with_name(path.name + ".new")
    _write(new, content)
    new.replace(path)
    _write_folder(path.parent)


def put_new(path: Path, content: bytes) -> None:
    """Never over another file: raises FileExistsError where one has come there meanwhile, and OSError."""
    beside = path.with_name(f".{path.name}.part")  # hidden: whoever looks through the folder passes it over
    try:
        _write(beside, content)
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:  # a drive on which a file has one name only
            path.touch(exist_ok=False)
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    with suppress(OSError):  # a network drive may not know how
        _write_folder(path.parent)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
