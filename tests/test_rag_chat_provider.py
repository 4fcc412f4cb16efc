"""A chat model that cannot be had: what is missing and the next step, in one sentence, without a server."""

import re
import subprocess
from collections.abc import Callable

import pytest
from langchain.chat_models.base import _BUILTIN_PROVIDERS

from rag.chat.guard import Budget, GuardedModel
from rag.chat.model import LangChainModel, Unusable
from rag.chat.provider import providers, set_up_wrong

Chidao = Callable[..., subprocess.CompletedProcess[str]]
ANTHROPIC = "install it with .venv/bin/pip install langchain-anthropic"
CASES = [
    pytest.param("nope:xyz", "write a provider and a model, such as openai:gpt-4.1-mini", id="provider_unknown"),
    pytest.param("OpenAI:gpt-4.1-mini", "write openai:gpt-4.1-mini", id="provider_in_capitals"),
    pytest.param("gemini:flash", "write google_genai:flash", id="provider_by_another_name"),
    pytest.param("anthropic:claude-haiku-4-5", ANTHROPIC, id="package_missing"),
    pytest.param("openai:gpt-4.1-mini", "OPENAI_API_KEY", id="key_missing"),
]


@pytest.fixture(autouse=True)
def no_anthropic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.chat.provider.find_spec", lambda name: None if name == "langchain_anthropic" else object())


@pytest.mark.parametrize(("name", "step"), CASES)
def test_what_is_missing_is_named_with_the_next_step(name: str, step: str) -> None:
    said = set_up_wrong(name)
    assert step in said and not said.endswith(".") and ". " not in said
    with pytest.raises(Unusable, match=re.escape(step)) as raised:
        GuardedModel(LangChainModel(name), Budget()).say("?")
    assert not raised.value.transport and "Error" not in str(raised.value)


def test_a_key_of_the_settings_or_a_server_of_ones_own_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set_up_wrong("openai:x", api_key="k") == set_up_wrong("openai:x", base_url="http://127.0.0.1/v1") == ""
    assert "MISTRAL_API_KEY" in set_up_wrong("mistralai:x", api_key="k", base_url="http://127.0.0.1/v1")
    monkeypatch.setenv("MISTRAL_API_KEY", "k")
    assert set_up_wrong("mistralai:x") == set_up_wrong("ollama:x") == ""


def test_what_only_the_library_knows_is_said_without_its_words() -> None:
    with pytest.raises(Unusable, match=r"azure_openai:x could not be set up \(OpenAIError\)"):
        LangChainModel("azure_openai:x", seconds=1.0).load()


def test_the_providers_are_those_of_the_library() -> None:
    table = providers()
    modules = {name: module.partition(".")[0] for name, (module, _, _) in _BUILTIN_PROVIDERS.items()}
    assert {name: one["package"].replace("-", "_") for name, one in table["providers"].items()} == modules
    assert set(table["meant"].values()) <= set(modules) and not set(table["meant"]) & set(modules)
    assert all(set(one) <= {"package", "keys"} for one in table["providers"].values())


@pytest.mark.parametrize("name", ["nope:xyz", "openai:gpt-4.1-mini"])
def test_the_doctor_and_the_command_line_say_it(
    name: str, indexed: None, chidao: Chidao, chidao_here: Chidao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIDAO_CHAT_MODEL", name)
    monkeypatch.setenv("CHIDAO_CHAT_TOKENS_PER_DAY", "1")  # it is said though no token is left
    found = chidao_here("doctor")
    assert f"BAD  chat: {set_up_wrong(name)}; until then answers are made by rules." in found.stdout
    monkeypatch.delenv("CHIDAO_CHAT_TOKENS_PER_DAY")
    asked = chidao("ask", "Cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?")
    assert "Sở Nội vụ" in asked.stdout and asked.returncode == 0
    assert f"gave no answer ({set_up_wrong(name)}); the answer of the rules stands." in asked.stderr
