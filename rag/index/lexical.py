"""BM25 over the passages: SQLite FTS5 on accented syllables, folded syllables and folded bigrams.

BM25 (Robertson & Zaragoza 2009) as FTS5 computes it, summed over the columns with the weights below.
FTS5 cannot fold Vietnamese (it leaves đ), so everything is folded before it is stored.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from corpus.models import Passage
from corpus.text import fold
from rag.index.tokens import tokens

# In the order of the columns. Measured on XQuAD-vi the three forms of the text are worth about the same;
# words of the heading and the header only help to tell equal passages apart.
COLUMN_WEIGHTS = {"accented": 1.0, "folded": 1.0, "bigrams": 1.5, "context": 0.4, "header": 0.4}

# How many postings one question may read. Very common syllables carry next to no weight (low IDF) but cost
# the most: with this budget 10,000 passages are searched in the time of 1,000.
POSTINGS = 6_000
AT_LEAST = 3
MOST_WORDS = 100  # of one question; a pasted page is not a question
ABOVE = 8  # of these, the rarest, are looked for in headings and headers too: BM25 costs the square of the finds


def search(
    db: sqlite3.Connection,
    accented: Sequence[str],
    folded: Sequence[str],
    bigrams: Sequence[str],
    notices: Collection[str] | None,
    vocabulary: Mapping[str, int],
) -> dict[int, float]:
    """BM25 (higher is better, always > 0) of every passage that shares a token with the question, by rowid.

    `vocabulary`: what the function of that name says."""
    new, common = _worth_searching(db, folded, vocabulary)
    rare = {*new, *common}
    parts = (
        ("accented", [token for token in accented if fold(token) in rare]),
        ("folded", [token for token in folded if token in rare]),
        ("context header", [*new, *common[:ABOVE]]),
        ("bigrams", bigrams[:MOST_WORDS]),
    )
    match = " OR ".join(f"{{{columns}}} : ({_any(words)})" for columns, words in parts if words)
    if not match:
        return {}
    weights = ", ".join(str(weight) for weight in COLUMN_WEIGHTS.values())
    sql = f"SELECT rowid, bm25(words, {weights}) FROM words WHERE words MATCH ?"
    values: list[object] = [match]
    if notices is not None:
        # the + keeps SQLite from asking FTS5 once for each rowid, which costs twenty times as much
        sql += " AND +rowid IN (SELECT id FROM passages WHERE notice_id IN (SELECT value FROM json_each(?)))"
        values.append(json.dumps(list(notices)))
    return {rowid: -score for rowid, score in db.execute(sql, values) if score < 0}


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


def vocabulary(db: sqlite3.Connection) -> dict[str, int]:
    """Every folded syllable that stands in the text of a passage, and in how many."""
    return dict(db.execute("SELECT term, doc FROM vocabulary WHERE col = 'folded'").fetchall())


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


def _any(words: Iterable[str]) -> str:
    """An FTS5 OR of quoted strings: nothing in a question can be read as query syntax."""
    quoted = (word.replace('"', '""').replace("\0", "") for word in dict.fromkeys(words))
    return " OR ".join(f'"{word}"' for word in quoted)
