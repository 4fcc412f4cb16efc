"""Notice -> facts: every value it states, each a slice of its text with what it is about.

whole.py      of the notice: number, day, issuer, signer, recipients, meeting, what it changes
attending.py  who came to the meeting or was absent, one by one
tasks.py      of the rows of `corpus.directives`, and in agreement with them
documents.py  of the documents cited: number, day, issuer, subject
sentences.py  of sentences: who leads, people, who pays, purpose …; times.py: times; figures.py: figures
source.py     what they all read
"""

from collections.abc import Sequence

from corpus.facts.documents import document_facts
from corpus.facts.sentences import sentence_facts
from corpus.facts.source import Source
from corpus.facts.tasks import task_facts
from corpus.facts.whole import notice_facts
from corpus.models import Fact, Notice
from corpus.names.mentions import Mention

__all__ = ["facts_of"]


def facts_of(notice: Notice, view: str, bodies: Sequence[Mention]) -> tuple[Fact, ...]:
    """The facts of the notice, of its tasks, of the documents it cites and of its sentences, each kind in the order of the
    text. Of a parsed notice: they are read from its rows and citations. `view` is its text as it was read, `bodies` all that it names."""
    source = Source.of(notice, view, bodies)
    kinds = (notice_facts, task_facts, document_facts, sentence_facts)
    return tuple(dict.fromkeys(fact for read in kinds for fact in read(source)))
