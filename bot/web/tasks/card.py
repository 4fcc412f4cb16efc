"""One task on the page: by when, what, who, under what, where it stands, what changed it."""

import datetime
from collections.abc import Iterator
from html import escape

from bot.show.text import on_one_line
from bot.tasks.words import TaskWords, day_shown
from rag.register import Task


def task_card(task: Task, words: TaskWords, today: datetime.date) -> str:
    """An entry of the list. The words of the notice are Vietnamese whatever the page is."""
    facts = "".join(
        f'<div><dt>{escape(name)}</dt><dd lang="vi">{escape(value)}</dd></div>'
        for name, value in (*words.bodies(task), *words.sources(task))
    )
    return (
        f'<li class="box task">{_by_when(task, words, today)}'
        f'<p class="what" lang="vi">{escape(on_one_line(task.directive.task))}</p>'
        + (f"<dl>{facts}</dl>" if facts else "")
        + "".join(_changes(task, words))
        + (f'<p class="scanned">{escape(remark)}</p>' if (remark := words.remark(task)) else "")
        + f'<p class="source"><a href="{escape(_in_language(task.url, words))}" lang="vi">'
        f"{escape(on_one_line(task.label))}</a></p></li>"
    )


def _by_when(task: Task, words: TaskWords, today: datetime.date) -> str:
    deadline = task.directive.deadline
    name = f'<span class="name">{escape(words.say("deadline"))}:</span>'
    if deadline is None:
        return f'<p class="when none">{name} {escape(words.say("no_deadline"))}</p>'
    said = f'<strong lang="vi">{escape(on_one_line(deadline.text))}</strong>'
    day = day_shown(deadline)
    machine = deadline.date.isoformat() if deadline.date else ""
    dated = f'<time datetime="{machine}">{day}</time>' if day else ""
    left = words.left(task, today)
    detail = " · ".join(filter(None, (dated, escape(words.precision(deadline)), escape(left))))
    return f'<p class="when">{name} {said} <span class="detail">{detail}</span></p>'


def _changes(task: Task, words: TaskWords) -> Iterator[str]:
    for how, label, url in words.changes(task):
        address = escape(_in_language(url, words))
        yield f'<p class="changed">{escape(how)} <a href="{address}" lang="vi">{escape(label)}</a></p>'


def _in_language(url: str, words: TaskWords) -> str:
    return f"{url}{'&' if '?' in url else '?'}lang={words.language}"
