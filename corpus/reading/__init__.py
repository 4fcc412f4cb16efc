"""A file -> what was read of it, in a process of its own: no file can stop, fill or slow down whoever asks.

    reader().read("quang-nam-46-2018", Path("notices/quang-nam-46-2018.txt")).notice
    drawer().draw(Path("notices/46.pdf"), digest, 1, [(0.1, 0.2, 0.9, 0.25)])

read.py    one file, read here and now
server.py  the process, within limits of time and memory
reader.py  its clients: one reads the notices folder, one draws, one reads what somebody sent (`proofreader`)
"""

from corpus.reading.read import Reading
from corpus.reading.reader import Reader, ReadingStopped, drawer, proofreader, reader

__all__ = ["Reader", "Reading", "ReadingStopped", "drawer", "proofreader", "reader"]
