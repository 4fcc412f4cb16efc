"""The fake Telegram keeps and delivers updates as Telegram does."""

import http.server
import json
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fake_telegram import FakeTelegram


def ids(updates: list[dict[str, Any]]) -> list[int]:
    return [update["update_id"] for update in updates]


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def test_updates_are_kept_until_they_are_confirmed(telegram: FakeTelegram) -> None:
    first, second, third = (telegram.private(text) for text in "abc")
    assert ids(telegram.call("getUpdates")) == ids(telegram.call("getUpdates")) == [first, second, third]
    assert ids(telegram.call("getUpdates", offset=second, limit=1)) == [second]
    assert ids(telegram.call("getUpdates", offset=-1)) == [third]
    assert ids(telegram.call("getUpdates")) == [third]
    assert telegram.call("getUpdates", offset=third + 1) == []
    telegram.push({"update_id": first, "message": telegram.said[first]})
    assert ids(telegram.call("getUpdates", offset=third + 1)) == [first]
    assert telegram.call("getUpdates", offset=third + 1) == []


def test_only_the_allowed_kinds_arrive_and_that_is_remembered(telegram: FakeTelegram) -> None:
    assert telegram.call("getUpdates", allowed_updates=["edited_message"]) == []
    asked = telegram.private("a")
    changed = telegram.edit(telegram.said[asked]["message_id"], "b")
    assert ids(telegram.call("getUpdates")) == [changed]
    assert telegram.call("getUpdates", offset=changed + 1, allowed_updates=[]) == []
    assert ids([{"update_id": telegram.other("sticker")}]) == ids(telegram.call("getUpdates"))


def test_a_long_poll_wakes_at_once(telegram: FakeTelegram) -> None:
    threading.Timer(0.1, telegram.private, ("a",)).start()
    assert len(telegram.call("getUpdates", timeout=50)) == 1  # `call` itself waits for ten seconds


def test_an_abandoned_poll_swallows_nothing(telegram: FakeTelegram) -> None:
    url = f"{telegram.url}/bot{telegram.token}/getUpdates"
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(url, data={"timeout": "5"}, timeout=httpx.Timeout(5, read=0.1), trust_env=False)
    telegram.wait_for(lambda: telegram.calls)  # noticed before anyone wrote
    assert telegram.calls[0].status == 0
    asked = telegram.private("a")
    telegram.push({"update_id": asked, "message": telegram.said[asked]})
    assert ids(telegram.call("getUpdates")) == [asked, asked]


def test_one_poll_at_a_time_and_none_beside_a_webhook(telegram: FakeTelegram) -> None:
    def in_the_background(change: Callable[[], object]) -> str:
        url = f"{telegram.url}/bot{telegram.token}/getUpdates"
        said: list[str] = []
        thread = threading.Thread(
            target=lambda: said.append(httpx.post(url, data={"timeout": "5"}, trust_env=False).json()["description"])
        )
        thread.start()
        telegram.wait_for(lambda: telegram.polling)
        change()
        thread.join()
        return said[0]

    assert in_the_background(lambda: telegram.call("getUpdates")).startswith(
        "Conflict: terminated by other getUpdates request"
    )
    set_webhook = in_the_background(
        lambda: telegram.call("setWebhook", url="https://chidao.vn/telegram", secret_token="s")
    )
    assert set_webhook == "Conflict: terminated by setWebhook request"
    assert telegram.call("getUpdates").startswith("Conflict: can't use getUpdates method while webhook is active")
    assert telegram.call("getWebhookInfo")["url"] == "https://chidao.vn/telegram"
    assert telegram.call("deleteWebhook") is True
    assert telegram.call("getUpdates") == []
    assert telegram.call("setWebhook", url="http://chidao.vn/") == (
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    )


def test_a_webhook_gets_the_updates_with_its_secret(telegram: FakeTelegram) -> None:
    got: list[tuple[str, str | None, int]] = []

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            got.append((self.path, self.headers["X-Telegram-Bot-Api-Secret-Token"], update["update_id"]))
            self.send_response(500 if len(got) == 2 else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        telegram.call("setWebhook", url="https://chidao.vn/telegram", secret_token="s-1")
        first, second = telegram.private("a"), telegram.private("b")
        here = f"http://127.0.0.1:{server.server_port}"
        assert telegram.deliver_webhook(here) == [200, 500]
        assert telegram.deliver_webhook(here) == [200]
        server.shutdown()
    assert got == [("/telegram", "s-1", first), ("/telegram", "s-1", second), ("/telegram", "s-1", second)]


def test_what_people_write_is_marked(telegram: FakeTelegram) -> None:
    telegram.private("😀 /ask@chidao_bot a")
    telegram.group("ai khảo sát?", mention=True, thread=5)
    telegram.group("/ask ai?", mention=True)
    telegram.call("sendMessage", chat_id=-100, text="Sở Nội vụ", message_thread_id=5)
    [sent] = telegram.chats[-100]
    telegram.group("khi nào?", reply_to=sent)
    telegram.other("location", chat=-100)
    marked, mentioned, command, reply, place = (update["message"] for update in telegram.call("getUpdates"))
    assert marked["entities"] == [entity("bot_command", 3, 15)]
    assert (mentioned["text"], mentioned["entities"]) == ("@chidao_bot ai khảo sát?", [entity("mention", 0, 11)])
    assert (mentioned["message_thread_id"], sent.thread) == (5, 5)
    assert (command["text"], command["entities"]) == ("/ask@chidao_bot ai?", [entity("bot_command", 0, 15)])
    assert reply["reply_to_message"]["text"] == "Sở Nội vụ"
    assert "text" not in place and place["location"]
