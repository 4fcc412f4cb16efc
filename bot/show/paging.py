"""How many entries each face shows at once, and which of them stand on a page.

An answer's own lists are as long as the contract lets them be: `rag.draft.LIST_LINES`.
"""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")

TELEGRAM_NOTICES = 5
TELEGRAM_TASKS = 5
TELEGRAM_INLINE = 10  # results of an inline query
WEB_TASKS = 25


class ListPage(NamedTuple, Generic[Row]):
    """The rows of page `number` (from 0) of `pages`; the first of them is entry `first` (from 1) of the list."""

    rows: Sequence[Row]
    number: int
    pages: int
    first: int


def list_page(rows: Sequence[Row], number: int, size: int) -> ListPage[Row]:
    """Page `number` of a list, from 0; past the end the last, before the beginning the first."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(0, number), pages - 1)
    return ListPage(rows[number * size : (number + 1) * size], number, pages, number * size + 1)
