"""A file of any supported kind -> its text, and the id its notice goes by."""

import hashlib
import re
from pathlib import Path
from stat import S_ISREG

from corpus.errors import LoadError, UnsupportedKind
from corpus.text import nfc, seen

KINDS = frozenset({".txt", ".md"})
LARGEST = 5 * 1024 * 1024  # bytes; a notice is a few pages
LONGEST_NAME = 120  # characters of an id; it stands in addresses and on every citation

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # what no text editor writes
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def load(path: Path) -> str:
    """The text of a file in NFC: UTF-8, or UTF-16 with its mark. Raises UnsupportedKind, LoadError."""
    name = shown(path)
    data = content(path)
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise LoadError(f"{name}: the text is not UTF-8; save it again as UTF-8.") from error
    if _NOT_TEXT.search(text):
        raise LoadError(f"{name}: not a text file; save the notice as .txt in UTF-8.")
    if not seen(text).strip():
        raise LoadError(f"{name}: the file is empty; put the text of the notice into it or take it away.")
    return nfc(text)


def content(path: Path) -> bytes:
    """The bytes of a file of a supported kind, no more than `LARGEST`. Raises UnsupportedKind, LoadError."""
    name = shown(path)
    if path.is_dir():
        raise UnsupportedKind(f"{name}: a folder; put its files beside the others.")
    if path.suffix.lower() not in KINDS:
        raise UnsupportedKind(f"{name}: this kind of file is not read; save the notice as .txt.")
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):  # a pipe or a device would wait, or give, for ever
            raise LoadError(f"{name}: not a file; save the notice as a .txt file.")
        if status.st_size > LARGEST:
            raise LoadError(f"{name}: larger than {LARGEST // 1024 // 1024} MB; split it into one file a notice.")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LoadError(f"{name}: cannot be read ({reason}); check the file and its permissions.") from error


def notice_id(path: Path) -> str:
    """The id of a file's notice: its name without the ending, in NFC, nothing invisible or unsafe in it."""
    stem = path.stem
    name = _UNSAFE.sub("-", seen(nfc(stem))).strip(" .-") or "notice"
    if len(name) <= LONGEST_NAME:
        return name
    digest = hashlib.sha256(stem.encode("utf-8", "surrogateescape")).hexdigest()
    return f"{name[: LONGEST_NAME - 9].rstrip()}-{digest[:8]}"


def shown(path: Path) -> str:
    """A file's name as it can be printed on one line."""
    return _UNSAFE.sub("?", path.name)
