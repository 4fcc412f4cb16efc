"""The tables of `notices.sqlite`, the source of truth. Raise VERSION when a table changes its meaning."""

APPLICATION_ID = 0x43484944  # "CHID": says whose file it is
VERSION = 2

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- generation: raised by every change; vectors: the Chroma collection that was last in line with this file;
-- identity: tells the collections of two databases apart, on one Chroma server or in a folder that was exchanged;
-- model: whose vectors these are; remains: 1 until the file, its search index and its log hold nothing of what was removed
INSERT INTO meta VALUES ('generation', '0'), ('vectors', ''), ('identity', lower(hex(randomblob(4))));

CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    content_hash TEXT NOT NULL,
    source TEXT NOT NULL,          -- the file it was read from
    named INTEGER NOT NULL,        -- 1: added by name, so the notices folder does not decide about it
    header TEXT NOT NULL,          -- the Notice as JSON without its text, directives, and what is in the body
    body TEXT NOT NULL,            -- its items, cited documents and facts as JSON
    text TEXT NOT NULL
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: a late reader cannot meet another passage
    notice_id TEXT NOT NULL REFERENCES notices (id),
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    context TEXT NOT NULL,
    header TEXT NOT NULL,
    UNIQUE (notice_id, position)
);
CREATE TABLE directives (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    position INTEGER NOT NULL,
    value TEXT NOT NULL,           -- the Directive as JSON
    PRIMARY KEY (notice_id, position)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(
    accented, folded, bigrams, context, header, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, col);

-- notices whose vectors are not yet known to be in line with this file
CREATE TABLE outbox (notice_id TEXT PRIMARY KEY) WITHOUT ROWID;
-- notices an operator removed: their files are passed over until they are named again; removed.txt has them too
CREATE TABLE removed (notice_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""

# what version 1 had not
ADDED = """
-- the passages' vectors by the model that `meta` names, as little-endian 32-bit floats; Chroma is made from them
CREATE TABLE vectors (passage INTEGER PRIMARY KEY REFERENCES passages (id), value BLOB NOT NULL);
-- of everything that is stored of a notice: `rag.index.checksum`
CREATE TABLE checksums (notice_id TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
TABLES += ADDED
