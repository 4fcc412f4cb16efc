"""The web server on a socket, inside the event loop of the service."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from ipaddress import IPv4Network, IPv6Network

import uvicorn
from fastapi import FastAPI

from bot.web.connections import Crowd, Limits

GRACE_SECONDS = 5
_AT_ONCE = 16  # connections taken from the queue before any of them can be turned away
_QUEUE = 1_024
_UNSENT = 128 * 1024  # bytes that the system holds for a slow reader; more, and nobody could tell that it reads


class _Server(uvicorn.Server):
    """Uvicorn that leaves signals to the service."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(_QUEUE)  # the event loop made it as short as it takes connections at once
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, _UNSENT)


async def serve_web(
    app: FastAPI,
    listener: socket.socket,
    stopping: asyncio.Event,
    *,
    limits: Limits | None = None,
    trusted: Sequence[IPv4Network | IPv6Network] = (),
) -> None:
    """Answer requests until `stopping` is set, then finish those that have begun.

    What `trusted` proxies say of a client's address is believed. `limits` are those of this process where none are given.
    """
    limits = limits or Limits.of_this_process()
    config = uvicorn.Config(
        app,
        http=Crowd(limits, trusted).protocol,  # type: ignore[arg-type]  # what makes a protocol will do
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_AT_ONCE,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=[str(network) for network in trusted],
        timeout_keep_alive=int(limits.idle) + 1,  # the connection's own clock is the one that counts
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    waiting = asyncio.create_task(stopping.wait())
    await asyncio.wait((serving, waiting), return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        await serving
