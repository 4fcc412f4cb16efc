"""What is made good in the database before it is used: marks that one of two places has lost, notices that were damaged."""

import sqlite3
from collections.abc import Iterable

from rag.index import checksum, records
from rag.index.database import Database
from rag.index.marks import Marks
from rag.index.records import Origin
from rag.index.repairs import Repairs
from rag.index.soundness import move_aside


def agree(marks: Marks, database: Database, repairs: Repairs) -> None:
    """The list of removed notices and the table hold the marks of both, and no notice of the index is marked."""
    read = marks.read()
    with database.reading() as db:
        table = frozenset(row[0] for row in db.execute("SELECT notice_id FROM removed"))
        there = {notice_id for notice_id in read.ids | table if records.source(db, notice_id)}
    both = read.ids | table
    if database.in_memory:  # nothing can be put right on the disk
        _take_out(database, both, there)
        return
    if read.problem:
        aside = move_aside([marks.path])
        kept = ", ".join(sorted(both)) or "none"
        repairs.say(
            f"The list of removed notices {read.problem}; it was moved to {aside} and written anew with these: {kept}. "
            "Look whether one is missing, and remove it again with `chidao index --remove`."
        )
    elif read.ids - table or (table - read.ids and not read.missing):
        repairs.say(
            f"The marks of removed notices were not the same in two places; all are kept: {', '.join(sorted(both))}."
        )
    if read.problem or both != read.ids or (read.missing and both):
        marks.write(both)
    if table != both or there:
        _take_out(database, both, there)
    for notice_id in sorted(there):
        repairs.say(f"The notice {notice_id} had been removed and was back; it was taken out again.")


def carry_over(copy: sqlite3.Connection, file: sqlite3.Connection) -> None:
    """What is not in the copy any more may not be answered from the file; what it marks is marked."""
    ids = "SELECT id FROM notices"
    kept = {row[0] for row in copy.execute(ids)}
    for (notice_id,) in file.execute(ids).fetchall():
        if notice_id not in kept:
            records.drop(file, notice_id)
            records.set_meta(file, "remains", "1")
    file.executemany("INSERT OR IGNORE INTO removed VALUES (?)", copy.execute("SELECT notice_id FROM removed"))


def _take_out(database: Database, marked: frozenset[str], there: set[str]) -> None:
    with database.writing() as db:
        db.executemany("INSERT OR IGNORE INTO removed VALUES (?)", [(one,) for one in marked])
        for notice_id in there:
            records.drop(db, notice_id)
            records.set_meta(db, "remains", "1")


def take_out_damaged(
    database: Database, repairs: Repairs, notice_ids: Iterable[str] | None = None
) -> dict[str, Origin | None]:
    """Notices that are not stored as they were written (of some, or of all) are answered from no more; their vectors are due.

    With the files they were read from, where that is known.
    """
    with database.reading() as db:
        wrong = [one for one in notice_ids or checksum.every(db) if not checksum.holds(db, one)]
        damaged = {notice_id: records.source(db, notice_id) for notice_id in wrong}
    for notice_id in damaged:
        with database.writing() as db:
            records.drop(db, notice_id)
        repairs.say(
            f"The notice {notice_id} was not stored as it had been written; it was taken out, to be read again."
        )
    return damaged
