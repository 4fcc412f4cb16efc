"""Text files and pages of the web that are none, or are made to be read slowly."""

import gzip
import os
import random
import unicodedata
from pathlib import Path

from documents_made import packed

TEXT = "Thông báo: giao Sở Y tế chủ trì, phối hợp với Sở Tài chính lập đề án trước ngày 30/6/2021.\n"
NOISE = random.Random(1).randbytes(4_000)

REFUSED: dict[str, bytes] = {
    "empty.txt": b"",
    "empty.md": b"",
    "blank.txt": b" \n\t\r\n" * 50,
    "zero-width.txt": "\u200b\ufeff\u2060".encode() * 20,
    "mark-alone.txt": b"\xef\xbb\xbf",
    "nul.txt": bytes(5_000),
    "nul-within.txt": TEXT.replace(" ", "\0").encode(),
    "bells.txt": TEXT.replace(" ", "\x07").encode(),
    "utf-16-le.txt": TEXT.encode("utf-16-le"),
    "utf-16-be.txt": TEXT.encode("utf-16-be"),
    "utf-16-odd.txt": TEXT.encode("utf-16")[:-1],
    "utf-16-half-a-pair.txt": b"\xff\xfe" + b"a\0" * 50 + b"\x00\xd8a\0",
    "utf-32.txt": TEXT.encode("utf-32"),
    "utf-7.txt": TEXT.encode("utf-7") * 3,
    "surrogates.txt": TEXT.encode() + b"\xed\xa0\x80\xed\xb0\x80",
    "cut-in-a-letter.txt": TEXT.encode()[:3],
    "overlong.txt": TEXT.encode() + b"\xc0\xaf\xe0\x80\xaf",
    "noise.txt": NOISE,
    "noise.md": NOISE,
    "ebcdic.txt": TEXT.encode("cp500", "replace") * 9,
    "shift-jis.txt": "通知書を送付します。".encode("shift-jis") * 9,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + NOISE,
    "packed.txt": gzip.compress(TEXT.encode() * 9),
    "archive.txt": packed(("a.txt", TEXT.encode())),
    "program.txt": b"\x7fELF\x02\x01\x01" + bytes(60),
    "database.txt": b"SQLite format 3\0" + bytes(80),
    "too-large.txt": TEXT.encode() * 60_000,
    "empty.html": b"",
    "bare.html": b"<html></html>",
    "script.html": b"<html><body><script>alert(1)</script><style>p{}</style></body></html>",
    "pictures.html": b"<html><body>" + b'<img src="http://127.0.0.1:9/a.png">' * 99 + b"</body></html>",
    "frames.html": b'<html><frameset><frame src="file:///etc/passwd"></frameset></html>',
    "comment.html": b"<html><body><!-- " + TEXT.encode() * 9,
    "deep.html": b"<html>" + b"<div>" * 5_000,
    "deepest.html": b"<html>" + b"<b>" * 1_300_000,
    "tables.html": b"<html><body>" + b"<table><tr><td>" * 100_000,
    "closed.html": b"<html><body>" + b"</p>" * 900_000,
    "attributes.html": b"<html><body><p " + b"a=1 " * 900_000 + b"></p></body></html>",
    "declared.html": b"<html><meta charset=utf-16><body></body></html>",
    "noise.html": b"<html>" + bytes(range(1, 27)) * 90,
    "too-large.html": b"<html>" + b"<br>" * 1_400_000,
}

READ: dict[str, bytes] = {
    "windows-lines.txt": TEXT.replace("\n", "\r\n").encode(),
    "apart.txt": unicodedata.normalize("NFD", TEXT).encode(),
    "unknown-charset.html": f'<html><meta charset="x-none"><body><p>{TEXT}</p></body></html>'.encode(),
    "entities.html": b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>Giao vi\xe1\xbb\x87c &a;</body></html>',
    "cut.html": f"<html><body><p>{TEXT}</p><a href='".encode(),
    "page.txt": f"<html><body><p>{TEXT}</p></body></html>".encode(),
}


def sparse(path: Path) -> None:
    """A file of 60 MB that takes no room."""
    path.touch()
    os.truncate(path, 60 * 2**20)
