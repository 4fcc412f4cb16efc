"""Whatever is delivered in place of an update: the webhook says 200 or 400, fetching goes on, people are answered."""

import asyncio
import copy
import json
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from fake_telegram import TOKEN, FakeTelegram
from fake_telegram_people import person, private_chat
from fakes import FakeAnswerer, FakeIndex, sample_notice
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram_bot import QUICK, Office, at_work, hurry

from bot.app import Application
from bot.assistant import Assistant
from bot.assistant.worker import Worker
from bot.log import FailureLog
from bot.messages import messages
from bot.people import People
from bot.settings import Settings
from bot.telegram.application import bot_of
from bot.telegram.room import today_in_vietnam
from bot.telegram.service import TelegramBot
from bot.telegram.updates import update_of
from bot.web.site import create_app

HUGE = 10**30
PATH, SECRET = "/telegram/webhook", "X-Telegram-Bot-Api-Secret-Token"
MESSAGE = {
    "message_id": 5, "date": 1_700_000_000, "chat": private_chat(7), "from": person(7, "vi"), "text": "/help a",
    "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
}  # fmt: skip
WHOLE: list[dict[str, Any]] = [
    {"update_id": 1, "message": MESSAGE},
    {"update_id": 2, "edited_message": MESSAGE | {"edit_date": 1_700_000_001, "reply_to_message": MESSAGE}},
    {"update_id": 3, "callback_query": {
        "id": "3", "from": person(7, "vi"), "chat_instance": "1", "data": "1|so|x|0", "message": MESSAGE}},
    {"update_id": 4, "inline_query": {"id": "4", "from": person(7, "vi"), "query": "a", "offset": ""}},
    {"update_id": 5, "poll_of_the_future": {"id": 1}},
]  # fmt: skip


def in_lists(depth: int) -> Any:
    return "inside" if depth == 0 else [in_lists(depth - 1)]


def in_replies(depth: int) -> Any:
    return MESSAGE if depth == 0 else MESSAGE | {"reply_to_message": in_replies(depth - 1)}


ODD = [
    *(0, -1, HUGE, -HUGE, 2**63, 1.5, 1e308, "", "x", "\ud800 nửa", "a" * 5_000),
    *([], {}, [[]], {"id": {}}, in_lists(300), in_replies(200)),
]
odd_values = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    st.sampled_from([json.dumps(odd) for odd in ODD]).map(json.loads),
)


def paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in an update, as deep as a whole one goes."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside if len(before) < 5 else ():
        yield (*before, key)
        yield from paths(part, (*before, key))


@st.composite
def odd_updates(draw: st.DrawFn) -> Any:
    """A whole update in which up to three things are missing, or something else; or something else altogether."""
    if draw(st.integers(0, 9)) == 0:
        return draw(odd_values)
    update = copy.deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(sorted(paths(update), key=repr)))
        place: Any = update
        for key in way:
            place = place[key]
        if draw(st.booleans()):
            del place[last]
        else:
            place[last] = draw(odd_values)
        if not list(paths(update)):
            break
    return update


@given(odd_updates())
def test_an_update_is_read_or_passed_over(delivered: Any) -> None:
    update = update_of(delivered, None)
    if update:
        update.to_json().encode()
        assert 0 <= update.update_id < 2**63


@pytest.mark.parametrize("whole", WHOLE, ids=lambda whole: next(key for key in whole if key != "update_id"))
def test_a_whole_update_is_read(whole: dict[str, Any]) -> None:
    update = update_of(whole, None)
    assert update and update.update_id == whole["update_id"]


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The service that Telegram delivers to; what is taken on waits in its queue."""
    folder = tmp_path_factory.mktemp("hook")
    chosen = Settings.model_validate({"telegram_bot_token": TOKEN, "telegram_webhook": "https://chidao.example.vn"})
    application = Application(chosen, FakeIndex(sample_notice()), FakeAnswerer())  # type: ignore[arg-type]
    with Worker(lambda: nullcontext(application), threading.Event()) as worker, People(folder) as people:
        assistant, failures = Assistant(worker, messages(), people), FailureLog(folder)

        async def made() -> TelegramBot:
            async with bot_of(chosen) as bot:
                return TelegramBot(bot, chosen, assistant, failures, today_in_vietnam, QUICK)

        telegram = asyncio.run(made())
        client = TestClient(
            create_app(assistant, chosen, failures, telegram),
            base_url="http://localhost",
            raise_server_exceptions=False,
        )
        client.headers[SECRET] = telegram.secret
        yield client


@given(odd_updates())
def test_the_webhook_takes_it_or_calls_it_no_update(hook: TestClient, delivered: Any) -> None:
    status = hook.post(PATH, content=json.dumps(delivered)).status_code
    assert status == (200 if isinstance(delivered, dict) else 400), status


@pytest.mark.parametrize("number", [HUGE, -HUGE, 2**63, 2**63 - 1, -1, 0, 1.5, "7", None, [], True], ids=str)
def test_the_webhook_takes_any_number(hook: TestClient, number: Any) -> None:
    assert hook.post(PATH, json=WHOLE[0] | {"update_id": number}).status_code == 200


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"update_id":' + b"9" * 5_000 + b"}", b'{"update_id":NaN}', b"null"],
    ids=["empty", "half", "bytes", "deep", "digits", "nan", "null"],
)
def test_the_webhook_takes_what_is_no_json_for_no_update(hook: TestClient, content: bytes) -> None:
    assert hook.post(PATH, content=content).status_code in (200, 400)


@pytest.fixture(scope="module")
def odd_examples() -> list[Any]:
    """A hundred of them, the same each time."""
    found: list[Any] = []

    @settings(max_examples=100, database=None, derandomize=True)
    @given(odd_updates())
    def draw(odd: Any) -> None:
        found.append(odd)

    draw()
    return found


def test_fetching_goes_on_whatever_is_delivered(
    telegram: FakeTelegram,
    slow_office: Office,
    tmp_path: Path,
    odd_examples: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hurry(monkeypatch)
    with at_work(telegram, slow_office, tmp_path):
        for number in range(0, len(odd_examples), 10):
            for odd in odd_examples[number : number + 10]:
                telegram.push_anything(odd)
            user = 100 + number
            telegram.private("một", user=user)
            assert telegram.wait_message(user)[0].text.startswith("Trả lời: một")
    with at_work(telegram, slow_office, tmp_path):  # nothing that was odd keeps the next start from it
        telegram.private("hai", user=1_000)
        telegram.wait_message(1_000)


@pytest.mark.parametrize(
    "shape", [{}, [], None, {"ok": True}, {"ok": True, "result": {}}, {"ok": True, "result": None}]
)
def test_fetching_goes_on_whatever_the_answer_is(
    telegram: FakeTelegram, slow_office: Office, tmp_path: Path, shape: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    telegram.fail_next("getUpdates", status=200, body=json.dumps(shape), times=2)
    with at_work(telegram, slow_office, tmp_path):
        telegram.private("một")
        telegram.wait_message()
