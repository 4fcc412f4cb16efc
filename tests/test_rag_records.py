"""Prompts and replies on record: written with or without a model, answered from, never made up for."""

import hashlib
import json
from pathlib import Path

import pytest
from careful import FOLDER

from bot.messages import messages
from rag.answer import Answerer
from rag.chat.model import Said
from rag.chat.role import Role
from rag.errors import ChidaoError
from rag.evaluate.recording import record, replay
from rag.index import Index

ASKED = [
    {"id": "a", "question": "Cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?", "kind": "lead", "lang": "vi"},
    {"id": "b", "question": "xin chào", "kind": "unanswerable", "lang": "vi"},
    {"id": "c", "question": "Ai thẩm tra dự án cầu Sông Hàn?", "kind": "unanswerable", "lang": "vi"},
]  # fmt: skip
JUDGED = {"answer_any": [["Sở Nội vụ"]], "sources": [{"doc": "quang-nam-46-2018", "item": "1", "quote": "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân"}]}  # fmt: skip
REPLY = (
    '{"status": "answered", "answers": [{"asked": "ai", "facet": "assigned", "answer": "Sở Nội vụ", "source": "S1", '
    '"quote": "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân"}]}'
)


class Model:
    name, deadline = "openai:fake", 1.0

    def say(self, prompt: str, seconds: float | None = None) -> Said:
        return Said(REPLY, 12)


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("".join(json.dumps({**one, **(JUDGED if one["id"] == "a" else {})}) + "\n" for one in ASKED))
    return path


@pytest.fixture
def answerer(samples: Index) -> Answerer:
    return Answerer(samples, messages())


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_prompts_are_on_record_without_a_model(answerer: Answerer, asked: Path, tmp_path: Path) -> None:
    said = record(answerer, asked, tmp_path / "record", None, Role.READ)
    kept = lines(tmp_path / "record")
    assert [one["id"] for one in kept] == ["a", "c"]  # a greeting is not sent
    assert "2 prompts" in said
    for one in kept:
        assert set(one) == {"id", "question", "fingerprint", "prompt", "reply", "model", "tokens"}
        assert one["reply"] is None
        told = json.dumps(one["prompt"], sort_keys=True).encode()
        assert one["fingerprint"] == hashlib.sha256(told).hexdigest()


def test_replies_are_on_record_and_answered_from(answerer: Answerer, asked: Path, tmp_path: Path) -> None:
    record(answerer, asked, tmp_path / "record", Model(), Role.READ)
    assert {(one["reply"], one["tokens"]) for one in lines(tmp_path / "record")} == {(REPLY, 12)}
    table = replay(answerer, asked, tmp_path / "record", tmp_path / "results", Role.READ)
    assert "chat" in table and "100.0" in table
    assert list((tmp_path / "results").glob("*/answers-chat.jsonl"))


def test_replies_may_be_filled_in_elsewhere(answerer: Answerer, asked: Path, tmp_path: Path) -> None:
    record(answerer, asked, tmp_path / "record", None, Role.READ)
    filled = [one | {"reply": REPLY if one["id"] == "a" else None} for one in lines(tmp_path / "record")]
    (tmp_path / "filled").write_text("".join(json.dumps(one) + "\n" for one in filled), encoding="utf-8")
    assert "chat" in replay(answerer, asked, tmp_path / "filled", tmp_path / "results", Role.READ)


def test_what_was_filled_in_stays_where_the_prompt_is_the_same(answerer: Answerer, asked: Path, tmp_path: Path) -> None:
    path = tmp_path / "record"
    record(answerer, asked, path, None, Role.READ)
    filled = [one | {"reply": json.loads(REPLY)} for one in lines(path)[:1]] + lines(path)[1:]  # as an object, too
    path.write_text("".join(json.dumps(one) + "\n" for one in filled), encoding="utf-8")
    assert "1 with a reply" in record(answerer, asked, path, None, Role.READ)
    table = replay(answerer, asked, path, tmp_path / "results", Role.READ)
    assert "chat: the model gave no reply to 1 of 3 questions" in table


def test_a_prompt_that_is_not_on_record_is_an_error(answerer: Answerer, asked: Path, tmp_path: Path) -> None:
    record(answerer, asked, tmp_path / "record", None, Role.READ)
    first = lines(tmp_path / "record")[0]
    (tmp_path / "half").write_text(json.dumps(first) + "\n", encoding="utf-8")
    with pytest.raises(ChidaoError, match="has no line for a prompt"):
        replay(answerer, asked, tmp_path / "half", tmp_path / "results", Role.READ)


@pytest.mark.parametrize("content", ["{", '"x"', '{"reply": "x"}'])
def test_a_file_that_is_no_record_is_named(content: str, answerer: Answerer, asked: Path, tmp_path: Path) -> None:
    (tmp_path / "record").write_text(content, encoding="utf-8")
    with pytest.raises(ChidaoError, match="name a file that"):
        replay(answerer, asked, tmp_path / "record", tmp_path / "results", Role.READ)


def test_a_folder_that_takes_no_record_is_named(answerer: Answerer, asked: Path, tmp_path: Path) -> None:
    with pytest.raises(ChidaoError, match="name another file"):
        record(answerer, asked, tmp_path / "no" / "record", None, Role.READ)


def test_every_reply_on_record_has_its_fingerprint() -> None:
    for path in FOLDER.glob("*.jsonl"):
        if path.stem != "exam":
            assert all(len(str(one["fingerprint"])) == 64 for one in lines(path))
