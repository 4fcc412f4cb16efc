"""A conversation belongs to who began it: no word that two people happen to send brings them together."""

import re
import secrets
from pathlib import Path

import pytest
from asking import STREAM, client_over
from fakes import FakeAnswerer, sample_notice, survey_answer
from fastapi.testclient import TestClient

from bot.people import People
from bot.web.sessions import HEADER, Sessions


class Asked:
    """Asks, and tells how many turns of before each question was read with."""

    def __init__(self, folder: Path) -> None:
        self.answerer = FakeAnswerer(
            lambda question: survey_answer(question).model_copy(update={"id": secrets.token_hex(8)})
        )
        self.folder = folder

    def ask(
        self,
        client: TestClient,
        session: str | None = None,
        agent: str = "a",
        address: str = "10.0.0.1",
        **headers: str,
    ) -> str:
        client._transport.client = (address, 1)  # type: ignore[attr-defined]
        body = {"question": "ai?", "session": session}
        response = client.post("/api/ask", json=body, headers={"User-Agent": agent, **headers})
        assert response.status_code == 200
        return response.headers.get(HEADER, "")

    @property
    def turns(self) -> list[int]:
        return [len(history) for question, history, _ in self.answerer.asked if question == "ai?"]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return Asked(tmp_path)


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["json", "events"])
def test_the_service_begins_a_conversation_and_whoever_holds_it_goes_on(asked: Asked, headers: dict[str, str]) -> None:
    with client_over(asked.folder, asked.answerer, sample_notice()) as client:
        session = asked.ask(client, **headers)
        assert re.fullmatch("[\\w-]{32}", session)
        assert asked.ask(client, session, agent="b", address="10.0.0.2", **headers) == ""
        other = asked.ask(client, **headers)
        assert other[:16] != session[:16]
    assert asked.turns == [0, 1, 0]


def test_it_goes_on_after_a_restart(asked: Asked) -> None:
    with client_over(asked.folder, asked.answerer, sample_notice()) as client:
        session = asked.ask(client)
    with client_over(asked.folder, asked.answerer, sample_notice()) as client:
        asked.ask(client, session, agent="b")
    assert asked.turns == [0, 1]


@pytest.mark.parametrize(
    "word", ["s1", "undefined", "null", "session", "a" * 32, "0" * 32, "any-random-words-of-yours", "ộ"]
)
def test_a_word_of_ones_own_goes_on_for_its_sender_only(asked: Asked, word: str) -> None:
    with client_over(asked.folder, asked.answerer, sample_notice()) as client:
        for agent, address in (
            ("a", "10.0.0.1"),
            ("a", "10.0.0.1"),
            ("b", "10.0.0.1"),
            ("a", "10.0.0.2"),
            ("a", "10.0.0.1"),
        ):
            assert asked.ask(client, word, agent, address) == ""
    assert asked.turns == [0, 1, 0, 0, 2]


def test_a_session_that_was_changed_is_nobody_elses(asked: Asked, tmp_path: Path) -> None:
    with People(tmp_path / "one") as one, People(tmp_path / "other") as other:
        ours, theirs = Sessions(one.seal), Sessions(other.seal)
        session = ours.begin()
        assert ours._made_here(session) and not theirs._made_here(session)
        for at in range(len(session)):
            changed = session[:at] + ("0" if session[at] != "0" else "1") + session[at + 1 :]
            assert not ours._made_here(changed)
        for part in ("", session[:-1], session + "0", session[:16], "ộ" * 32, session + "="):
            assert not ours._made_here(part)


def test_who_sends_the_same_word_does_not_share_the_pace(asked: Asked) -> None:
    with client_over(asked.folder, asked.answerer, sample_notice()) as client:
        for number in range(70):
            asked.ask(client, "undefined", agent=str(number))
