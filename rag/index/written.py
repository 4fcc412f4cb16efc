"""Files that are whole or not there: written beside, then renamed, and on the disk when it is done."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """In place of what was there: a power cut leaves the old file or the new one. Raises OSError."""
    new = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    try:
        _write(new, content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    _write_folder(path.parent)


def put_new(path: Path, content: bytes) -> None:
    """Never over another file: raises FileExistsError where one has come there meanwhile, and OSError."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")  # hidden: whoever looks through passes it over
    try:
        _write(beside, content)
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:  # a drive on which a file has one name only
            path.touch(exist_ok=False)
            try:
                beside.replace(path)
            except OSError:
                path.unlink(missing_ok=True)  # as empty as it was made
                raise
    finally:
        beside.unlink(missing_ok=True)
    with suppress(OSError):  # a network drive may not know how
        _write_folder(path.parent)


def _write(path: Path, content: bytes) -> None:
    """A file of that name, which was none before, not even a link: others may write into the folder."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags | os.O_NOFOLLOW, 0o666)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
