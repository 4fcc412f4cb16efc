"""What a sentence sets as a condition, or says something is for."""

from corpus.models import Notice
from corpus.names.agencies import key
from corpus.patterns import whole
from corpus.text import canonical, collapse
from rag.models import Hit, Question
from rag.values.around import shares
from rag.values.filled import Filled


def requirement(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The sentence that sets a condition; one that assigns the work to a body by name only says whose it is."""
    passage, row = hit.passage, hit.row
    assigns = row is not None and any(key(name) in key(passage.text) for name in (*row.lead, *row.assigned))
    if assigns or not whole("requires").search(canonical(passage.text)):
        return None
    return Filled(values=(), start=passage.start, end=passage.end)


def purpose(question: Question, hit: Hit, notice: Notice) -> Filled | None:
    """The sentence, where it says what something is for or why it is so; the words that say it are the answer."""
    passage = hit.passage
    found = [match.start() for match in whole("aims").finditer(canonical(passage.text))]
    if not found:
        return None
    about = shares(question, passage.text, [(at, at) for at in found])
    said = collapse(passage.text[found[about.index(max(about))] :])
    return Filled(values=(said,), start=passage.start, end=passage.end)
