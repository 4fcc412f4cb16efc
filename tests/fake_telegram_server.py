"""A small HTTP server on this machine, in a thread with an event loop of its own.

It notices at once when a client goes away, can close a connection without an answer, and can leave and come back on
the same port, which the usual servers do not offer.
"""

import asyncio
import contextlib
import email
import json
import re
import socket
import threading
from collections.abc import Awaitable, Callable, Coroutine
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

_LONGEST_LINE = 1 << 20  # bytes
_JSON = {
    "reply_markup", "reply_parameters", "entities", "caption_entities", "link_preview_options", "allowed_updates",
    "commands", "scope", "results", "button",
}  # fmt: skip
_WHOLE = {
    "chat_id", "message_id", "message_thread_id", "reply_to_message_id", "draft_id", "offset", "limit", "timeout",
    "cache_time",
}  # fmt: skip


class Upload(NamedTuple):
    """A file of a form."""

    filename: str
    kind: str
    content: bytes


class Request(NamedTuple):
    """What is asked, and a wait that ends when whoever asked goes away."""

    path: str
    fields: dict[str, Any]
    gone: Callable[[], Awaitable[object]]


class Response(NamedTuple):
    """What is answered."""

    status: int
    content: bytes
    kind: str = "application/json"


class Loopback:
    """Answers requests with what `answering` returns; closes the connection where that is None."""

    def __init__(self, answering: Callable[[Request], Awaitable[Response | None]]) -> None:
        self._answering = answering
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="loopback", daemon=True)
        self._listener: socket.socket | None = None
        self._serving: set[asyncio.Task[None]] = set()
        self.port = 0

    def start(self) -> None:
        """Listen on a free port."""
        self._thread.start()
        self.online()

    def stop(self) -> None:
        """Close everything, whoever waits."""
        self.offline()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def online(self) -> None:
        """Listen, on the port that was listened on before."""
        self._run(self._online())

    def offline(self) -> None:
        """Listen no more, and close every connection."""
        self._run(self._offline())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=10)

    async def _online(self) -> None:
        if self._listener is None:
            listener = self._listener = socket.create_server(("127.0.0.1", self.port))
            listener.setblocking(False)
            self.port = listener.getsockname()[1]
            self.loop.add_reader(listener, self._accept, listener)

    async def _offline(self) -> None:
        if self._listener:
            self.loop.remove_reader(self._listener)
            self._listener.close()
            self._listener = None
        await asyncio.sleep(0)  # every task has begun, and so closes its connection
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await asyncio.sleep(0)  # the sockets are closed in the next round of the loop

    def _accept(self, listener: socket.socket) -> None:
        # not asyncio.start_server: a connection that it accepts while it is closed stays open, and nobody answers
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            connection.setblocking(False)
            task = self.loop.create_task(self._serve(connection))
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)

    async def _serve(self, connection: socket.socket) -> None:
        reader = asyncio.StreamReader(_LONGEST_LINE)
        protocol = asyncio.StreamReaderProtocol(reader)
        transport, _ = await self.loop.connect_accepted_socket(lambda: protocol, connection)
        writer = asyncio.StreamWriter(transport, protocol, reader, self.loop)
        try:
            while request := await _read(reader):
                response = await self._answering(request)
                if response is None:
                    break
                writer.write(_head(response) + response.content)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        except asyncio.CancelledError:
            transport.abort()
            raise
        finally:
            transport.close()


def typed(form: dict[str, Any]) -> dict[str, Any]:
    """The fields of a request with nested objects, whole numbers and booleans as such. Raises ValueError."""
    data = dict(form)
    for name, value in form.items():
        if not isinstance(value, str):
            continue
        if name in _JSON and value:
            data[name] = json.loads(value)
        elif name in _WHOLE and re.fullmatch(r"-?\d+", value):
            data[name] = int(value)
        elif value.lower() in ("true", "false") and name not in ("text", "caption"):
            data[name] = value.lower() == "true"
    return data


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """The next request; None where the connection ends before it."""
    first = (await reader.readline()).decode("latin-1").split()
    if len(first) != 3:
        return None
    headers = {}
    while line := (await reader.readline()).decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    else:
        body = await reader.readexactly(int(headers.get("content-length") or 0))
    address = urlsplit(first[1])
    fields = dict(parse_qsl(address.query, keep_blank_values=True)) | _fields(headers.get("content-type", ""), body)
    return Request(unquote(address.path), fields, lambda: reader.read(1))


def _fields(kind: str, body: bytes) -> dict[str, Any]:
    """The fields of a form or of a JSON object."""
    if kind.startswith("application/json"):
        return dict(json.loads(body or b"{}"))
    if not kind.startswith("multipart/"):
        return dict(parse_qsl(body.decode("utf-8", "surrogatepass"), keep_blank_values=True))
    # Latin-1 keeps every byte as one character, there and back
    whole = email.message_from_string(f"Content-Type: {kind}\r\n\r\n{body.decode('latin-1')}")
    fields: dict[str, Any] = {}
    for part in whole.walk():
        name = part.get_param("name", header="content-disposition")
        if not isinstance(name, str):
            continue
        content = str(part.get_payload()).encode("latin-1")
        filename = part.get_filename()
        text = content.decode() if filename is None else ""
        file = Upload((filename or "").encode("latin-1").decode(), part.get_content_type(), content)
        fields[name] = text if filename is None else file
    return fields


def _head(response: Response) -> bytes:
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = "Error"
    return (
        f"HTTP/1.1 {response.status} {phrase}\r\nContent-Type: {response.kind}\r\n"
        f"Content-Length: {len(response.content)}\r\nConnection: keep-alive\r\n\r\n"
    ).encode()
