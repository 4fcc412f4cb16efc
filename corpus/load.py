"""A file of any supported kind -> its text, and the id its notice goes by."""

import re
from pathlib import Path

from corpus.errors import LoadError, UnsupportedKind
from corpus.text import INVISIBLE, nfc

KINDS = frozenset({".txt", ".md"})
LARGEST = 5 * 1024 * 1024  # bytes; a notice is a few pages

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]+")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of a supported kind. Raises UnsupportedKind, LoadError."""
    name = shown(path)
    if path.suffix.lower() not in KINDS:
        raise UnsupportedKind(f"{name}: this kind of file is not read; save the notice as .txt.")
    try:
        if path.stat().st_size > LARGEST:
            raise LoadError(f"{name}: larger than {LARGEST // 1024 // 1024} MB; split it into one file a notice.")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LoadError(f"{name}: cannot be read ({reason}); check the file and its permissions.") from error


def load(path: Path) -> str:
    """The text of a file in NFC. Raises UnsupportedKind, LoadError."""
    return decoded(read_bytes(path), shown(path))


def decoded(data: bytes, name: str) -> str:
    """Bytes as text in NFC: UTF-8, or UTF-16 with its mark. Raises LoadError."""
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise LoadError(f"{name}: the text is not UTF-8; save it again as UTF-8.") from error
    if "\0" in text:
        raise LoadError(f"{name}: not a text file; save the notice as .txt in UTF-8.")
    if not text.strip():
        raise LoadError(f"{name}: the file is empty; put the text of the notice into it or take it away.")
    return nfc(text)


def notice_id(path: Path) -> str:
    """The id of a file's notice: its name without the ending, in NFC, nothing invisible or unsafe in it."""
    return _CONTROL.sub("-", nfc(path.stem).translate(INVISIBLE)).strip(" .-") or "notice"


def shown(path: Path) -> str:
    """A file's name as it can be printed on one line."""
    return _CONTROL.sub("?", path.name.encode("utf-8", "replace").decode("utf-8"))
