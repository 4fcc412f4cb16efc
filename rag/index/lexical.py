"""BM25 over the passages: SQLite FTS5 on accented syllables, folded syllables and folded bigrams.

BM25 (Robertson & Zaragoza 2009) as FTS5 computes it, summed over the columns with the weights below.
FTS5 cannot fold Vietnamese (it leaves đ), so everything is folded before it is stored.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.models import Passage
from corpus.text import fold
from rag.index.tokens import Tokens, tokens

# In the order of the columns. Measured on XQuAD-vi the three forms of the text are worth about the same;
# words of the heading and the header only help to tell equal passages apart.
COLUMN_WEIGHTS = {"accented": 1.0, "folded": 1.0, "bigrams": 1.5, "context": 0.4, "header": 0.4}
_WEIGHTS = ", ".join(map(str, COLUMN_WEIGHTS.values()))

# How many postings one question may read. Very common syllables carry next to no weight (low IDF) but cost
# the most: with this budget 10,000 passages are searched in the time of 1,000.
POSTINGS = 6_000
AT_LEAST = 3
MOST_WORDS = 100  # of one question; a pasted page is not a question
ABOVE = 8  # of these, the rarest, are looked for in headings and headers too
FEW = 30  # notices
_WORDS = 2_000  # whose shares are remembered


class Share(NamedTuple):
    """What words add to the BM25 of each passage that has one; the passages by rowid, ascending."""

    rows: NDArray[np.int64]
    scores: NDArray[np.floating]


class Words(NamedTuple):
    """What is remembered of the words of one state of the index: in how many passages each folded syllable stands, and shares."""

    frequencies: Mapping[str, int]
    shares: dict[str, Share]


_NOTHING = Share(np.empty(0, np.int64), np.empty(0, np.float32))


def search(db: sqlite3.Connection, asked: Tokens, words: Words, notices: Collection[str] | None) -> Share:
    """BM25 (higher is better, always > 0) of every passage that shares a token with the question, at least of those of the notices.

    FTS5 goes through all words of the question for each passage that has one. BM25 is a sum over words: where more than a few
    notices are meant, the share of each word is asked for by itself, once.
    """
    new, common = _worth_searching(db, asked.folded, words.frequencies)
    rare = {*new, *common}
    parts = (
        ("accented", [token for token in asked.accented if fold(token) in rare]),
        ("folded", [token for token in asked.folded if token in rare]),
        ("context header", [*new, *common[:ABOVE]]),
        ("bigrams", asked.bigrams[:MOST_WORDS]),
    )
    matches = dict.fromkeys(f"{{{columns}}} : {_quoted(word)}" for columns, tokens in parts for word in tokens)
    if matches and notices is not None and len(notices) <= FEW:
        return _found(db, " OR ".join(matches), notices)
    shares = [_remembered(db, match, words.shares) for match in matches] or [_NOTHING]
    rows, places = np.unique(np.concatenate([one.rows for one in shares]), return_inverse=True)
    scores = np.zeros(len(rows), dtype=np.float64)
    np.add.at(scores, places, np.concatenate([one.scores for one in shares]))
    return Share(rows, scores)


def document_frequencies(db: sqlite3.Connection, words: Iterable[str], vocabulary: Mapping[str, int]) -> dict[str, int]:
    """In how many passages' text each folded syllable or bigram (`noi_vu`) stands; 0 where in none.

    FTS5 counts a word by reading its postings; `vocabulary` spares that for the syllables, which have the most.
    """
    found = {}
    for word in dict.fromkeys(words):
        if "_" not in word:
            found[word] = vocabulary.get(word, 0)
            continue
        row = db.execute("SELECT doc FROM vocabulary WHERE term = ? AND col = 'bigrams'", (word,)).fetchone()
        found[word] = row[0] if row else 0
    return found


def holding(db: sqlite3.Connection, phrases: Iterable[Sequence[str]]) -> set[str]:
    """The ids of the notices that have a passage with every folded syllable of one of the phrases."""
    each = (" AND ".join(map(_quoted, phrase)) for phrase in phrases if phrase)
    match = " OR ".join(f"({words})" for words in each)
    sql = "SELECT DISTINCT notice_id FROM passages WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return {row[0] for row in db.execute(sql, (f"{{folded context header}} : ({match})",))} if match else set()


def words(db: sqlite3.Connection) -> Words:
    """Every folded syllable that stands in the text of a passage, and in how many."""
    return Words(dict(db.execute("SELECT term, doc FROM vocabulary WHERE col = 'folded'").fetchall()), {})


def accented(db: sqlite3.Connection) -> frozenset[str]:
    """Every syllable of the passages as it is written, in small letters."""
    return frozenset(row[0] for row in db.execute("SELECT term FROM vocabulary WHERE col = 'accented'"))


def add(db: sqlite3.Connection, rowid: int, passage: Passage) -> None:
    """Index one passage under the number its row has in `passages`."""
    body = tokens(passage.text)
    columns = [*body, tokens(passage.context).folded, tokens(passage.header).folded]
    names = ", ".join(COLUMN_WEIGHTS)
    db.execute(
        f"INSERT INTO words(rowid, {names}) VALUES (?, ?, ?, ?, ?, ?)",
        (rowid, *(" ".join(words) for words in columns)),
    )


def _worth_searching(
    db: sqlite3.Connection, folded: Sequence[str], vocabulary: Mapping[str, int]
) -> tuple[list[str], list[str]]:
    """Tokens that stand in no passage's text (they cost nothing, and may stand in a heading or header), and the
    rarest of the others, rarest first, until the budget of postings is used up."""
    frequencies = document_frequencies(db, folded, vocabulary)
    new = [word for word, frequency in frequencies.items() if not frequency]
    common: list[str] = []
    read = 0
    for word, frequency in sorted(frequencies.items(), key=lambda pair: pair[1]):
        if not frequency:
            continue
        if len(common) == MOST_WORDS or (read + frequency > POSTINGS and len(common) >= AT_LEAST):
            break
        common.append(word)
        read += frequency
    return new[:MOST_WORDS], common


def _remembered(db: sqlite3.Connection, match: str, known: dict[str, Share]) -> Share:
    if share := known.get(match):
        return share
    share = _found(db, match)
    if len(known) >= _WORDS:
        known.clear()
    known[match] = share
    return share


def _found(db: sqlite3.Connection, match: str, notices: Collection[str] | None = None) -> Share:
    """What FTS5 finds, in the order of the rows."""
    sql = f"SELECT rowid, -bm25(words, {_WEIGHTS}) FROM words WHERE words MATCH ?"
    values = [match]
    if notices is not None:
        # the + keeps SQLite from asking FTS5 once for each rowid, which costs twenty times as much
        sql += " AND +rowid IN (SELECT id FROM passages WHERE notice_id IN (SELECT value FROM json_each(?)))"
        values.append(json.dumps(list(notices)))
    rows, scores = tuple(zip(*db.execute(sql, values), strict=True)) or ((), ())
    return Share(np.array(rows, dtype=np.int64), np.array(scores, dtype=np.float32))


def _quoted(word: str) -> str:
    """An FTS5 string: nothing in a question can be read as query syntax."""
    return '"' + word.replace('"', '""').replace("\0", "") + '"'
