"""What a button carries: at most 64 bytes, versioned, an id and a place, never what a person wrote."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

VERSION = "1"
LONGEST = 64  # bytes, as Telegram has it


class Verb(StrEnum):
    """What a button does."""

    EXAMPLE = "ex"  # ask example number
    OPTION = "op"  # ask what choice or suggestion number of an answer asks
    ANSWER = "an"  # show page number of an answer
    SOURCE = "so"  # show where citation number of an answer stands
    JUDGE = "fb"  # store a verdict on an answer: up, or down with a reason
    AGAIN = "re"  # ask, or show, again
    LIST = "ls"  # page number of the list of notices
    NOTICE = "no"  # page number of a notice; 0 is what is known of it
    TASKS = "nv"  # the tasks of a body; what is shown of them is packed in `bot.telegram.tasks.view`
    DUE = "hc"  # the deadlines, likewise
    EXPORT = "ex!"
    FORGET = "del"  # forget; number 1 after it was confirmed


class Press(NamedTuple):
    """A button that was pressed: what to do, with what, at which place."""

    verb: Verb
    subject: str = ""
    place: str = "0"

    @property
    def number(self) -> int:
        """The place as a number; -1 for what is none."""
        return int(self.place) if self.place.isdecimal() and len(self.place) < 6 else -1


def packed(verb: Verb, subject: str = "", place: object = 0) -> str:
    """The data of a button. Raises ValueError where it is longer than Telegram takes."""
    data = "|".join((VERSION, verb.value, subject, str(place)))
    if len(data.encode()) > LONGEST:
        raise ValueError(f"{data} is longer than {LONGEST} bytes")
    return data


def unpacked(data: str) -> Press | None:
    """What a button asks for; None for data of another version, or that is not ours."""
    version, *fields = data.split("|")
    if version != VERSION or len(fields) != 3 or fields[0] not in set(Verb):
        return None
    return Press(Verb(fields[0]), fields[1], fields[2])


def reference(name: str) -> str:
    """A short name of a notice, body, province or task, for buttons and links: Telegram's links take no other letters."""
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()


def referred(name: str, notice_ids: Iterable[str]) -> str | None:
    """The notice of that short name."""
    return next((notice_id for notice_id in notice_ids if reference(notice_id) == name), None)
