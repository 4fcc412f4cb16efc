"""The only place that puts things together: settings, index, answerer, sentences."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.messages import messages
from bot.settings import Settings
from bot.terminal import Bar, Progress

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from bot.indexing import IndexResult, IndexTask
    from bot.tasks.lookup import Lookup
    from rag.answer import Answerer
    from rag.chat.generate import Generator
    from rag.chat.model import LangChainModel
    from rag.index import Index
    from rag.index.report import Report
    from rag.models import Answer, Trace, Turn
    from rag.register import TaskFilter


class Answering(Protocol):
    """Whoever answers: the answerer of this process, or the process that owns the data folder."""

    def ask(self, question: str, history: Sequence["Turn"] = (), language: str | None = None) -> "Answer":
        """The answer."""

    def trace(
        self, question: str, history: Sequence["Turn"] = (), language: str | None = None, engine: str | None = None
    ) -> "Trace":
        """The answer and how it came about; `engine` as for `rag.answer.Answerer.trace`."""


@dataclass(frozen=True)
class Application:
    """What a face needs to answer. `report` says what was read where the notices were read."""

    settings: Settings
    index: "Index"
    answerer: "Answerer"
    report: "Report | None" = None


@contextmanager
def opened(settings: Settings, progress: Progress, *, refreshed: bool = False) -> Iterator[Application]:
    """The application over an index that holds the notices; one that is empty, or was read by another version, is filled.

    With `refreshed` the index is brought in line with the notices folder in any case, but for scans: those are left to
    whoever watches the folder. Raises ChidaoError.
    """
    from rag.answer import Answerer
    from rag.index.refresh import outdated

    with opened_index(settings) as index:
        due = refreshed or not index.ids() or outdated(index)
        report = _filled(index, settings, progress, must=refreshed) if due else None
        yield Application(settings, index, Answerer(index, messages(), generator_of(settings)), report)


def _filled(index: "Index", settings: Settings, progress: Progress, *, must: bool) -> "Report | None":
    """What came of bringing the index in line; None where the disk took nothing, and there is something to answer from.

    `must`: a folder that cannot be read is an error, also where there is something to answer from.
    """
    from rag.errors import DataFolderError, NoticesError
    from rag.index.refresh import refresh

    try:
        return refresh(index, settings.notices, progress, scans=not must)
    except (DataFolderError, NoticesError) as error:
        if not index.ids() or (must and isinstance(error, NoticesError)):
            raise
        log.warning("The notices were not brought in line: %s", error)
        return None


def generator_of(settings: Settings) -> "Generator | None":
    """Whoever asks the chat model that is switched on; None where none is. The library is loaded at the first question."""
    if not settings.chat_model:
        return None
    from rag.chat.budget import Budget
    from rag.chat.generate import Generator
    from rag.chat.guard import GuardedModel
    from rag.chat.marks import role_earned, withdraw
    from rag.chat.role import Role

    budget = Budget(settings.chat_tokens_per_day, settings.data)
    model = chat_model_of(settings)
    guarded = GuardedModel(model, budget, deadline=settings.chat_deadline, retries=settings.chat_retries)
    earned = settings.chat_role == "auto"
    role = role_earned(settings.data, settings.chat_model, settings.chat_place) if earned else Role(settings.chat_role)
    failing = (lambda: withdraw(settings.data, settings.chat_model, settings.chat_place)) if earned else None
    return Generator(guarded, role=role, queries=settings.chat_queries, failing=failing)


def standing(settings: Settings, *, examined: bool = False) -> str:
    """What the chat model may do, by which marks, and what goes to it, on one line; `examined`: it is sitting its exam."""
    from rag.chat.marks import marks_in

    place, role = settings.chat_place, settings.chat_role
    there = "questions about notices and the passages found for them go there"
    marks = marks_in(settings.data)
    if role != "auto":
        return f"{place} {role}s, as CHIDAO_CHAT_ROLE says, whatever its marks; {there}"
    if marks is None or not marks.are_of(settings.chat_model, place):
        step = "it sits its exam now" if examined else "chidao exam shows whether it may read"
        return f"{place} words answers, {step}; {there}"
    if not marks.finished:
        return (
            f"{place} words answers, as its exam of {marks.day} was not finished: chidao exam tries it again; {there}"
        )
    by = (
        f"{marks.passed} of {marks.count} in the exam of {marks.day}, rules {marks.rules}, "
        f"{marks.kept} of {marks.statements} statements proved"
    )
    if marks.role == "off":
        return f"{place} is left alone, and nothing goes there: {by}"
    return f"{place} {marks.role}s: {by}; {there}"


def chat_model_of(settings: Settings) -> "LangChainModel":
    """The chat model that is switched on, not loaded yet."""
    from rag.chat.model import LangChainModel

    key, url = settings.openai_api_key.get_secret_value(), settings.openai_base_url
    return LangChainModel(settings.chat_model, seconds=settings.chat_deadline, base_url=url, api_key=key)


def chat_model_fault(settings: Settings) -> str:
    """What a chat model that is switched on lacks, as far as it is seen without loading it; empty where nothing is."""
    if not settings.chat_model:
        return ""
    from rag.chat.provider import set_up_wrong

    key, url = settings.openai_api_key.get_secret_value(), settings.openai_base_url
    return set_up_wrong(settings.chat_model, base_url=url, api_key=key)


@contextmanager
def opened_index(settings: Settings) -> Iterator["Index"]:
    """The index of the data folder as it stands; what was found damaged is read again. Raises ChidaoError."""
    from corpus.reading import proofreader, reader
    from rag.index import Index
    from rag.index.embed import load_embedder

    reader().scans = proofreader().scans = settings.ocr == "auto"
    with Index.open(settings.data, load_embedder(settings.embedding_model), chroma_url=settings.chroma_url) as index:
        if index.lost:
            from rag.index.healing import heal

            heal(index, settings.notices)
        yield index


@contextmanager
def answering(settings: Settings, progress: Progress) -> Iterator[Answering]:
    """Whoever answers from the data folder: `chidao serve` where it runs, else this process. Raises ChidaoError."""
    from bot.owner import owner_of
    from bot.terminal import warn_of_failures
    from rag.errors import IndexLocked

    with ExitStack() as stack:
        if owner := owner_of(settings.data):
            yield stack.enter_context(owner)
            return
        try:
            application = stack.enter_context(opened(settings, progress))
        except IndexLocked:
            owner = owner_of(settings.data)  # it was only starting
            if owner is None:
                raise
            yield stack.enter_context(owner)
            return
        warn_of_failures(application.report)
        yield application.answerer


def carried_out(settings: Settings, task: "IndexTask", progress: Bar) -> "IndexResult":
    """Index work done by `chidao serve` where it runs, else by this process. Raises ChidaoError."""
    from bot.indexing import carry_out
    from bot.owner import owner_of
    from rag.errors import IndexLocked

    with ExitStack() as stack:
        owner = owner_of(settings.data)
        if owner is None:
            try:
                return carry_out(stack.enter_context(opened_index(settings)), settings.notices, task, progress)
            except IndexLocked:
                owner = owner_of(settings.data)
                if owner is None:
                    raise
        return stack.enter_context(owner).index(task, progress)


def register_of(settings: Settings, wanted: "TaskFilter", progress: Progress) -> "Lookup":
    """The task register as `chidao serve` has it where it runs, else as this process does. Raises ChidaoError."""
    from bot.owner import owner_of
    from bot.tasks.lookup import look_up
    from bot.terminal import warn_of_failures
    from rag.errors import IndexLocked

    with ExitStack() as stack:
        owner = owner_of(settings.data)
        if owner is None:
            try:
                application = stack.enter_context(opened(settings, progress))
            except IndexLocked:
                owner = owner_of(settings.data)
                if owner is None:
                    raise
            else:
                warn_of_failures(application.report)
                return look_up(application.index, wanted)
        return stack.enter_context(owner).tasks(wanted)
