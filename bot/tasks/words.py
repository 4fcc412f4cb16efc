"""A task in the words people read: who, by when, under what, where it stands, what changed it."""

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.show.text import on_one_line
from corpus.dates import printed
from corpus.models import Deadline, Precision
from corpus.names.places import JOINED, joined_into, kind_and_name
from corpus.text import in_order
from rag.question.entities import provinces_named
from rag.register import Role, Task

if TYPE_CHECKING:
    from rag.wording import Wording


class TaskWords:
    """Says what a task holds in one language; the words of the notice stay as they are."""

    def __init__(self, wording: "Wording", language: str) -> None:
        self.wording = wording
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """A sentence of the register."""
        return self.wording.say(self.language, f"tasks.{key}", **values)

    def bodies(self, task: Task) -> Iterator[tuple[str, str]]:
        """Each role that somebody has, and who has it."""
        for role in Role:
            if names := listed(getattr(task.directive, role)):
                yield self.say(role.value), names

    def sources(self, task: Task) -> Iterator[tuple[str, str]]:
        """Legal basis and report line, where the text has them."""
        for key in ("legal_basis", "reports_to"):
            if names := listed(getattr(task.directive, key)):
                yield self.say(key), names

    def precision(self, deadline: Deadline) -> str:
        """How exactly the text dates it."""
        return self.say(f"precision_{deadline.precision.value}")

    def changes(self, task: Task) -> Iterator[tuple[str, str, str]]:
        """For each later notice that changes the task: what it does, its label, its address."""
        for change in task.changes:
            yield self.say(change.how.value), on_one_line(change.label), change.url

    def remark(self, task: Task) -> str:
        """That it was read from a scan; empty where it was not."""
        return self.wording.say(self.language, "notice.scanned") if task.scanned else ""

    def left(self, task: Task, today: datetime.date) -> str:
        """The day against today; empty where there is none."""
        if task.due is None:
            return ""
        days = (task.due - today).days
        if days < 0:
            return self.say("day_gone")
        return self.say("days_left", count=days) if days else self.say("day_today")


def mergers(wording: "Wording", language: str, province: str, issuers: Iterable[str | None]) -> str:
    """A sentence for each province among the issuers that was joined into the one asked for; mostly none."""
    sentences = []
    for new in provinces_named(province):
        for old in sorted(joined_into(new) & set(issuers), key=in_order):
            names = {"old": kind_and_name(old), "new": kind_and_name(new), "date": printed(JOINED)}
            said = wording.say(language, "tasks.joined", **names)
            sentences.append(said[:1].upper() + said[1:])
    return " ".join(sentences)


def listed(names: tuple[str, ...]) -> str:
    """Names one after the other; a comma may stand in a name."""
    return "; ".join(map(on_one_line, names))


def starts(task: Task) -> datetime.date | None:
    """The day from which a rule applies, where the text names one."""
    deadline = task.directive.deadline
    return deadline.date if deadline and deadline.precision is Precision.START else None


def day_shown(deadline: Deadline) -> str:
    """31/12/2018, or nothing."""
    return printed(deadline.date) if deadline.date else ""
