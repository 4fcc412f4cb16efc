"""What was asked of the register's page: the fields as they were sent, and what is wrong with them."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from bot.input_text import paired
from bot.tasks.filter import LONGEST, day_of, filter_of, province_of
from bot.web.pages import Frame
from corpus.dates import printed
from rag.register import Role, TaskFilter

FIELDS = ("agency", "role", "province", "notice", "due_after", "due_before")
DAYS = ("due_after", "due_before")
_LABELS = {"agency": "bodies"}  # of a field whose label is not its name


class Fields(NamedTuple):
    """The fields as they were sent; `wanted` is None where `wrong` says of a field why it cannot be used."""

    values: dict[str, str]
    wrong: dict[str, str]
    wanted: TaskFilter | None

    def query(self, **more: object) -> str:
        """The filter as the query of an address."""
        kept = {name: value for name, value in self.values.items() if value}
        return urlencode({**kept, **more})


def fields_of(sent: Mapping[str, str], frame: Frame) -> Fields:
    """The form that was sent, whatever it holds."""
    values = {name: str(paired(sent.get(name, ""))).strip()[:LONGEST] for name in FIELDS}
    wrong, days = {}, {}
    for name in DAYS:
        try:
            days[name] = day_of(values[name])
        except ValueError:
            wrong[name] = frame.say("tasks.bad_day", day=values[name])
    if values["role"] and values["role"] not in tuple(Role):
        wrong["role"] = frame.say("tasks.bad_role", role=values["role"])
    if wrong:
        return Fields(values, wrong, None)
    for name, day in days.items():
        values[name] = day.isoformat() if day else ""
    values["province"] = province_of(values["province"])
    names = {name: values[name] for name in ("agency", "province", "notice")}
    return Fields(values, {}, filter_of(role=values["role"] or None, **names, **days))  # type: ignore[arg-type]


def conditions_of(fields: Fields, frame: Frame, labels: Mapping[str, str]) -> str:
    """The conditions in words, for the page and for paper; empty where there are none. `labels`: of the notices, by id."""
    values = dict(fields.values)
    values["notice"] = labels.get(values["notice"], values["notice"])
    if fields.wanted:
        values["role"] = frame.say(f"tasks.{fields.wanted.role}") if fields.wanted.role else ""
        for name, day in zip(DAYS, (fields.wanted.due_after, fields.wanted.due_before), strict=True):
            values[name] = printed(day) if day else ""
    return "; ".join(f"{label_of(name, frame)}: {value}" for name, value in values.items() if value)


def label_of(name: str, frame: Frame) -> str:
    return frame.say(f"tasks.{_LABELS.get(name, name)}")
