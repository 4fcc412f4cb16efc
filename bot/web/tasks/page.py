"""The page of the task register: the form, the count, the days, the tasks, and the way to the next ones."""

import datetime
from collections.abc import Iterator, Sequence
from html import escape

from bot.show.paging import WEB_TASKS, ListPage, list_page
from bot.tasks.lookup import Lookup, Offered, why_none
from bot.tasks.words import TaskWords, mergers
from bot.web.pages import Frame, Markup, page
from bot.web.tasks.card import task_card
from bot.web.tasks.fields import Fields, conditions_of
from bot.web.tasks.form import form
from bot.web.tasks.timeline import timeline
from rag.label import placed
from rag.register import Task


def tasks_page(
    fields: Fields, found: Lookup | None, offered: Offered, frame: Frame, number: int, today: datetime.date
) -> str:
    """The page; `found` is None where the form cannot be used, `number` is that of the part that is shown."""
    tasks = found.tasks if found else ()
    shown = list_page(tasks, number - 1, WEB_TASKS)
    words = TaskWords(frame.wording, frame.language)
    conditions = conditions_of(fields, frame, _labels(tasks, offered)) if fields.wanted else ""
    content = page(
        "tasks.html",
        title=frame.say("tasks.title"),
        form=form(fields, offered, frame),
        count=_count(fields, found, shown, frame),
        order=_order(fields, frame) if len(tasks) > 1 else "",
        chosen=Markup(
            f'<p class="hint">{escape(frame.say("tasks.chosen", chosen=conditions))}</p>' if conditions else ""
        ),
        timeline=timeline(tasks, fields, frame, today),
        downloads=_downloads(fields, frame) if tasks else "",
        tasks=_list((task_card(task, words, today) for task in shown.rows), frame) if shown.rows else "",
        pages=_pages(fields, shown.number + 1, shown.pages, frame) if shown.pages > 1 else "",
    )
    return frame.around(
        content,
        kind="tasks",
        title=f"{frame.say('tasks.title')} – {frame.say('web.name')}",
        address="/tasks" + (f"?{query}" if (query := fields.query()) else ""),
        styles=("tasks.css", "tasks_print.css"),
    )


def _labels(tasks: Sequence[Task], offered: Offered) -> dict[str, str]:
    """By id the label of each notice that is offered, or that has one of the tasks."""
    found = {task.notice_id: task.label.removesuffix(placed("", task.directive.item)) for task in tasks}
    return {**found, **dict(offered.notices)}


def _count(fields: Fields, found: Lookup | None, shown: ListPage[Task], frame: Frame) -> str:
    if found is None or fields.wanted is None:
        return " ".join(fields.wrong.values())
    if found.missing:
        return why_none(frame.wording, frame.language, fields.wanted, found.missing)
    count = len(found.tasks)
    note = mergers(frame.wording, frame.language, fields.wanted.province, (task.province for task in found.tasks))
    if shown.pages == 1:
        return f"{frame.say('tasks.count', count=count)} {note}".rstrip()
    last = shown.first + len(shown.rows) - 1
    return f"{frame.say('tasks.range', count=count, first=shown.first, last=last)} {note}".rstrip()


def _order(fields: Fields, frame: Frame) -> Markup:
    """What the tasks are sorted by."""
    by_day = fields.wanted and (fields.wanted.due_before or fields.wanted.due_after)
    return Markup(f'<p class="hint">{escape(frame.say("tasks.by_day" if by_day else "tasks.by_notice"))}</p>')


def _list(cards: Iterator[str], frame: Frame) -> Markup:
    return Markup(
        f'<h2 class="unseen">{escape(frame.say("tasks.list"))}</h2>\n<ol class="tasks">\n'
        + "\n".join(cards)
        + "\n</ol>"
    )


def _downloads(fields: Fields, frame: Frame) -> Markup:
    links = " ".join(
        f'<a href="/api/tasks?{escape(fields.query(format=kind))}" download>{escape(frame.say(f"tasks.{key}"))}</a>'
        for kind, key in (("csv", "as_sheet"), ("ics", "as_calendar"))
    )
    return Markup(f'<p class="downloads">{escape(frame.say("tasks.downloads"))}: {links}</p>')


def _pages(fields: Fields, number: int, last: int, frame: Frame) -> Markup:
    def link(to: int, text: str, more: str = "") -> str:
        address = f"/tasks?{fields.query(lang=frame.language, page=to)}"
        return f'<li><a href="{escape(address)}"{more}>{escape(text)}</a></li>'

    links = [link(number - 1, frame.say("tasks.earlier"), ' rel="prev"')] if number > 1 else []
    for to in _near(number, last):
        current = ' aria-current="page"' if to == number else ""
        name = escape(frame.say("tasks.page", number=to))
        links.append(link(to, str(to), f' aria-label="{name}"{current}') if to else '<li aria-hidden="true">…</li>')
    if number < last:
        links.append(link(number + 1, frame.say("tasks.later"), ' rel="next"'))
    return Markup(f'<nav class="pages" aria-label="{escape(frame.say("tasks.pages"))}"><ul>{"".join(links)}</ul></nav>')


def _near(number: int, last: int) -> Iterator[int]:
    """The first part, the last one, and those around this one; 0 for what is left out between."""
    before = 0
    for to in sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)}):
        if to > before + 1:
            yield 0
        yield to
        before = to
