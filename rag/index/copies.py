"""The same document under several names: one number, issuer and day, or one text. Its tasks are counted once."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from corpus.models import Notice
from corpus.text import fold


def copies(catalogue: Sequence[Notice], texts: Mapping[str, str]) -> dict[str, str]:
    """By id of each copy: the id of the notice that speaks for it, the one with the most text. `texts` by id."""
    letters = {notice_id: "".join(text.split()) for notice_id, text in texts.items()}
    speaks: dict[Hashable, str] = {}
    found: dict[str, str] = {}
    for notice in sorted(catalogue, key=lambda notice: (-len(letters[notice.id]), notice.id)):
        marks = list(_marks(notice, letters[notice.id]))
        original = next((speaks[mark] for mark in marks if mark in speaks), notice.id)
        for mark in marks:
            speaks.setdefault(mark, original)
        if original != notice.id:
            found[notice.id] = original
    return found


def _marks(notice: Notice, letters: str) -> Iterator[Hashable]:
    """What two copies share."""
    yield letters
    if notice.number and notice.issuer and notice.issued_on:
        number, issuer = ("".join(fold(fact.value).split()) for fact in (notice.number, notice.issuer))
        yield number, issuer, notice.issued_on.value
