"""LangChain's own tests of retrievers, the runnable, and the example of the README."""

import re
import subprocess
import sys
from typing import Any

import pytest
from conftest import ROOT
from langchain_core.runnables import RunnableLambda
from langchain_tests.integration_tests import RetrieversIntegrationTests

from bot.messages import messages
from rag.answer import Answerer
from rag.chain import NoticeAnswerer, NoticeRetriever
from rag.index import Index

QUESTION = "Cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def answerer(samples: Index) -> Answerer:
    return Answerer(samples, messages())


@pytest.mark.anyio
class TestNoticeRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def over_the_samples(self, answerer: Answerer) -> None:
        self.answerer = answerer

    @property
    def retriever_constructor(self) -> type[NoticeRetriever]:
        return NoticeRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"answerer": self.answerer}

    @property
    def retriever_query_example(self) -> str:
        return QUESTION


def test_a_document_is_a_slice_of_its_notice(answerer: Answerer) -> None:
    for document in NoticeRetriever(answerer=answerer, k=10).invoke(QUESTION):
        notice = answerer.notice(document.metadata["notice_id"])
        begin = document.metadata["start"]
        assert notice.text[begin : begin + len(document.page_content)] == document.page_content
        assert document.metadata["label"] and document.metadata["url"].startswith("/notices/")


@pytest.mark.parametrize("query", ["", "xin chào", "?!", "a" * 100_000, "ai?"])
def test_any_query_is_taken(query: str, answerer: Answerer) -> None:
    assert len(NoticeRetriever(answerer=answerer, k=2).invoke(query)) <= 2


def test_answers_compose(answerer: Answerer) -> None:
    chain = NoticeAnswerer(answerer) | RunnableLambda(lambda answer: (answer.headline, len(answer.citations)))
    assert chain.invoke(QUESTION) == ("Sở Nội vụ (được giao)", 1)
    follow_up = {"question": "Thời hạn?", "history": [{"question": QUESTION, "answer": "Sở Nội vụ"}], "language": "en"}
    answers = NoticeAnswerer(answerer).batch([follow_up, QUESTION])
    assert [answer.language for answer in answers] == ["en", "vi"]


@pytest.mark.anyio
async def test_answers_can_be_awaited(answerer: Answerer) -> None:
    assert (await NoticeAnswerer(answerer).ainvoke(QUESTION)).citations


def test_the_example_of_the_readme_runs(indexed: None) -> None:
    examples = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 1
    done = subprocess.run([sys.executable, "-c", examples[0]], capture_output=True, text=True, timeout=120)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert len(lines) == 4 and lines[0].startswith("Thông báo số 46/TB-UBND") and lines[-1] == "Sở Nội vụ (được giao)"
