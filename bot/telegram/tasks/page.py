"""A listing as a message: what is to be done, by when in the words of the text, and where it stands."""

import datetime
from collections.abc import Iterator

from bot.show.render import Page, pages_of, parts
from bot.show.text import on_one_line
from bot.tasks.bodies import roles_of
from bot.tasks.deadlines import Horizon
from bot.tasks.words import mergers
from bot.telegram.button_data import Verb
from bot.telegram.room import Room
from bot.telegram.tasks.listing import Listing
from corpus.dates import printed
from rag.register import Role, Task
from rag.register.amendments import How

_TASK, _LABEL, _BODIES, _DEADLINE = 200, 160, 160, 100  # UTF-16 units of each
_SHRINKING = (1.0, 0.5, 0.25)  # what is too long for one message is shown shorter, never left out
_QUARTERS = ("I", "II", "III", "IV")

Piece = tuple[str, str, str]


def page_of(room: Room, language: str, shown: Listing, today: datetime.date) -> Page:
    """The message of a listing."""
    writer = _deadlines if shown.view.verb is Verb.DUE else _tasks
    for size in _SHRINKING:
        pages = pages_of(writer(_Writer(room, language, size), shown, today))
        if len(pages) == 1:
            break
    return pages[0]


def period_in_words(room: Room, language: str, period: str) -> str:
    """2026q3 as people say it."""
    year, _, quarter = period.partition("q")
    return room.say(language, "due.quarter", quarter=_QUARTERS[int(quarter) - 1], year=year) if quarter else year


class _Writer:
    """The parts of a row, in one language, at one size."""

    def __init__(self, room: Room, language: str, size: float) -> None:
        self._room = room
        self._language = language
        self._size = size

    def say(self, key: str, **values: object) -> str:
        return self._room.say(self._language, key, **values)

    def period(self, period: str) -> str:
        return period_in_words(self._room, self._language, period)

    def mergers(self, shown: Listing) -> Iterator[Piece]:
        """Which of the rows shown are of a province that was joined into the one chosen."""
        issuers = (row.province for row in shown.page.rows)
        if note := mergers(self._room.assistant.wording, self._language, shown.province, issuers):
            yield "\n", "i", note

    def cut(self, text: str, most: int) -> str:
        """The first `most` units of a text, with a sign where words are left out."""
        first, *rest = [*parts(on_one_line(text), int(most * self._size)), ""]
        return f"{first.rstrip(' ,;:.-')} …" if any(rest) else first

    def role(self, row: Task, key: str) -> str:
        """What the body of that key does: leads, is assigned, coordinates (and with whom)."""
        words = [self.say(f"role.{role.value}") for role in roles_of(row.directive, key)]
        directive = row.directive
        if roles_of(directive, key) == [Role.COORDINATING] and (directive.lead or directive.assigned):
            sentence = "answer.leads" if directive.lead else "answer.is_assigned"
            names = self.cut("; ".join(directive.lead or directive.assigned), _BODIES)
            words[0] += f" ({self._room.assistant.wording.say(self._language, sentence, bodies=names)})"
        return ", ".join(words)

    def everyone(self, row: Task) -> str:
        """Every body of a row with its role."""
        named = [(role, getattr(row.directive, role)) for role in Role]
        return " · ".join(
            f"{self.say(f'role.{role.value}')}: {self.cut('; '.join(names), _BODIES)}" for role, names in named if names
        )

    def deadline(self, row: Task, said: str = "") -> Iterator[Piece]:
        """The words of the text, where they have not been `said`."""
        deadline = row.directive.deadline
        if deadline and on_one_line(deadline.text) not in said:
            yield "\n", "", self.say("tasks.deadline", text=self.cut(deadline.text, _DEADLINE))

    def source(self, row: Task) -> Iterator[Piece]:
        """Where it stands, and the latest notice that changes it."""
        yield "\n", "i", self.cut(row.label, _LABEL)
        if row.scanned:
            yield "\n", "i", self._room.assistant.wording.say(self._language, "notice.scanned_short")
        for change in row.changes[-1:]:
            sentence = "tasks.replaced" if change.how is How.REPLACES else "tasks.amended"
            yield "\n", "b", self.say(sentence, label=self.cut(change.label, _LABEL))


def _tasks(writer: _Writer, shown: Listing, today: datetime.date) -> Iterator[Piece]:
    if shown.body is None:
        return
    yield "", "b", writer.say("tasks.title", body=writer.cut(shown.body.name, _BODIES), count=shown.count)
    narrowed = [writer.say(f"role.{shown.view.role.value}")] if shown.view.role else []
    if narrowed or shown.province:
        yield "\n", "", " · ".join([*narrowed, *([shown.province] if shown.province else [])])
    else:
        counts = [f"{writer.say(f'role.{role.value}')} {shown.roles[role]}" for role in Role if shown.roles[role]]
        yield "\n", "", " · ".join(counts)
    yield from writer.mergers(shown)
    if not shown.page.rows:
        yield "\n\n", "", writer.say("tasks.nothing")
    for number, row in enumerate(shown.page.rows, shown.page.first):
        yield "\n\n", "b", f"{number}. {writer.role(row, shown.body.key)}:"
        yield " ", "", writer.cut(row.directive.task, _TASK)
        yield from writer.deadline(row)
        yield from writer.source(row)


def _deadlines(writer: _Writer, shown: Listing, today: datetime.date) -> Iterator[Piece]:
    yield "", "b", writer.say(f"due.{shown.view.horizon.name.lower()}", today=printed(today), count=shown.count)
    period = writer.period(shown.view.period)
    narrowed = [writer.cut(shown.body.name, _BODIES) if shown.body else "", shown.province, period]
    if any(narrowed):
        yield "\n", "", " · ".join(part for part in narrowed if part)
    yield from writer.mergers(shown)
    for number, row in enumerate(shown.page.rows, shown.page.first):
        if due := row.due:
            yield "\n\n", "b", f"{number}. {printed(due)} ({_against(writer, due, today)})"
        yield "\n", "", writer.everyone(row)
        yield "\n", "", (task := writer.cut(row.directive.task, _TASK))
        yield from writer.deadline(row, task)
        yield from writer.source(row)
    if not shown.page.rows:
        yield "\n\n", "", writer.say("tasks.nothing")
    if shown.recurring:
        yield "\n\n", "", writer.say("due.recurring", count=shown.recurring)
    if shown.view.horizon is not Horizon.AHEAD and shown.page.rows:
        yield "\n\n", "i", writer.say("due.note")


def _against(writer: _Writer, due: datetime.date, today: datetime.date) -> str:
    if due < today:
        return writer.say("due.over")
    return writer.say("due.left", days=(due - today).days) if due > today else writer.say("due.today")
