"""Whoever asks while notices come and go is answered from one state of the index, and never with an exception."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_model import FakeModel
from fake_replies import SAID
from fakes import SAMPLES, sample_notice
from indexing import FIRST, opened, put

from bot.messages import messages
from bot.tasks.lookup import look_up, offered
from corpus.parse import parse
from rag.answer import Answerer
from rag.chat.budget import Budget
from rag.chat.generate import Generator
from rag.chat.guard import GuardedModel
from rag.index import Index, database
from rag.models import Answer
from rag.register import TaskFilter

IDS = sorted(path.stem for path in SAMPLES.glob("*.txt"))
COMING_AND_GOING = IDS[:2]
QUESTIONS = (
    "Ai ký Thông báo số 46/TB-UBND?",
    "Sở Nội vụ được giao việc gì?",
    "khảo sát dịch vụ công trực tuyến",
    "So sánh các thông báo về cải cách hành chính",
    "Có những thông báo nào?",
)
WORDED = "Ai khảo sát, thăm dò ý kiến người dân?"
ROUNDS = 20


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with opened(tmp_path / "data") as index:
        for notice_id in IDS:
            put(index, sample_notice(notice_id))
        yield index


def said(answer: Answer) -> str:
    return answer.model_dump_json(exclude={"id", "timings_ms"})


@contextmanager
def meanwhile(raised: list[object], *calls: Callable[[], object], threads: int = 3) -> Iterator[None]:
    """`calls` again and again in a few threads until the block ends; what they raise is put into `raised`."""
    done = threading.Event()

    def run() -> None:
        while not done.is_set():
            for call in calls:
                try:
                    call()
                except Exception as error:  # noqa: BLE001  # whatever it is, the test must see it
                    raised.append(error)

    running = [threading.Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in running:
            thread.join()


def test_answers_are_those_of_one_state(index: Index) -> None:
    answerer = Answerer(index, messages())
    possible = {question: {said(answerer.ask(question))} for question in QUESTIONS}
    for gone in COMING_AND_GOING:
        index.remove(gone)
        for question in QUESTIONS:
            possible[question].add(said(answerer.ask(question)))
        put(index, sample_notice(gone))
    wrong: list[object] = []
    given = [0]

    def ask() -> None:
        for question in QUESTIONS:
            answer = answerer.ask(question)
            given[0] += 1
            if said(answer) not in possible[question]:
                wrong.append(f"{question}: {answer.headline} {answer.text}")

    with meanwhile(wrong, ask):
        for turn in range(ROUNDS):
            gone = COMING_AND_GOING[turn % len(COMING_AND_GOING)]
            index.remove(gone)
            put(index, sample_notice(gone), str(turn))
    assert given[0]
    assert wrong == []
    assert index.verify() == []


def test_the_register_is_that_of_one_state(index: Index) -> None:
    wrong: list[object] = []

    def look() -> None:
        rows = look_up(index, TaskFilter()).tasks
        if {row.notice_id for row in rows} not in ({*IDS}, *({*IDS} - {gone} for gone in COMING_AND_GOING)):
            wrong.append(rows)

    with meanwhile(wrong, look, lambda: offered(index)):
        for turn in range(ROUNDS):
            gone = COMING_AND_GOING[turn % len(COMING_AND_GOING)]
            index.remove(gone)
            put(index, sample_notice(gone), str(turn))
    assert wrong == []


def test_within_a_snapshot_nothing_changes_and_nothing_old_is_remembered_after_it(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "READERS_END", 0.01)
    held, changed = threading.Event(), threading.Event()
    seen: list[object] = []

    def read() -> None:
        with index.snapshot():
            before = index.ids()
            held.set()
            changed.wait(10)
            seen.append((before == index.ids(), index.notice(FIRST).id, len(index.catalogue())))

    reader = threading.Thread(target=read)
    reader.start()
    held.wait(10)
    index.remove(FIRST)
    changed.set()
    reader.join()
    assert seen == [(True, FIRST, len(IDS))]
    with pytest.raises(KeyError):
        index.notice(FIRST)
    assert FIRST not in {notice.id for notice in index.catalogue()}


def test_a_notice_removed_between_the_steps_of_an_answer_breaks_none(index: Index) -> None:
    def removing(reply: Callable[[str], str]) -> Callable[[str], str]:
        def say(prompt: str) -> str:
            index.remove(FIRST)
            return reply(prompt)

        return say

    assert Answerer(index, messages()).ask(WORDED).citations[0].notice_id == FIRST
    for replies in ((removing(lambda prompt: '{"query": "khảo sát"}'), SAID["honest"]), (removing(SAID["honest"]),)):
        put(index, sample_notice(FIRST))
        guarded = GuardedModel(FakeModel(*replies), Budget(), retries=0)
        asked = Answerer(index, messages(), Generator(guarded, queries=len(replies) == 2))
        assert asked.ask(WORDED).engine == "extractive"


def test_what_was_removed_is_overwritten_however_many_read(index: Index, tmp_path: Path) -> None:
    secret = "zzbimatvocung"
    notice = sample_notice(FIRST)
    answerer = Answerer(index, messages())
    wrong: list[object] = []
    with meanwhile(wrong, lambda: answerer.ask(secret), lambda: index.notice(FIRST) if FIRST in index.ids() else None):
        put(index, parse(FIRST, notice.text.replace("khảo sát", secret)))
        assert traces(tmp_path, secret)
        index.remove(FIRST)
        assert not traces(tmp_path, secret)
    assert not [error for error in wrong if not isinstance(error, KeyError)]


def test_what_a_long_reader_kept_from_being_overwritten_is_overwritten_later(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "READERS_END", 0.01)
    secret = "zzbimatvocung"
    put(index, parse(FIRST, sample_notice(FIRST).text.replace("khảo sát", secret)))
    with index.snapshot():
        assert FIRST in index.ids()
        remover = threading.Thread(target=index.remove, args=(FIRST,))
        remover.start()
        remover.join()
        assert traces(tmp_path, secret)
    index.close()
    with opened(tmp_path / "data"):
        assert not traces(tmp_path, secret)


def traces(folder: Path, words: str) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]
