"""Yes, no, or not told: what a question supposes, compared with what one clause states, thing by thing."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.models import Notice, Passage
from corpus.patterns import denying, whole
from corpus.text import canonical, fold, has_diacritics
from rag.answers.decide import Decision
from rag.answers.premises import Compared, compared
from rag.coverage import Rarity, coverage, gap, words_of
from rag.models import Polarity, Question, Whether
from rag.question.cues import of_matter
from rag.shorten import HEADLINE, best_clauses, shortened
from rag.wording import Wording

CLAUSES = 170  # characters of the deciding words after a sentence of ours
STATED = 0.62  # the share of the matter that the clause and what it stands under hold where it states the matter
DENIED = 0.35  # the same where the clause denies something in words that are quoted
MISSING = 0.25  # the share of one thing that is missing, at most, where it is said to be so


_PARTS = re.compile(r"[;,.]\s+")
_BEHIND = 300  # characters behind a clause in which a limit may be set
_DENYING = ("denies", "absent")
_THERE = ("attendees", "absent")


class Judgement(NamedTuple):
    """The polarity, the words that decide it, and how much of the matter the clause holds (0 to 1)."""

    polarity: Polarity
    said: str
    held: float


def judged(question: Question, decision: Decision, notice: Notice, rarity: Rarity, wording: Wording) -> Judgement:
    """What the decided clause answers to `question`, which names all that is supposed."""
    hit, language = decision.hit, question.language
    assert hit is not None
    passage = hit.passage
    views = [(words_of(part), 1.0) for part in (passage.text, passage.context, passage.header)]
    held = coverage(question.terms, views, rarity)
    found = list(compared(question, hit, notice, wording))
    other = next((one for one in found if one.agrees is False and one.stated and (one.near or held >= STATED)), None)
    direction = _direction(question, notice, passage)
    if direction is Polarity.NO and held >= DENIED and not (other and other.near is not None):
        other = Compared(False, best_clauses(passage.text, question, HEADLINE - 12))
    if other:
        return Judgement(Polarity.NO, _headed("no", other.stated, language, wording), held)
    sure = held >= STATED and gap(question.terms, views, rarity) <= MISSING and all(one.agrees for one in found)
    told = canonical(passage.text)  # what only has to be done is not said to have been
    done = question.whether is not Whether.DONE or ("đã" if has_diacritics(told) else "da") in told.split()
    if sure and (direction is Polarity.YES or (direction is None and done)):
        said = next((one.stated for one in found if one.stated), "")
        said = said or best_clauses(passage.text, question, HEADLINE - 12)
        return Judgement(Polarity.YES, _headed("yes", said, language, wording), held)
    sentence = "done" if direction is None and question.whether is Whether.DONE else "whether"
    clauses = best_clauses(passage.text, question, CLAUSES)
    said = wording.say(language, f"answer.not_told.{sentence}", clauses=clauses)
    return Judgement(Polarity.NOT_TOLD, shortened(said, HEADLINE - 1), held)


def _headed(polarity: str, words_: str, language: str, wording: Wording) -> str:
    return shortened(f"{wording.say(language, f'answer.{polarity}')}: {words_}", HEADLINE - 1)


def _direction(question: Question, notice: Notice, passage: Passage) -> Polarity | None:
    """Yes, no or left open as the clause's own words have it; None where they say neither, or permission is not asked for."""
    said = canonical(best_clauses(passage.text, question, 200))
    if not question.supposes.isdisjoint(_THERE):
        return Polarity.NOT_TOLD  # who came is told by the list of those who did
    denied = not question.supposes.isdisjoint(_DENYING)
    if denials := [part for part in _about(question, said) if _holds(part, denying())]:
        left_open = "denied" in question.supposes or _excepted(question, said, " ".join(denials))
        return None if denied else Polarity.NOT_TOLD if left_open else Polarity.NO
    if any(_holds(part, denying()) for part in _about(question, canonical(_rest(notice, passage)))):
        return Polarity.NOT_TOLD  # the next sentence sets a limit to what the clause states
    if denied:
        return Polarity.NOT_TOLD  # what is asked for, or done, is not said to be put off
    if "allows" not in question.supposes:
        return None
    if _holds(said, whole("undecided")):
        return Polarity.NOT_TOLD
    return Polarity.YES if _holds(said, whole("agrees")) else Polarity.NOT_TOLD


def _excepted(question: Question, said: str, denied_: str) -> bool:
    """True where what is asked about stands in an exception, and not in what is denied: trừ công trình *khắc phục thiên tai*."""
    beside = words_of(" ".join(part for part in _PARTS.split(said) if _holds(part, whole("excepts")))).single
    asked = {word for term in of_matter(question.terms) for word in term.alternatives[0].words}
    return bool(asked & beside - words_of(denied_).single)


def _about(question: Question, said: str) -> Iterator[str]:
    """The parts of a clause between its marks that have a word of the matter."""
    matter = of_matter(question.terms)
    for part in _PARTS.split(said):
        held = words_of(part).single
        if not matter or any(set(one.words) <= held for term in matter for one in term.alternatives):
            yield part


def _rest(notice: Notice, passage: Passage) -> str:
    """What its item says behind a passage."""
    item = notice.item_at(passage.start)
    return notice.text[passage.end : min(item.end, passage.end + _BEHIND)] if item else ""


def _holds(said: str, pattern: re.Pattern[str]) -> bool:
    """True where a text has the words, without diacritics where it has none."""
    return bool(pattern.search(said) if has_diacritics(said) else re.search(fold(pattern.pattern), said))
