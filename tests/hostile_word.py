"""Word documents that are none: cut, locked, packed to burst, with names and entities that lead elsewhere."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

from documents_made import packed, word

TEXT = "Giao Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa."
GOOD = word(TEXT)
NOISE = random.Random(2).randbytes(4_000)
_DOCUMENT, _TYPES = "word/document.xml", "[Content_Types].xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def compound(*names: str, flags: int = 0) -> bytes:
    """A compound file (OLE2) of these streams, which begin in the same sectors of their own."""
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE] + [0xFFFFFFFF] * 118
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", header, 0x2C, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header[0x4C:] = struct.pack("<I", 0) + b"\xff" * (512 - 0x50)
    directory = bytearray()
    for name in names:
        entry = bytearray(128)
        coded = name.encode("utf-16-le")
        entry[: len(coded)] = coded
        struct.pack_into("<HBB", entry, 0x40, len(coded) + 2, 2, 1)
        struct.pack_into("<II", entry, 0x74, 2, 4096)
        directory += entry
    begins = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x409, 0, flags).ljust(4096, b"\0")
    return bytes(header) + struct.pack("<128I", *table) + bytes(directory).ljust(512, b"\0") + begins


def changed(parts: dict[str, bytes | None]) -> bytes:
    """The good document with other parts; None: without it."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good:
        whole = {name: parts.get(name, good.read(name)) for name in good.namelist()}
    return packed(*((name, data) for name, data in whole.items() if data is not None))


def body(inside: bytes, before: bytes = b"") -> bytes:
    return changed({_DOCUMENT: before + f"<w:document {_W}><w:body>".encode() + inside + b"</w:body></w:document>"})


def _patched(data: bytes, signature: bytes, at: int, value: bytes) -> bytes:
    """A package with a field of each record of a kind overwritten."""
    made = bytearray(data)
    start = made.find(signature)
    while start >= 0:
        made[start + at : start + at + len(value)] = value
        start = made.find(signature, start + 4)
    return bytes(made)


def _nested() -> bytes:
    inner = packed(("word/document.xml", b" " * 20_000_000))
    for _ in range(4):
        inner = packed(*((f"word/{number}.zip", inner) for number in range(10)), ("word/document.xml", b"<a/>"))
    return inner


def _many() -> bytes:
    return packed(("word/document.xml", b"<a/>"), *((f"word/{number}", b"") for number in range(2_100)))


def _chained(data: bytes, sector: int) -> bytes:
    """A compound file whose table leads from one sector to the same."""
    made = bytearray(data)
    struct.pack_into("<I", made, 512 + 4 * sector, sector)
    return bytes(made)


def _macros() -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good:
        types = good.read(_TYPES)
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return changed({_TYPES: types.replace(main, b"application/vnd.ms-word.document.macroEnabled.main+xml")})


_P = f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>".encode()

