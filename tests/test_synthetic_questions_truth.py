"""The questions about synthetic notices: right by the truth, and missing what they say they miss."""

from collections.abc import Callable, Iterator
from typing import Any

from synthetic import SyntheticNotice
from synthetic.phrasebook import sectors
from synthetic.questions import SyntheticQuestion
from synthetic.questions.question import because
from synthetic.questions.templates import Template, absent_topics

from corpus.names.agencies import agency_named

SLOTS: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "coordinating": lambda row: row["coordinating"],
    "legal_basis": lambda row: row["legal_basis"],
    "reports_to": lambda row: row["reports_to"],
    "deadline": lambda row: [row["deadline"]["text"]] if row["deadline"] else [],
    "fact": lambda row: [],
}


def _meant(question: SyntheticQuestion, notices: dict[str, SyntheticNotice]) -> Iterator[SyntheticNotice]:
    """The notices that fit what the question names."""
    named = question.named
    for notice in notices.values():
        facts = notice.truth["notice"]
        if (
            (not named.province or facts["province"] == named.province)
            and (not named.year or notice.id.endswith(str(named.year)))
            and (not named.number or facts["number"] == named.number)
        ):
            yield notice


def _rows(question: SyntheticQuestion, notices: dict[str, SyntheticNotice]) -> list[dict[str, Any]]:
    """Their tasks about the matter, all of them where no matter is named."""
    matter = question.named.matter
    return [
        {**row, "at": (notice.id, row["quote"])}
        for notice in _meant(question, notices)
        for row in notice.truth["directives"]
        if not matter or (row["topic"] and row["topic"]["matter"] == matter)
    ]


def _quoted(question: SyntheticQuestion, notices: dict[str, SyntheticNotice]) -> list[dict[str, Any]]:
    """Those of them that it quotes."""
    quotes = {(quote.notice_id, quote.text) for quote in question.quotes}
    return [row for row in _rows(question, notices) if row["at"] in quotes]


def _bodies(row: dict[str, Any]) -> str:
    return " | ".join([*row["lead"], *row["assigned"], *row["coordinating"]])


def test_quotes_stand_in_their_notices(
    asked_notices: dict[str, SyntheticNotice],
    synthetic_questions: list[SyntheticQuestion],
    named_templates: dict[str, Template],
) -> None:
    for question in synthetic_questions:
        assert bool(question.quotes) == question.answerable == (question.why is None)
        for quote in question.quotes:
            notice = asked_notices[quote.notice_id]
            assert quote.text
            assert quote.text in notice.text
            if not named_templates[question.template].of_header:
                assert quote.text in {row["quote"] for row in notice.truth["directives"]}


def test_quotes_are_where_the_question_points(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    for question in synthetic_questions:
        meant = {notice.id for notice in _meant(question, asked_notices)}
        assert {quote.notice_id for quote in question.quotes} <= meant
        if question.answerable:
            assert question.notice_id in meant


def test_a_question_that_several_notices_answer_has_the_quotes_of_all(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    truths = [notice.truth for notice in asked_notices.values()]
    changed = {(truth["notice"]["province"], n) for truth in truths for n in (*truth["amends"], *truth["replaces"])}
    several = 0
    for question in synthetic_questions:
        if question.slot not in ("coordinating", "legal_basis", "reports_to") or question.named.body:
            continue
        quoted = _quoted(question, asked_notices)
        parts = {row["topic"]["part"] for row in quoted}
        for row in _rows(question, asked_notices):
            facts = asked_notices[row["at"][0]].truth["notice"]
            if row["topic"]["part"] in parts and (facts["province"], facts["number"]) not in changed:
                assert row in quoted or not SLOTS[question.slot](row)
        several += len({quote.notice_id for quote in question.quotes}) > 1
    assert several > 20


def test_values_are_what_the_quoted_rows_say(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    for question in synthetic_questions:
        rows = _quoted(question, asked_notices)
        if question.slot in ("coordinating", "legal_basis", "reports_to"):
            assert set(question.values) == {value for row in rows for value in SLOTS[question.slot](row)}
        if question.slot in ("lead", "task"):
            assert set(question.values) == {body for row in rows for body in row["lead"] or row["assigned"]}
        assert question.values or question.slot == "list" or not question.answerable


def test_yes_or_no_is_asked_of_the_right_body_and_of_a_wrong_one(
    synthetic_questions: list[SyntheticQuestion], named_templates: dict[str, Template]
) -> None:
    asked = [one for one in synthetic_questions if one.answerable and named_templates[one.template].yes_no]
    right = sum(any(one.named.body in value for value in one.values) for one in asked)
    assert len(asked) > 60
    assert 0.35 < right / len(asked) < 0.7


def test_another_province_does_not_deal_with_the_matter(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    for question in because(synthetic_questions, "other_province"):
        assert question.named.matter
        assert list(_meant(question, asked_notices))
        assert not _rows(question, asked_notices)
        assert question.notice_id in asked_notices


def test_in_another_year_the_province_does_not_deal_with_the_matter(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    for question in because(synthetic_questions, "other_year"):
        assert question.named.year
        assert question.named.province
        assert not _rows(question, asked_notices)
        timeless = question.model_copy(update={"named": question.named.model_copy(update={"year": 0})})
        assert _rows(timeless, asked_notices)


def test_another_body_has_no_part(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    for question in because(synthetic_questions, "other_body"):
        rows = _rows(question, asked_notices)
        assert rows
        assert agency_named(question.named.body)
        assert not any(question.named.body in _bodies(row).split(" | ") for row in rows)


def test_a_swapped_role_is_not_the_one_of_the_body(
    asked_notices: dict[str, SyntheticNotice],
    synthetic_questions: list[SyntheticQuestion],
    named_templates: dict[str, Template],
) -> None:
    for question in because(synthetic_questions, "swapped_role"):
        rows = _rows(question, asked_notices)
        role = named_templates[question.template].role
        assert any(question.named.body in _bodies(row) for row in rows)
        assert not any(question.named.body in row[role] for row in rows)


def test_a_missing_slot_is_filled_by_no_task_on_the_matter(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    found = because(synthetic_questions, "slot_missing")
    for question in found:
        rows = _rows(question, asked_notices)
        assert rows
        assert not any(SLOTS[question.slot](row) for row in rows)
    assert {question.slot for question in found} == set(SLOTS)


def test_an_absent_matter_is_nowhere_the_question_points(
    asked_notices: dict[str, SyntheticNotice], synthetic_questions: list[SyntheticQuestion]
) -> None:
    field = {topic.matter: sector.sector for sector in sectors() for topic in sector.topics}
    field |= {topic.matter: name for name, topic in absent_topics()}
    for question in because(synthetic_questions, "near_topic", "other_topic"):
        assert not _rows(question, asked_notices)
        meant = [asked_notices[question.notice_id]] if question.notice_id else list(asked_notices.values())
        topics = [row["topic"] for notice in meant for row in notice.truth["directives"]]
        fields = {topic["sector"] for topic in topics if topic}
        assert (field[question.named.matter] in fields) == (question.why == "near_topic")
