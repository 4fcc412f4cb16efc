"""Nobody holds the service up by keeping it waiting: limits of time and number for connections.

A connection waits for us while a question is being answered: that may take long. In every other phase we wait for its
client, and only for so long. Where there are too many, the one that has kept us waiting longest has to go.
"""

import asyncio
import json
import logging
import resource
from collections.abc import Sequence
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any, NamedTuple, Self

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from bot.messages import messages

log = logging.getLogger(__name__)

KEPT_FREE = 192  # descriptors for the index, the databases, the owner's socket, the bot
MOST = 2_000  # connections, however many descriptors there are
FEWEST = 16


class Limits(NamedTuple):
    """Seconds that a client may take for each part, and how many connections there may be."""

    total: int
    address: int  # connections of one address
    header: float = 10.0
    body: float = 30.0
    unread: float = 30.0  # without a part taken of what was answered
    idle: float = 5.0  # until the next request

    @classmethod
    def of_this_process(cls) -> Self:
        """As many as the descriptors allow: an answered connection may need a second one, for a file."""
        descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        if descriptors == resource.RLIM_INFINITY:
            descriptors = 2 * MOST + KEPT_FREE
        total = min(MOST, max(FEWEST, (descriptors - KEPT_FREE) // 2))
        return cls(total=total, address=max(FEWEST // 2, total // 4))


class Phase(StrEnum):
    """What a connection waits for; the values are the fields of `Limits`, but for the one that waits for us."""

    HEADER = "header"
    BODY = "body"
    ANSWER = "answer"
    UNREAD = "unread"
    IDLE = "idle"


class Crowd:
    """Everyone who is connected, by address, those first whose phase began first.

    A trusted proxy speaks for many people: only the limit for all counts for it.
    """

    def __init__(self, limits: Limits, trusted: Sequence[IPv4Network | IPv6Network] = ()) -> None:
        self.limits = limits
        self._trusted = trusted
        self._here: dict[str, dict[Connection, None]] = {}
        self._size = 0

    def protocol(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any], **loop: Any
    ) -> "Connection":
        """A connection for uvicorn."""
        return Connection(self, config, server_state, app_state, **loop)

    def join(self, newcomer: "Connection") -> None:
        """Take one more on; where there are too many one has to go, the newcomer if all others are being answered."""
        here = self._here.setdefault(newcomer.address, {})
        here[newcomer] = None
        self._size += 1
        if len(here) > self.limits.address and not self._trusts(newcomer.address):
            self._send_one_away(here, newcomer)
        elif self._size > self.limits.total:
            self._send_one_away(max(self._here.values(), key=len), newcomer)

    def put_last(self, connection: "Connection") -> None:
        """A new phase of it begins."""
        here = self._here.get(connection.address, {})
        if connection in here:
            del here[connection]
            here[connection] = None

    def leave(self, connection: "Connection") -> None:
        """It is gone, or as good as gone."""
        here = self._here.get(connection.address, {})
        if connection in here:
            del here[connection]
            self._size -= 1
            if not here:
                del self._here[connection.address]

    def _trusts(self, address: str) -> bool:
        return bool(address) and any(ip_address(address) in network for network in self._trusted)

    def _send_one_away(self, among: "dict[Connection, None]", newcomer: "Connection") -> None:
        leaving = next((one for one in among if one.phase is not Phase.ANSWER), newcomer)
        log.warning("There are too many connections: the one that kept us waiting longest was ended.")
        self.leave(leaving)
        leaving.transport.abort()


class Connection(H11Protocol):
    """A connection that is ended when its client takes too long."""

    def __init__(
        self, crowd: Crowd, config: Config, server_state: ServerState, app_state: dict[str, Any], **loop: Any
    ) -> None:
        super().__init__(config, server_state, app_state, **loop)
        self.address = ""
        self.phase = Phase.HEADER
        self._crowd = crowd
        self._request: object = None
        self._timer: asyncio.TimerHandle | None = None
        self._left = 0  # bytes that had not been taken when the timer was set

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.client:  # one that listens to both families is told IPv4 addresses as IPv6
            self.client = (self.client[0].removeprefix("::ffff:"), self.client[1])
            self.address = self.client[0]
        self._begin(Phase.HEADER)
        self._crowd.join(self)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._crowd.leave(self)
        if self._timer:
            self._timer.cancel()

    def data_received(self, data: bytes) -> None:
        if self.phase is Phase.IDLE:
            self._begin(Phase.HEADER)
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._look()

    def send_400_response(self, msg: str) -> None:
        """What cannot be read as HTTP gets the error of the interface, unless an answer is on its way already."""
        message = messages().say("vi", "error.unreadable")
        body = json.dumps({"error": {"code": "invalid", "message": message}}).encode()
        headers = [("content-type", "application/json"), ("content-length", str(len(body))), ("connection", "close")]
        try:
            events = (h11.Response(status_code=400, headers=headers), h11.Data(data=body), h11.EndOfMessage())
            self.transport.write(b"".join(self.conn.send(event) or b"" for event in events))
        except h11.LocalProtocolError:
            self.transport.abort()
        else:
            self.transport.close()

    def _look(self) -> None:
        """Begin another phase, or the same of another request, where there is one."""
        phase = self._found()
        if (phase, self.cycle) != (self.phase, self._request):
            self._request = self.cycle
            self._begin(phase)

    def _found(self) -> Phase:
        if self.flow.write_paused or self.transport.is_closing():
            return Phase.UNREAD
        if self.cycle is None:
            return Phase.HEADER
        if self.conn.their_state is h11.SEND_BODY:
            return Phase.BODY
        if not self.cycle.response_complete:
            return Phase.ANSWER
        if self.transport.get_write_buffer_size():
            return Phase.UNREAD
        return Phase.HEADER if self.phase is Phase.HEADER else Phase.IDLE

    def _begin(self, phase: Phase) -> None:
        self.phase = phase
        self._crowd.put_last(self)
        self._wind_up()

    def _wind_up(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self.phase is not Phase.ANSWER:
            self._left = self.transport.get_write_buffer_size()
            self._timer = self.loop.call_later(getattr(self._crowd.limits, self.phase), self._ring)

    def _ring(self) -> None:
        """The time of this phase is over, unless it is a large answer that is being read."""
        if self.transport.get_write_buffer_size() < self._left:
            self._wind_up()
        else:
            self.transport.abort()
