"""The port of the service: taken before anything else, so that a busy one costs nothing."""

import socket

from bot.errors import FaceError


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
