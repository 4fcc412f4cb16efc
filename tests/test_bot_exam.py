"""`chidao exam` and what it changes: the role, the line of `doctor`, what `chidao serve` examines by itself."""

import asyncio
import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FakeChatServer
from marks_made import marks_of

from bot.app import generator_of, opened, standing
from bot.assistant.worker import Worker
from bot.cli import run
from bot.serving.examining import is_due, sit_exam
from bot.settings import Settings
from rag.chat.marks import NAME, Marks, keep, marks_in
from rag.chat.role import Role
from rag.evaluate import exam

HOSTED = {"chat_model": "openai:gpt-x", "openai_api_key": "k"}


@pytest.fixture
def chat() -> Iterator[FakeChatServer]:
    with FakeChatServer("prose") as server:
        yield server


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    some = exam.questions()[:5]
    monkeypatch.setattr(exam, "questions", lambda: some)


def settings_of(tmp_path: Path, **other: object) -> Settings:
    return Settings.model_validate({"data": tmp_path / "data", **other})


def marks(settings: Settings, **other: object) -> Marks:
    return marks_of(model=settings.chat_model, place=settings.chat_place, **other)


def test_without_a_chat_model_there_is_no_exam(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exam"]) == 1
    assert "CHIDAO_CHAT_MODEL" in capsys.readouterr().err


def test_the_exam_of_a_weak_model_is_told_and_kept(
    chat: FakeChatServer, few: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHIDAO_CHAT_MODEL", "openai:fake")
    monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
    assert run(["exam", "--json"]) == 0
    told = capsys.readouterr()
    assert "250,000 tokens" in told.err
    printed = json.loads(told.out)
    assert printed["count"] == 5 and printed["role"] == "word" and printed["passed"] == printed["rules"]
    assert (tmp_path / "data" / NAME).exists()
    assert run(["exam"]) == 0
    assert "words answers" in capsys.readouterr().out


def test_a_role_is_earned_or_set(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, **HOSTED)
    generator = generator_of(settings)
    assert generator and generator.role is Role.WORD
    assert "chidao exam" in standing(settings)
    keep(marks(settings), settings.data)
    generator = generator_of(settings)
    assert generator and generator.role is Role.READ
    assert "reads: 55 of 60" in standing(settings)
    generator.heard([False] * 50)  # too much fails: the marks are withdrawn
    assert generator.role is Role.WORD and marks_in(settings.data) is None
    for role in ("read", "word"):
        given = settings_of(tmp_path, chat_role=role, **HOSTED)
        set_to = generator_of(given)
        assert set_to and set_to.role == role
        assert "CHIDAO_CHAT_ROLE" in standing(given)


@pytest.mark.parametrize(
    ("url", "nearby"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://localhost:8080/v1", True),
        ("http://10.1.2.3/v1", True),
        ("http://gpu.local/v1", True),
        ("https://api.example.com/v1", False),
        ("http://203.0.114.5/v1", False),
        ("", False),
    ],
)
def test_what_is_nearby(url: str, nearby: bool, tmp_path: Path) -> None:
    assert settings_of(tmp_path, chat_model="openai:x", openai_base_url=url).chat_nearby is nearby


def test_a_model_elsewhere_is_examined_only_where_it_was_before(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, **HOSTED)
    assert not is_due(settings)
    keep(marks(settings), settings.data)
    assert not is_due(settings)
    keep(marks(settings, prompts="older"), settings.data)
    assert is_due(settings)
    assert not is_due(settings_of(tmp_path, chat_role="word", **HOSTED))
    assert not is_due(settings_of(tmp_path))


def test_serve_examines_a_model_at_home(chat: FakeChatServer, few: None, indexed: None, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, chat_model="openai:fake", openai_base_url=chat.url)
    assert is_due(settings)
    with Worker(lambda: opened(settings, lambda done, total: None), threading.Event()) as worker:
        asyncio.run(sit_exam(worker, settings))
        role = worker.look(lambda application: application.answerer.generator.role)  # type: ignore[union-attr]
    kept = marks_in(settings.data)
    assert kept and kept.count == 5 and kept.role is role is Role.WORD
    assert not is_due(settings)


def test_doctor_tells_the_role(
    chat: FakeChatServer,
    chidao_here: Callable[..., subprocess.CompletedProcess[str]],
    monkeypatch: pytest.MonkeyPatch,
    indexed: None,
) -> None:
    monkeypatch.setenv("CHIDAO_CHAT_MODEL", "openai:fake")
    monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
    monkeypatch.setenv("CHIDAO_CHAT_ROLE", "read")
    weak = chidao_here("doctor").stdout.split("chat:")[1].splitlines()[0]
    assert "not with the JSON" in weak
    chat.behaviours = ["refuses"]
    told = chidao_here("doctor").stdout.split("chat:")[1].splitlines()[0]
    assert "reads, as CHIDAO_CHAT_ROLE says" in told
