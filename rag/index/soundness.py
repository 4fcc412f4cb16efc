"""Is `notices.sqlite` fit for use? Made when missing, refused when of another version, moved aside when broken.

Nothing is ever deleted: what cannot be read goes to `*.broken-<time>` and is reported.
"""

import re
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from rag.errors import DataFolderError, IndexVersionError
from rag.index import checksum
from rag.index.marks import NAME
from rag.index.memory import make_room, readable, unwritable
from rag.index.schema import ADDED, APPLICATION_ID, TABLES, VERSION


def prepare(path: Path, *, untouched: bool = False) -> list[str]:
    """Make sure a sound file of this version is at `path`; returns what an operator should know. Raises DataFolderError.

    A file that is `untouched` to the last byte since it was known to be sound is not looked into, any other to the last page.
    """
    try:
        return _prepared(path, untouched)
    except (sqlite3.OperationalError, OSError) as error:
        raise DataFolderError(f"The index {path} cannot be made ready ({error}): {make_room(path)}") from error


def _prepared(path: Path, untouched: bool) -> list[str]:
    if not path.exists():
        _make(path)
        return []
    problem = _problem(path, untouched)
    if problem is None:
        return []
    marks = _still_read(path, "SELECT notice_id FROM removed ORDER BY 1")
    named = _still_read(path, "SELECT source FROM notices WHERE named ORDER BY 1")
    aside = _make(path, marks)
    again = f" Files added by name have to be added again: {', '.join(named)}." if named else ""
    return [
        f"The index was {problem}; it was moved to {aside} and an empty one was made: "
        f"run `chidao index` to read the notices again.{again}{_of_marks(path, marks)}"
    ]


def _of_marks(path: Path, marks: Iterable[str]) -> str:
    if marks:
        return f" Marks of removed notices were kept: {', '.join(marks)}."
    if (path.parent / NAME).exists():
        return ""
    return " Notices removed with --remove may have to be removed again."


def move_aside(paths: Iterable[Path]) -> Path | None:
    """Rename files or folders to a name of their own; returns the first new name."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    first = None
    for path in paths:
        if not path.exists():
            continue
        target, count = path.with_name(f"{path.name}.broken-{stamp}"), 1
        while target.exists():
            target, count = path.with_name(f"{path.name}.broken-{stamp}-{count}"), count + 1
        path.rename(target)
        first = first or target
    return first


def _problem(path: Path, untouched: bool) -> str | None:
    """What is wrong with the file, as words that follow "The index was …"."""
    if not path.is_file():
        return "not a file"
    if path.stat().st_size == 0:
        return "an empty file"
    try:
        with closing(readable(path)) as db:
            application, version = db.execute(
                "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
            ).fetchone()
            if application != APPLICATION_ID:
                return "not made by chidao"
            if version not in (1, VERSION):
                raise IndexVersionError(
                    f"The data folder {path.parent} was made by another version of chidao (schema {version}, "
                    f"this one has {VERSION}): move it away or name another one in CHIDAO_DATA, "
                    "then run `chidao index`."
                )
            if untouched and version == VERSION:
                return None
            result = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if result != "ok":
                return f"damaged ({result.splitlines()[-1]})"
            wanted = _TABLE.findall(TABLES if version == VERSION else TABLES.removesuffix(ADDED))
            missing = {*wanted} - {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
            problem = f"incomplete (no table {min(missing)})" if missing else _contradiction(db)
        if not problem and version != VERSION:
            _bring_up(path)
        return problem
    except sqlite3.DatabaseError as error:
        if unwritable(error):
            raise
        return f"damaged ({error})"


def _bring_up(path: Path) -> None:
    """A sound file of version 1 gets its checksums."""
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as db:
        db.executescript("BEGIN IMMEDIATE;" + ADDED)
        for notice_id in checksum.every(db):
            checksum.stamp(db, notice_id)
        db.execute(f"DELETE FROM checksums WHERE notice_id IN ({_NO_SLICE})")  # nor is such a one trusted
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")


def _contradiction(db: sqlite3.Connection) -> str | None:
    """What SQLite cannot see: a word index that differs from its words. What is wrong with one notice its checksum tells."""
    db.execute("INSERT INTO words(words) VALUES ('integrity-check')")  # raises where they differ
    found = (f"damaged ({problem})" for problem, sql in _CONTRADICTIONS.items() if db.execute(sql).fetchone())
    return next(found, None)


_TABLE = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)")
_NO_SLICE = """
    SELECT notice_id FROM passages LEFT JOIN notices ON notices.id = notice_id
    WHERE passages.text IS NOT substr(notices.text, start + 1, "end" - start)"""
_CONTRADICTIONS = {
    "the word index and the passages differ": """
        SELECT 1 FROM (SELECT count(*) AS passages, total(id) AS ids FROM passages),
            (SELECT count(*) AS words, total(rowid) AS rowids FROM words)
        WHERE passages != words OR ids != rowids""",
    "its generation is no number": """
        SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM meta WHERE key = 'generation' AND CAST(value AS INTEGER) || '' = value)""",
}


def _make(path: Path, marks: Iterable[str] = ()) -> Path | None:
    """An empty file beside, then what is at `path` aside, then the new one in its place: a kill in between loses nothing.

    Returns where the old one went. A log without its database goes too: it must never be played into a new one.
    """
    new = path.with_name(path.name + ".new")
    for file in (new, *_companions(new)):
        file.unlink(missing_ok=True)
    with closing(sqlite3.connect(new)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.executescript(TABLES)
        db.executemany("INSERT INTO removed VALUES (?)", [(mark,) for mark in marks])
        db.commit()
    aside = move_aside([path, *_companions(path)])
    new.rename(path)
    return aside


def _still_read(path: Path, sql: str) -> list[str]:
    """The first column, if the broken file still gives it."""
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(path, timeout=5)) as db:
            return [str(row[0]) for row in db.execute(sql)]
    except sqlite3.DatabaseError:
        return []


def _companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]
