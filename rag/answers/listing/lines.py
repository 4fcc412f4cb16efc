"""A list as a draft: what fits on one page of it, how many there are, and which page this is."""

import re
from collections.abc import Sequence

from corpus.models import Notice
from corpus.text import collapse
from rag.draft import LIST_LENGTH, LIST_LINES, Draft, Line, Span
from rag.models import AnswerStatus, Question
from rag.shorten import shortened
from rag.wording import Wording

OPENING = 420  # characters of a long entry
_SHORTEST_SHARE = 60  # characters of an entry, however many there are


def list_draft(key: str, lines: Sequence[Line], question: Question, wording: Wording, headline: str = "") -> Draft:
    """The page of `lines` that the question asks for; `key` words how many there are, where no `headline` says more."""
    first = (question.page - 1) * LIST_LINES
    shown = lines[first : first + LIST_LINES]
    if not shown:
        return Draft(status=AnswerStatus.NOT_IN_NOTICES)
    share = max(_SHORTEST_SHARE, LIST_LENGTH // len(shown) - 12)
    kept: list[Line] = []
    length = 0
    for line in shown:
        text = shortened(line.text, share)
        if length + len(text) > LIST_LENGTH:
            break
        kept.append(line.model_copy(update={"text": f"- {text}"}))
        length += len(text) + 8
    whole = len(kept) == len(lines)
    said = wording.say(question.language, key, count=len(lines))
    if not whole:
        said = wording.say(
            question.language, "answer.page", count=said.rstrip(" :"), first=first + 1, last=first + len(kept)
        )
    return Draft(
        status=AnswerStatus.ANSWERED,
        headline=headline if headline and whole else said,
        lines=tuple(kept),
        listing=True,
        counted=(len(lines), first + 1, first + len(kept)),
        more=first + len(kept) < len(lines),
    )


def opening(notice: Notice, start: int, end: int, item: str) -> Span:
    """A beginning as a quote: a sentence or two, never a page."""
    text = notice.text[start:end]
    stop = end if len(text) <= OPENING else start + text.rfind(" ", 0, OPENING)
    lead = re.match(r"\s*(?:[-–+•*]\s*)?", text)
    return Span(notice_id=notice.id, start=start + (lead.end() if lead else 0), end=stop, item=item)


def without_marker(text: str) -> str:
    """An item's text without its number or dash, on one line."""
    return re.sub(r"^\s*(?:[-–+•*]|[a-zđ]\)|[\dIVX.]+[.)])\s*", "", collapse(text))
