"""Notices, passages and directives as rows of SQLite. Every function works inside its caller's transaction."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from corpus.models import Directive, Notice, Passage, Value
from rag.errors import NoticeDamaged
from rag.index import lexical

_BODY = {"items", "cited_documents", "facts", "lines"}
_HEADER_LEAVES_OUT = {"text", "directives", *_BODY}
Stored = TypeVar("Stored", bound=Value)
_PASSAGE = 'notice_id, position, item, text, start, "end", context, header'


class Origin(NamedTuple):
    """Where an indexed notice came from. `named`: added by name, not found in the notices folder."""

    content_hash: str
    path: str
    named: bool = False

    @property
    def digest(self) -> str:
        """The SHA-256 of the file as it was read; `content_hash` holds besides by which version."""
        return self.content_hash.partition("-")[0]


class Quarantined(NamedTuple):
    """A file that broke its reading: what it held then, and what happened."""

    content_hash: str
    reason: str


def put(db: sqlite3.Connection, notice: Notice, passages: Sequence[Passage], source: Origin) -> None:
    """The notice as it is now, in place of what was known of it; its vectors are due."""
    drop(db, notice.id)
    db.execute(
        "INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            notice.id,
            source.content_hash,
            source.path,
            source.named,
            notice.model_dump_json(exclude=_HEADER_LEAVES_OUT),
            notice.model_dump_json(include=_BODY),
            notice.text,
        ),
    )
    for passage in passages:
        row = db.execute(
            f"INSERT INTO passages ({_PASSAGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            tuple(passage.model_dump().values()),
        )
        lexical.add(db, row.lastrowid or 0, passage)
    for position, directive in enumerate(notice.directives):
        row_values = (notice.id, position, directive.model_dump_json())
        db.execute("INSERT INTO directives VALUES (?, ?, ?)", row_values)
    db.execute("DELETE FROM removed WHERE notice_id = ?", (notice.id,))
    changed(db)


def drop(db: sqlite3.Connection, notice_id: str) -> bool:
    """Nothing of the notice is left, its vectors are due; False if it was not there."""
    of_notice = "WHERE notice_id = ?"
    for table, key in (("words", "rowid"), ("vectors", "passage")):
        db.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM passages {of_notice})", (notice_id,))
    for table in ("passages", "directives", "checksums"):
        db.execute(f"DELETE FROM {table} {of_notice}", (notice_id,))
    found = db.execute("DELETE FROM notices WHERE id = ?", (notice_id,)).rowcount > 0
    db.execute("INSERT OR IGNORE INTO outbox VALUES (?)", (notice_id,))
    changed(db)
    return found


def notice(db: sqlite3.Connection, notice_id: str) -> Notice | None:
    """The whole notice."""
    row = db.execute("SELECT header, body, text FROM notices WHERE id = ?", (notice_id,)).fetchone()
    if row is None:
        return None
    try:
        parts = {**json.loads(row[0]), **json.loads(row[1]), "text": row[2]}
    except (TypeError, ValueError):
        raise NoticeDamaged(notice_id) from None
    # JSON mode: dates and enumerations are strings here
    bare = _validated(Notice, json.dumps(parts), notice_id)
    rows = tuple(found for _, found in directives(db, notice_id))
    shared = {fact.subject: fact.subject for fact in bare.facts}  # several facts are about one part: it is kept once
    facts = tuple(fact._replace(subject=shared[fact.subject]) for fact in bare.facts)
    return bare.model_copy(update={"directives": rows, "facts": facts})


def headers(db: sqlite3.Connection) -> tuple[Notice, ...]:
    """Every notice without its text, items, cited documents, directives and facts, by id."""
    rows = db.execute("SELECT header, id FROM notices ORDER BY id")
    return tuple(_validated(Notice, f'{header[:-1]},"text":""}}', notice_id) for header, notice_id in rows)


def texts(db: sqlite3.Connection) -> dict[str, str]:
    """The text of every notice, by id."""
    return dict(db.execute("SELECT id, text FROM notices"))


def directives(db: sqlite3.Connection, notice_id: str | None = None) -> list[tuple[str, Directive]]:
    """(notice id, directive) in the order of the text, of one notice or of all."""
    where, values = ("WHERE notice_id = ?", [notice_id]) if notice_id is not None else ("", [])
    rows = db.execute(f"SELECT notice_id, value FROM directives {where} ORDER BY notice_id, position", values)
    return [(row[0], _validated(Directive, row[1], row[0])) for row in rows]


def passages(db: sqlite3.Connection, notice_id: str, first: int | None = None) -> list[Passage]:
    """A notice's passages in the order of the text, or the first so many."""
    sql = f"SELECT {_PASSAGE} FROM passages WHERE notice_id = ? ORDER BY position LIMIT ?"
    rows = db.execute(sql, (notice_id, -1 if first is None else first))
    return [_passage(row) for row in rows]


def passages_by_row(db: sqlite3.Connection, rowids: Iterable[int]) -> dict[int, Passage]:
    """Passages by the number of their row."""
    sql = f"SELECT {_PASSAGE}, id FROM passages WHERE id IN (SELECT value FROM json_each(?))"
    return {row[-1]: _passage(row) for row in db.execute(sql, (json.dumps(list(rowids)),))}


def rows_of(db: sqlite3.Connection, passage_ids: Collection[str]) -> list[int]:
    """The rows behind ids of vectors; an id whose passage is gone has none."""
    keys = [key.rpartition(":")[::2] for key in passage_ids]
    sql = (
        "SELECT passages.id FROM json_each(?) JOIN passages"
        " ON notice_id = value ->> 0 AND position = CAST(value ->> 1 AS INTEGER)"
    )
    return [row[0] for row in db.execute(sql, (json.dumps(keys),))]


def source(db: sqlite3.Connection, notice_id: str) -> Origin | None:
    """What an indexed notice was read from."""
    row = db.execute("SELECT content_hash, source, named FROM notices WHERE id = ?", (notice_id,)).fetchone()
    return Origin(row[0], row[1], bool(row[2])) if row else None


def meta(db: sqlite3.Connection, key: str) -> str:
    """One value of the table `meta`; empty where there is none."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    """Change one value of the table `meta`."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def quarantine(db: sqlite3.Connection) -> dict[str, Quarantined]:
    """By path: the files that broke their reading, as they were then."""
    return {path: Quarantined(*held) for path, held in json.loads(meta(db, "quarantine") or "{}").items()}


def set_quarantine(db: sqlite3.Connection, held: Mapping[str, Quarantined]) -> None:
    """These files and no others."""
    set_meta(db, "quarantine", json.dumps(held))


def changed(db: sqlite3.Connection) -> None:
    """Whatever was remembered of the index is out of date."""
    db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")


def _validated(kind: type[Stored], content: str, notice_id: str) -> Stored:
    """A stored value. Raises NoticeDamaged."""
    try:
        return kind.model_validate_json(content)
    except ValueError:
        raise NoticeDamaged(notice_id) from None


def _passage(row: Sequence[object]) -> Passage:
    try:
        return Passage(**dict(zip(Passage.model_fields, row, strict=False)))
    except ValueError:
        raise NoticeDamaged(str(row[0])) from None
