"""Is it answered, not stated, or not in the notices? The ranking picks the passage, a model of its own says whether it answers."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.agencies import find_agencies, key, keys_of
from corpus.models import Notice
from corpus.phrases import words
from corpus.text import fold
from rag.answerable import decision_features, enough, foremost, place
from rag.features import gain, words_of
from rag.fill import Filled, fill
from rag.index import Index
from rag.models import AnswerStatus, Hit, Question, Slot
from rag.question.cues import acts_asked, asking_words
from rag.rank import Asked, weights
from rag.scope import Scope


class Decision(NamedTuple):
    """How the question ends, the hit that decides it, and what fills its slot."""

    status: AnswerStatus
    hit: Hit | None = None
    filled: Filled | None = None


def decide(index: Index, asked: Asked, scope: Scope, hits: Sequence[Hit]) -> Decision:
    """The best hit where it answers, or why there is no answer."""
    question = asked.question
    if asked.numbers:
        hits = [hit for hit in hits if hit.features["number"]]
    hits = [hit for hit in hits if _of_years(question, hit, index.notice(hit.passage.notice_id))]
    if not hits or _body_missing(index, question, scope):
        return Decision(AnswerStatus.NOT_IN_NOTICES)
    hits = foremost(question.slot, hits)
    best = hits[0]
    departments = [name for name in question.agencies if fold(name).startswith(_DEPARTMENTS)]
    if departments and question.slot in _OF_A_BODY and not question.yes_no:
        hits = [hit for hit in hits if _names_body(departments, hit)]
        if not hits:
            return Decision(AnswerStatus.NOT_STATED, best)
        best = hits[0]
    if not asked.numbers and not enough(question.language, decision_features(asked, hits, scope)):
        mentioned = next((hit for hit in hits if _mentions_only(hit)), None)
        return Decision(AnswerStatus.NOT_STATED if mentioned else AnswerStatus.NOT_IN_NOTICES, mentioned or best)
    if not all(stated.search(fold(best.passage.text)) for stated in acts_asked(fold(question.text))):
        return Decision(AnswerStatus.NOT_STATED, best)
    if _opens(index.notice(best.passage.notice_id), best):
        hits = _closer(asked, hits)
    best = hits[0]
    if question.slot is Slot.REQUIREMENT:  # it stands where the matter does
        hits = [hit for hit in hits if place(hit) == place(best)]
    for hit in hits:
        if hit.score < best.score - weights()["slot_margin"] and question.slot is not Slot.REQUIREMENT:
            break
        if filled := fill(question, hit, index.notice(hit.passage.notice_id)):
            return Decision(AnswerStatus.ANSWERED, hit, filled)
    if question.slot in _LOOSE:
        span = Filled(values=(), start=best.passage.start, end=best.passage.end)
        return Decision(AnswerStatus.ANSWERED, best, span)
    return Decision(AnswerStatus.NOT_STATED, best)


def _opens(notice: Notice, hit: Hit) -> bool:
    """True for the first sentence of an item, or the first after its heading."""
    item = notice.item_at(hit.passage.start)
    before = notice.text[item.start : hit.passage.start] if item else ""
    return len(before.split()) <= _MARKER


def _closer(asked: Asked, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits with the sentence first that says the rest of the question, where the best one opens its item.

    An item opens with its matter; the sentence that answers often does not name it again.
    """
    best = hits[0]
    terms = [term for term in asked.question.terms if not set(term.alternatives[0].words) <= asking_words()]
    found: list[tuple[float, Hit]] = []
    for hit in hits[1:]:
        if place(hit) != place(best) or not hit.passage.item or hit.filled < best.filled:
            continue
        of_rest, of_all = gain(terms, words_of(best.passage.text), words_of(hit.passage.text), asked.rarity)
        if of_rest >= weights()["closer"]["of_rest"] and of_all >= weights()["closer"]["of_all"]:
            found.append((of_all, hit))
    if not found:
        return hits
    closest = max(found, key=lambda one: one[0])[1]
    return [closest, *(hit for hit in hits if hit is not closest)]


# Slots that a sentence may fill without naming a value: the sentence itself is then the answer.
_LOOSE = frozenset((Slot.LEAD, Slot.REPORTS_TO, Slot.REQUIREMENT, Slot.PURPOSE))


# Slots of what a body has to do: another body's work is no answer.
_OF_A_BODY = frozenset((Slot.TASK, Slot.DEADLINE))
_ALWAYS = ("bo ", "tinh uy", "thanh uy", "bi thu", "pho bi thu", "hdnd", "quoc hoi")
_MARKER = 2  # words: a number, a dash
_DEPARTMENTS = (
    "so ", "bo ", "thanh tra ", "cong an ", "ngan hang ", "buu dien", "kho bac ", "toa an ", "vien kiem sat ",
    "cuc ", "chi cuc ", "mat tran ", "lien doan ", "bao hiem xa hoi ", "doan thanh nien", "hoi lien hiep ", "hoi nong dan",
)  # fmt: skip
# bodies that are written by their names, not by their kind


def _names_body(bodies: Sequence[str], hit: Hit) -> bool:
    """True where a body asked about has a role in the passage or is named in it or above it."""
    if hit.row is None and key(hit.passage.text) in map(key, bodies):
        return False  # a heading that is the name alone
    above = key(f"{hit.passage.context} {hit.passage.header}")
    return bool(hit.features["role"] or hit.features["agency"]) or any(key(name) in above for name in bodies)


def _mentions_only(hit: Hit) -> bool:
    """True where a passage is about the matter and names nothing of the kind asked for."""
    return not hit.filled and hit.features["text"] + hit.features["context"] >= weights()["about"]


def _of_years(question: Question, hit: Hit, notice: Notice) -> bool:
    """True where every year asked about stands in the passage, in what it stands under, or in its notice's header.

    A notice that does not say when it was issued is of the years its text names.
    """
    text = f"{hit.passage.text} {hit.passage.context} {hit.passage.header} {'' if notice.dated else notice.text}"
    return all(str(year) in text for year in question.years)


@lru_cache(maxsize=256)
def _names(text: str) -> frozenset[str]:
    """The keys of the bodies that a notice names in any spelling."""
    return frozenset(key(agency.name) for _, _, agency in find_agencies(words(fold(text))))


def _body_missing(index: Index, question: Question, scope: Scope) -> bool:
    """True where a body asked about that goes by one name is named in none of the (at most twenty) notices in question.

    A ministry, the Party or a council, whatever is asked; a department where its work in these notices is.
    """
    ids = scope.ids if scope.ids is not None else index.ids()
    if not question.agencies or len(ids) > 20:
        return False
    texts = [index.notice(notice_id).text for notice_id in ids]
    asked_of_it = scope.ids is not None and question.slot is Slot.TASK
    beginnings = (*_DEPARTMENTS, *_ALWAYS) if asked_of_it else _ALWAYS
    named = [name for name in question.agencies if fold(name).startswith(beginnings)]
    return any(all(key(name) not in key(text) and not keys_of(name) & _names(text) for text in texts) for name in named)
