"""`POST /api/ask` with an empty scope asks all notices; what the conversation was limited to is dropped in words."""

from pathlib import Path

import pytest
from asking import client_over
from fakes import FakeAnswerer, sample_notice


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Sở Nội vụ làm gì?", "Sở Nội vụ làm gì ở tất cả các thông báo?"),
        ("who signed it?", "who signed it across all notices?"),
        ("Sở Nội vụ làm gì ở tất cả các tỉnh?", "Sở Nội vụ làm gì ở tất cả các tỉnh?"),
    ],
)
def test_an_empty_scope_asks_all_notices(question: str, asked: str, tmp_path: Path) -> None:
    answerer = FakeAnswerer()
    with client_over(tmp_path, answerer, sample_notice()) as client:
        assert client.post("/api/ask", json={"question": question, "scope": []}).status_code == 200
        assert client.post("/api/ask", json={"question": question}).status_code == 200
    questions = [said for said, _, _ in answerer.asked]
    assert questions.index(asked) <= questions.index(question)


def test_a_scope_of_notices_cannot_be_chosen(tmp_path: Path) -> None:
    with client_over(tmp_path, FakeAnswerer(), sample_notice()) as client:
        refused = client.post("/api/ask", json={"question": "ai?", "scope": ["kien-giang-171-2019"]})
    assert refused.status_code == 422
    assert refused.json()["error"]["code"]
