"""Which earlier documents a text itself changes: those it amends, and those it replaces.

A document counts where nothing but the thing changed (the deadline of item 2, the lead agency) stands between the
word that changes and its number. "Quyết định số 5 sửa đổi Quyết định số 4" is said of others: nothing is changed here.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from functools import cache
from typing import NamedTuple

from corpus.lexicon import cues
from corpus.models import CitedDocument
from corpus.text import canonical

_WORDS = re.compile(r"[^\W\d_]+")
_SENTENCE_ENDS = re.compile(r"\.\s|\n")
_WINDOW = 160  # characters between the word that changes and the number


class Amendments(NamedTuple):
    """The numbers of the documents that are amended, and of those that are replaced."""

    amends: tuple[str, ...]
    replaces: tuple[str, ...]


def amendments(text: str, cited: Sequence[CitedDocument], own_number: str | None = None) -> Amendments:
    """What `text`, which cites `cited`, does to them."""
    form = canonical(text)
    amended: dict[str, None] = {}
    replaced: dict[str, None] = {}
    ours: set[CitedDocument] = set()
    by_end = sorted(cited, key=lambda document: document.end)
    for document in cited:
        number = document.number
        if number is None or "/" not in number or number == own_number:
            continue
        how = _before(form, document.start, by_end, ours) or _after(form, document.end)
        if how:
            (amended if how == "amends" else replaced)[number] = None
            ours.add(document)
    return Amendments(tuple(amended), tuple(number for number in replaced if number not in amended))


def _before(form: str, start: int, by_end: Sequence[CitedDocument], ours: Set[CitedDocument]) -> str:
    """How the words before a citation change it: the nearest word that changes, with only its object between.

    `by_end` are all that are cited. `ours` are changed here, too: "sửa đổi A, thay thế B" tells nothing of what A does.
    """
    window = max(0, start - _WINDOW)
    earlier = _ending(by_end, window, start)
    left = max(window, form.rfind("\n", window, start), *(other.end for other in earlier[-1:]))
    changes = list(change_words().finditer(form, left, start))
    if not changes:
        return ""
    change = changes[-1]
    between = form[change.end() : start]
    if any(word not in _objects() for word in _WORDS.findall(between)):
        return ""
    told_of_others = "này" not in form[left : change.start()] and any(
        other not in ours and not _SENTENCE_ENDS.search(form, other.end, change.start())
        for other in _ending(by_end, change.start() - 60, change.start())
    )
    if told_of_others:
        return ""
    return "amends" if change["amends"] or _PART.search(between) else "replaces"


def _ending(by_end: Sequence[CitedDocument], after: int, until: int) -> Sequence[CitedDocument]:
    """Those of the citations that end beyond `after`, and no later than `until`."""
    ends = [bisect_right(by_end, place, key=lambda document: document.end) for place in (after, until)]
    return by_end[slice(*ends)]


def _after(form: str, end: int) -> str:
    """ "Quyết định số 5 … hết hiệu lực kể từ ngày …" and "… được thay thế bằng …"."""
    match = _ended().match(form, end)
    return "replaces" if match else ""


_PART = re.compile(r"\b(?:mục|khoản|điểm|điều|gạch|nội dung|cụm từ|thời hạn|thời gian|phụ lục)\b")


@cache
def change_words() -> re.Pattern[str]:
    """The words by which a document changes an earlier one: groups `amends`, `replaces`."""
    groups = cues()["changes"]
    return re.compile(
        rf"(?<!\w)(?:(?P<amends>{'|'.join(groups['amends'])})|(?P<replaces>{'|'.join(groups['replaces'])}))(?!\w)"
    )


@cache
def _ended() -> re.Pattern[str]:
    return re.compile(rf"[^.;\n]{{0,120}}?(?<!\w)(?:{'|'.join(cues()['changes']['ended'])})(?!\w)")


@cache
def _objects() -> frozenset[str]:
    return frozenset(cues()["changes"]["objects"])
