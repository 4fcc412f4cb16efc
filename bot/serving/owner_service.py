"""The owner's side of `bot.owner`: carries out what other processes on this machine ask for."""

import asyncio
import json
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.app import Application
from bot.assistant.steps import in_two_steps
from bot.assistant.worker import Worker
from bot.errors import EXPECTED, sentence
from bot.indexing import IndexTask, carry_out, state_of
from bot.log import FailureLog
from bot.owner import NAME, OwnerState, Request, reachable, trace_adapter
from bot.tasks.lookup import look_up
from bot.terminal import Bar
from rag.answer import no_model
from rag.chat.steps import Begun
from rag.register import TaskFilter

_LONGEST_LINE = 16 * 1024 * 1024
log = logging.getLogger(__name__)


@asynccontextmanager
async def reachable_owner(
    data: Path, address: str, worker: Worker[Application], failures: FailureLog
) -> AsyncIterator[None]:
    """Other processes can reach this one until the end of the block."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, ValueError, asyncio.IncompleteReadError):
            while line := await reader.readline():
                await _reply(line, writer, worker, address, failures)
        writer.close()

    try:
        listener = _listener(data / NAME)
    except OSError as error:
        log.warning("ask, tasks, eval and index of other terminals must wait until this one ends (%s).", error)
        yield
        return
    server = await asyncio.start_unix_server(converse, sock=listener, limit=_LONGEST_LINE)
    try:
        yield
    finally:
        server.close()
        (data / NAME).unlink(missing_ok=True)


async def _reply(
    line: bytes, writer: asyncio.StreamWriter, worker: Worker[Application], address: str, failures: FailureLog
) -> None:
    loop = asyncio.get_running_loop()

    def send(reply: dict[str, Any]) -> None:
        if not writer.is_closing():
            writer.write(json.dumps(reply, ensure_ascii=True).encode() + b"\n")

    def progress(done: int, total: int, note: str = "", /) -> None:
        worker.go_on()
        loop.call_soon_threadsafe(send, {"progress": [done, total, note]})

    try:
        request = Request.model_validate_json(line)
        if request.do in ("ask", "trace"):
            send({"result": await _answer(request, worker)})
        else:
            # what is withdrawn does not wait for files that are being read
            long = request.do == "state" or (request.do == "index" and not (request.task and request.task.remove))
            run = worker.change if long else worker.run
            send({"result": await run(_work(request, address, progress))})
    except ValidationError:
        send({"error": "The other process is of another version of chidao: start chidao serve again."})
    except EXPECTED as error:
        send({"error": sentence(error)})
    except Exception as error:  # noqa: BLE001 - the person gets a sentence, the log the rest
        reference, path = failures.record(error)
        send({"error": f"Something went wrong, reference {reference}: the details are in {path}."})
    await writer.drain()


async def _answer(request: Request, worker: Worker[Application]) -> Any:
    def begin(application: Application) -> Begun:
        if request.engine == "chat" and application.answerer.generator is None:
            raise no_model()
        return application.answerer.begin(request.question, request.history, request.language)

    trace = await in_two_steps(worker, begin, engine=request.engine)
    return (
        trace_adapter().dump_python(trace, mode="json")
        if request.do == "trace"
        else trace.answer.model_dump(mode="json")
    )


def _work(request: Request, address: str, progress: Bar) -> Callable[[Application], Any]:
    def work(application: Application) -> Any:
        match request.do:
            case "index":
                notices = application.settings.notices
                result = carry_out(application.index, notices, request.task or IndexTask(), progress)
                return result.model_dump(mode="json")
            case "tasks":
                return look_up(application.index, request.wanted or TaskFilter()).model_dump(mode="json")
            case "where":
                return {"pid": os.getpid(), "address": address}
            case "state":
                state = state_of(application.index, application.settings.notices, progress)
                return OwnerState(pid=os.getpid(), address=address, **dict(state)).model_dump()

    return work


def _listener(path: Path) -> socket.socket:
    """The socket, readable by its owner alone. What an earlier owner left is replaced: the folder's lock is ours."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with reachable(path) as name:
            listener.bind(name)
        path.chmod(0o600)
        listener.listen()
    except BaseException:
        listener.close()
        raise
    return listener
