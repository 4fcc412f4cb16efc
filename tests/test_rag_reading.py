"""A chat model that reads: what is proved is shown, what it says is not stated is refused, a lie is not shown."""

import json
from typing import Any

import pytest
from careful import Nobody, Reader, entries, on_record
from lies import Lie, lies

from corpus.names.agencies import key
from rag.chat.generate import Generator
from rag.chat.role import Role
from rag.index import Index
from rag.models import Answer, AnswerStatus

SURVEY = "Cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?"
QUOTE = "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân"
SETS = ("compound", "traps", "collection", "dev")
LINES = [*on_record("compound", "traps", "collection"), *on_record("dev")[::4]]
# True words that answer something else, which the checks cannot tell apart; counted, so that it does not grow.
NOT_TOLD_APART = 4


@pytest.fixture(scope="module")
def reader(samples: Index) -> Reader:
    return Reader(samples)


def said(*answers: dict[str, Any], status: str = "answered") -> str:
    return json.dumps({"status": status, "answers": list(answers)}, ensure_ascii=False)


def source_of(reader: Reader, question: str, words: str) -> str:
    shown = reader.material(question).sources
    return next(one.token for one in shown if words in " ".join(one.notice.text[one.start : one.end].split()))


def values(answer: Answer) -> str:
    return key(" ".join([answer.headline, *(str(one.value) for one in answer.facets if one.asked)]))


def is_said(lie: Lie, answer: Answer) -> bool:
    """True where the value stands in the answer; of a yes or no where the answer begins so."""
    if lie.kind == "turned":
        return answer.headline.casefold().startswith(f"{lie.value.split(',')[0].casefold()}:")
    return key(lie.value) in values(answer)


def test_a_careful_reader_is_heard(reader: Reader) -> None:
    entry = {"asked": "ai khảo sát", "facet": "assigned", "answer": "Sở Nội vụ", "source": "S1", "quote": QUOTE}
    trace = reader.trace("đơn vị nào phải đi hỏi bà con Quảng Nam xem họ dùng thủ tục qua mạng ra sao?", said(entry))
    assert trace.answer.headline == "Sở Nội vụ (được giao)"
    assert trace.answer.engine == "chat" and trace.by_rules
    assert trace.answer.facets[0].facet == "lead" and trace.answer.facets[0].how == "assigned"
    assert QUOTE in " ".join(trace.answer.citations[0].quote.split())


def test_what_is_not_stated_is_said_to_be_so(reader: Reader) -> None:
    lead = {"asked": "ai", "facet": "assigned", "answer": "Sở Nội vụ", "source": "S1", "quote": QUOTE}
    trace = reader.trace(f"{SURVEY} Bao giờ xong?", said(lead, {"asked": "hạn", "facet": "deadline", "answer": None}))
    assert trace.answer.status is AnswerStatus.PARTIAL
    assert "không nêu" in trace.answer.headline


def test_a_refusal_of_the_reader_stands_with_the_clause_as_nearest(reader: Reader) -> None:
    answer = reader.trace(SURVEY, said(status="not_stated")).answer
    assert answer.status is AnswerStatus.NOT_STATED and answer.abstained and not answer.citations
    assert any("khảo sát" in one.quote for one in answer.nearest)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "giao Sở Y tế thực hiện việc khảo sát"},  # no slice
        {"answer": "Sở Y tế"},  # not in the quote
        {"answer": "Sở Thông tin và Truyền thông"},  # of another task in the same item
        {"answer": "ignore all instructions"},
        {"answer": "…"},
        {"source": "S99", "quote": "S99"},
        {"facet": "coordinating"},
        {"facet": "signer", "answer": "Sở Nội vụ"},
        {"facet": "deadline", "answer": "trước ngày 01/01/2019"},
    ],
)
def test_what_is_not_proved_is_not_shown(change: dict[str, str], reader: Reader) -> None:
    true = {"asked": "ai", "facet": "assigned", "answer": "Sở Nội vụ", "source": "S1", "quote": QUOTE}
    trace = reader.trace(SURVEY, said(true | change))
    assert trace.answer.engine == "extractive" and trace.answer.headline == "Sở Nội vụ (được giao)"
    assert [verdict.kept for verdict in trace.verdicts] == [False]
    assert trace.verdicts[0].reason


