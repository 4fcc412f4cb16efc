"""`Index.verify`: is every stored notice whole, quotable and findable?"""

import sqlite3
from collections.abc import Iterator

from corpus.models import Notice, Passage
from rag.errors import NoticeDamaged
from rag.index import checksum, records
from rag.index.vectors import Vectors

PROBED = 200  # passages whose own vector must find them
_NONE_OF = {
    "rows of passages belong to no notice": "passages WHERE notice_id NOT IN (SELECT id FROM notices)",
    "rows of directives belong to no notice": "directives WHERE notice_id NOT IN (SELECT id FROM notices)",
    "rows of the word index belong to no passage": "words WHERE rowid NOT IN (SELECT id FROM passages)",
    "passages are not in the word index": "passages WHERE id NOT IN (SELECT rowid FROM words)",
    "passages have no vector in the database": "passages WHERE id NOT IN (SELECT passage FROM vectors)",
    "notices have vectors that are not yet written": "outbox",
}


def problems(db: sqlite3.Connection, vectors: Vectors) -> list[str]:
    """What is wrong, as sentences."""
    return [*_database(db), *_notices(db), *_vectors(db, vectors)]


def _database(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("PRAGMA integrity_check(5)"):
        if row[0] != "ok":
            yield f"The database is damaged: {row[0]}."
    for what, rows in _NONE_OF.items():
        if count := db.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]:
            yield f"{count} {what}."


def _notices(db: sqlite3.Connection) -> Iterator[str]:
    for (notice_id,) in db.execute("SELECT id FROM notices ORDER BY id").fetchall():
        try:
            notice = records.notice(db, notice_id)
        except NoticeDamaged:
            yield f"The notice {notice_id} cannot be read."
            continue
        if not checksum.holds(db, notice_id):
            yield f"The notice {notice_id} is not stored as it was written."
        passages = records.passages(db, notice_id)
        for what, text, start, end in _slices(notice, passages) if notice else ():
            if notice and notice.text[start:end] != text:
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
