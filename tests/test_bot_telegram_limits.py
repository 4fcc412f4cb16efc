"""Whatever an answer or a notice holds, Telegram takes the messages made of it."""

import random
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from fake_telegram_html import formatted
from fake_telegram_limits import check_keyboard
from fakes import FakeAnswerer, FakeIndex, citation_of, sample_notice
from telegram import InlineKeyboardMarkup

from bot.app import Application
from bot.assistant import Assistant
from bot.assistant.worker import Worker
from bot.log import FailureLog
from bot.messages import messages
from bot.people import People
from bot.settings import Settings
from bot.show.outline import Part, outline
from bot.show.render import Page, telegram_pages
from bot.telegram.keyboards import reason_buttons, source_buttons
from bot.telegram.notices import facts_page, notices_page, source_page, text_pages
from bot.telegram.questions import Questions
from bot.telegram.room import Room
from corpus.parse import parse
from rag.models import Answer, AnswerStatus, Choice

FUZZED = 2_000
NOTICE = sample_notice()
PIECES = [
    "Sở Nội vụ", " ", "\n", "\n\n", "- ", "[1]", "<b>", "</b>", "<i", "&", "&amp;", "&#0;", "\u202e", "\u200d", "\x00", "\x1b[31m",
    "👩🏽‍💻", "😀" * 90, "e\u0302\u0323", "a" * 300, "\ud800", "\ufffe", "<blockquote>", "```", "_*[]()~`>#+-=|{}.!", "\t", "\r\n", "ﷺ" * 50,
]  # fmt: skip


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    application = Application(Settings(), FakeIndex(NOTICE), FakeAnswerer())  # type: ignore[arg-type]
    with (
        Worker(lambda: nullcontext(application), threading.Event()) as worker,
        People(tmp_path / "people") as people,
    ):
        yield Room(Assistant(worker, messages(), people), FailureLog(tmp_path))


def taken(page: Page, buttons: InlineKeyboardMarkup | None) -> None:
    """Raises Refused where Telegram would not take the message, in either form."""
    formatted({"text": page.html, "parse_mode": "HTML"})
    formatted({"text": page.text})
    page.html.encode()
    pressed(buttons)


def pressed(buttons: InlineKeyboardMarkup | None) -> None:
    """Raises Refused where Telegram would not take the buttons."""
    if buttons:
        check_keyboard(buttons.to_dict())


def test_two_thousand_fuzzed_answers_are_taken(room: Room) -> None:
    rng = random.Random(11)
    questions = Questions(room)
    for _ in range(FUZZED):
        answer = fuzzed(rng)
        pages = telegram_pages(answer, messages())
        for page in pages[1:]:
            taken(page, None)
        taken(*questions.shown(answer, rng.randrange(len(pages)), thanked=rng.random() < 0.3))
        taken(pages[0], reason_buttons(room, answer))
        for block in outline(answer, messages()):
            if block.part is Part.QUOTE:
                pressed(source_buttons(room, answer, block))  # below the page that was taken above


def test_the_pages_of_any_notice_are_taken(room: Room) -> None:
    rng = random.Random(7)
    hostile = [parse(f"n{number}", text(rng, 400).replace("\ud800", "")) for number in range(60)]
    notices = [NOTICE, *hostile]
    for notice in notices:
        for page in (facts_page(room, "vi", notice), *text_pages(notice)):
            taken(page, None)
        if len(notice.text) > 10:
            start = rng.randrange(len(notice.text) - 5)
            citation = citation_of(NOTICE, "giao Sở Nội vụ").model_copy(
                update={"start": start, "end": start + 5, "quote": notice.text[start : start + 5]}
            )
            taken(source_page(notice, citation, ""), None)
    for number in range(20):
        taken(notices_page(room, "en", notices, number)[0], None)


def fuzzed(rng: random.Random) -> Answer:
    """An answer of any status, every text of it hostile."""
    status = rng.choice(list(AnswerStatus))
    quote = "giao Sở Nội vụ thực hiện việc khảo sát"
    citations = tuple(
        citation_of(NOTICE, quote, number + 1).model_copy(update={"quote": text(rng, 12), "label": text(rng, 5)})
        for number in range(rng.randrange(13))
    )
    choices = tuple(
        Choice(label=text(rng, 4), question=text(rng, 6), notice_id=NOTICE.id) for _ in range(rng.randrange(7))
    )
    return Answer(
        id=f"{rng.getrandbits(128):032x}",
        question=text(rng, 5),
        language=rng.choice(["vi", "en"]),
        status=status,
        abstained=status.abstained,
        headline=text(rng, 4),
        text=text(rng, 40),
        citations=() if status.abstained else citations,
        nearest=citations[:3] if status.abstained else (),
        choices=choices if status is AnswerStatus.AMBIGUOUS else (),
        suggestions=tuple(text(rng, 4) for _ in range(rng.randrange(4))),
    )


def text(rng: random.Random, most: int) -> str:
    return "".join(rng.choice(PIECES) for _ in range(rng.randrange(most + 1)))
