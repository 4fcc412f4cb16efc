"""The name somebody gave a file -> one that it can have in any folder, also on a network drive that Windows reads."""

import hashlib
import re
from pathlib import Path, PureWindowsPath
from unicodedata import category

from corpus.errors import UnsupportedKind
from corpus.load import KINDS, notice_id, shown
from corpus.text import nfc

MOST_BYTES = 200  # of 255: a number behind it and what stands around it while it is written take some
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\ud800-\udfff]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)", re.I)
_BEFORE = "~$ .-"  # what hides a file, or says that Word has it open


def safe_name(given: str) -> str:
    """The last part of a path, with an ending that is read, whose stem is the id of its notice. Raises UnsupportedKind.

    `safe_name("C:\\\\46\\u202e:TB.PDF") == "46-TB.pdf"`
    """
    visible = "".join(char for char in PureWindowsPath(given).name if category(char) != "Cf")
    printed, dot, kind = _NOT_ON_WINDOWS.sub("-", nfc(visible)).rstrip(" .").rpartition(".")
    ending = dot + kind.lower()
    if ending not in KINDS:
        name = shown(Path(visible))
        raise UnsupportedKind(
            f"{name}: this kind of file is not read; send .docx, .pdf, .html or .txt, a picture as .jpg, .png or .tif."
        )
    stem = _safer(printed, ending)
    while (again := _safer(stem, ending)) != stem:  # one step may bring out what another takes away
        stem = again
    return stem + ending


def _safer(printed: str, ending: str) -> str:
    stem = notice_id(Path(printed.lstrip(_BEFORE) + ending)) if printed.strip(_BEFORE) else "notice"
    if _DEVICE.match(stem):
        stem = f"notice-{stem}"
    if len(stem.encode()) > MOST_BYTES:
        digest = hashlib.sha256(stem.encode()).hexdigest()
        stem = f"{stem.encode()[: MOST_BYTES - 9].decode('utf-8', 'ignore').rstrip(' .-')}-{digest[:8]}"
    return stem
