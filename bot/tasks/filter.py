"""What a person types to choose tasks, as a filter."""

import datetime
import re
from typing import TYPE_CHECKING, Literal

from bot.input_text import paired
from corpus.text import nfc

if TYPE_CHECKING:
    from rag.register import TaskFilter

RoleName = Literal["lead", "assigned", "coordinating"]
LONGEST = 300  # characters of a name

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_PRINTED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def day_of(text: str) -> datetime.date | None:
    """`2018-12-31` or `31/12/2018` as a day, None for blank text. Raises ValueError for anything else."""
    text = text.strip()
    if not text:
        return None
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _PRINTED.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        raise ValueError(text)
    return datetime.date(year, month, day)


def province_of(text: str) -> str:
    """The province that `text` names in any way people type it, as it is written; `text` where it names none, or several."""
    from rag.question.entities import provinces_named

    named = provinces_named(text)
    return named[0] if len(named) == 1 else text


def filter_of(
    agency: str = "",
    role: RoleName | None = None,
    province: str = "",
    notice: str = "",
    due_before: datetime.date | None = None,
    due_after: datetime.date | None = None,
) -> "TaskFilter":
    """The filter, its names in the one normal form of text."""
    from rag.register import Role, TaskFilter

    agency, province, notice = (nfc(str(paired(name))).strip() for name in (agency, province, notice))
    return TaskFilter(
        agency=agency,
        role=Role(role) if role else None,
        province=province,
        notice=notice,
        due_before=due_before,
        due_after=due_after,
    )
