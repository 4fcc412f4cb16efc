"""The fake Telegram refuses what Telegram refuses, in the same words."""

from typing import Any

import httpx
import pytest
from fake_telegram import ME, FakeTelegram
from fake_telegram_html import Refused, parse_html


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


# HTML

GOOD = {
    "plain": ("a > b", "a > b", []),
    "characters": ("&lt;&gt;&amp;&quot;&#39;&#x1f600;&nbsp;", "<>&\"'😀&nbsp;", []),
    "units": ("😀<b>đ</b>", "😀đ", [entity("bold", 2, 1)]),
    "nested": ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
    "link": ('<a href="https://a.vn/?b&amp;c">x</a>', "x", [entity("text_link", 0, 1, url="https://a.vn/?b&c")]),
    "dropped link": ('<a href="http://localhost/">x</a>', "x", []),
    "spoiler": ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
    "quote": ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
    "expandable": ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
    "code": (
        '<pre><code class="language-sql">x</code></pre>', "x", [entity("pre", 0, 1, language="sql")],
    ),
    "empty": ("a<b></b>", "a", []),
}  # fmt: skip

BAD = {
    "a < b": 'Unsupported start tag "" at byte offset 2',
    "đ<br>": 'Unsupported start tag "br" at byte offset 2',
    "<b/>": 'Unsupported start tag "b/" at byte offset 0',
    "<b": "Unclosed start tag at byte offset 0",
    "<b>a": 'Can\'t find end tag corresponding to start tag "b"',
    "a</b>": "Unexpected end tag at byte offset 1",
    "<b>a</b": "Unclosed end tag at byte offset 4",
    "<b><i>a</b></i>": 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    "<span>a</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "<a href=https://a.vn>a</a>": 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
    "<blockquote>a<blockquote>b</blockquote></blockquote>": "Nested blockquote at byte offset 13",
}


@pytest.mark.parametrize(("html", "text", "entities"), GOOD.values(), ids=list(GOOD))
def test_html_is_read(html: str, text: str, entities: list[dict[str, Any]]) -> None:
    found, kinds = parse_html(html)
    assert found == text
    assert [{key: one[key] for key in one if key in ("type", "offset", "length", "url", "language")} for one in kinds] == entities  # fmt: skip


