"""An answer as plain text, from the one outline every text face shares.

`outline` decides what is shown and in which order; `plain_text` only decides how each part looks.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bot.shown import on_one_line
from rag.models import Answer, Choice, Citation

if TYPE_CHECKING:
    from rag.wording import Wording

_MARKER = re.compile(r"\[\d+\]")
_NO_LETTER = re.compile(r"\W+")


class Part(Enum):
    """What a line of the outline is."""

    HEADLINE = auto()
    TEXT = auto()
    NOTE = auto()
    QUOTE = auto()
    LABEL = auto()
    TITLE = auto()
    OPTION = auto()


class Line(NamedTuple):
    """One part of an answer; `marker` numbers a quote."""

    part: Part
    text: str
    marker: int | None = None


def outline(answer: Answer, wording: "Wording") -> Iterator[Line]:
    """The parts of `answer` as they are read: the answer, its proof, then what else can be done."""
    language = answer.language
    shown = [citation.quote for citation in answer.citations]
    shown.append("\n".join(f"- {choice.label}" for choice in answer.choices))
    said = _repeats(answer.headline, [*shown, answer.text])
    if answer.headline and not said and not (answer.abstained and answer.text.startswith(answer.headline)):
        yield Line(Part.HEADLINE, answer.headline)
    if answer.text and not _repeats(answer.text, shown):
        yield Line(Part.TEXT, answer.text)
    note = wording.say(language, f"status.{answer.status.value}")
    if note not in answer.text and note != answer.headline:
        yield Line(Part.NOTE, note)
    yield from _quotes(answer.citations)
    if answer.nearest:
        yield Line(Part.TITLE, wording.say(language, "render.nearest"))
        yield from _quotes(answer.nearest)
    if answer.choices:
        yield Line(Part.TITLE, wording.say(language, "render.choices"))
        yield from (Line(Part.OPTION, _option(choice)) for choice in answer.choices)
    if answer.suggestions:
        yield Line(Part.TITLE, wording.say(language, "render.suggestions"))
        yield from (Line(Part.OPTION, suggestion) for suggestion in answer.suggestions)


def plain_text(answer: Answer, wording: "Wording") -> str:
    """The outline as text for a terminal, without a line break at the end."""
    lines: list[str] = []
    for part, text, marker in outline(answer, wording):
        if part not in (Part.LABEL, Part.OPTION):
            lines.append("")  # a blank line before everything but what belongs to the line above
        match part:
            case Part.QUOTE:
                lines.append(f"  [{marker}] “{on_one_line(text)}”")
            case Part.LABEL:
                lines.append(f"      {text}")
            case Part.OPTION:
                lines.append(f"  - {text}")
            case _:
                lines.append(text)
    return "\n".join(lines).strip("\n")


def _quotes(citations: tuple[Citation, ...]) -> Iterator[Line]:
    for citation in citations:
        yield Line(Part.QUOTE, citation.quote, citation.marker)
        yield Line(Part.LABEL, citation.label)


def _option(choice: Choice) -> str:
    return choice.question if choice.label in choice.question else f"{choice.label}: {choice.question}"


def _repeats(text: str, others: list[str]) -> bool:
    """True where `text`, markers aside, says word for word what one of `others` says."""

    def bare(words: str) -> str:
        return _NO_LETTER.sub("", _MARKER.sub("", words)).casefold()

    return any(bare(text) == bare(other) for other in others)
