"""The web server on a socket, inside the event loop of the service."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from fastapi import FastAPI

GRACE_SECONDS = 5


class _Server(uvicorn.Server):
    """Uvicorn that leaves signals to the service."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve_web(app: FastAPI, listener: socket.socket, stopping: asyncio.Event) -> None:
    """Answer requests until `stopping` is set, then finish those that have begun."""
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
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
