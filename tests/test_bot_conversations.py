"""What is remembered of a conversation is bounded."""

from fakes import survey_answer

from bot import conversations
from bot.conversations import Conversations
from bot.shown import on_one_line, without_marks


def test_only_the_last_turns_are_kept_oldest_first() -> None:
    memory = Conversations()
    for number in range(conversations.TURNS + 2):
        memory.remember("s", survey_answer(str(number)))
    assert [turn.question for turn in memory.history("s")] == ["2", "3", "4", "5", "6", "7"]


def test_without_a_session_nothing_is_kept() -> None:
    memory = Conversations()
    for session in (None, ""):
        memory.remember(session, survey_answer())
        assert memory.history(session) == ()


def test_the_session_unused_for_longest_is_forgotten_first() -> None:
    memory = Conversations()
    for number in range(conversations.CONVERSATIONS + 1):
        memory.remember(str(number), survey_answer())
        memory.remember("0", survey_answer())
    assert memory.history("0")
    assert memory.history("1") == ()


def test_marks_are_hidden_without_a_trace() -> None:
    assert without_marks("## THÔNG BÁO\n**Nơi nhận:** (*trước  31/12*)\t<b>ĐẾN</b>") == (
        " THÔNG BÁO\nNơi nhận: (trước 31/12) ĐẾN"
    )
    assert on_one_line("a  \n\n*b*") == "a b"
