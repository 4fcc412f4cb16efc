"""The ways a question may go, in order: the first that answers or refuses it wins."""

import re
from collections.abc import Callable, Sequence

from corpus.lexicon import of_notice
from corpus.models import Facet
from corpus.text import fold
from rag.answers.bodies import each_body
from rag.answers.cited_document import of_cited
from rag.answers.collection import collected, family
from rag.answers.compare import compared
from rag.answers.compose import compose
from rag.answers.decide import Decision, decide
from rag.answers.header import choices, is_about, notice_asked, of_notices
from rag.answers.later_notice import brought_up_to_date
from rag.answers.match import Match
from rag.answers.named_item import of_item
from rag.answers.parts import several
from rag.answers.people import holder_of, office_of, office_supposed
from rag.answers.rivals import rivals
from rag.answers.roles import corrected
from rag.answers.supposed import whether
from rag.draft import Draft, Finding, Line, Said
from rag.index import Index
from rag.label import label
from rag.models import AnswerStatus, Aside, Hit, Question
from rag.question.asides import shows
from rag.question.cues import of_matter
from rag.shorten import fitting
from rag.values import Filled
from rag.wording import Wording

_NEAREST = 3
_SAYS_WHAT = re.compile(r"\b(?:ve|v/v|tong ket|so ket|trien khai|thuc hien)\b")
_OF_NEAREST = 0.15  # share of the topic that a passage shown as near has to hold
_NAMING = 2  # terms that may name a notice beside its number


def found(index: Index, question: Question, wording: Wording) -> Finding:
    """The draft for a question as it was understood."""
    return corrected(index, question, _gone(Match(index, question, wording)), wording)


def _gone(match: Match) -> Finding:
    """What the first way finds that answers or refuses."""
    finding = next(said for way in WAYS if (said := way(match)))
    return _sourced(match, finding) if match.question.source_only else finding


def _sourced(match: Match, finding: Finding) -> Finding:
    """Only where it stands was asked: the labels are the answer."""
    draft = finding.draft
    spans = [line.proof[0] for line in draft.lines if line.proof]
    if draft.status.abstained or not spans:
        return finding
    labels = dict.fromkeys(label(match.index.notice(span.notice_id), span.item) for span in spans)
    return finding._replace(draft=draft.model_copy(update={"headline": fitting(list(labels)), "counted": ()}))


def _refused(status: AnswerStatus, reason: str = "") -> Finding:
    return Finding(Draft(status=status, reason=reason))


def _beside_the_notices(match: Match) -> Finding | None:
    """A greeting, work to be done for the person, or what is meant for a machine and not for an office."""
    if match.question.aside is Aside.SMALL_TALK:
        return _refused(AnswerStatus.SMALL_TALK)
    refused = match.question.aside in (Aside.TO_A_MACHINE, Aside.WORK)
    return _refused(AnswerStatus.OUT_OF_SCOPE) if refused else None


def _of_item(match: Match) -> Finding | None:
    """What a notice says under a number that is named."""
    return of_item(match, lambda question: found(match.index, question, match.wording))


def _of_collection(match: Match) -> Finding | None:
    """A list, a count, the newest, a summary."""
    draft = collected(match.index, match.question, match.scope, match.wording)
    return Finding(draft) if draft else None


def _side_by_side(match: Match) -> Finding | None:
    """The same for several provinces."""
    if len(match.question.provinces) < 2 or len(match.scope.own_numbers) > 1:  # each of these is a notice
        return None
    each = [match.question.model_copy(update={"provinces": (one,)}) for one in match.question.provinces]
    return compared(
        match.index, match.question, match.wording, each, lambda one: found(match.index, one, match.wording)
    )


def _each_body(match: Match) -> Finding | None:
    """The same of several bodies."""
    return each_body(match, _gone)


def _yes_or_no(match: Match) -> Finding | None:
    return whether(match.index, match.question, match.wording) if match.question.yes_no else None


def _asks_nothing(match: Match) -> Finding | None:
    """ "Ai chủ trì?": words that ask, and nothing they ask about."""
    question = match.question
    named = question.numbers or question.agencies or question.dates or question.years or of_matter(question.terms)
    if named or match.scope.ids is not None or of_notice(question.facet) or question.listing:
        return None
    return _refused(AnswerStatus.UNCLEAR)


def _named_alone(match: Match) -> Finding | None:
    """A notice named by number alone: what it is about."""
    question = match.question
    alone = match.scope.own_numbers and not question.terms and question.facet is Facet.FACT and not question.yes_no
    return of_notices(match.of(question.asking(Facet.SUBJECT))) if alone else None


def _elsewhere(match: Match) -> Finding | None:
    """A province or a notice that the index does not hold, or no longer."""
    if not (match.scope.missing or match.scope.gone):
        return None
    return _refused(AnswerStatus.NOT_IN_NOTICES, "answer.scope_gone" if match.scope.gone else "")


def _of_its_own(match: Match) -> Finding | None:
    """Of a province that others were joined into, its own notices are asked about."""
    scope, question = match.scope, match.question
    own = tuple(one for one in scope.ids or () if one not in scope.joined)
    if not (scope.joined and own and of_notice(question.facet)):
        return None
    return _gone(match.of(question.model_copy(update={"within": own})))


def _of_something_in_it(match: Match) -> Finding | None:
    """ "Tiêu chí số mấy trong thông báo 46?": not the number of the notice."""
    question = match.question
    alone = len(question.wanted) == 1 and question.facet is Facet.NUMBER
    inside = alone and match.scope.own_numbers and len(of_matter(question.terms)) > _NAMING
    return _gone(match.of(question.asking(Facet.FIGURE))) if inside else None