@pytest.mark.parametrize("html", BAD)
def test_html_is_refused(html: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {BAD[html]}"


# what is refused

CASES: dict[str, tuple[dict[str, Any], str | None]] = {
    "empty": ({"text": ""}, "message text is empty"),
    "blank": ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    "long": ({"text": "😀" * 2049}, "message is too long"),
    "longest": ({"text": "😀" * 2048}, None),
    "counted after parsing": ({"text": f"<b>{'&lt;' * 4096}</b>", "parse_mode": "HTML"}, None),
    "parse mode": ({"text": "a", "parse_mode": "Markdown"}, "unsupported parse_mode"),
    "no chat": ({"text": "a", "chat_id": 8}, "chat not found"),
    "no thread": ({"text": "a", "message_thread_id": 3}, "message thread not found"),
    "no reply": ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    "reply or not": ({"text": "a", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}}, None),
    "data": ({"text": "a", "reply_markup": keyboard([{"text": "x", "callback_data": "đ" * 32}])}, None),
    "data long": (
        {"text": "a", "reply_markup": keyboard([{"text": "x", "callback_data": "đ" * 33}])},
        "BUTTON_DATA_INVALID",
    ),
    "data empty": (
        {"text": "a", "reply_markup": keyboard([{"text": "x", "callback_data": ""}])},
        "BUTTON_DATA_INVALID",
    ),
    "copy": ({"text": "a", "reply_markup": keyboard([{"text": "x", "copy_text": {"text": "a" * 256}}])}, None),
    "copy long": (
        {"text": "a", "reply_markup": keyboard([{"text": "x", "copy_text": {"text": "a" * 257}}])},
        "BUTTON_COPY_TEXT_INVALID",
    ),
    "url": (
        {"text": "a", "reply_markup": keyboard([{"text": "x", "url": "http://localhost:8000/"}])},
        "inline keyboard button URL 'http://localhost:8000/' is invalid: Wrong HTTP URL",
    ),
    "nameless": ({"text": "a", "reply_markup": keyboard([{"text": " ", "callback_data": "x"}])}, "BUTTON_TEXT_INVALID"),
    "idle": (
        {"text": "a", "reply_markup": keyboard([{"text": "x"}])},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "row": (
        {"text": "a", "reply_markup": keyboard([{"text": "x", "callback_data": "x"}] * 9)},
        "REPLY_MARKUP_TOO_LONG",
    ),
    "buttons": (
        {"text": "a", "reply_markup": keyboard(*[[{"text": "x", "callback_data": "x"}]] * 101)},
        "REPLY_MARKUP_TOO_LONG",
    ),
    "json": ({"text": "a", "reply_markup": "{"}, "can't parse JSON object"),
    "shape": ({"text": "a", "reply_parameters": [1]}, "can't parse the request"),
}


@pytest.mark.parametrize(("data", "why"), CASES.values(), ids=list(CASES))
def test_a_message_is_checked(telegram: FakeTelegram, data: dict[str, Any], why: str | None) -> None:
    telegram.private("xin chào")
    result = telegram.call("sendMessage", **{"chat_id": 7, **data})
    assert result["from"] == ME if why is None else str(result).startswith(f"Bad Request: {why}")
    assert len(telegram.chats[7]) == (why is None)


def test_what_passes_in_silence_is_told(telegram: FakeTelegram) -> None:
    telegram.private("xin chào")
    sent = telegram.call("sendMessage", chat_id=7, text="<b>a</b>-" * 101 + "R&D", parse_mode="HTML")
    assert len(sent["entities"]) == 100
    assert ["101 entities" in telegram.warnings[0], "ampersands" in telegram.warnings[1]] == [True, True]


def test_an_edit_is_checked(telegram: FakeTelegram) -> None:
    asked = telegram.said[telegram.private("xin chào")]["message_id"]
    sent = telegram.call(
        "sendMessage", chat_id=7, text="một", reply_markup=keyboard([{"text": "x", "callback_data": "y"}])
    )
    place = {"chat_id": 7, "message_id": sent["message_id"]}
    assert (
        telegram.call("editMessageText", chat_id=7, message_id=99, text="hai")
        == "Bad Request: message to edit not found"
    )
    assert (
        telegram.call("editMessageText", chat_id=7, message_id=asked, text="hai")
        == "Bad Request: message can't be edited"
    )
    same = telegram.call("editMessageText", **place, text="một", reply_markup=sent["reply_markup"])
    assert same.startswith("Bad Request: message is not modified: specified new message content")
    assert "reply_markup" not in telegram.call("editMessageText", **place, text="<i>hai</i>", parse_mode="HTML")
    [message] = telegram.chats[7]
    assert (message.text, message.html, message.buttons, message.edited) == ("hai", "<i>hai</i>", [], 1)
    assert telegram.call("editMessageReplyMarkup", **place).startswith("Bad Request: message is not modified")
    assert telegram.call("editMessageReplyMarkup", **place, reply_markup=sent["reply_markup"])["entities"]
    assert message.buttons == [[("x", "y")]]
    assert telegram.call("deleteMessage", **place) is True
    assert telegram.call("deleteMessage", **place) == "Bad Request: message to delete not found"
    assert telegram.chats[7] == []


def test_answers_are_checked(telegram: FakeTelegram) -> None:
    telegram.private("xin chào")
    telegram.call("sendMessage", chat_id=7, text="một", reply_markup=keyboard([{"text": "x", "callback_data": "y"}]))
    pressed, typed = telegram.press(telegram.chats[7][0], "x"), telegram.inline("khảo sát")
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert telegram.call("answerCallbackQuery", callback_query_id="5") == old
    assert (
        telegram.call("answerCallbackQuery", callback_query_id=str(pressed), text="a" * 201)
        == "Bad Request: MESSAGE_TOO_LONG"
    )
    assert telegram.call("answerCallbackQuery", callback_query_id=str(pressed), text="xong") is True
    assert telegram.answer_to(pressed) == {"callback_query_id": str(pressed), "text": "xong"}

    def article(id: str, text: str = "a") -> dict[str, Any]:
        return {"type": "article", "id": id, "title": "t", "input_message_content": {"message_text": text}}

    for results, why in (
        ([article(str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article("a" * 65)], "RESULT_ID_INVALID"),
        ([article("a"), article("a")], "RESULT_ID_DUPLICATE"),
        ([article("a", "a" * 4097)], "message is too long"),
    ):
        assert telegram.call("answerInlineQuery", inline_query_id=str(typed), results=results) == f"Bad Request: {why}"
    assert telegram.call("answerInlineQuery", inline_query_id=str(typed), results=[article("a")]) is True
    late = telegram.press(telegram.chats[7][0], "y")
    telegram.expire()
    assert telegram.call("answerCallbackQuery", callback_query_id=str(late)) == old
    with pytest.raises(AssertionError, match="no button"):
        telegram.press(telegram.chats[7][0], "z")


def test_what_a_bot_says_of_itself_is_checked(telegram: FakeTelegram) -> None:
    commands = [{"command": "ask", "description": "Hỏi"}]
    assert (
        telegram.call("setMyCommands", commands=commands, scope={"type": "all_private_chats"}, language_code="vi")
        is True
    )
    assert telegram.commands == {("all_private_chats", "vi"): commands}
    assert telegram.call("getMyCommands") == []
    for command, description, why in (("Ask", "a", "COMMAND"), ("ask", "", "COMMAND_DESCRIPTION")):
        wrong = [{"command": command, "description": description}]
        assert telegram.call("setMyCommands", commands=wrong) == f"Bad Request: BOT_{why}_INVALID"
    assert telegram.call("setMyShortDescription", short_description="a" * 121).startswith("Bad Request")
    assert telegram.call("setMyDescription", description="a" * 512) is True
    assert telegram.call("getMyDescription", language_code="vi") == {"description": "a" * 512}
    assert telegram.call("getMyName") == {"name": ME["first_name"]}


def test_strangers_unknown_methods_and_files(telegram: FakeTelegram) -> None:
    assert telegram.call("getMe") == ME
    assert telegram.call("sendPoll") == "Not Found"
    statuses = [
        httpx.get(f"{telegram.url}{path}", trust_env=False).status_code
        for path in ("/bot1:A/getMe", f"/bot{telegram.token}/getme", f"/file/bot{telegram.token}/a.jpg")
    ]
    assert statuses == [401, 200, 404]
    assert [call.status for call in telegram.calls] == [200, 404, 401, 200, 404]


def test_a_json_body_and_a_draft(telegram: FakeTelegram) -> None:
    telegram.private("xin chào")
    body = {"chat_id": 7, "draft_id": 1, "text": "đang"}
    url = f"{telegram.url}/bot{telegram.token}/sendMessageDraft"
    assert httpx.post(url, json=body, trust_env=False).json() == {"ok": True, "result": True}
    assert telegram.drafts == {7: "đang"}
