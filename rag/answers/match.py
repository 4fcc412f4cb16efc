"""A question with the notices it is about and, where they are needed, the passages found for it."""

from functools import cached_property

from rag.index import Index
from rag.models import Hit, Question
from rag.search.rank import Query
from rag.search.retrieve import retrieve
from rag.search.scope import Scope, scope_of
from rag.wording import Wording


class Match:
    """What of an index meets a question: the notices by what it names, the passages by its topic."""

    def __init__(self, index: Index, question: Question, wording: Wording) -> None:
        self.index = index
        self.question = question
        self.wording = wording

    @cached_property
    def scope(self) -> Scope:
        """The notices in question."""
        return scope_of(self.question, self.index.originals())

    @cached_property
    def retrieved(self) -> tuple[Query, list[Hit]]:
        """The question with its evidence, and its passages, best first."""
        return retrieve(self.index, self.question, self.scope)

    @property
    def names_another(self) -> bool:
        """True where a document is named by number that is no notice's own."""
        return len(self.question.numbers) > len(self.scope.own_numbers)

    def of(self, question: Question) -> "Match":
        """The same for another question."""
        return Match(self.index, question, self.wording)