def _of_itself(match: Match) -> Finding | None:
    """ "Quyết định bảo tồn nhà vườn số mấy?": of the notice of that kind that is about it, not of a document it cites."""
    question = match.question
    sort = next((asked.sort for asked in question.wanted if asked.numbered and asked.facet is Facet.BASIS), "")
    if not sort or match.names_another:
        return None
    asking = question.asking(*(Facet.NUMBER if asked.numbered else asked for asked in question.wanted))
    meant = [one for one in notice_asked(match.index, asking, match.scope) if one.kind and one.kind.value == sort]
    if len(meant) != 1 or not is_about(match.index, meant[0], question):
        return None
    return _gone(match.of(asking.model_copy(update={"within": (meant[0].id,)})))


def _of_facets(match: Match) -> Finding | None:
    """Several things asked that are not all facts of a notice as a whole; what a document is about that a notice cites."""
    wanted = match.question.wanted
    of_heads = all(of_notice(asked.facet) for asked in wanted) and not match.names_another
    of_another = match.names_another and wanted[0].facet is Facet.SUBJECT
    if not of_another and (len(wanted) < 2 or of_heads):
        return None
    finding = several(match)
    if finding is None or not finding.draft.status.abstained:
        return finding
    decision = Decision(finding.draft.status)
    return None if of_another else Finding(_abstained(match.question, decision, finding.hits), finding.hits)


def _of_document(match: Match) -> Finding | None:
    """Who issued a document, and when."""
    draft = of_cited(match.index, match.question, match.scope)
    return Finding(draft) if draft else None


def _of_meeting(match: Match) -> Finding | None:
    """What a meeting was about, where the subject of its notice only says whose it was."""
    question = match.question
    if question.facet is not Facet.SUBJECT or Facet.HELD_ON.value not in question.supposes or len(question.wanted) > 1:
        return None
    subjects = [notice.subject for notice in notice_asked(match.index, question, match.scope)]
    if len(subjects) != 1 or subjects[0] is None or _SAYS_WHAT.search(fold(subjects[0].value)):
        return None
    finding = _of_passage(match.of(question.asking(Facet.FACT)))
    return None if finding.draft.status.abstained else finding


def _of_notices(match: Match) -> Finding | None:
    """What a notice states as a whole."""
    wanted = of_notice(match.question.facet) and (match.scope.own_numbers or not match.question.numbers)
    return of_notices(match) if wanted else None


def _of_passage(match: Match) -> Finding:
    """The passage that answers, or why there is no answer."""
    index, question, wording = match.index, match.question, match.wording
    query, hits = match.retrieved
    decision = decide(index, query, match.scope, hits)
    if _other_business(question, decision):
        return Finding(Draft(status=AnswerStatus.OUT_OF_SCOPE), hits)
    if decision.hit is None or decision.status is not AnswerStatus.ANSWERED:
        if question.listing and question.facet is Facet.BASIS:  # những văn bản dự thảo nào: none that has a number
            return _of_passage(match.of(question.asking(Facet.FACT)))
        return holder_of(match) or Finding(_abstained(question, decision, hits), hits)
    lists = question.listing and question.facet in (Facet.FACT, Facet.TASK)
    if lists and (draft := family(index, question, decision.hit, wording)):
        return Finding(draft, hits)
    if tied := rivals(index, query, match.scope, hits, decision):
        return _tied(match, tied, hits)
    draft = compose(index, question, decision, wording)
    return Finding(brought_up_to_date(index, question, decision.hit, draft, wording), hits)


WAYS: tuple[Callable[[Match], Finding | None], ...] = (
    _beside_the_notices,
    _of_item,
    _each_body,
    _of_collection,
    _side_by_side,
    office_supposed,
    _yes_or_no,
    _asks_nothing,
    _named_alone,
    _elsewhere,
    _of_its_own,
    _of_something_in_it,
    _of_itself,
    office_of,
    _of_facets,
    _of_document,
    _of_meeting,
    _of_notices,
    _of_passage,
)


def _other_business(question: Question, decision: Decision) -> bool:
    """True for a matter that no office handles, unless the passage found is about just that: the gold price, football."""
    if question.aside is not Aside.OTHER_BUSINESS or decision.status is AnswerStatus.NOT_STATED:
        return False
    said = decision.hit.passage.text if decision.hit and decision.status is AnswerStatus.ANSWERED else ""
    return not shows("other_business", said)


def _tied(match: Match, tied: Sequence[tuple[Hit, Filled]], hits: Sequence[Hit]) -> Finding:
    """Several notices answer differently: each answer with its notice, and the question that picks it."""
    lines = []
    for hit, filled in tied:
        notice = match.index.notice(hit.passage.notice_id)
        draft = compose(match.index, match.question, Decision(AnswerStatus.ANSWERED, hit, filled), match.wording)
        text = f"- {label(notice, hit.passage.item)}: {draft.headline}"
        lines.append(Line(text=text, proof=draft.lines[0].proof))
    notices = [match.index.notice(hit.passage.notice_id) for hit, _ in tied]
    draft = Draft(status=AnswerStatus.AMBIGUOUS, lines=tuple(lines), listing=True)
    return Finding(draft, hits, choices(notices, match.question))


def _abstained(question: Question, decision: Decision, hits: Sequence[Hit]) -> Draft:
    """No answer, with what is nearest to one."""
    near = (hit for hit in hits[:_NEAREST] if hit.features["text"] + hit.features["context"] > _OF_NEAREST)
    spans = tuple(hit.span for hit in near)
    facets = tuple(Said(facet=asked.facet) for asked in question.wanted)
    return Draft(status=decision.status, nearest=spans, facets=facets)
