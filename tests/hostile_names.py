"""What can stand in a folder beside files: pipes, sockets, links, folders; and names that break lines, reports and ids."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hostile_text import TEXT, sparse

LONGEST = 255  # bytes of a name


def _text(path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")


def _closed(path: Path) -> None:
    _text(path)
    path.chmod(0)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may have 107 bytes
        listener.bind(path.name)
        os.chdir(here)


def _folder_with(path: Path) -> None:
    path.mkdir()
    _text(path / "a.txt")


Make = Callable[[Path], None]

REFUSED: dict[str, Make] = {
    "pipe.txt": os.mkfifo,
    "pipe.docx": os.mkfifo,
    "socket.pdf": _socket,
    "sparse.txt": sparse,
    "sparse.docx": sparse,
    "sparse.pdf": sparse,
    "sparse.doc": sparse,
    "nowhere.txt": lambda path: path.symlink_to("not-there.txt"),
    "itself.txt": lambda path: path.symlink_to(path.name),
    "device.txt": lambda path: path.symlink_to("/dev/zero"),
    "outside.txt": lambda path: path.symlink_to("/etc/passwd"),
    "folder.txt": lambda path: path.symlink_to("/"),
    "picture.bmp": _text,
    "no-ending": _text,
    "a.docx.exe": _text,
}
READ: dict[str, Make] = {
    "a\nb.txt": _text,
    "a\r\tb.txt": _text,
    "\u202etxt.exe.txt": _text,
    "a\u2028b.txt": _text,
    "a" * (LONGEST - 4) + ".txt": _text,
    "ệ" * 83 + ".txt": _text,
    "a..b...txt": _text,
    "-rf.txt": _text,
    "'; DROP TABLE notices; --.txt": _text,
    "<script>alert(1)<.txt": _text,
    "%2e%2e%2fb.txt": _text,
    "C:\\b.txt": _text,
    "CON.txt": _text,
    " .txt": _text,
    "\u200b\u200b.txt": _text,
    "🗎.txt": _text,
    os.fsdecode(b"\xff\xfe.txt"): _text,
    "KHÁC.TXT": _text,
}
BESIDE: dict[str, Make] = {  # said nothing of, or by the files in them
    "folder.docx": Path.mkdir,
    "folder.pdf": _folder_with,
    ".hidden.txt": _text,
    "~$open.docx": _text,
}
if os.geteuid():
    REFUSED["closed.txt"] = _closed
else:  # who may read everything reads this
    READ["closed.txt"] = _closed


def made(makers: dict[str, Make], folder: Path) -> list[str]:
    """The names of those the file system takes."""
    names = []
    for name, make in makers.items():
        with suppress(OSError):
            make(folder / name)
            names.append(name)
    return names