REFUSED: dict[str, Callable[[], bytes]] = {
    **{f"cut-{share}.docx": lambda share=share: GOOD[: len(GOOD) * share // 100] for share in (1, 5, 20, 50, 80, 95, 99)},
    "empty.docx": lambda: b"",
    "text.docx": TEXT.encode,
    "noise.docx": lambda: b"PK\x03\x04" + NOISE,
    "nothing-packed.docx": lambda: packed(),
    "workbook.docx": lambda: packed(("xl/workbook.xml", b"<a/>")),
    "slides.docx": lambda: packed(("ppt/presentation.xml", b"<a/>")),
    "open-document.docx": lambda: packed(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")),
    "bare.docx": lambda: packed(("word/document.xml", b"<a/>")),
    "torn.docx": lambda: packed(("[Content_Types].xml", b"<a"), ("word/document.xml", b"<w")),
    "no-body.docx": lambda: changed({_DOCUMENT: f"<w:document {_W}/>".encode()}),
    "empty-body.docx": lambda: body(b""),
    "no-relations.docx": lambda: changed({"_rels/.rels": None}),
    "other-root.docx": lambda: changed({_DOCUMENT: b"<html><body>a</body></html>"}),
    "torn-styles.docx": lambda: changed({"word/styles.xml": b"<w:styles"}),
    "not-utf-8.docx": lambda: body(b"<w:p><w:r><w:t>\xff\xfe\xfd</w:t></w:r></w:p>"),
    "bomb.docx": lambda: packed(("word/document.xml", b" " * 120_000_000)),
    "bomb-beside.docx": lambda: packed(("word/document.xml", b"<a/>"), ("word/media/a.png", b" " * 220_000_000)),
    "nested-bomb.docx": _nested,
    "many-parts.docx": _many,
    "many-elements.docx": lambda: body(_P * 600_000),
    "many-bare-elements.docx": lambda: body(b"<w:p/>" * 9_000_000),
    "deep.docx": lambda: body(b"<w:p>" * 100_000),
    "deep-tables.docx": lambda: body(b"<w:tbl><w:tr><w:tc>" * 80 + _P[:5] + b"</w:p>" + b"</w:tc></w:tr></w:tbl>" * 80),
    "long-text.docx": lambda: body(b"<w:p><w:r><w:t>" + "giao việc ".encode() * 1_500_000 + b"</w:t></w:r></w:p>"),
    "much-text.docx": lambda: body(_P * 60_000),
    "bare-elements.docx": lambda: body(b"<w:p/>" * 1_400_000),
    "laughs.docx": lambda: body(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", f'<!DOCTYPE a [<!ENTITY l0 "ha">{_LAUGHS}]>'.encode()),
    "quadratic.docx": lambda: body(b"<w:p><w:r><w:t>" + b"&a;" * 50_000 + b"</w:t></w:r></w:p>", b'<!DOCTYPE a [<!ENTITY a "' + b"a" * 50_000 + b'">]>'),
    "entities-in-types.docx": lambda: packed(("[Content_Types].xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), ("word/document.xml", b"<a/>")),
    "locked-parts.docx": lambda: _patched(_patched(GOOD, b"PK\x01\x02", 8, b"\x01\x00"), b"PK\x03\x04", 6, b"\x01\x00"),
    "unknown-packing.docx": lambda: _patched(_patched(GOOD, b"PK\x01\x02", 10, b"\x63\x00"), b"PK\x03\x04", 8, b"\x63\x00"),
    "wrong-sums.docx": lambda: _patched(_patched(GOOD, b"PK\x01\x02", 16, b"abcd"), b"PK\x03\x04", 14, b"abcd"),
    "sizes-that-lie.docx": lambda: _patched(GOOD, b"PK\x01\x02", 24, b"\x01\x00\x00\x00"),
    "offsets-that-lie.docx": lambda: _patched(GOOD, b"PK\x01\x02", 42, b"\xf0\xff\xff\x7f"),
    "macros.docx": _macros,
    "locked.docx": lambda: compound("EncryptionInfo", "EncryptedPackage"),
    "text.doc": TEXT.encode,
    "empty.doc": lambda: b"",
    "workbook.doc": lambda: compound("Workbook"),
    "old-workbook.doc": lambda: compound("Book"),
    "slides.doc": lambda: compound("PowerPoint Document"),
    "installer.doc": lambda: compound("\x05SummaryInformation"),
    "locked.doc": lambda: compound("WordDocument", "1Table", flags=0x0100),
    "locked-package.doc": lambda: compound("EncryptedPackage"),
    "cut-header.doc": lambda: compound("WordDocument")[:300],
    "cut-directory.doc": lambda: compound("WordDocument")[:1100],
    "no-streams.doc": lambda: compound(),
    "loop.doc": lambda: _chained(compound(), 1),
    "noise.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE,
    "hollow.doc": lambda: compound("WordDocument", "1Table"),
    "empty.rtf": lambda: b"{\\rtf1}",
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 200_000,
    "noise.rtf": lambda: b"{\\rtf1\\bin9999999 " + NOISE,
    "cut.rtf": lambda: b"{\\rtf1\\ansi Giao viec cho So Y te.\\par {\\b va",
    "web-archive.doc": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
}  # fmt: skip

READ: dict[str, Callable[[], bytes]] = {
    "names-that-climb.docx": lambda: _with(("../../../tmp/climbed", b"a"), ("/etc/climbed", b"a"), ("C:\\climbed", b"a")),
    "twice.docx": lambda: _with(("word/media/a", b"a"), ("word/media/b", b"a")),
    "entity-outside.docx": lambda: body(_P + b"<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    "word-as.pdf": lambda: GOOD,
    "word-as.txt": lambda: GOOD,
    "word-as.doc": lambda: GOOD,
    "page-as.doc": lambda: f"<html><body><p>{TEXT}</p></body></html>".encode(),
    "page-as.docx": lambda: f"<html><body><p>{TEXT}</p></body></html>".encode(),
    "rich-as.docx": lambda: b"{\\rtf1\\ansi Giao viec cho So Y te.\\par}",
}  # fmt: skip


def _with(*parts: tuple[str, bytes]) -> bytes:
    content = io.BytesIO(GOOD)
    with zipfile.ZipFile(content, "a") as package:
        for name, data in parts:
            package.writestr(name, data)
    return content.getvalue()
