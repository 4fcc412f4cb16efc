"""Both languages say the same things."""

import re
from string import Formatter

import pytest

from bot.messages import messages, tables
from rag.models import AnswerStatus


def test_both_languages_hold_the_same_keys() -> None:
    assert tables()["vi"].keys() == tables()["en"].keys()


@pytest.mark.parametrize("key", list(tables()["vi"]))
def test_a_key_is_well_formed_and_takes_the_same_values_in_both_languages(key: str) -> None:
    assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", key)
    fields = [
        {field for _, field, _, _ in Formatter().parse(table[key]) if field is not None} for table in tables().values()
    ]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("status", AnswerStatus)
@pytest.mark.parametrize("language", list(tables()))
def test_every_status_has_one_sentence(language: str, status: AnswerStatus) -> None:
    assert messages().say(language, f"status.{status.value}").strip()


def test_no_status_sentence_is_left_over() -> None:
    statuses = {key for key in tables()["vi"] if key.startswith("status.")}
    assert statuses == {f"status.{status.value}" for status in AnswerStatus}
