"""The process that owns the data folder, as other processes reach it: `chidao serve`, over a Unix socket.

A request is one line of JSON. The replies are lines too: any number of `{"progress": [done, total, note]}`, then
`{"result": …}` or `{"error": "one sentence"}`. The socket is its owner's alone (mode 600).
"""

import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from bot.errors import FaceError
from bot.indexing import IndexResult, IndexState, IndexTask
from bot.terminal import Bar
from corpus.models import Value
from rag.models import Answer, Turn
from rag.register import TaskFilter

if TYPE_CHECKING:
    from bot.tasks.lookup import Lookup
    from rag.models import Trace

NAME = "serve.sock"
_LONGEST_PATH = 100  # bytes; the system takes a few more
_ASK_SECONDS = 120.0


class Request(Value):
    """What is asked of the owner."""

    do: Literal["ask", "trace", "index", "tasks", "state", "where"]
    question: str = ""
    history: tuple[Turn, ...] = ()
    language: str | None = None
    engine: str | None = None
    task: IndexTask | None = None
    wanted: TaskFilter | None = None


class OwnerState(IndexState):
    """The same of the owner, with its process and its address."""

    pid: int
    address: str


class Owner:
    """A connection to the owner. Its methods raise FaceError with what the owner said, or where it went away."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._replies = connection.makefile("rb")

    def ask(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        """The answer."""
        request = Request(do="ask", question=question, history=tuple(history), language=language)
        return Answer.model_validate(self._call(request))

    def trace(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None, engine: str | None = None
    ) -> "Trace":
        """The answer and how it came about; `engine` as for `rag.answer.Answerer.trace`."""
        request = Request(do="trace", question=question, history=tuple(history), language=language, engine=engine)
        trace: Trace = trace_adapter().validate_python(self._call(request))
        return trace

    def index(self, task: IndexTask, progress: Bar) -> IndexResult:
        """Index work, however long it takes."""
        self._socket.settimeout(None)
        return IndexResult.model_validate(self._call(Request(do="index", task=task), progress))

    def tasks(self, wanted: TaskFilter) -> "Lookup":
        """The rows of the task register, or why there are none."""
        from bot.tasks.lookup import Lookup

        return Lookup.model_validate(self._call(Request(do="tasks", wanted=wanted)))

    def address(self) -> str:
        """The address of its page."""
        return str(self._call(Request(do="where"))["address"])

    def state(self) -> OwnerState:
        """How it is, after a look at everything that is stored."""
        self._socket.settimeout(None)
        return OwnerState.model_validate(self._call(Request(do="state")))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._replies.close()
        self._socket.close()

    def _call(self, request: Request, progress: Bar = lambda done, total, note="", /: None) -> Any:
        try:
            self._socket.sendall(request.model_dump_json().encode() + b"\n")
            while line := self._replies.readline():
                reply = json.loads(line)
                if "error" in reply:
                    raise FaceError(reply["error"])
                if "result" in reply:
                    return reply["result"]
                progress(*reply["progress"])
        except (OSError, ValueError):
            pass  # it went away in the middle of a line, or says nothing any more
        raise FaceError("chidao serve, which owns the data folder, does not answer: try again, or start it again.")


def owner_of(data: Path) -> Owner | None:
    """A connection to the process that serves this data folder; None where none does."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_ASK_SECONDS)
    try:
        with reachable(data / NAME) as path:
            connection.connect(path)
    except OSError:
        connection.close()
        return None
    return Owner(connection)


@contextmanager
def reachable(path: Path) -> Iterator[str]:
    """`path` as a string that is short enough for a socket, by way of its open folder where it must be."""
    if len(os.fsencode(path)) <= _LONGEST_PATH or sys.platform != "linux":
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def trace_adapter() -> Any:
    """Reads and writes a `Trace` as JSON."""
    from pydantic import TypeAdapter

    from rag.models import Trace

    return TypeAdapter(Trace)
