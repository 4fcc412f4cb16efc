"""The same document under several names is said, and its tasks are counted once."""

from pathlib import Path

import pytest
from answering import shipped
from fakes import SAMPLES

from bot.messages import messages
from rag.answer import Answerer
from rag.index import Index
from rag.index.refresh import refresh
from rag.register import TaskFilter, tasks

SAMPLE = (SAMPLES / "quang-nam-46-2018.txt").read_text(encoding="utf-8")
OTHER = (SAMPLES / "kien-giang-171-2019.txt").read_text(encoding="utf-8")
QUESTION = "Cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?"
NOT_THERE = "Ai chủ trì tiêm phòng cho đàn trâu?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notices"
    made.mkdir()
    (made / "a.txt").write_text(SAMPLE, encoding="utf-8")
    (made / "khac.txt").write_text(OTHER, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    "copy",
    [SAMPLE, SAMPLE.replace("\n\n", "\n \n"), SAMPLE.replace("khảo sát", "khao sat"), SAMPLE[: len(SAMPLE) // 2]],
    ids=["the same text", "other white space", "other words under the same number", "a torn copy"],
)
def test_a_copy_is_said_and_counted_once(copy: str, folder: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "data", shipped()) as index:
        refresh(index, folder)
        alone = Answerer(index, messages()).ask(QUESTION)
        count = len(tasks(index))
        (folder / "b.txt").write_text(copy, encoding="utf-8")
        entries = {entry.id: entry for entry in refresh(index, folder).entries}
        assert entries["b"].state == "added" and entries["b"].reason.startswith("the same document as a")
        assert entries["a"].reason == entries["khac"].reason == ""
        assert index.copies() == {"b": "a"} and [notice.id for notice in index.originals()] == ["a", "khac"]
        assert len(tasks(index)) == count
        answer = Answerer(index, messages()).ask(QUESTION)
        assert not answer.abstained and "Đã tìm trong 2 văn bản." in Answerer(index, messages()).ask(NOT_THERE).text
        assert (answer.status, answer.headline, answer.text) == (alone.status, alone.headline, alone.text)
        assert {citation.notice_id for citation in answer.citations} == {"a"}
        assert index.notice("b").id == "b" and index.copies_of("a") == ("b",) and index.copies_of("b") == ("a",)
        assert tasks(index, TaskFilter(notice="b")) == tasks(index, TaskFilter(notice="a"))
        (folder / "a.txt").unlink()
        refresh(index, folder)
        assert index.copies() == {}


def test_another_text_under_the_same_number_is_said_and_answered_from(folder: Path, tmp_path: Path) -> None:
    head, _, rest = SAMPLE.partition("1. ")
    other = f"{head}1. Giao Chi cục Kiểm lâm chủ trì tuần tra rừng phòng hộ trước ngày 30/9/2018.\n\n{rest[-900:]}"
    (folder / "b.txt").write_text(other, encoding="utf-8")
    with Index.open(tmp_path / "data", shipped()) as index:
        entries = {entry.id: entry for entry in refresh(index, folder).entries}
        assert index.copies() == {} and index.namesakes() == {"b": "a"}
        assert "says something else" in entries["b"].reason
        answer = Answerer(index, messages()).ask("Ai tuần tra rừng phòng hộ?")
        assert answer.headline.startswith("Chi cục Kiểm lâm")


def test_another_day_number_or_issuer_is_another_document(folder: Path, tmp_path: Path) -> None:
    for at, (old, new) in enumerate((("46 /TB", "47 /TB"), ("QUẢNG NAM", "QUẢNG NGÃI"), ("2018", "2019"))):
        assert old in SAMPLE
        (folder / f"{at}.txt").write_text(SAMPLE.replace(old, new), encoding="utf-8")
    with Index.open(tmp_path / "data", shipped()) as index:
        refresh(index, folder)
        assert index.copies() == {}
