"""One file -> its notice, the passages that are searched, and how well it was read."""

from pathlib import Path

from corpus.errors import SecretDocument
from corpus.honesty import Honesty, honesty
from corpus.load import loaded, shown
from corpus.load.scans import Scanning
from corpus.models import Notice, Passage, Value
from corpus.parse import parse
from corpus.passages import passages
from corpus.secrecy import secrecy_of_name


class Reading(Value):
    """What was read of one file."""

    notice: Notice
    passages: tuple[Passage, ...]
    honesty: Honesty


def understood(notice_id: str, path: Path, scanning: Scanning | None = None, digest: str = "") -> Notice:
    """What is understood of a file, a secret one too, by the mark on it, in its name, or in that of a folder before it.

    Raises LoadError, UnsupportedKind, ScanWaits, and FileChanged where `digest` is not the SHA-256 of what is read.
    """
    file = loaded(path, scanning, digest)
    notice = parse(notice_id, file.text)
    secrecy = notice.secrecy or secrecy_of_name(path.stem) or secrecy_of_name(notice_id)
    about = {"page_starts": file.page_starts, "lines": file.lines, "repaired": file.repaired, "secrecy": secrecy}
    return notice.model_copy(update=about)


def read(notice_id: str, path: Path, scanning: Scanning | None = None, digest: str = "") -> Reading:
    """The file at `path` as the notice of that id. Raises SecretDocument, and what `understood` raises."""
    notice = understood(notice_id, path, scanning, digest)
    if notice.secrecy:
        raise SecretDocument(
            f"{shown(path)}: it is marked {notice.secrecy}, so nothing of it is kept; take it out of the folder."
        )
    return Reading(notice=notice, passages=passages(notice), honesty=honesty(notice))
