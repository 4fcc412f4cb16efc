"""Any LangChain chat model behind one question: what it says to a prompt, in how much time and tokens.

Nothing here raises but `Unanswered`: with `transport` where the line, the server or the time failed, without where the
model was reached and refused. The library is imported only where a model is switched on.
"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from typing import Any, NamedTuple, Protocol

from rag.chat.provider import set_up_wrong

MOST_CHARACTERS = 40_000  # of what a model says; more is no answer
_MOST_BYTES = 400_000
MOST_TOKENS = 3_000  # asked for; a model that thinks aloud needs more than it says
_TRANSIENT = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529))
_HOSTS = 8  # calls at a time, those included that nobody waits for any more


class Said(NamedTuple):
    """What a model said, and the tokens it counted for it (0: it did not say)."""

    text: str
    tokens: int


class Unanswered(Exception):
    """The model gave no answer; `str()` says why, for the log."""

    def __init__(self, reason: str, *, transport: bool = False) -> None:
        super().__init__(reason)
        self.transport = transport


class Unusable(Unanswered):
    """The model cannot be had as it is set up; `str()` says what is missing and the next step, without a full stop."""


class ChatModel(Protocol):
    """Whoever answers a prompt within so many seconds."""

    name: str

    def say(self, prompt: str, seconds: float) -> Said:
        """What it says. Raises Unanswered."""


class LangChainModel:
    """`provider:model` of LangChain's `init_chat_model`; loaded at the first call."""

    def __init__(self, name: str, *, seconds: float = 20.0, base_url: str = "", api_key: str = "") -> None:
        """`seconds`: the most that any call may take. `base_url`: of an OpenAI-compatible server; it may want no key. Other
        providers read their own variables.
        """
        self.name = name
        self._seconds = seconds
        self._base_url = base_url
        self._api_key = api_key
        self._loading = threading.Lock()
        self._model: Any = None
        self._hosts = threading.BoundedSemaphore(_HOSTS)

    def say(self, prompt: str, seconds: float) -> Said:
        """What the model says; after `seconds` it is no longer waited for, whatever it does."""
        if not self._hosts.acquire(blocking=False):
            raise Unanswered("too many earlier calls have not ended")
        outcome: Future[Said] = Future()

        def call() -> None:
            try:
                outcome.set_result(self._said(prompt))
            except BaseException as error:  # noqa: BLE001 - it is passed on to the thread that waits
                outcome.set_exception(_failure(error))
            finally:
                self._hosts.release()

        threading.Thread(target=call, name="chat-model", daemon=True).start()
        if not wait([outcome], seconds).done:
            raise Unanswered(f"no answer within {seconds:.1f} s", transport=True)
        return outcome.result()

    def _said(self, prompt: str) -> Said:
        message = self.load().invoke(prompt)
        text = message.text if isinstance(message.text, str) else str(message.content)
        if len(text) > MOST_CHARACTERS:
            raise Unanswered(f"an answer of {len(text):,} characters")
        usage = getattr(message, "usage_metadata", None) or {}
        return Said(text, int(usage.get("total_tokens") or 0))

    def load(self) -> Any:
        """The model of the library; no server is asked. Raises Unusable where it cannot be had."""
        with self._loading:
            if self._model is None:
                if fault := set_up_wrong(self.name, base_url=self._base_url, api_key=self._api_key):
                    raise Unusable(fault)
                import os

                os.environ.setdefault("LANGSMITH_TRACING", "false")  # nothing is told to anyone else
                from langchain.chat_models import init_chat_model

                options: dict[str, Any] = {"max_tokens": MOST_TOKENS, "timeout": self._seconds, "max_retries": 0}
                if self.name.startswith("openai:"):
                    options["http_client"] = _bounded_client(self._seconds)
                    if self._base_url:  # some hosted models take no temperature but their own
                        options |= {"base_url": self._base_url, "temperature": 0}
                    key = self._api_key or ("none" if self._base_url else "")
                    options |= {"api_key": key} if key else {}
                try:
                    self._model = init_chat_model(self.name, **options)
                except Exception as error:  # of its message only the class is told: it may hold the key
                    place = f"{self.name} could not be set up ({type(error).__name__})"
                    raise Unusable(f"{place}: see what its provider wants set in the environment") from error
            return self._model


def _bounded_client(seconds: float) -> Any:
    """An HTTP client that breaks off what is too long or drips for ever; other providers have their own clients."""
    import httpx

    class Bounded(httpx.SyncByteStream):
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            read, until = 0, time.monotonic() + seconds
            for part in self._stream:
                read += len(part)
                if read > _MOST_BYTES:
                    raise Unanswered("an answer without end")
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("the answer drips")
                yield part

        def close(self) -> None:
            self._stream.close()

    def bound(response: httpx.Response) -> None:
        response.stream = Bounded(response.stream)

    return httpx.Client(event_hooks={"response": [bound]}, timeout=seconds)


def _failure(error: BaseException) -> Unanswered:
    """Why there is no answer: class and status, without what the server wrote, as that may hold the prompt.

    The line or the server failed where all providers' errors say so: by a status, or by a cause of the system.
    """
    import httpx

    status = getattr(error, "status_code", None)
    reason = type(error).__name__ + (f" {status}" if isinstance(status, int) else "")
    one: BaseException | None = error
    while one is not None:
        status = getattr(one, "status_code", None)
        if isinstance(one, Unanswered):
            return one
        if isinstance(status, int):
            return Unanswered(reason, transport=status in _TRANSIENT)
        if isinstance(one, OSError | httpx.TransportError):  # TimeoutError and ConnectionError are OSErrors
            return Unanswered(reason, transport=True)
        one = one.__cause__ or one.__context__
    return Unanswered(reason)
