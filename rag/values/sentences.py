"""What a sentence sets as a condition, or says something is for."""

from corpus.models import Facet, Notice
from corpus.names.agencies import key
from corpus.text import collapse
from rag.models import Hit, Question
from rag.values.around import shares
from rag.values.filled import Filled
from rag.values.within import facts_within


def requirement(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The sentence that sets a condition; one that assigns the work to a body by name only says whose it is."""
    passage, row = hit.passage, hit.row
    assigns = row is not None and any(key(name) in key(passage.text) for name in (*row.lead, *row.assigned))
    if assigns or not facts_within(notice, Facet.CONDITION, passage):
        return None
    return Filled(values=(), start=passage.start, end=passage.end)


def purpose(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The sentence, where it says what something is for or why it is so; the words that say it are the answer."""
    passage = hit.passage
    found = facts_within(notice, Facet.PURPOSE, passage)
    if not found:
        return None
    about = shares(question, passage.text, [(one.start - passage.start,) * 2 for one in found])
    said = notice.text[found[about.index(max(about))].start : passage.end]
    return Filled(values=(collapse(said),), start=passage.start, end=passage.end)
