"""The fake Telegram does what Telegram does: what the tests of the bot find with it can be believed."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from fake_telegram import FAULTS, Call, FakeTelegram, Fault
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import Application, CallbackQueryHandler, InlineQueryHandler, MessageHandler, filters


@pytest.fixture(autouse=True)
def durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """RetryAfter as it will be: without this the library warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


# a real bot


async def echo(update: Update, _: Any) -> None:
    assert update.message and update.message.text
    markup = InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("Nguồn", callback_data="s:1"),
                InlineKeyboardButton("Chép", copy_text=CopyTextButton("x")),
            ]
        ]
    )
    await update.message.reply_chat_action("typing")
    await update.message.reply_html(
        f"<b>{update.message.text}</b>", reply_markup=markup, do_quote=True, allow_sending_without_reply=True
    )


async def pressed(update: Update, _: Any) -> None:
    assert update.callback_query
    await update.callback_query.answer("xong")
    await update.callback_query.edit_message_text(f"{update.callback_query.data} đã mở")


async def typed(update: Update, _: Any) -> None:
    assert update.inline_query
    await update.inline_query.answer([], cache_time=0)


def application(telegram: FakeTelegram, token: str = "") -> Any:
    builder = Application.builder().token(token or telegram.token)
    builder = builder.base_url(f"{telegram.url}/bot").base_file_url(f"{telegram.url}/file/bot")
    made = builder.get_updates_read_timeout(1).build()
    made.add_handler(MessageHandler(filters.TEXT, echo))
    made.add_handler(CallbackQueryHandler(pressed))
    made.add_handler(InlineQueryHandler(typed))
    return made


@pytest.fixture
def bot(telegram: FakeTelegram) -> Iterator[None]:
    """A bot that echoes, in a thread of its own, from its start to its end."""
    ready, done = threading.Event(), threading.Event()

    async def run() -> None:
        async with application(telegram) as bot:
            await bot.start()
            await bot.updater.start_polling(timeout=5, poll_interval=0)
            ready.set()
            await asyncio.to_thread(done.wait)
            await bot.updater.stop()
            await bot.stop()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    assert ready.wait(5)
    yield
    done.set()
    thread.join()


@pytest.mark.usefixtures("bot")
def test_a_real_bot_echoes(telegram: FakeTelegram) -> None:
    telegram.private("xin <i>chào</i>")
    [message] = telegram.wait_message()
    assert (message.text, message.html) == ("xin chào", "<b>xin <i>chào</i></b>")
    assert message.buttons == [[("Nguồn", "s:1"), ("Chép", "x")]]
    assert message.reply_to == message.id - 1 and len(telegram.typing(7)) == 1
    press = telegram.press(message, "Nguồn")
    telegram.wait_for(lambda: message.edited)
    assert message.text == "s:1 đã mở" and message.buttons == []
    assert (telegram.answer_to(press) or {})["text"] == "xong"
    inline = telegram.inline("khảo sát")
    assert (telegram.wait_for(lambda: telegram.answer_to(inline)) or {})["results"] == []
    telegram.group("trong nhóm", thread=4)
    assert telegram.wait_message(-100)[0].thread == 4
    assert telegram.warnings == []


@pytest.mark.usefixtures("bot")
def test_a_real_bot_comes_back(telegram: FakeTelegram) -> None:
    telegram.offline()
    telegram.private("một")
    telegram.online()
    telegram.wait_message(count=1)
    telegram.private("hai")
    assert [message.text for message in telegram.wait_message(count=2)] == ["một", "hai"]


def test_waiting_in_vain_tells_the_calls(telegram: FakeTelegram) -> None:
    telegram.call("getMe")
    with pytest.raises(AssertionError, match="200 getMe"):
        telegram.wait_message(seconds=0.05)


# what goes wrong


def tried(telegram: FakeTelegram, work: Callable[[Any], Awaitable[Any]], token: str = "") -> Any:
    async def run() -> Any:
        bot = application(telegram, token).bot
        async with bot:
            return await work(bot)

    return asyncio.run(run())


WRONG = {
    "429": (Fault(status=429, retry_after=3), RetryAfter, "Retry in 0:00:03", 0),
    "502": (Fault(status=502), NetworkError, "Bad Gateway", 0),
    "500": (Fault(status=500), NetworkError, "Internal Server Error", 0),
    "400": (Fault(status=400, description="Bad Request: can't parse entities: x"), BadRequest, "parse entities: x", 0),
    "timeout": (Fault("timeout"), TimedOut, "Timed out", 0),
    "timeout after": (Fault("timeout", processed=True), TimedOut, "Timed out", 1),
    "reset": (Fault("reset"), NetworkError, "disconnected", 0),
    "reset after": (Fault("reset", processed=True), NetworkError, "disconnected", 1),
}


@pytest.mark.parametrize(("fault", "error", "text", "shown"), WRONG.values(), ids=list(WRONG))
def test_a_fault_is_met_once(
    telegram: FakeTelegram, fault: Fault, error: type[Exception], text: str, shown: int
) -> None:
    telegram.private("a")
    telegram.fail_next("sendMessage", **fault._asdict())

    async def twice(bot: Any) -> None:
        with pytest.raises(error, match=text):
            await bot.send_message(7, "một", read_timeout=0.2 if fault.how == "timeout" else 5)
        await bot.send_message(7, "hai")

    tried(telegram, twice)
    assert len(telegram.chats[7]) == shown + 1
    statuses = [call.status for call in telegram.calls if call.method == "sendMessage"]
    assert statuses == [fault.status if fault.how == "answer" else 0, 200]


def test_faults_by_chance_are_the_same_for_a_seed(telegram: FakeTelegram) -> None:
    def statuses() -> list[int]:
        telegram.fault(0.5, seed=4, kinds=[fault for fault in FAULTS if fault.how == "answer"])
        telegram.calls.clear()
        for _ in range(20):
            telegram.call("sendMessage", chat_id=7, text="a")
        return [call.status for call in telegram.calls]

    telegram.private("a")
    first = statuses()
    assert first == statuses()
    assert set(first) == {200, 429, 500, 502}
    telegram.fault(0)
    telegram.call("sendMessage", chat_id=7, text="a")
    assert telegram.calls[-1].status == 200


def test_a_real_bot_is_told_the_right_errors(telegram: FakeTelegram) -> None:
    telegram.private("a")
    telegram.blocked.add(7)

    async def blocked(bot: Any) -> None:
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(7, "a")
        telegram.blocked.clear()
        with pytest.raises(BadRequest, match="Message to be replied not found"):
            await bot.send_message(7, "a", reply_parameters=ReplyParameters(99))
        await bot.set_webhook("https://chidao.vn/telegram")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()

    tried(telegram, blocked)
    with pytest.raises(InvalidToken):
        tried(telegram, blocked, token="123456:wrong")


def test_a_document_arrives_whole(telegram: FakeTelegram) -> None:
    telegram.private("a")
    content = bytes(range(256)) + b"\r\n--\n\r"

    async def send(bot: Any) -> None:
        sent = await bot.send_document(7, content, filename="dữ liệu.json", caption="<b>x</b>", parse_mode="HTML")
        assert sent.document.file_name == "dữ liệu.json" and sent.caption_entities[0].type == "bold"
        with pytest.raises(BadRequest, match="caption is too long"):
            await bot.send_document(7, content, caption="a" * 1025)

    tried(telegram, send)
    [message] = telegram.chats[7]
    assert (message.content, message.filename, message.text) == (content, "dữ liệu.json", "x")
    assert isinstance(telegram.calls[-1], Call)
