"""The reply of a chat model that reads -> a draft: what is proved and is about the question, what it says is not stated."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.lexicon import of_notice
from corpus.models import Facet, Notice, SubjectKind
from corpus.names.agencies import body_key
from rag.answers.premises import named
from rag.answers.said import Part, drafted, label_of, said_of
from rag.answers.supposed import with_polarity
from rag.chat.about import Likelihood
from rag.chat.polarity import is_borne_out
from rag.draft import LIST_LENGTH, About, Draft, Line, Said
from rag.index import Index
from rag.label import label
from rag.models import Answer, AnswerStatus, Asked, Polarity, Question, Shape, Verdict
from rag.proof.entry import proved, verdict_on
from rag.proof.entry_checks import WHO, Proved
from rag.proof.reply import Reading
from rag.proof.sources import Source
from rag.shorten import HEADLINE, best_clauses, fitting, shortened
from rag.wording import Wording

_LISTED = 5  # statements: more are a list
_LINE, _LINES = 600, 1_250  # characters of one line, of several together


class Read(NamedTuple):
    """The draft of what a model read, None where nothing of it stands; what became of each statement."""

    draft: Draft | None = None
    verdicts: tuple[Verdict, ...] = ()


def read_draft(
    index: Index, question: Question, answer: Answer, sources: Sequence[Source], reply: Reading, wording: Wording
) -> Read:
    """What of the reply is proved and about the question, as a draft; `answer`: that of the rules."""
    said = [entry for entry in reply.answers if entry.answer]
    if reply.status == "proposal" or not said:
        return Read()
    tokens = {source.token: source for source in sources}
    found = [proved(entry, tokens) for entry in said]
    statements = [one for one in found if isinstance(one, Proved)]
    likelihood = Likelihood(index, question, answer, [source.notice.id for source in sources])
    about = likelihood.about(statements)
    faults = {
        one.entry: _fault(index, question, one, likelihood, wording) if meant else "about another matter"
        for one, meant in zip(statements, about, strict=True)
    }
    kept = [one for one in statements if not faults[one.entry]]
    verdicts = tuple(verdict_on(one.entry, faults[one.entry]) if isinstance(one, Proved) else one for one in found)
    if not kept:
        return Read(None, verdicts)
    return Read(_drafted(index, question, reply, kept, wording), verdicts)


def _drafted(index: Index, question: Question, reply: Reading, kept: Sequence[Proved], wording: Wording) -> Draft:
    """The statements as a draft: what is not stated is named, and what was said and is not proved is not passed over."""
    parts = [
        *_parts(question, kept, wording),
        *(Part(Asked(facet=one.facet)) for one in reply.answers if not one.answer),
    ]
    draft = drafted(index, question, parts, None, wording)
    first = {one.notice.id: one for one in reversed(kept)}
    names = dict.fromkeys(one.notice.id for one in kept)
    draft = draft.model_copy(update={"subjects": tuple(_about(first[name]) for name in names)})
    if len(kept) > _LISTED or question.listing:
        draft = _listed(draft, question, kept)
    polarity = next((one.polarity for one in kept if one.polarity), None)
    if polarity and question.yes_no:
        draft = _with_polarity(draft, question, polarity, wording)
    told = {one.entry.asked for one in kept}
    lost = [one.facet for one in reply.answers if one.answer and one.asked not in told]
    if lost:
        labels = ", ".join(dict.fromkeys(label_of(facet, question.language) for facet in lost)).lower()
        note = wording.say(question.language, "answer.unproved", facets=labels)
        facets = (*draft.facets, *(Said(facet=facet) for facet in dict.fromkeys(lost)))
        update = {"notes": (*draft.notes, note), "facets": facets, "status": AnswerStatus.PARTIAL}
        draft = draft.model_copy(update=update)
    return draft


def _repeats(question: Question, one: Proved) -> bool:
    """True where a body that the question names would be who it asks for; of several things asked, only such bodies."""
    if one.entry.facet not in WHO or one.polarity is not None or question.yes_no:
        return False
    named = {body_key(name) for name in question.agencies}
    mine = {body_key(name) for name in one.bodies}
    return bool(mine & named) and (len(question.wanted) == 1 or mine <= named)


def _fault(index: Index, question: Question, one: Proved, likelihood: Likelihood, wording: Wording) -> str:
    """Why a statement about the matter is no answer; empty where it is one."""
    if _repeats(question, one):
        return "the question names it itself"
    if one.polarity and not is_borne_out(index, question, one, likelihood.hits_of(one), wording):
        return "the text does not say so"
    return ""


def _parts(question: Question, kept: Sequence[Proved], wording: Wording) -> list[Part]:
    """The statements as parts of an answer: those of the same thing asked, of one notice, as one."""
    groups: dict[tuple[Facet, str, str], list[Proved]] = {}
    for one in kept:
        groups.setdefault((one.entry.facet, one.entry.asked, one.notice.id), []).append(one)
    notices = {one.notice.id: one.notice for one in kept}
    room = min(_LINE, _LINES // len(kept)) - 8  # for markers
    parts = []
    for (facet, _, name), ones in groups.items():
        value = "; ".join(dict.fromkeys(_said(question, one, wording) for one in ones))
        if len(notices) > 1 and not of_notice(facet):
            value = f"{_called(notices[name], list(notices.values()))}: {value}"
        lines = [Line(text=_line(one, room), proof=one.spans) for one in ones]
        at = list(notices).index(name)
        facets = tuple(said.model_copy(update={"subject": at}) for one in ones for said in _facets(question, one))
        parts.append(Part(Asked(facet=_facet(question, ones[0])), value, lines, facets))
    return parts


def _called(notice: Notice, others: Sequence[Notice]) -> str:
    """A notice by its province, where no other one is of that."""
    same = [one for one in others if one.province == notice.province]
    return notice.province if notice.province and len(same) == 1 else label(notice)


def _line(one: Proved, room: int) -> str:
    """The clause; where it is too long, what is said of it."""
    return shortened(one.clause if len(one.clause) <= room else one.value or one.quote, room)


def _facet(question: Question, one: Proved) -> Facet:
    """The body assigned answers who leads."""
    wanted = {asked.facet for asked in question.wanted}
    assigned = one.entry.facet is Facet.ASSIGNED and Facet.ASSIGNED not in wanted
    return Facet.LEAD if assigned else Facet.FACT if one.entry.facet is Facet.POLARITY else one.entry.facet


def _listed(draft: Draft, question: Question, kept: Sequence[Proved]) -> Draft:
    """Many statements as a list: a line each, no clause twice, the headline without labels."""
    room = LIST_LENGTH // len(kept) - 12  # for dash and marker
    lines = {f"- {_line(one, room)}": one.spans for one in kept}
    headline = fitting(list(dict.fromkeys(_words(question, one) for one in kept)))
    update = {"lines": tuple(Line(text=text, proof=spans) for text, spans in lines.items()), "headline": headline}
    return draft.model_copy(update=update | {"listing": True, "shape": Shape.LIST})


def _facets(question: Question, one: Proved) -> tuple[Said, ...]:
    facet = _facet(question, one)
    by_name = facet in (Facet.LEAD, Facet.COORDINATING, Facet.REPORTS_TO) and one.bodies and one.value
    values = one.bodies if by_name else (_words(question, one),)
    return said_of(facet, values, one.spans, one.how)


def _words(question: Question, one: Proved) -> str:
    """What is said where the text has it so; else the words quoted, of long ones the best clauses."""
    return one.value or best_clauses(one.quote, question)


def _said(question: Question, one: Proved, wording: Wording) -> str:
    """How a statement is said in the headline."""
    value = _words(question, one)
    if question.language == "en" and one.bodies and one.value and one.entry.facet in WHO:
        value = ", ".join(named(body, "en") for body in one.bodies)
    if one.how == "assigned" and one.value and _facet(question, one) is Facet.LEAD:
        value = wording.say(question.language, "answer.assigned", bodies=value)
    if one.polarity:
        yes = wording.say(question.language, f"answer.{one.polarity.value}")
        return f"{yes}: {value}" if value else yes
    return value


def _with_polarity(draft: Draft, question: Question, polarity: Polarity, wording: Wording) -> Draft:
    """The draft as a yes or a no; a headline that says it is left."""
    yes = f"{wording.say(question.language, f'answer.{polarity.value}')}:"
    headline = draft.headline if yes in draft.headline else f"{yes} {draft.headline}"
    return with_polarity(draft, polarity, shortened(headline, HEADLINE - 2))


def _about(one: Proved) -> About:
    """What the first statement is about: the notice, the task, the sentence."""
    kind = SubjectKind.NOTICE if of_notice(one.entry.facet) else SubjectKind.TASK if one.rows else SubjectKind.SENTENCE
    return About(kind=kind, where=one.spans[0], text=one.clause)
