"""Does a question want yes or no, and what does it suppose? By the marks of corpus/lexicon/whether.yaml."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from corpus.names.agencies import find_agencies, spelled_out
from corpus.names.people import offices_pattern
from corpus.phrases import words
from corpus.text import fold
from rag.models import Whether
from rag.question.asks import asks_in
from rag.question.tags import Tags, tags_of


def whether_of(text: str, language: str) -> Whether | None:
    """`plain` for "… phải không?", `done` for "đã … chưa?"; None where a thing is asked for, not yes or no."""
    tags = tags_of("whether", text, language)
    ending = _ending(tags)
    if any(not tag.order for one in tags.of("plain") for tag in one.tags if tag.value == "plain"):
        return ending or Whether.PLAIN
    found = ending
    if opening := tags.opening("opens_plain", "opens_done"):
        found = Whether.DONE if opening.has("opens_done") or ending is Whether.DONE else Whether.PLAIN
    return None if tags.has("which") else found


def supposed_in(text: str, language: str) -> frozenset[str]:
    """What a question supposes, and which facts of a notice it speaks of: allows, takes_part, signer."""
    contexts = {"notice"} if asks_in(text, language).has("notice") else set()
    tags = tags_of("whether", text, language)
    inner = {"denied"} if any(one.after < _last(tags) for one in tags.of("negative")) else set()
    return (tags.marks() - {"negative"}) | contexts | inner


def doers_in(text: str, language: str, bodies: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Those of the bodies that are to do something, and whether it is said outright: "do …", "giao …".

    Not those named beside one: "phối hợp với …", "trình …".
    """
    tags = tags_of("whether", text, language)
    by, beside = ({one.after for one in tags.of(mark)} for mark in ("by", "beside"))
    for first, _, agency in find_agencies(words(fold(text))):
        if agency.name in bodies and first not in beside:
            yield agency.name, first in by


def office_in(text: str) -> str:
    """The first office that a text names, folded: "phó chủ tịch"; empty where it names none."""
    found = _offices().search(spelled_out(text))
    return found[0] if found else ""


@cache
def _offices() -> re.Pattern[str]:
    """An office, and whether it is held by a deputy."""
    return re.compile(rf"(?<!\w)(?:pho )?(?:{offices_pattern()})(?!\w)")


def _ending(tags: Tags) -> Whether | None:
    """What the phrase asks for with which the question ends, words that say nothing aside."""
    last = _last(tags)
    kinds = (Whether.DONE, Whether.PLAIN)
    return next((kind for kind in kinds for one in tags.of(kind.value) if one.after == last), None)


def _last(tags: Tags) -> int:
    """Where the question ends, words that say nothing aside."""
    last = len(tags.words)
    trailing = {one.after for one in tags.of("trailing")}
    while last > 1 and last in trailing:
        last -= 1
    return last