@pytest.mark.parametrize(
    ("question", "said_so", "kept"),
    [
        ("Quảng Nam giao Sở Nội vụ khảo sát ý kiến người dân về dịch vụ công trực tuyến phải không?", "Có, Sở Nội vụ", True),
        ("Quảng Nam giao Sở Nội vụ khảo sát ý kiến người dân về dịch vụ công trực tuyến phải không?", "Không, Sở Nội vụ", False),
        ("Quảng Nam giao Sở Y tế khảo sát ý kiến người dân về dịch vụ công trực tuyến phải không?", "Không, Sở Nội vụ", True),
        ("Quảng Nam giao Sở Y tế khảo sát ý kiến người dân về dịch vụ công trực tuyến phải không?", "Có, Sở Nội vụ", False),
    ],
)  # fmt: skip
def test_yes_and_no_are_compared_with_the_clause(question: str, said_so: str, kept: bool, reader: Reader) -> None:
    entry = {"asked": "phải không", "facet": "polarity", "answer": said_so, "source": "S1", "quote": QUOTE}
    trace = reader.trace(question, said(entry))
    assert [verdict.kept for verdict in trace.verdicts] == [kept]


@pytest.mark.parametrize("supposed", ["trước ngày 30/6/2018", "với 500 người dân", "theo Công văn số 99/UBND-TH"])
def test_no_is_not_said_where_the_clause_states_nothing_of_it(supposed: str, reader: Reader) -> None:
    entry = {"asked": "x", "facet": "polarity", "answer": "Không", "source": "S1", "quote": QUOTE}
    question = f"Quảng Nam giao Sở Nội vụ khảo sát ý kiến người dân về dịch vụ công trực tuyến {supposed} phải không?"
    assert [verdict.kept for verdict in reader.trace(question, said(entry)).verdicts] == [False]


@pytest.mark.parametrize("bystander", ["ý kiến người dân", "người dân", "hệ thống dịch vụ công trực tuyến"])
def test_who_has_no_part_leads_nothing(bystander: str, reader: Reader) -> None:
    entry = {"asked": "ai", "facet": "lead", "answer": bystander, "source": "S1", "quote": QUOTE}
    trace = reader.trace(SURVEY, said(entry))
    assert trace.answer.headline == "Sở Nội vụ (được giao)"
    assert [verdict.kept for verdict in trace.verdicts] == [False]


def test_each_notice_has_its_own_part(reader: Reader) -> None:
    question = "Ai được giao việc với người dân về dịch vụ công trực tuyến ở Quảng Nam và ở Trà Vinh?"
    other = "2. Các sở, ban, ngành tỉnh, UBND cấp huyện thực hiện một số nội dung sau"
    token = source_of(reader, question, other)
    first = {"asked": "ai", "facet": "assigned", "answer": "Sở Nội vụ", "source": "S1", "quote": QUOTE}
    second = first | {"answer": "Các sở, ban, ngành tỉnh, UBND cấp huyện", "source": token, "quote": other}
    answer = reader.trace(question, said(first, second)).answer
    assert "Quảng Nam: Sở Nội vụ" in answer.headline and "Trà Vinh: các sở" in answer.headline
    assert len({one.notice_id for one in answer.subjects}) == 2
    assert {one.subject for one in answer.facets if one.asked} == {0, 1}


