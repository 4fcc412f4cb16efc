"""The register for a calendar (RFC 5545): one event of a whole day for each task that names a day."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.show.text import on_one_line
from bot.tasks.words import TaskWords, listed, starts
from rag.register import Task

OCTETS = 75  # of a line, without its end
_SUMMARY = 160  # characters of a task in the title of its event; the description has it whole
_UNDATED = datetime.date(1970, 1, 1)  # the stamp of a notice without a day: the clock would make every file another one
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Chi Dao//chidao//VI",
    "CALSCALE:GREGORIAN",
)
_ZONE = (  # no event needs it, but a calendar without any component is none
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar(tasks: Iterable[Task], words: TaskWords) -> str:
    """The whole file, the same for the same tasks."""
    lines = [*_HEAD, f"X-WR-CALNAME:{escaped(words.say('title'))}", *_ZONE]
    seen: Counter[str] = Counter()
    for task in tasks:
        day = task.due or starts(task)
        if day:
            uid = _uid(task)
            seen[uid] += 1
            lines += _event(task, day, f"{uid}-{seen[uid]}@chidao" if seen[uid] > 1 else f"{uid}@chidao", words)
    return "".join(folded(line) for line in (*lines, "END:VCALENDAR"))


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line break as the format wants them."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no character cut, each ended by CRLF."""
    pieces, piece, used = [], "", 0
    for sign in line:
        size = len(sign.encode())
        if used + size > OCTETS:
            pieces.append(piece)
            piece, used = " ", 1
        piece, used = piece + sign, used + size
    return "\r\n".join((*pieces, piece)) + "\r\n"


def _event(task: Task, day: datetime.date, uid: str, words: TaskWords) -> Iterator[str]:
    directive = task.directive
    what = on_one_line(directive.task)
    short = what if len(what) <= _SUMMARY else f"{what[:_SUMMARY].rsplit(' ', 1)[0]} …"
    who = listed(directive.lead) or words.wording.say(
        words.language, "answer.assigned", bodies=listed(directive.assigned)
    )
    stands = directive.lead or directive.assigned
    key = "due_event" if task.due else "start_event"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{task.dated or _UNDATED:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{escaped(words.say(key, task=f'{who}: {short}' if stands else short))}"
    yield f"DESCRIPTION:{escaped(chr(10).join(_description(task, words)))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(task: Task, words: TaskWords) -> Iterator[str]:
    directive, deadline = task.directive, task.directive.deadline
    yield f"{words.say('task')}: {on_one_line(directive.task)}"
    for name, value in (*words.bodies(task), *words.sources(task)):
        yield f"{name}: {value}"
    if deadline:
        yield f"{words.say('deadline')}: {on_one_line(deadline.text)} ({words.precision(deadline)})"
    yield f"{words.say('notice')}: {on_one_line(task.label)}"
    yield f"{words.say('quote')}: “{on_one_line(directive.quote)}”"
    for how, label, _ in words.changes(task):
        yield f"{how} {label}"
    if remark := words.remark(task):
        yield remark


def _uid(task: Task) -> str:
    """The same for the same task in every export, whatever else is in it."""
    named = "\n".join((task.notice_id, str(task.directive.start), task.directive.task))
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:32]
