"""What LangChain users expect: the passages as a retriever, the answers as a runnable, over the same pipeline."""

from collections.abc import Mapping
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict, Field

from rag.answer import Answerer
from rag.label import citation
from rag.models import Answer, Hit, Turn


class NoticeRetriever(BaseRetriever):
    """The `k` passages that are most about a question, best first, whether they answer it or not.

    A document is a slice of a notice; its metadata are those of a citation (`label`, `number`, `item`, `url` …) and the score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    answerer: Answerer
    k: int = Field(default=4, ge=1)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        return [self._document(hit) for hit in self.answerer.hits(query)[: k or self.k]]

    def _document(self, hit: Hit) -> Document:
        one = hit.passage
        cited = citation(self.answerer.notice(one.notice_id), 1, one.start, one.end, one.item)
        metadata = {name: value for name, value in cited if value is not None and name not in ("marker", "quote")}
        return Document(
            id=f"{one.notice_id}:{one.start}-{one.end}",
            page_content=one.text,
            metadata={**metadata, "score": hit.score},
        )


class NoticeAnswerer(Runnable[str | Mapping[str, Any], Answer]):
    """Questions to Answers: a string, or `{"question", "history": [{"question", "answer"}], "language"}`."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def invoke(self, input: str | Mapping[str, Any], config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """The answer; an abstention is an Answer too."""
        return self._call_with_config(self._answered, input, config, **kwargs)

    def _answered(self, asked: str | Mapping[str, Any]) -> Answer:
        if isinstance(asked, str):
            return self._answerer.ask(asked)
        history = [Turn.model_validate(turn) for turn in asked.get("history", ())]
        return self._answerer.ask(asked["question"], history, asked.get("language"))