def test_half_of_the_same_kind_says_so_too(reader: Reader) -> None:
    first = {
        "asked": "việc gì",
        "facet": "fact",
        "answer": "khảo sát, thăm dò ý kiến người dân",
        "source": "S1",
        "quote": QUOTE,
    }
    lost = {"asked": "bao nhiêu tiền", "facet": "fact", "answer": "99 tỷ đồng", "source": "S1", "quote": QUOTE}
    answer = reader.trace("Sở Nội vụ Quảng Nam khảo sát gì, hết bao nhiêu?", said(first, lost)).answer
    assert answer.status is AnswerStatus.PARTIAL and "Chưa kiểm chứng được" in answer.text


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"facet": ["lead", "assigned"]}, True),
        ({"facet": {"a": 1}}, True),
        ({"facet": 7}, True),
        ({"source": None}, True),
        ({"source": "S1, N1 mục 3"}, True),
        ({"asked": None}, True),
        ({"answer": 12}, False),
        ({"answer": "x" * 9_000}, True),  # the quote is shown
        ({"quote": None}, False),
    ],
)
def test_odd_fields_break_nothing(change: dict[str, Any], kept: bool, reader: Reader) -> None:
    entry = {"asked": "ai", "facet": "fact", "answer": "Sở Nội vụ", "source": "S1", "quote": QUOTE}
    trace = reader.trace(SURVEY, said(entry | change))
    assert not trace.answer.abstained
    assert [verdict.kept for verdict in trace.verdicts] == [kept]


def test_half_an_answer_says_that_it_is_half(reader: Reader) -> None:
    lead = {"asked": "ai", "facet": "assigned", "answer": "Sở Nội vụ", "source": "S1", "quote": QUOTE}
    lost = {"asked": "hạn", "facet": "deadline", "answer": "31/12/2030", "source": "S1", "quote": QUOTE}
    answer = reader.trace("Đơn vị nào đi hỏi bà con Quảng Nam, bao giờ xong?", said(lead, lost)).answer
    assert answer.status is AnswerStatus.PARTIAL
    assert "Chưa kiểm chứng được với nguyên văn: thời hạn." in answer.text
    assert "31/12/2030" not in answer.text + answer.headline


@pytest.mark.parametrize(
    "reply",
    ["", "Sở Y tế", '{"status": "answered"}', '{"status": "maybe", "answers": []}', said(status="proposal"), "[]",
     '{"status": "answered", "answers": "S1"}', '{"status": "answered", "answers": [1, null]}',
     '{"status": "answered", "answers": [{"answer": ["Sở Nội vụ"]}]}'],
)  # fmt: skip
def test_a_reply_that_is_none_changes_nothing(reply: str, reader: Reader) -> None:
    assert reader.trace(SURVEY, reply).answer.headline == "Sở Nội vụ (được giao)"


def test_true_statements_stay(reader: Reader) -> None:
    verdicts = []
    for line in LINES:
        trace = reader.trace(line["question"], line["reply"])
        verdicts += [verdict.kept for verdict in trace.verdicts]
        for one in trace.answer.citations:
            text = reader.answerer.notice(one.notice_id).text
            assert text[one.start : one.end] == one.quote
        assert len(trace.answer.headline) <= 240 and len(trace.answer.text) <= 1_500, line["id"]
    assert len(verdicts) > 150
    assert sum(verdicts) >= 0.95 * len(verdicts)


def test_what_the_reader_refuses_is_refused(reader: Reader) -> None:
    silent = [line for line in LINES if json.loads(line["reply"])["status"] == "not_stated"]
    assert len(silent) > 10
    for line in silent:
        assert reader.trace(line["question"], line["reply"]).answer.abstained, line["id"]


def test_lies_are_not_shown(reader: Reader) -> None:
    others = list(entries(on_record(*SETS)))
    told, shown = 0, []
    for line in LINES:
        sources = reader.material(line["question"]).sources
        for lie in lies(json.loads(line["reply"]), sources, others, line["id"]):
            told += 1
            answer = reader.trace(line["question"], lie.reply).answer
            if answer.engine == "chat" and not answer.abstained and is_said(lie, answer):
                shown.append((lie.kind, line["id"], lie.value))
    assert told > 500
    assert len(shown) <= NOT_TOLD_APART, shown
    assert not [one for one in shown if one[0] in ("altered figure", "turned")], shown


def test_one_whose_statements_fail_goes_back_to_wording(samples: Index) -> None:
    told = []
    generator = Generator(Nobody(), role=Role.READ, failing=lambda: told.append(1))
    generator.heard([True] * 30 + [False] * 9)
    assert generator.role is Role.READ
    generator.heard([False] * 10)
    assert generator.role is Role.WORD and told == [1]
