"""What is set of a chat model, and what the command line says of it."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FakeChatServer
from pydantic import ValidationError

from bot.settings import Settings

SURVEY = "which agency surveys people about online public services?"


@pytest.fixture
def chat() -> Iterator[FakeChatServer]:
    with FakeChatServer() as server:
        yield server


def test_the_place_of_a_model_shows_no_secret() -> None:
    given = {
        "chat_model": "openai:x",
        "openai_base_url": "http://user:secret@10.0.0.5:8080/v1",
        "openai_api_key": "k3y",
    }
    settings = Settings.model_validate(given)
    assert settings.chat_place == "openai:x (10.0.0.5:8080)"
    assert "k3y" in settings.hidden and "k3y" not in repr(settings)


@pytest.mark.parametrize("name", ["gpt", ":x", "openai:", " : "])
def test_a_name_without_a_provider_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({"chat_model": name})


def test_the_command_line_says_what_became_of_claims(
    chat: FakeChatServer,
    indexed: None,
    chidao_here: Callable[..., subprocess.CompletedProcess[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    chat.behaviours = ["extra_agency", "honest"]
    monkeypatch.setenv("CHIDAO_CHAT_MODEL", "openai:fake")
    monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
    explained = chidao_here("ask", "--explain", "--json", SURVEY)
    assert json.loads(explained.stdout)["engine"] == "extractive"
    assert "dropped: not in the quote" in explained.stderr or "dropped: another language" in explained.stderr
    questions = tmp_path / "judged.jsonl"
    judged = {"id": "q", "question": SURVEY, "lang": "en", "kind": "lead", "answer_any": [["Sở Nội vụ"]], "sources": []}
    questions.write_text(json.dumps(judged), encoding="utf-8")
    scored = chidao_here("eval", str(questions), "--engine", "extractive,chat", "--results", str(tmp_path / "results"))
    lines = scored.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:3]] == ["extractive", "chat"], scored.stderr
    assert lines[2].split()[7] == "1" and "120" in lines[2]
    assert "answers" in chidao_here("doctor").stdout.split("chat:")[1].splitlines()[0]
    monkeypatch.delenv("CHIDAO_CHAT_MODEL")
    refused = chidao_here("eval", str(questions), "--engine", "chat")
    assert refused.returncode != 0 and "CHIDAO_CHAT_MODEL" in refused.stderr and "Traceback" not in refused.stderr
    assert chidao_here("eval", str(questions), "--engine", "magic").returncode != 0
