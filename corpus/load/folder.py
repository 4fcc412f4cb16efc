"""A folder of notices -> its files and those of the folders below it, each with the id its notice goes by.

What is hidden, and what Word keeps while a document is open (`~$…`), is passed over. Links to folders are not followed,
links to files only where they stay inside.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.errors import LoadError
from corpus.load import KINDS, notice_id, shown

DEEPEST = 8  # folders inside one another
MOST = 20_000  # files and folders that are looked at
_PASSED_OVER = (".", "~$")


class Found(NamedTuple):
    """A file, and the folders that lead to it from the one that was looked through."""

    path: Path
    within: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What its notice goes by."""
        return notice_id(self.path, self.within)

    @property
    def shown(self) -> str:
        """Its way from the folder, on one line."""
        return "/".join(shown(Path(name)) for name in (*self.within, self.path.name))

    def told(self, sentence: str) -> str:
        """A sentence about the file by its name alone, with its way from the folder."""
        name = f"{shown(self.path)}: "
        return f"{self.shown}: {sentence.removeprefix(name)}" if sentence.startswith(name) else sentence

    @property
    def supported(self) -> bool:
        """True where its ending is of a kind that is read."""
        return self.path.suffix.lower() in KINDS


class Contents(NamedTuple):
    """What a folder holds: its files in the order of their names, what is refused and why, and the folders that are closed."""

    files: tuple[Found, ...]
    refused: tuple[tuple[Found, str], ...] = ()
    closed: tuple[tuple[Found, str], ...] = ()  # nothing is known of what is in there


def contents(folder: Path) -> Contents:
    """Raises OSError where the folder itself cannot be read, LoadError where it holds too much."""
    walk = _Walk(folder)
    walk.through(folder, ())
    return Contents(tuple(sorted(walk.files)), tuple(walk.refused), tuple(walk.closed))


def named(paths: Iterable[Path], notices: Path | None) -> Contents:
    """The files that are named, and what the folders hold that are; below the notices folder they are as it finds them."""
    files, refused, closed = list[Found](), list[tuple[Found, str]](), list[tuple[Found, str]]()
    for path in paths:
        if not path.is_dir():
            files.append(placed(path, notices) or Found(path))
            continue
        try:
            held = contents(path)
        except (OSError, LoadError) as error:
            closed.append((Found(path), f"the folder is not read ({_reason(error)}); name its files."))
            continue
        files += [placed(one.path, notices) or one for one in held.files]
        refused += held.refused if any(held) else [(Found(path), "a folder without a file; put its files there.")]
        closed += held.closed
    return Contents(tuple(files), tuple(refused), tuple(closed))


def placed(path: Path, folder: Path | None) -> Found | None:
    """The file as one of the folder; None where it lies elsewhere."""
    if folder is None:
        return None
    try:
        within = path.parent.resolve().relative_to(folder.resolve()).parts
    except (OSError, RuntimeError, ValueError):
        return None
    return Found(path, within)


def recognized(path: Path, known: str) -> Found:
    """The file at `path` as it was found when its notice was given the id `known`."""
    folders = path.parent.parts[1:]
    ways = (Found(path, folders[len(folders) - count :]) for count in range(min(DEEPEST, len(folders)) + 1))
    return next((one for one in ways if one.id == known), Found(path))


class _Walk:
    """A walk through a folder; what it comes by is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self.files: list[Found] = []
        self.refused: list[tuple[Found, str]] = []
        self.closed: list[tuple[Found, str]] = []

    def through(self, folder: Path, within: tuple[str, ...]) -> None:
        """What a folder holds, and what stands below it."""
        for entry in self._entries(folder):
            found = Found(folder / entry.name, within)
            if entry.is_dir(follow_symlinks=False):
                self._below(found)
            elif not entry.is_symlink():
                self.files.append(found)
            elif found.path.is_dir():
                self.refused.append((found, "a link to a folder; put the folder itself there."))
            elif not self._stays_inside(found.path):
                step = "a link to what lies outside the folder; put the file itself there."
                self.refused.append((found, step))
            else:
                self.files.append(found)

    def _below(self, found: Found) -> None:
        within = (*found.within, found.path.name)
        if len(within) > DEEPEST:
            step = f"a folder that lies more than {DEEPEST} folders deep; move it up."
            self.refused.append((found, step))
            return
        try:
            self.through(found.path, within)
        except FileNotFoundError:  # it was taken away meanwhile
            return
        except OSError as error:
            self.closed.append((found, f"the folder cannot be read ({_reason(error)}); check its permissions."))

    def _entries(self, folder: Path) -> Iterator["os.DirEntry[str]"]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith(_PASSED_OVER):
                    self._count += 1
                    if self._count > MOST:
                        raise LoadError(f"more than {MOST} files and folders")
                    yield entry

    def _stays_inside(self, path: Path) -> bool:
        """False for a link that leads out of the folder: what it shows was not put there to be answered from."""
        try:
            return path.resolve().is_relative_to(self._folder.resolve())
        except (OSError, RuntimeError):  # links that lead to one another
            return False


def _reason(error: Exception) -> str:
    """A few words of it."""
    return getattr(error, "strerror", None) or str(error)
