"""An answer as plain text. `UPDATE_GOLDEN=1` rewrites what is expected; read what changed."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from fakes import citation_of, sample_notice, survey_answer

from bot.messages import messages
from bot.render import Part, outline, plain_text
from rag.models import Answer, AnswerStatus, Choice

GOLDEN = Path(__file__).parent / "golden"
NOTICE = sample_notice()
SURVEY = citation_of(NOTICE, "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân")
TEAM = citation_of(NOTICE, "tham mưu UBND tỉnh thành lập Tổ ứng cứu sự cố an toàn thông tin của tỉnh", marker=2)


def answer(status: AnswerStatus, **values: object) -> Answer:
    given = {"id": "a1", "question": "?", "language": "vi", "abstained": status.abstained, **values}
    return Answer.model_validate({"status": status, **given})


ANSWERS = {
    "answered": survey_answer(),
    "answered_en": answer(
        AnswerStatus.ANSWERED,
        language="en",
        headline="Sở Nội vụ (Department of Home Affairs)",
        text="Sở Nội vụ is assigned to carry out the survey. [1]",
        citations=(SURVEY,),
    ),
    "answered_list": answer(
        AnswerStatus.ANSWERED,
        headline="2 nhiệm vụ",
        text="Hai nhiệm vụ:\n\n- khảo sát ý kiến người dân [1]\n- thành lập Tổ ứng cứu sự cố [2]",
        citations=(SURVEY, TEAM),
    ),
    "text_is_the_quote": answer(
        AnswerStatus.ANSWERED, headline="Sở Nội vụ", text=f"“{SURVEY.quote}” [1]", citations=(SURVEY,)
    ),
    "headline_is_the_quote": answer(
        AnswerStatus.ANSWERED, headline=SURVEY.quote, text=f"{SURVEY.quote}. [1]", citations=(SURVEY,)
    ),
    "partial": answer(
        AnswerStatus.PARTIAL,
        headline="Sở Nội vụ",
        text="Sở Nội vụ thực hiện khảo sát. [1] Thông báo không nêu thời hạn.",
        citations=(SURVEY,),
    ),
    "ambiguous": answer(
        AnswerStatus.AMBIGUOUS,
        choices=(
            Choice(label="Quảng Nam, 46/TB-UBND", question="Ai ký Thông báo 46/TB-UBND?", notice_id=NOTICE.id),
            Choice(label="Bình Phước, 104/TB-UBND", question="Ai ký Thông báo 104/TB-UBND?", notice_id="b"),
        ),
    ),
    "not_stated": answer(AnswerStatus.NOT_STATED, nearest=(SURVEY,)),
    "not_in_notices": answer(
        AnswerStatus.NOT_IN_NOTICES,
        text="Không tìm thấy nội dung này trong các thông báo. Đã tìm trong 5 thông báo.",
        nearest=(SURVEY,),
        suggestions=("Ai ký Thông báo 46/TB-UBND?",),
    ),
    "out_of_scope": answer(AnswerStatus.OUT_OF_SCOPE),
    "small_talk": answer(AnswerStatus.SMALL_TALK, suggestions=("Ai ký Thông báo 46/TB-UBND?",)),
    "unclear": answer(AnswerStatus.UNCLEAR),
}


@pytest.mark.parametrize("name", list(ANSWERS))
def test_an_answer_reads_as_it_should(name: str) -> None:
    text = plain_text(ANSWERS[name], messages()) + "\n"
    path = GOLDEN / f"render_{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_status_has_its_golden_file() -> None:
    assert {answer.status for answer in ANSWERS.values()} == set(AnswerStatus)


@pytest.mark.parametrize("name", list(ANSWERS))
def test_every_quote_is_shown_with_its_label(name: str) -> None:
    lines = list(outline(ANSWERS[name], messages()))
    shown = [line.text for line in lines if line.part is Part.QUOTE]
    assert shown == [one.quote for one in (*ANSWERS[name].citations, *ANSWERS[name].nearest)]
    for line, following in pairwise(lines):
        if line.part is Part.QUOTE:
            assert following.part is Part.LABEL


def test_what_is_nearest_is_said_not_to_be_an_answer() -> None:
    lines = [line for line in outline(ANSWERS["not_in_notices"], messages())]
    quote = next(number for number, line in enumerate(lines) if line.part is Part.QUOTE)
    assert "không phải câu trả lời" in lines[quote - 1].text
