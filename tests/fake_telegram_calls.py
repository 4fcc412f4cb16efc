"""How the fake Telegram answers calls: long polling, what goes wrong on demand, and the record of it all."""

import asyncio
import itertools
import random
import re
import time
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from fake_telegram_faults import ANOTHER, FAULTS, Fault, failure, refusal, reply
from fake_telegram_html import Data, Refused
from fake_telegram_methods import METHODS, BotSide
from fake_telegram_server import Loopback, Request, Response, typed

TOKEN = "123456:TEST-TOKEN-abcdefghijklmnopqrstuvwxyz"
_NAMES = {method.lower(): method for method in METHODS}
_FAILING = ("send", "edit", "answer")  # the methods that fail by chance begin so
_UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}  # sent only to a bot that asks for them
_LONGEST_POLL = 50  # seconds
_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_WEBHOOK_SET = "Conflict: terminated by setWebhook request"


class Call(NamedTuple):
    """A call of the bot; `status` is 0 where it got no answer."""

    method: str
    data: Data
    at: float  # time.monotonic
    status: int


class Calls(BotSide):
    """The Bot API over HTTP. Updates are kept until a higher offset confirms them."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.calls: list[Call] = []
        self._server = Loopback(self._respond)
        self._faults: list[tuple[str, Fault]] = []
        self._chance: tuple[float, random.Random, Sequence[Fault]] = (0.0, random.Random(0), FAULTS)
        self._update_ids = itertools.count(1000)
        self._seen: set[int] = set()
        self._poll: asyncio.Event | None = None  # set when there is news for the bot that polls

    def push(self, raw_update: Data) -> int:
        """Any update; one with the id of an earlier one is delivered again, whatever was confirmed."""
        with self.changed:
            update = {"update_id": raw_update.get("update_id") or next(self._update_ids), **raw_update}
            kinds = set(update) - {"update_id"}
            if kinds & set(self._allowed) if self._allowed else not kinds & _UNASKED:
                (self._again if update["update_id"] in self._seen else self._pending).append(update)
                self._seen.add(update["update_id"])
            self.changed.notify_all()
        self._server.loop.call_soon_threadsafe(self._wake)
        return int(update["update_id"])

    def push_anything(self, odd: Any) -> None:
        """Deliver what may be no update, once."""
        with self.changed:
            self._again.append(odd)
        self._server.loop.call_soon_threadsafe(self._wake)

    def fail_next(
        self,
        method: str,
        how: Literal["answer", "timeout", "reset"] = "answer",
        *,
        status: int = 500,
        retry_after: int | None = None,
        description: str | None = None,
        processed: bool = False,
        body: str = "",
        times: int = 1,
    ) -> None:
        """The next calls of a method fail: by an answer, by none until the bot gives up, by a closed connection."""
        fault = Fault(how, status, retry_after, description, processed, body)
        with self.changed:
            self._faults += [(_NAMES[method.lower()], fault)] * times

    def fault(self, chance: float, seed: int = 0, kinds: Sequence[Fault] = FAULTS) -> None:
        """Calls that send, edit or answer fail by chance (0 to 1), the same calls in the same order for a seed."""
        with self.changed:
            self._chance = (chance, random.Random(seed), kinds)

    @property
    def polling(self) -> bool:
        """Whether the bot waits for updates right now."""
        return self._poll is not None

    def offline(self) -> None:
        """Nothing listens, and every connection is closed."""
        self._server.offline()

    def online(self) -> None:
        """As before, on the same port."""
        self._server.online()

    async def _respond(self, request: Request) -> Response | None:
        at = time.monotonic()
        method, data, fault, updates = request.path, request.fields, None, None
        response: Response | None
        try:
            method = self._method(request.path)
            data = typed(request.fields)
            fault = self._next_fault(method, data)
            if method == "getUpdates" and not fault:
                updates = await self._updates(request, data)
            with self.changed:
                response = self._outcome(method, data, fault, updates)
                self._record(Call(method, data, at, response.status if response else 0))
        except (Refused, ValueError) as error:
            refused = error if isinstance(error, Refused) else Refused(f"Bad Request: can't parse JSON object: {error}")
            response = refusal(refused)
            self._record(Call(method, data, at, response.status))
        except ConnectionError:
            self._record(Call(method, data, at, 0))
            return None
        if fault and fault.how == "timeout":
            await request.gone()
        self._wake()
        return response

    def _method(self, path: str) -> str:
        found = re.fullmatch(r"/bot([^/]*)/(\w+)/?", path)
        if found and found[1] != self.token:
            raise Refused("Unauthorized", 401)
        if not found or found[2].lower() not in _NAMES:
            raise Refused("Not Found", 404)
        return _NAMES[found[2].lower()]

    def _outcome(self, method: str, data: Data, fault: Fault | None, updates: list[Data] | None) -> Response | None:
        """The response; None where there is to be none."""
        response: Response | None = None
        if not fault or fault.processed:
            try:
                result = self.perform(method, data) if method != "getUpdates" else updates or []
                response = reply(200, {"ok": True, "result": result})
            except Refused as refused:
                response = refusal(refused)
            except (AttributeError, KeyError, TypeError) as error:  # an object where a list belongs, and the like
                response = refusal(Refused(f"Bad Request: can't parse the request: {error!r}"))
        if fault:
            response = failure(fault) if fault.how == "answer" else None
        return response

    def _record(self, call: Call) -> None:
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()

    def _next_fault(self, method: str, data: Data) -> Fault | None:
        with self.changed:
            for number, (failing, fault) in enumerate(self._faults):
                if failing == method:
                    del self._faults[number]
                    return fault
            chance, drawn, kinds = self._chance
            if not method.startswith(_FAILING) or drawn.random() >= chance:
                return None
            fault = drawn.choice(kinds)
            # without a parse mode nothing is parsed
            return Fault(status=502) if fault.status == 400 and "parse_mode" not in data else fault

    async def _updates(self, request: Request, data: Data) -> list[Data]:
        """What getUpdates returns. Raises Refused, and ConnectionError where the bot went away."""
        loop = asyncio.get_running_loop()
        until = loop.time() + min(int(data.get("timeout") or 0), _LONGEST_POLL)
        with self.changed:
            if self.webhook:
                raise Refused(_WEBHOOK, 409)
            self._allowed = data.get("allowed_updates", self._allowed)
        self._wake()  # an earlier poll finds that it is the earlier one
        news = self._poll = asyncio.Event()
        gone = asyncio.ensure_future(request.gone())
        waiting = None
        try:
            while True:
                news.clear()
                if self._poll is not news or self.webhook:
                    raise Refused(_WEBHOOK_SET if self.webhook else ANOTHER, 409)
                if gone.done():
                    raise ConnectionResetError
                with self.changed:
                    taken = self._take(data)
                if taken or loop.time() >= until:
                    return taken
                waiting = asyncio.ensure_future(news.wait())
                await asyncio.wait({waiting, gone}, timeout=until - loop.time(), return_when=asyncio.FIRST_COMPLETED)
                waiting.cancel()
        finally:
            for task in filter(None, (gone, waiting)):
                task.cancel()
            await asyncio.gather(*filter(None, (gone, waiting)), return_exceptions=True)
            if self._poll is news:
                self._poll = None

    def _take(self, data: Data) -> list[Data]:
        """The updates to be delivered now; those before `offset` are forgotten."""
        offset = int(data.get("offset") or 0)
        if offset < 0:
            del self._pending[:offset]
        elif offset > 0:
            self._pending[:] = [update for update in self._pending if update["update_id"] >= offset]
        most = min(max(int(data.get("limit") or 100), 1), 100)
        taken = [*self._again, *self._pending][:most]
        del self._again[:most]
        return taken

    def _wake(self) -> None:
        if self._poll:
            self._poll.set()
