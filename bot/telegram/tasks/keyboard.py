"""The buttons under a list of tasks: what narrows it, the sources, the other pages."""

from collections.abc import Iterable

from telegram import InlineKeyboardMarkup

from bot.show.outline import quote_block
from bot.tasks.bodies import Body
from bot.tasks.deadlines import Horizon
from bot.telegram.button_data import Verb
from bot.telegram.keyboards import Button, Rows, captioned, copy_button, turning
from bot.telegram.room import Room
from bot.telegram.tasks.listing import Listing
from bot.telegram.tasks.page import period_in_words
from bot.telegram.tasks.view import View, body_reference, province_reference, task_reference
from corpus.names.places import renamed
from corpus.text import in_order
from rag.models import Citation
from rag.register import Role

_MOST_PROVINCES = 8
_MOST_PERIODS = 8
_CHOSEN = "✓ "


def list_buttons(room: Room, language: str, shown: Listing) -> InlineKeyboardMarkup:
    """Everything under one page of a listing."""
    view = shown.view
    rows: Rows = []
    if shown.page.rows:
        rows.append(
            [
                Button(str(number), callback_data=view._replace(task=task_reference(row)).data)
                for number, row in enumerate(shown.page.rows, shown.page.first)
            ]
        )
    if shown.page.pages > 1:
        rows.append(turning(view.page, shown.page.pages, lambda page: view._replace(page=page).data))
    first = view._replace(page=0)
    if view.verb is Verb.DUE:
        rows += _horizons(room, language, shown, first)
    else:
        rows += _roles(room, language, shown, first)
        rows += _provinces(room, language, shown, first)
    rows += body_buttons(room, language, first._replace(role=None, period=""), shown.shared, to_all=True)
    return InlineKeyboardMarkup(rows)


def body_buttons(room: Room, language: str, view: View, bodies: Iterable[Body], *, to_all: bool = False) -> Rows:
    """A button for the list of each body; with `to_all` they are bodies named by kind, which others belong to."""
    captions = {
        body: body.name if view.verb is Verb.DUE else room.say(language, "button.body", body=body.name, count=body.rows)
        for body in bodies
    }
    return [
        [
            Button(
                captioned(room.say(language, "button.to_all", body=caption) if to_all else caption),
                callback_data=view._replace(body=body_reference(body)).data,
            )
        ]
        for body, caption in captions.items()
    ]


def source_buttons(room: Room, language: str, view: View, citation: Citation) -> InlineKeyboardMarkup:
    """The way back from a source, and its citation to copy."""
    block = quote_block(citation, room.assistant.wording.say(language, "render.doubtful"))
    back = Button(room.say(language, "button.to_tasks"), callback_data=view._replace(task="").data)
    return InlineKeyboardMarkup([[back, *copy_button(room, language, block)]])


def _roles(room: Room, language: str, shown: Listing, view: View) -> Rows:
    offered = [role for role in Role if shown.roles[role] or role is view.role]
    if len(offered) < 2 and view.role is None:
        return []
    every = _choice(room.say(language, "button.every_role"), view._replace(role=None), view.role is None)
    choices = [
        _choice(room.say(language, f"role.{role.value}"), view._replace(role=role), role is view.role)
        for role in offered
    ]
    return [[every, *choices]]


def _provinces(room: Room, language: str, shown: Listing, view: View) -> Rows:
    names = {name for name, _ in shown.provinces.most_common(_MOST_PROVINCES)}
    offered = sorted(names - renamed(shown.province) | {shown.province} - {""}, key=in_order)
    if len(offered) < 2 and not shown.province:
        return []
    every = _choice(room.say(language, "button.every_province"), view._replace(province=""), not view.province)
    references = [(name, province_reference(name)) for name in offered]
    choices = [_choice(name, view._replace(province=one), one == view.province) for name, one in references]
    return _in_rows([every, *choices], 3)


def _horizons(room: Room, language: str, shown: Listing, view: View) -> Rows:
    choices = [
        _choice(
            room.say(language, f"button.{horizon.name.lower()}", count=shown.horizons[horizon]),
            view._replace(horizon=horizon, period=""),
            horizon is view.horizon,
        )
        for horizon in Horizon
    ]
    offered = shown.periods[:_MOST_PERIODS] if view.horizon is Horizon.AHEAD else shown.periods[-_MOST_PERIODS:]
    if view.period and view.period not in offered:
        offered = [*offered, view.period]
    if not offered:
        return [choices]
    every = _choice(room.say(language, "button.every_period"), view._replace(period=""), not view.period)
    periods = [
        _choice(period_in_words(room, language, one), view._replace(period=one), one == view.period) for one in offered
    ]
    return [choices, *_in_rows([every, *periods], 4)]


def _choice(caption: str, view: View, chosen: bool) -> Button:
    return Button(f"{_CHOSEN}{caption}" if chosen else caption, callback_data=view.data)


def _in_rows(buttons: list[Button], length: int) -> Rows:
    return [buttons[start : start + length] for start in range(0, len(buttons), length)]
