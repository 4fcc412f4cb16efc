"""Whether a proved statement is about the question: its notice is one that may be meant, its clause as likely an answer as others."""

from rag.index import Index
from rag.models import Question
from rag.proof.entry import Proved


class About:
    """Judges the statements on one question."""

    def __init__(self, index: Index, question: Question) -> None:
        self._index = index
        self._question = question

    def fault(self, one: Proved) -> str:
        """Why a statement is not about the question; empty where it is."""
        return ""
