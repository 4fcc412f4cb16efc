"""Ways in which a SQLite file comes to harm, generated for whatever size it has."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

Harm = Callable[[Path], None]
PAGE = 4096
_HEADER = {"magic": 0, "page_size": 16, "write_version": 18, "read_version": 19, "schema_format": 44, "encoding": 56}


def harms() -> dict[str, Harm]:
    """Every way, by name; each is done to the path of a file that exists."""
    return {
        **{f"cut_to_{size}": _cut(size) for size in (0, 1, 100, PAGE, PAGE + PAGE // 2, -1, -PAGE)},
        **{f"zeros_in_page_{page}": _page(page, lambda rng: bytes(PAGE)) for page in range(8)},
        **{f"garbage_in_page_{page}": _page(page, lambda rng: rng.randbytes(PAGE)) for page in range(8)},
        **{f"header_{name}": _byte(at) for name, at in _HEADER.items()},
        "no_database": lambda path: _replaced(path, b"no database" * 1_000),
        "another_database": _another("CREATE TABLE other (a)"),
        "other_columns": _another("CREATE TABLE secret (a); CREATE TABLE exchanges (a); CREATE TABLE updates (b TEXT)"),
        "no_secret": lambda path: _changed(path, "DELETE FROM secret"),
        "odd_secret": lambda path: _changed(path, "UPDATE secret SET value = 'short'"),
        "odd_values": lambda path: _changed(
            path, "UPDATE exchanges SET asked_at = 'x', answer = x'ff00', question = x'fe'"
        ),
        "garbage_in_wal": lambda path: path.with_name(path.name + "-wal").write_bytes(b"\xff" * PAGE),
        "garbage_in_journal": lambda path: path.with_name(path.name + "-journal").write_bytes(b"\xff" * PAGE),
        "folder_as_journal": lambda path: _folder(path.with_name(path.name + "-journal")),
        "folder": _folder,
        "gone": lambda path: path.unlink(),
        "gone_with_companions": _all_gone,
    }


def held_by_another(path: Path) -> sqlite3.Connection:
    """What a backup does: the file is locked for everyone until this is closed."""
    other = sqlite3.connect(path, timeout=20, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


def _cut(size: int) -> Harm:
    return lambda path: os.truncate(path, size if size >= 0 else max(0, path.stat().st_size + size))


def _page(page: int, content: Callable[[random.Random], bytes]) -> Harm:
    """In place, where the file has that page; else in its last."""

    def harm(path: Path) -> None:
        last = max(0, path.stat().st_size // PAGE - 1)
        with path.open("r+b") as file:
            file.seek(min(page, last) * PAGE)
            file.write(content(random.Random(page)))

    return harm


def _byte(at: int) -> Harm:
    def harm(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(at)
            file.write(b"\x09\x09")

    return harm


def _replaced(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _another(tables: str) -> Harm:
    def harm(path: Path) -> None:
        beside = path.with_name("beside")
        with closing(sqlite3.connect(beside)) as db:
            db.executescript(tables)
        beside.replace(path)

    return harm


def _changed(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, timeout=20)) as db, db:
        db.execute(sql)


def _folder(path: Path) -> None:
    while not path.is_dir():
        path.unlink(missing_ok=True)
        with suppress(FileExistsError):  # whoever uses it may be quicker
            path.mkdir()
    (path / "inside").write_text("of somebody")


def _all_gone(path: Path) -> None:
    for file in path.parent.glob(path.name + "*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
