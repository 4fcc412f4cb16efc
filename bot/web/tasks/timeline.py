"""The days by which tasks are due, as a small drawing and as text; both say the same."""

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from bot.web.pages import Frame, Markup
from bot.web.tasks.fields import Fields
from corpus.dates import printed
from rag.register import Task

_STEPS = (1, 2, 3, 6, 12, 24, 36, 48, 60, 120, 240, 600, 1200)  # months between two names on the axis
_MOST_NAMES = 4  # on the axis: a phone has no room for more
_MOST_TICKS = 120
_TALLEST = 3  # tasks of one day that fill the height, where no day has more
_LEFT, _WIDTH = 9.0, 82.0  # per cent of the drawing that the axis takes; its ends have room for half a name
_TOP, _AXIS, _HEIGHT = 26, 92, 122  # pixels


def timeline(tasks: Sequence[Task], fields: Fields, frame: Frame, today: datetime.date) -> Markup:
    """The drawing and the text of every day that is due; nothing where no task has one."""
    days = Counter(task.due for task in tasks if task.due)
    if not days:
        return Markup("")
    first, last = printed(min(days)), printed(max(days))
    key = "timeline_words" if first != last else "timeline_day"
    words = frame.say(f"tasks.{key}", count=days.total(), first=first, last=last)
    return Markup(
        f'<section class="due"><h2>{escape(frame.say("tasks.timeline"))}</h2>\n'
        f'<svg class="timeline" role="img" aria-labelledby="due-title due-words" height="{_HEIGHT}">'
        f'<title id="due-title">{escape(frame.say("tasks.timeline"))}</title>'
        f'<desc id="due-words">{escape(words)}</desc>{"".join(_drawn(days, frame, today))}</svg>\n'
        f'<p class="hint">{escape(words)}</p>\n'
        f"<details><summary>{escape(frame.say('tasks.timeline_list'))}</summary>"
        f"<ul>{''.join(_listed(days, fields, frame))}</ul></details></section>"
    )


class _Axis:
    """Whole months from before the first day to after the last; at least three of them."""

    def __init__(self, first: datetime.date, last: datetime.date) -> None:
        self.begin, self.end = _number(first), _number(last) + 1
        if self.end - self.begin < 3:
            self.begin, self.end = self.begin - 1, self.end + 1
        self._from = _month(self.begin).toordinal()
        self._days = _month(self.end).toordinal() - self._from

    def at(self, day: datetime.date) -> float:
        """Where a day is, in per cent of the drawing."""
        return _LEFT + _WIDTH * (day.toordinal() - self._from) / self._days

    def holds(self, day: datetime.date) -> bool:
        """True where the day lies on the axis."""
        return _month(self.begin) <= day < _month(self.end)

    def every(self, months: int) -> list[datetime.date]:
        """The firsts of the months that are multiples of `months`."""
        return [_month(number) for number in range(self.begin, self.end + 1) if number % months == 0]


def _drawn(days: Counter[datetime.date], frame: Frame, today: datetime.date) -> Iterator[str]:
    axis = _Axis(min(days), max(days))
    step = next((step for step in _STEPS if len(axis.every(step)) <= _MOST_NAMES), _STEPS[-1])
    yield f'<line class="axis" x1="{_LEFT}%" x2="{_LEFT + _WIDTH}%" y1="{_AXIS}" y2="{_AXIS}"/>'
    for month in axis.every(next((one for one in (1, 12) if len(axis.every(one)) <= _MOST_TICKS), step)):
        x = axis.at(month)
        yield f'<line class="axis" x1="{x:.2f}%" x2="{x:.2f}%" y1="{_AXIS}" y2="{_AXIS + 5}"/>'
    for month in axis.every(step):
        name = f"{month:%Y}" if step % 12 == 0 else f"{month:%m/%Y}"
        yield _name(axis.at(month), _AXIS + 22, name)
    most = max(_TALLEST, *days.values())
    for day, count in sorted(days.items()):
        x, y = axis.at(day), _AXIS - (_AXIS - _TOP) * count / most
        yield f'<line class="stem" x1="{x:.2f}%" x2="{x:.2f}%" y1="{_AXIS}" y2="{y:.0f}"/>'
        yield f'<circle class="day" cx="{x:.2f}%" cy="{y:.0f}" r="5"/>'
    if axis.holds(today):
        x = axis.at(today)
        yield f'<line class="today" x1="{x:.2f}%" x2="{x:.2f}%" y1="{_TOP - 8}" y2="{_AXIS}"/>'
        yield _name(x, _TOP - 13, escape(frame.say("tasks.timeline_today")))


def _name(x: float, y: int, text: str) -> str:
    return f'<text x="{x:.2f}%" y="{y}" text-anchor="middle">{text}</text>'


def _listed(days: Counter[datetime.date], fields: Fields, frame: Frame) -> Iterator[str]:
    """A line for each month, with a link to its tasks."""
    for (year, month), due in groupby(sorted(days), key=lambda day: (day.year, day.month)):
        last = calendar.monthrange(year, month)[1]
        span = {"due_after": f"{year:04}-{month:02}-01", "due_before": f"{year:04}-{month:02}-{last}"}
        address = f"/tasks?{fields.query(**span, lang=frame.language)}"
        counted = ", ".join(printed(day) + (f" ({days[day]})" if days[day] > 1 else "") for day in due)
        yield f'<li><a href="{escape(address)}">{month:02}/{year}</a>: {escape(counted)}</li>'


def _number(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> datetime.date:
    return datetime.date(number // 12, number % 12 + 1, 1)
