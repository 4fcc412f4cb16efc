"""Which list of tasks a message shows; the data of its buttons carries nothing else."""

import re
from typing import NamedTuple

from bot.tasks.bodies import Body
from bot.tasks.deadlines import Horizon
from bot.telegram.button_data import Press, Verb, packed, reference
from rag.register import Role, Task

_PROVINCE, _TASK = 8, 12  # letters of a reference: all that 64 bytes have room for
_PLACE = re.compile(
    r"(?P<role>[lac-])(?P<horizon>[fpb])\.(?P<province>[0-9a-f]{8})?\.(?P<period>\d{4}(?:q[1-4])?)?"
    r"\.(?P<page>\d{1,4})\.(?P<task>[0-9a-f]{12})?"
)
_BODY = re.compile(r"[0-9a-f]{16}|")


class View(NamedTuple):
    """The list of `verb` (TASKS or DUE), and how it is narrowed; what is empty does not narrow.

    `body` and `province` are references; `period` is a year or a quarter of it (2026, 2026q3); with `task`, the
    source of that task is shown, and the rest says where the way back leads.
    """

    verb: Verb
    body: str = ""
    role: Role | None = None
    horizon: Horizon = Horizon.AHEAD
    province: str = ""
    period: str = ""
    page: int = 0
    task: str = ""

    @property
    def data(self) -> str:
        """What a button that leads here carries."""
        role = next((letter for letter, role in _ROLES.items() if role is self.role), "-")
        return packed(
            self.verb, self.body, f"{role}{self.horizon}.{self.province}.{self.period}.{self.page}.{self.task}"
        )


_ROLES = {"l": Role.LEAD, "a": Role.ASSIGNED, "c": Role.COORDINATING}


def view_of(press: Press) -> View | None:
    """Where a pressed button leads; None for what is no view."""
    match = _PLACE.fullmatch(press.place)
    if match is None or not _BODY.fullmatch(press.subject):
        return None
    return View(
        press.verb,
        press.subject,
        _ROLES.get(match["role"]),
        Horizon(match["horizon"]),
        match["province"] or "",
        match["period"] or "",
        int(match["page"]),
        match["task"] or "",
    )


def body_reference(body: Body) -> str:
    """A short name of a body."""
    return reference(body.key)


def province_reference(name: str) -> str:
    """A short name of a province."""
    return reference(name)[:_PROVINCE]


def task_reference(task: Task) -> str:
    """A short name of a task: what it says and where, so that no other one takes its place."""
    directive = task.directive
    return reference(f"{task.notice_id}\n{directive.start}\n{directive.quote}")[:_TASK]
