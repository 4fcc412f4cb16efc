"""`chidao serve`: the port first, then the index, then the page, then a clean end."""

import signal
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from types import FrameType

from bot.app import opened
from bot.failure import FaceError
from bot.messages import messages
from bot.settings import Settings
from bot.terminal import progress_bar, warn_of_failures
from bot.worker import Worker

GRACE_SECONDS = 5


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; `announce` is given the address once questions can be asked.

    Raises FaceError where the port is not free, before the index is touched, and ChidaoError from the index.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    leaving = threading.Event()
    with (
        closing(listening_socket(settings.host, settings.port)) as listener,
        progress_bar("Indexing") as progress,
    ):

        def step(done: int, total: int) -> None:
            if leaving.is_set():
                raise FaceError("Stopped before the notices were read: start again to go on.")
            progress(done, total)

        with Worker(lambda: opened(settings, step, refreshed=True), leaving) as worker:
            worker.look(lambda application: warn_of_failures(application.report))
            import uvicorn

            from bot.web.site import create_app

            app = create_app(worker, messages(), settings.data)
            config = uvicorn.Config(
                app,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
            announce(address(listener))
            try:
                uvicorn.Server(config).run(sockets=[listener])
            except KeyboardInterrupt:
                return  # uvicorn has finished its answers and passes the signal on


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that holds the port from now on. Raises FaceError where it cannot be had."""
    try:
        family, kind, protocol, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise FaceError(
            f"CHIDAO_HOST={host} is not an address: use 127.0.0.1, or 0.0.0.0 for the whole network."
        ) from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(target)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise FaceError(
            f"Port {port} on {host} cannot be used ({error.strerror}): stop the program that holds it, "
            f"or choose another port, such as CHIDAO_PORT={port + 1 if 1023 < port < 65535 else 8080}."
        ) from None
    return listener


def address(listener: socket.socket) -> str:
    """The address of the page, as a person on this machine opens it."""
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
