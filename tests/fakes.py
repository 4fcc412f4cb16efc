"""Small real classes that stand in for what is slow or far away."""

import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any, Self, TypeVar

from fake_replies import said_by

from corpus.models import Directive, Notice
from corpus.parse import parse
from rag.chat.steps import Begun
from rag.draft import Draft, Finding
from rag.index.records import Origin
from rag.models import Answer, AnswerStatus, Citation, Question, Trace, Turn

Made = TypeVar("Made")
SAMPLES = Path(str(files("corpus"))) / "notices"


@cache
def sample_notice(notice_id: str = "quang-nam-46-2018") -> Notice:
    """A notice of the sample corpus."""
    return parse(notice_id, (SAMPLES / f"{notice_id}.txt").read_text(encoding="utf-8"))


def citation_of(notice: Notice, quote: str, marker: int = 1) -> Citation:
    """A true citation of `quote`, which must stand in the notice."""
    start = notice.text.index(quote)
    end = start + len(quote)
    return Citation(
        marker=marker,
        notice_id=notice.id,
        label="Thông báo số 46/TB-UBND ngày 07/02/2018 của UBND tỉnh Quảng Nam, mục 1",
        quote=quote,
        start=start,
        end=end,
        url=f"/notices/{notice.id}?quote={start}-{end}",
    )


def survey_answer(question: str = "ai khảo sát?") -> Answer:
    """An answered question about the sample corpus."""
    quote = "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân"
    return Answer(
        id="a1",
        question=question,
        language="vi",
        status=AnswerStatus.ANSWERED,
        abstained=False,
        headline="Sở Nội vụ",
        text="Sở Nội vụ được giao thực hiện việc khảo sát. [1]",
        citations=(citation_of(sample_notice(), quote),),
    )


class FakeAnswerer:
    """Answers with what `answering` makes of the question; remembers what it was asked."""

    generator = None

    def __init__(self, answering: Callable[[str], Answer] = survey_answer) -> None:
        self._answering = answering
        self.asked: list[tuple[str, tuple[Turn, ...], str | None]] = []

    def ask(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        return self.trace(question, history, language).answer

    def trace(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None, engine: str | None = None
    ) -> Trace:
        return self.begin(question, history, language).trace

    def begin(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Begun:
        self.asked.append((question, tuple(history), language))
        answer = self._answering(question)
        return Begun(
            Trace(answer, Question(text=question, language="vi"), (), ()), Finding(Draft(status=answer.status))
        )


def origin_of(path: Path) -> Origin:
    """Where a notice is from that was read from this file as it is now."""
    return Origin(f"{hashlib.sha256(path.read_bytes()).hexdigest()}-recipe", str(path))


class FakeIndex:
    """An index that holds the notices it is given; those of `sources` are read from there, others from the sample corpus."""

    generation = 1
    snapshot = contextlib.nullcontext

    def __init__(self, *notices: Notice, sources: Mapping[str, Origin] | None = None) -> None:
        self._notices = {notice.id: notice for notice in notices}
        self._sources = sources or {}

    def source(self, notice_id: str) -> Origin | None:
        if notice_id not in self._notices:
            return None
        path = SAMPLES / f"{notice_id}.txt"
        return self._sources.get(notice_id) or (origin_of(path) if path.exists() else Origin("gone", str(path)))

    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(self._notices))

    def notice(self, notice_id: str) -> Notice:
        return self._notices[notice_id]

    def catalogue(self) -> tuple[Notice, ...]:
        return tuple(self._notices[id] for id in self.ids())

    def copies_of(self, notice_id: str) -> tuple[str, ...]:
        return ()

    def copies(self) -> dict[str, str]:
        return {}

    def directives(self) -> tuple[tuple[str, Directive], ...]:
        return tuple((notice.id, directive) for notice in self.catalogue() for directive in notice.directives)

    def derived(self, key: str, make: Callable[[tuple[Notice, ...]], Made]) -> Made:
        return make(self.catalogue())


class FakeChatServer:
    """An OpenAI-compatible server on loopback that behaves as it is told: `honest`, `slow`, `503`, a lie …

    `behaviour` is one of `fake_replies.SAID`, one below, or a list that is gone through call by call, the last one staying.
    """

    def __init__(self, behaviour: str | list[str] = "honest", seconds: float = 30.0) -> None:
        self.behaviours = [behaviour] if isinstance(behaviour, str) else list(behaviour)
        self.seconds = seconds  # how slow `slow`, `timeout` and `drip` are
        self.prompts: list[str] = []
        self._ended = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.prompts.append("\n".join(str(message["content"]) for message in asked["messages"]))
                with contextlib.suppress(OSError):  # whoever asked may have gone
                    server._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, line: BaseHTTPRequestHandler) -> None:
        calls = len(self.prompts)
        behaviour = self.behaviours[min(calls, len(self.behaviours)) - 1]
        if behaviour in ("timeout", "slow"):
            self._ended.wait(self.seconds)
        status = int(behaviour) if behaviour.isdigit() else 200
        said = "" if behaviour.isdigit() else said_by(behaviour, self.prompts[-1])
        body = json.dumps({"error": {"message": "no"}} if status >= 400 else _completion(said)).encode()
        line.send_response(status)
        line.send_header("Content-Type", "application/json")
        line.send_header("Content-Length", str(len(body)))
        line.end_headers()
        if behaviour == "cut":
            line.wfile.write(body[: len(body) // 2])
            line.close_connection = True
        elif behaviour == "drip":
            until = time.monotonic() + self.seconds
            for at in range(len(body)):
                line.wfile.write(body[at : at + 1])
                if time.monotonic() > until or self._ended.wait(0.02):
                    return
        else:
            line.wfile.write(body)


def _completion(said: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": said}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"id": "c", "object": "chat.completion", "created": 1, "model": "fake", "choices": [choice], "usage": usage}
