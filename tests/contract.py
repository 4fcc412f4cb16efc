"""What DESIGN §4 and §4.1 say of every Answer, one rule a function: each gives what is wrong, nothing where all is well."""

import re
from collections.abc import Callable, Iterator, Mapping

from corpus.models import Notice
from corpus.names.agencies import body_key
from corpus.passages import header_words
from corpus.text import collapse, fold
from rag.models import Answer, AnswerStatus, Citation, Shape
from rag.proof.evidence import Evidence

Notices = Mapping[str, Notice]
Rule = Callable[[Answer, Notices], Iterator[str]]

_LONG_QUOTE = 40  # characters: what is shorter may stand in a text twice, a name or a day
_RULES: list[Rule] = []


def broken(answer: Answer, notices: Notices) -> list[str]:
    """Every rule that an answer breaks, with what is wrong."""
    return [f"{rule.__name__}: {fault}" for rule in _RULES for fault in rule(answer, notices)]


def _rule(rule: Rule) -> Rule:
    _RULES.append(rule)
    return rule


@_rule
def status(answer: Answer, notices: Notices) -> Iterator[str]:
    asked = [one.stated for one in answer.facets if one.asked]
    half = any(asked) and not all(asked)
    if (answer.status is AnswerStatus.PARTIAL) != (half and not answer.abstained):
        yield f"{answer.status} with {asked}"
    counted = answer.shape is Shape.COUNT  # what it answers is the number
    if answer.status is AnswerStatus.ANSWERED and not (all(asked) and (asked or counted)):
        yield f"answered with {asked}"
    if answer.status is AnswerStatus.NOT_STATED and not asked:
        yield "what is not stated is not named"
    if answer.abstained and any(one.stated for one in answer.facets):
        yield "abstains and states"
    if answer.abstained != answer.status.abstained or (answer.abstained and answer.citations):
        yield f"{answer.status} with {len(answer.citations)} citations"
    if not answer.abstained and not answer.citations:
        yield f"{answer.status} without a citation"


@_rule
def facets(answer: Answer, notices: Notices) -> Iterator[str]:
    cited = {one.marker: one for one in answer.citations}
    for one in answer.facets:
        if one.stated and not (one.value and one.citations and set(one.citations) <= set(cited)):
            yield f"{one.facet} is stated by {one.value!r} {one.citations}"
        if not one.stated and (one.value, one.key, one.how, one.citations) != (None, None, None, ()):
            yield f"{one.facet} is not stated and has {one.value!r} {one.citations}"
        if one.subject is not None and not 0 <= one.subject < len(answer.subjects):
            yield f"{one.facet} is of subject {one.subject} of {len(answer.subjects)}"
        if "\n" in (one.value or "") or not one.label:
            yield f"{one.facet} as {one.value!r} under {one.label!r}"
    asked = [one.asked for one in answer.facets]
    if asked != sorted(asked, reverse=True):
        yield "what completes the card stands before what is asked"


@_rule
def values(answer: Answer, notices: Notices) -> Iterator[str]:
    cited = {one.marker: one for one in answer.citations}
    for one in answer.facets:
        if one.stated and one.facet != "polarity":
            proof = [cited[marker] for marker in one.citations if marker in cited]
            quotes = " ".join(quote.quote for quote in proof)
            headers = " ".join(f"{quote.label} {header_words(notices[quote.notice_id])}" for quote in proof)
            missing = _words(one.value or "") - _words(f"{quotes} {headers}")
            written_out = one.key == body_key(one.value or "") and not Evidence(quotes).lacks(one.value or "")
            if missing and not written_out and fold(one.value or "") not in fold(collapse(quotes)):
                yield f"{one.facet} {one.value!r}: no cited quote has {sorted(missing)}"


@_rule
def polarity(answer: Answer, notices: Notices) -> Iterator[str]:
    at = [place for place, one in enumerate(answer.facets) if one.facet == "polarity"]
    if at and at[0] != 0:  # several provinces have one each
        yield f"polarity stands at {at}"
    if answer.shape is Shape.WHETHER and answer.status is AnswerStatus.ANSWERED:
        value = answer.facets[0].value if at else None
        if value not in ("yes", "no", "not_told"):
            yield f"whether without a polarity: {value}"


@_rule
def counts(answer: Answer, notices: Notices) -> Iterator[str]:
    if answer.total is not None and answer.total < len(answer.subjects):
        yield f"{answer.total} in all, {len(answer.subjects)} shown"
    counted = answer.shape is Shape.COUNT and answer.status is AnswerStatus.ANSWERED
    if counted and str(answer.total) not in re.findall(r"\d+", answer.headline):
        yield f"a count of {answer.total} under {answer.headline!r}"


@_rule
def lengths(answer: Answer, notices: Notices) -> Iterator[str]:
    if len(answer.text) > 1_500 or len(answer.headline) > 240 or len(answer.citations) > 12:
        yield f"text {len(answer.text)}, headline {len(answer.headline)}, {len(answer.citations)} citations"
    if not answer.headline or not answer.text:
        yield "no headline or no text"
    if set(re.findall(r"\[(\d+)\]", answer.text)) - {str(one.marker) for one in answer.citations}:
        yield "a marker in the text without its citation"


@_rule
def quotes(answer: Answer, notices: Notices) -> Iterator[str]:
    text = collapse(answer.text)
    for one in (*answer.citations, *answer.nearest):
        stored = notices[one.notice_id].text
        if one.quote != stored[one.start : one.end]:
            yield f"[{one.marker}] is no slice"
        if _inside_a_word(stored, one.start) or _inside_a_word(stored, one.end):
            yield f"[{one.marker}] {_ends(one)} is cut inside a word"
        quote = collapse(one.quote)
        if len(quote) > _LONG_QUOTE and text.count(quote) > 1:
            yield f"[{one.marker}] {_ends(one)} stands twice in the text"
    lines = [collapse(re.sub(r"\s*\[\d+\]", "", line)) for line in answer.text.split("\n")]
    twice = {line for line in lines if len(line) > _LONG_QUOTE and lines.count(line) > 1}
    yield from (f"twice in the text: {line}" for line in sorted(twice))


@_rule
def scope(answer: Answer, notices: Notices) -> Iterator[str]:
    if answer.scope is None:
        return
    if not answer.scope.notices or not set(answer.scope.notices) <= set(notices) or not answer.scope.label:
        yield f"a scope of {answer.scope.notices}"
    if (answer.scope.without is not None) != (answer.scope.come_from == "conversation"):
        yield f"from {answer.scope.come_from}, without it {answer.scope.without!r}"


def _words(text: str) -> set[str]:
    return {word.lstrip("0") for word in re.findall(r"\w+", fold(text))}


def _inside_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _ends(citation: Citation) -> str:
    return f"{citation.quote[:25]!r} … {citation.quote[-25:]!r}"
