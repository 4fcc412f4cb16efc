"""The buttons under an answer, a source, a notice."""

from collections.abc import Callable, Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.show.outline import Block, Part
from bot.show.render import units
from bot.telegram.button_data import Verb, packed
from bot.telegram.room import Room
from rag.models import Answer, AnswerStatus

REASONS = ("wrong", "missing", "outdated", "wrong_source")
_A_ROW = 4
_CAPTION = 60  # characters; a phone shows no more in one row
_JUDGED = frozenset(AnswerStatus) - {AnswerStatus.SMALL_TALK, AnswerStatus.OUT_OF_SCOPE, AnswerStatus.UNCLEAR}

Button = InlineKeyboardButton
Rows = list[list[Button]]


def answer_buttons(
    room: Room, answer: Answer, blocks: Sequence[Block], page: int, pages: int, *, thanked: bool = False
) -> InlineKeyboardMarkup | None:
    """Sources, copy, verdict, choices, and the way to the other pages."""
    language = answer.language
    options = [block for block in blocks if block.part is Part.OPTION]
    rows: Rows = [
        [Button(captioned(f"{number + 1}. {block.text}"), callback_data=packed(Verb.OPTION, answer.id, number))]
        for number, block in enumerate(options[:8])
    ]
    if pages > 1:
        rows.append(_turning(Verb.ANSWER, answer.id, page, pages))
    quotes = [block for block in blocks if block.part is Part.QUOTE]
    if len(quotes) == 1:
        data = packed(Verb.SOURCE, answer.id, 0)
        rows.append(
            [Button(room.say(language, "button.source"), callback_data=data), *copy_button(room, language, quotes[0])]
        )
    elif quotes:
        sources = [
            Button(
                room.say(language, "button.source_number", number=block.marker),
                callback_data=packed(Verb.SOURCE, answer.id, at),
            )
            for at, block in enumerate(quotes[:12])
        ]
        rows += [sources[start : start + _A_ROW] for start in range(0, len(sources), _A_ROW)]
    if answer.status in _JUDGED and not thanked:
        rows.append(
            [
                Button("👍", callback_data=packed(Verb.JUDGE, answer.id, "up")),
                Button("👎", callback_data=packed(Verb.JUDGE, answer.id, "down")),
            ]
        )
    return InlineKeyboardMarkup(rows) if rows else None


def reason_buttons(room: Room, answer: Answer) -> InlineKeyboardMarkup:
    """What may be wrong with an answer."""
    reasons = [
        Button(room.say(answer.language, f"reason.{reason}"), callback_data=packed(Verb.JUDGE, answer.id, reason))
        for reason in REASONS
    ]
    back = Button(room.say(answer.language, "button.back"), callback_data=packed(Verb.ANSWER, answer.id, 0))
    return InlineKeyboardMarkup([reasons[:2], reasons[2:], [back]])


def source_buttons(room: Room, answer: Answer, block: Block) -> InlineKeyboardMarkup:
    """The way back from a source, and its citation to copy."""
    back = Button(room.say(answer.language, "button.back"), callback_data=packed(Verb.ANSWER, answer.id, 0))
    return InlineKeyboardMarkup([[back, *copy_button(room, answer.language, block)]])


def copy_button(room: Room, language: str, block: Block) -> list[Button]:
    """A button that copies the citation; where it is too long for one, its label without the words."""
    longest = InlineKeyboardButtonLimit.MAX_COPY_TEXT
    text = block.citation if units(block.citation) <= longest else block.label
    if not 0 < units(text) <= longest:
        return []
    return [Button(room.say(language, "button.copy"), copy_text=CopyTextButton(text))]


def list_buttons(refs: Sequence[str], first: int, page: int, pages: int) -> InlineKeyboardMarkup | None:
    """One button for each notice of the page, then the way to the others."""
    rows = [[Button(str(first + at), callback_data=packed(Verb.NOTICE, ref, 0)) for at, ref in enumerate(refs)]]
    if pages > 1:
        rows.append(_turning(Verb.LIST, "", page, pages))
    return InlineKeyboardMarkup(rows) if refs else None


def notice_buttons(room: Room, language: str, ref: str, page: int, pages: int) -> InlineKeyboardMarkup:
    """From what is known of a notice to its text and to the list. Page 0 is what is known, the text has the others."""
    rows: Rows = []
    if page == 0:
        rows.append([Button(room.say(language, "button.text"), callback_data=packed(Verb.NOTICE, ref, 1))])
    else:
        if pages > 1:
            rows.append(_turning(Verb.NOTICE, ref, page, pages, first=1))
        rows.append([Button(room.say(language, "button.facts"), callback_data=packed(Verb.NOTICE, ref, 0))])
    rows.append([Button(room.say(language, "button.list"), callback_data=packed(Verb.LIST, "", 0))])
    return InlineKeyboardMarkup(rows)


def one_button(caption: str, data: str) -> InlineKeyboardMarkup:
    """A single button."""
    return InlineKeyboardMarkup([[Button(captioned(caption), callback_data=data)]])


def turning(page: int, pages: int, data: Callable[[int], str]) -> list[Button]:
    """‹ 2/7 ›; the arrows lead round. `data` is what leads to a page, the first of which is 0."""
    return [
        Button("‹", callback_data=data((page - 1) % pages)),
        Button(f"{page + 1}/{pages}", callback_data=data(page)),
        Button("›", callback_data=data((page + 1) % pages)),
    ]


def captioned(text: str) -> str:
    """What fits on a button."""
    return text if len(text) <= _CAPTION else f"{text[: _CAPTION - 1].rstrip()}…"


def _turning(verb: Verb, subject: str, page: int, pages: int, first: int = 0) -> list[Button]:
    return turning(page - first, pages, lambda number: packed(verb, subject, number + first))
