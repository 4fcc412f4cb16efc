"""The only place that puts things together: settings, index, answerer, sentences."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.messages import messages
from bot.settings import Settings

if TYPE_CHECKING:
    from rag.answer import Answerer
    from rag.index import Index
    from rag.index.refresh import Report

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Application:
    """What a face needs to answer. `report` says what was read where the notices were read."""

    settings: Settings
    index: "Index"
    answerer: "Answerer"
    report: "Report | None" = None


@contextmanager
def opened(settings: Settings, progress: Progress, *, refreshed: bool = False) -> Iterator[Application]:
    """The application over an index that holds the notices; an empty index is filled first.

    With `refreshed` the index is brought in line with the notices folder in any case. The index belongs to
    the thread that enters. Raises ChidaoError.
    """
    from rag.answer import Answerer
    from rag.index.refresh import refresh

    with opened_index(settings) as index:
        report = refresh(index, settings.notices, progress) if refreshed or not index.ids() else None
        yield Application(settings, index, Answerer(index, messages()), report)


@contextmanager
def opened_index(settings: Settings) -> Iterator["Index"]:
    """The index of the data folder, as it stands. Raises ChidaoError."""
    from rag.embed import load_embedder
    from rag.index import Index

    with Index.open(settings.data, load_embedder(settings.embedding_model)) as index:
        yield index
