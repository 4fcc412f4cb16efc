"""/nhiemvu as officials meet it."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from fake_telegram import FakeTelegram
from telegram_bot import Office, ask, captions, press, spotless

from bot.assistant import Assistant
from bot.messages import messages
from bot.show.paging import TELEGRAM_TASKS
from bot.show.text import on_one_line
from rag.register import Task, tasks

INFORMATION = "Sở Thông tin và Truyền thông"
PROVINCES = ("Bình Phước", "Kiên Giang", "Quảng Nam", "Trà Vinh")


def say(key: str, language: str = "vi", **values: object) -> str:
    return messages().say(language, f"telegram.{key}", **values)


@pytest.fixture
def worker(sample_office: Office) -> Office:
    return sample_office


@pytest.fixture
def assistant(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Assistant]:
    with spotless(telegram, worker, tmp_path / "data", monkeypatch) as assistant:
        yield assistant


def register_rows(worker: Office) -> list[Task]:
    """Every row that names the Sở Thông tin và Truyền thông."""
    rows = worker.look(lambda application: tasks(application.index))
    return [row for row in rows if INFORMATION in named(row)]


def named(row: Task) -> tuple[str, ...]:
    directive = row.directive
    return (*directive.lead, *directive.assigned, *directive.coordinating)


def test_without_a_name_those_with_most_tasks_are_offered(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/nhiemvu")
    assert "/nhiemvu" in message.text and len(message.text) < 200
    offered = captions(message)
    assert 2 <= len(offered) <= 8 and offered[0].startswith(INFORMATION)
    assert not any("liên quan" in caption for caption in offered)
    press(telegram, message, offered[1])
    assert message.text.startswith(offered[1].partition(" (")[0])


@pytest.mark.parametrize(
    "typed", ["sở tttt", "so tttt", "STTTT", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "nhiệm vụ của sở TT&TT"]
)
def test_a_body_is_known_in_any_spelling(assistant: Assistant, telegram: FakeTelegram, typed: str) -> None:
    message = ask(telegram, f"/nhiemvu {typed}")
    assert message.html.startswith(f"<b>{INFORMATION}: ")


def test_the_rows_say_role_task_deadline_and_notice(
    assistant: Assistant, telegram: FakeTelegram, worker: Office
) -> None:
    message = ask(telegram, "/nhiemvu sở tttt")
    mine = register_rows(worker)
    assert f"{len(mine)} nhiệm vụ" in message.text
    shown = message.text.split("\n\n")[1:]
    assert len(shown) == TELEGRAM_TASKS
    for number, (block, row) in enumerate(zip(shown, mine, strict=False), 1):
        role = say("role.lead") if INFORMATION in row.directive.lead else say("role.assigned")
        assert block.startswith(f"{number}. {role}")
        assert row.directive.task[:60] in block and row.label in block
        assert (row.directive.deadline.text in block) if row.directive.deadline else ("Thời hạn" not in block)


def test_pages_follow_each_other_and_lead_round(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/nhiemvu sở tttt")
    count = int(next(caption for caption in captions(message) if caption.startswith("1/")).partition("/")[2])
    seen = []
    for page in range(1, count + 1):
        assert f"{page}/{count}" in captions(message)
        seen += [caption for caption in captions(message) if caption.isdecimal()]
        press(telegram, message, "›")
    assert seen == [str(number) for number in range(1, len(seen) + 1)] and f"{len(seen)} nhiệm vụ" in message.text
    assert f"1/{count}" in captions(message)
    press(telegram, message, "‹")
    assert f"{count}/{count}" in captions(message)


def test_role_and_province_narrow_the_list_together(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/nhiemvu sở tttt")
    assert set(PROVINCES) < set(captions(message)) and f"✓ {say('button.every_role')}" in captions(message)
    press(telegram, message, "›")
    press(telegram, message, say("role.coordinating"))
    assert message.text.splitlines()[1] == say("role.coordinating") and "1. Phối hợp (" in message.text
    press(telegram, message, "Kiên Giang")
    assert "✓ Kiên Giang" in captions(message) and f"✓ {say('role.coordinating')}" in captions(message)
    assert "Quảng Nam" not in message.text and "Công an tỉnh chủ trì" in message.text
    press(telegram, message, say("button.every_role"))
    assert "1. Chủ trì:" in message.text and "Trà Vinh" not in message.text
    press(telegram, message, say("button.every_province"))
    assert "Bình Phước" in message.text


def test_a_province_may_be_typed_after_the_name(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/nhiemvu so noi vu quang nam")
    first, second = message.text.splitlines()[:2]
    assert first.startswith("Sở Nội vụ: ") and second == "Quảng Nam" and "Kiên Giang, mục" not in message.text
    assert say("tasks.nothing") in ask(telegram, "/nhiemvu sở nội vụ hà nội").text
    choice = ask(telegram, "/nhiemvu Quảng Nam")
    assert choice.text == say("tasks.choose_in", province="Quảng Nam")
    press(telegram, choice, next(caption for caption in captions(choice) if caption.startswith("Sở Nội vụ")))
    assert choice.text == message.text


def test_the_source_is_shown_in_place_and_leads_back_to_its_page(
    assistant: Assistant, telegram: FakeTelegram, worker: Office
) -> None:
    message = ask(telegram, "/nhiemvu sở tttt")
    press(telegram, message, "›")
    press(telegram, message, "Quảng Nam")
    press(telegram, message, "›")
    before, third = message.html, captions(message)[2]
    row = [row for row in register_rows(worker) if row.province == "Quảng Nam"][int(third) - 1]
    press(telegram, message, third)
    assert f"<b>{escape(on_one_line(row.directive.quote), quote=False)}</b>" in message.html
    copied = message.raw["reply_markup"]["inline_keyboard"][0][1]["copy_text"]["text"]
    assert row.label in copied and len(copied) <= 256
    press(telegram, message, say("button.to_tasks"))
    assert message.html == before and len(telegram.chats[7]) == 1


def test_a_department_is_led_to_what_all_departments_have_to_do(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/nhiemvu sở nội vụ")
    caption = next(caption for caption in captions(message) if caption.startswith("Giao chung: "))
    press(telegram, message, caption)
    assert message.text.lower().startswith("các sở, ban, ngành")


def test_a_body_without_tasks_and_one_that_nobody_knows(assistant: Assistant, telegram: FakeTelegram) -> None:
    absent = ask(telegram, "/nhiemvu sở y tế")
    assert absent.text == say("tasks.absent", body="Sở Y tế") and captions(absent)
    successor = ask(telegram, "/nhiemvu sở khoa học và công nghệ")
    assert captions(successor)[0].startswith(INFORMATION)
    unknown = ask(telegram, "/nhiemvu so tai chnih")
    assert unknown.text == say("tasks.unknown")
    press(telegram, unknown, captions(unknown)[0])
    assert unknown.text.startswith("Sở Tài chính: ")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("<b>sở</b> & <script>alert(1)</script>", id="markup"),
        pytest.param("sở " * 1_350, id="four_kilobytes"),
        pytest.param("x" * 4_000, id="one_word"),
        pytest.param("👩🏽‍💻🔥\u202e 😀😀", id="emoji"),
        pytest.param("'; DROP TABLE notices; --", id="sql"),
        pytest.param("1|nv||l", id="data"),
        pytest.param("{body} %s \x00 \\", id="format"),
        pytest.param("...", id="signs"),
    ],
)
@pytest.mark.parametrize("command", ["nhiemvu", "hanchot"])
def test_hostile_names_get_one_polite_sentence(
    assistant: Assistant, telegram: FakeTelegram, command: str, typed: str
) -> None:
    message = ask(telegram, f"/{command} {typed}")
    assert message.text == say("tasks.unknown")
    assert 1 <= len(captions(message)) <= 4
