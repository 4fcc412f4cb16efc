"""What became of each file when the index was brought in line."""

from enum import StrEnum

from corpus.models import Notice, Value


class State(StrEnum):
    """What happened to one file or notice."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    BROKEN = "broken"
    UNSUPPORTED = "unsupported"
    DUPLICATE = "duplicate"
    KEPT_OUT = "kept out"


class Entry(Value):
    """One file: the notice it became, or the sentence that says why not."""

    id: str
    path: str
    state: State
    reason: str = ""
    items: int = 0
    passages: int = 0
    directives: int = 0
    missing: tuple[str, ...] = ()


class Report(Value):
    """The entries in the order of the files' names."""

    entries: tuple[Entry, ...] = ()


def missing_fields(notice: Notice) -> tuple[str, ...]:
    """The header fields the text does not state."""
    fields = {"number": notice.number, "type": notice.kind, "issuer": notice.issuer, "date": notice.issued_on,
              "subject": notice.subject, "signer": notice.signature.name}  # fmt: skip
    return tuple(name for name, value in fields.items() if value is None)
