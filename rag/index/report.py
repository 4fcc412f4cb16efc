"""What is said of a round through the files: one entry each."""

from enum import StrEnum

from corpus.honesty import Honesty
from corpus.models import Value


class State(StrEnum):
    """What happened to one file or notice."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    BROKEN = "broken"
    UNSUPPORTED = "unsupported"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    REFUSED = "refused"
    KEPT_OUT = "kept out"
    WAITING = "waiting"


class Entry(Value):
    """One file: the notice it became and how well it was read, or the sentence that says why not.

    `honesty` is None where the file was not read in this run.
    """

    id: str
    path: str
    state: State
    reason: str = ""
    honesty: Honesty | None = None


class Report(Value):
    """The entries in the order of the files' names."""

    entries: tuple[Entry, ...] = ()
