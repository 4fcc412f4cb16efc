"""What directives are read from."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple


class Source(NamedTuple):
    """What directives are read from: the stored text, and `view`, the same with lost diacritics put back.

    `dated` is the day of the notice, `changed` the numbers of the documents it amends or replaces.
    """

    text: str
    view: str
    dated: date | None = None
    changed: Collection[str] = ()
