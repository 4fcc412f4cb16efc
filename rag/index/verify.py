"""`Index.verify`: is every stored notice whole, quotable and findable?"""

import sqlite3
from collections.abc import Iterator

from corpus.models import Notice, Passage
from rag.errors import NoticeDamaged
from rag.index import checksum, records
from rag.index.vectors import Vectors

_ROWS = ("SELECT id FROM passages", "SELECT rowid FROM words")
PROBED = 200  # passages whose own vector must find them


def problems(db: sqlite3.Connection, vectors: Vectors) -> list[str]:
    """What is wrong, as sentences."""
    return [*_database(db), *_notices(db), *_vectors(db, vectors)]


def _database(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("PRAGMA integrity_check(5)"):
        if row[0] != "ok":
            yield f"The database is damaged: {row[0]}."
    for table, key in (("passages", "notice_id"), ("directives", "notice_id")):
        lost = f"SELECT count(*) FROM {table} WHERE {key} NOT IN (SELECT id FROM notices)"
        if count := db.execute(lost).fetchone()[0]:
            yield f"{count} rows of {table} belong to no notice."
    passages, words = ({row[0] for row in db.execute(sql)} for sql in _ROWS)
    if passages != words:
        yield f"The word index and the passages differ in {len(passages ^ words)} rows."
    without = "SELECT count(*) FROM passages WHERE id NOT IN (SELECT passage FROM vectors)"
    if count := db.execute(without).fetchone()[0]:
        yield f"{count} passages have no vector in the database."
    for row in db.execute("SELECT notice_id FROM outbox"):
        yield f"The vectors of {row[0]} are not yet written."


def _notices(db: sqlite3.Connection) -> Iterator[str]:
    for (notice_id,) in db.execute("SELECT id FROM notices ORDER BY id").fetchall():
        try:
            notice = records.notice(db, notice_id)
        except NoticeDamaged:
            yield f"The notice {notice_id} cannot be read."
            continue
        assert notice is not None  # its id was read in the same transaction
        passages = records.passages(db, notice_id)
        if not checksum.holds(db, notice_id):
            yield f"The notice {notice_id} is not stored as it was written."
        if [passage.position for passage in passages] != sorted({passage.position for passage in passages}):
            yield f"The passages of {notice_id} are not numbered one by one."
        for what, text, start, end in _slices(notice, passages):
            if notice.text[start:end] != text:
                yield f"{what} of {notice_id} at {start} is not a slice of its text."


def _slices(notice: Notice, passages: list[Passage]) -> Iterator[tuple[str, str, int, int]]:
    for passage in passages:
        yield f"Passage {passage.position}", passage.text, passage.start, passage.end
    for item in notice.items:
        yield f"Item {item.path!r}", item.text, item.start, item.end
    for directive in notice.directives:
        yield f"The directive of item {directive.item!r}", directive.quote, directive.start, directive.end


def _vectors(db: sqlite3.Connection, vectors: Vectors) -> Iterator[str]:
    stored = {f"{row[0]}:{row[1]}" for row in db.execute("SELECT notice_id, position FROM passages")}
    known = vectors.ids()
    if vectors.count() != len(known):
        yield f"The vectors count {vectors.count()} and list {len(known)}."
    if stored - known:
        yield f"{len(stored - known)} passages have no vector, the first is {min(stored - known)}."
    if known - stored:
        yield f"{len(known - stored)} vectors belong to no passage, the first is {min(known - stored)}."
    both = sorted(stored & known)
    for key in both[:: max(1, len(both) // PROBED)]:
        if not vectors.finds(key):
            yield f"The passage {key} is not found by its own vector."
