"""The answer without a language model: the slot decides the headline, the quote is the sentence it was read from."""

from corpus.models import Facet, Notice
from rag.answers.decide import Decision
from rag.answers.premises import named
from rag.answers.said import about, said_of
from rag.draft import Draft, Line, Span
from rag.index import Index
from rag.label import label, quote_end
from rag.models import AnswerStatus, Question
from rag.proof.lead_in import lead_in_of, names_all
from rag.shorten import HEADLINE, best_clauses, clause_of, fitting, shortened
from rag.wording import Wording


def compose(index: Index, question: Question, decision: Decision, wording: Wording) -> Draft:
    """The draft for one decided hit."""
    hit, filled = decision.hit, decision.filled
    if hit is None or filled is None:
        return Draft(status=decision.status)
    notice = index.notice(hit.passage.notice_id)
    start, end = filled.start, filled.end
    inside = hit.passage.start <= start and end <= hit.passage.end
    if not inside and question.facet is not Facet.LEAD and names_all(hit.passage.text, filled.values):
        start, end = hit.passage.start, hit.passage.end
    row = hit.row  # of a table, its cells are cut apart at a semicolon
    if row and not names_all(notice.text[start:end], filled.values) and names_all(row.quote, filled.values):
        start, end = row.start, row.end
    proof = [Span(notice_id=notice.id, start=start, end=end, item=hit.passage.item)]
    headline = _headline(question, decision, notice, wording)
    names = filled.values if question.facet in (Facet.LEAD, Facet.COORDINATING, Facet.DEADLINE) else ()
    if hit.row and question.yes_no and question.agencies:
        names = hit.row.lead or hit.row.assigned
    proof += lead_in_of(notice, start, end, names)
    if around := next((one for one in proof[1:] if one.start <= start and end <= one.end), None):
        proof = [around, *(one for one in proof[1:] if one is not around)]
    start, end = proof[0].start, proof[0].end
    text = shortened(notice.text[start : quote_end(notice.text, start, end)])
    facets = said_of(question.facet, filled.values or (headline,), proof, filled.role)
    lines = (Line(text=text, proof=tuple(proof)),)
    return Draft(
        status=AnswerStatus.ANSWERED, headline=headline, lines=lines, facets=facets, subjects=tuple(about(index, hit))
    )


def _headline(question: Question, decision: Decision, notice: Notice, wording: Wording) -> str:
    hit, filled = decision.hit, decision.filled
    assert hit is not None and filled is not None
    if question.facet is Facet.SOURCE:
        return label(notice, hit.passage.item)
    if question.yes_no or not filled.values or question.facet in (Facet.TASK, Facet.FACT):
        return best_clauses(hit.passage.text, question)
    if question.facet is Facet.FIGURE and len(filled.values) == 1:
        return clause_of(hit.passage.text, filled.values[0])
    if question.facet in (Facet.LEAD, Facet.COORDINATING, Facet.REPORTS_TO):
        names = [named(body, question.language) for body in filled.values]
        if filled.role != "assigned":
            return fitting(names)
        beside = len(wording.say(question.language, "answer.assigned", bodies=""))
        return wording.say(question.language, "answer.assigned", bodies=fitting(names, HEADLINE - beside))
    return fitting(list(filled.values))
