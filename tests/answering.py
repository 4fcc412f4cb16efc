"""An answerer over notices that a test makes up."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from bot.messages import messages
from corpus.parse import parse
from corpus.passages import passages
from rag.answer import Answerer
from rag.index import Index
from rag.index.embed import Embedder, load_embedder
from rag.index.index import Addition
from rag.index.records import Origin
from rag.index.refresh import refresh

Over = Callable[..., Answerer]


def made_up(*items: str, number: str = "12/TB-UBND", province: str = "Cà Mau", year: int = 2023, month: int = 6) -> str:
    """A notice of these items."""
    body = "\n\n".join(f"{at}. {item}" for at, item in enumerate(items, 1))
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH {province.upper()}\n\nSố: {number}\n{province}, ngày 12 tháng {month} năm {year}\n\n"
        f"THÔNG BÁO\nKết luận cuộc họp về công tác của tỉnh {province}\n\n{body}\n"
    )


@cache
def shipped() -> Embedder:
    """The shipped model, read once."""
    return load_embedder()


def made(data: Path, notices: Path | None = None) -> Path:
    """A data folder with an index of the files of `notices`, closed and at rest."""
    with Index.open(data, shipped()) as index:
        if notices:
            refresh(index, notices)
    return data


def answering(data: Path, stack: ExitStack) -> Over:
    """`over(a="…", b="…")` answers from exactly these notices."""

    def over(**texts: str) -> Answerer:
        index = stack.enter_context(Index.open(data, shipped()))
        for notice_id, text in texts.items():
            notice = parse(notice_id, text)
            index.add(Addition(notice, passages(notice), Origin("1", notice_id)))
        return Answerer(index, messages(), seconds=60)

    return over
