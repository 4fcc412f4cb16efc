"""The web server with limits of a test, in a thread, and raw connections to it."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from ipaddress import IPv4Network, ip_network
from typing import Any

from starlette.types import ASGIApp

from bot.serving.listening import listening_socket
from bot.web.connections import Limits
from bot.web.server import serve_web

SOON = Limits(total=400, address=400, header=0.3, body=0.3, unread=0.3, idle=0.3)
LOOPBACK = ip_network("127.0.0.0/8")
_PATIENCE = 20.0  # seconds until a test gives up


@contextmanager
def listening(
    app: ASGIApp, limits: Limits = SOON, trusted: Sequence[IPv4Network] = (), host: str = "127.0.0.1"
) -> Iterator[int]:
    """Serves `app`; yields the port."""
    with listening_socket(host, 0) as listener:
        started: threading.Event = threading.Event()
        ending: list[Any] = []

        async def serve() -> None:
            stopping = asyncio.Event()
            ending.append(lambda: loop.call_soon_threadsafe(stopping.set))
            loop = asyncio.get_running_loop()
            started.set()
            await serve_web(app, listener, stopping, limits=limits, trusted=trusted)  # type: ignore[arg-type]

        thread = threading.Thread(target=asyncio.run, args=(serve(),))
        port = listener.getsockname()[1]
        thread.start()
        started.wait()
        try:
            yield port
        finally:
            ending[0]()
            thread.join()


def connected(port: int, sent: bytes = b"", receives: int = 0) -> socket.socket:
    """A connection on which `sent` was sent; `receives` makes the room for what comes back small."""
    line = socket.socket()
    line.settimeout(_PATIENCE)
    if receives:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    line.connect(("127.0.0.1", port))
    with suppress(OSError):
        line.sendall(sent)
    return line


def heard(line: socket.socket, pause: float = 0.0) -> bytes:
    """Everything until the server ends the connection; a TimeoutError where it does not."""
    said: list[bytes] = []
    with line, suppress(ConnectionError):
        while part := line.recv(65_536):
            said.append(part)
            time.sleep(pause)
    return b"".join(said)


def asked(
    port: int, request: bytes = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
) -> bytes:
    """What a request is answered with."""
    return heard(connected(port, request))
