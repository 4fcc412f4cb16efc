"""SQLite (the truth) and Chroma (derived) behind one interface: `Index`.

    with Index.open(data, load_embedder()) as index:
        index.search(**tokens(question)._asdict(), text=question)

index.py      the interface
candidates.py a question -> candidates; lexical.py (FTS5) and vectors.py (Chroma) are its two sides
embed.py      texts -> vectors; tokens.py: a text in the forms that are searched
copies.py     the same document under several names
records.py    notices as rows; schema.py their tables; database.py transactions
refresh.py    brings the index in line with a folder of files; report.py says what happened
lock.py       one process owns the folder; soundness.py, trust.py, probe.py: nothing broken is opened
alignment.py  keeps the vectors in line with the rows, whatever interrupts; verify.py proves it
"""

from rag.index.candidates import Candidate
from rag.index.index import Index
from rag.index.tokens import Tokens, tokens

__all__ = ["Candidate", "Index", "Tokens", "tokens"]
