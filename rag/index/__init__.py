"""SQLite (the truth) and Chroma (derived) behind one interface: `Index`.

    with Index.open(data, load_embedder()) as index:
        index.search(**tokens(question)._asdict(), text=question)

index.py      the interface: what changes it; views.py: what is asked of it
candidates.py a question -> candidates; lexical.py (FTS5) and dense.py (vectors beside the passages) are its two sides
vectors.py    the same vectors in Chroma, which finds the nearest where there are too many to compare
embed.py      texts -> vectors; e5.py: multilingual-e5-small, from its file (e5_file.py), as a network (e5_graph.py)
tokens.py     a text in the forms that are searched
copies.py     the same document under several names
records.py    notices as rows; schema.py their tables; database.py transactions; memory.py: while the disk is full
refresh.py    brings the index in line with a folder of files (notices_folder.py); report.py: what is said of each
placing.py    a file from elsewhere into that folder; written.py: whole, or not at all
lock.py       one process owns the folder; soundness.py, trust.py, probe.py: nothing broken is opened
checksum.py   is a notice stored as it was written; mending.py, healing.py: what was not is taken out and read again
marks.py      which notices are kept out; repairs.py: what was made good
alignment.py  keeps Chroma in line with the rows, whatever interrupts; verify.py proves it
"""

from rag.index.candidates import Candidate
from rag.index.index import Index
from rag.index.tokens import Tokens, tokens

__all__ = ["Candidate", "Index", "Tokens", "tokens"]
