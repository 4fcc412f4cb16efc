"""What is shown of an answer and in which order: the one outline that every face renders.

Answer -> headline, text, note, quotes (each with its label), titled nearest quotes, choices and suggestions.
`bot.show.render` makes plain text and Telegram messages of it; the web receives the blocks as JSON.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.show.text import on_one_line, printable, without_marks
from corpus.models import Value
from rag.models import Answer, AnswerStatus, Choice, Citation

if TYPE_CHECKING:
    from rag.wording import Wording

_MARKER = re.compile(r"\[\d+\]")
_NO_LETTER = re.compile(r"\W+")


class Part(StrEnum):
    """What a block is."""

    HEADLINE = "headline"
    TEXT = "text"  # `[n]` points at quote n; lines that begin with "- " are a list
    NOTE = "note"
    QUOTE = "quote"
    TITLE = "title"
    OPTION = "option"


class Block(Value):
    """One part of an answer, ready to be shown.

    A quote carries its marker, its label, the address of the notice's page, the page of the file it begins on, and itself as a
    citation to copy; where it was read from a scan with little confidence, `doubt` says so.
    An option carries the question it asks.
    """

    part: Part
    text: str
    marker: int | None = None
    label: str = ""
    url: str = ""
    page: int | None = None
    citation: str = ""
    doubt: str = ""
    question: str = ""


def outline(answer: Answer, wording: "Wording") -> tuple[Block, ...]:
    """The blocks of `answer` as they are read: the answer, its proof, then what else can be done."""
    return tuple(_blocks(answer, wording))


def _blocks(answer: Answer, wording: "Wording") -> Iterator[Block]:
    def say(key: str) -> str:
        return wording.say(answer.language, key)

    headline, text = on_one_line(answer.headline), printable(without_marks(answer.text))
    shown = [citation.quote for citation in answer.citations]
    shown.append("\n".join(f"- {choice.label}" for choice in answer.choices))
    if answer.citations and not answer.abstained:  # the notice's words stand in the quotes below
        text = "\n\n".join(part for part in text.split("\n\n") if not _repeats(part, shown))
    said = _repeats(headline, [*shown, text]) or (answer.abstained and text.startswith(headline))
    if headline and not said:
        yield Block(part=Part.HEADLINE, text=headline)
    more = [Block(part=Part.TEXT, text=text)] if text and not _repeats(text, shown) else []
    quoted = said and bool(answer.citations) and not answer.abstained  # the first quote is the answer: it comes first
    yield from [] if quoted else more
    note = say(f"status.{answer.status.value}")
    if answer.engine != "extractive" and answer.status is AnswerStatus.ANSWERED:
        note = say("answer.worded")
    elif answer.engine != "extractive" and answer.abstained:
        note = say("answer.not_seen")
    if note not in text and note != headline:
        yield Block(part=Part.NOTE, text=note)
    doubt = say("render.doubtful")
    yield from (quote_block(citation, doubt) for citation in answer.citations)
    yield from more if quoted else []
    if answer.nearest:
        yield Block(part=Part.TITLE, text=say("render.nearest"))
        yield from (quote_block(citation, doubt) for citation in answer.nearest)
    if answer.choices:
        yield Block(part=Part.TITLE, text=say("render.choices"))
        yield from map(_choice, answer.choices)
    everywhere = answer.scope.without if answer.scope else None
    if answer.suggestions or everywhere:
        yield Block(part=Part.TITLE, text=say("render.suggestions"))
        for suggestion in answer.suggestions:
            yield Block(part=Part.OPTION, text=printable(suggestion), question=suggestion)
    if everywhere:
        yield Block(part=Part.OPTION, text=say("render.everywhere"), question=everywhere)


def quote_block(citation: Citation, doubt: str) -> Block:
    """A quote with its label; `doubt` are the words for one that is doubtful."""
    text, label = on_one_line(citation.quote), on_one_line(citation.label)
    return Block(
        part=Part.QUOTE,
        text=text,
        marker=citation.marker,
        label=label,
        url=citation.url,
        page=citation.page,
        citation=f"“{text}” ({label}; {doubt})" if citation.doubtful else f"“{text}” ({label})",
        doubt=doubt if citation.doubtful else "",
    )


def _choice(choice: Choice) -> Block:
    label = printable(choice.label)
    text = printable(choice.question) if label in choice.question else f"{label}: {printable(choice.question)}"
    return Block(part=Part.OPTION, text=text, question=choice.question)


def _repeats(text: str, others: list[str]) -> bool:
    """True where `text`, markers aside, says word for word what one of `others` says."""

    def bare(words: str) -> str:
        return _NO_LETTER.sub("", _MARKER.sub("", words)).casefold()

    return any(bare(text) == bare(other) for other in others)
