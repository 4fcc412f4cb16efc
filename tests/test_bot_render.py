"""An answer on every face, from one outline. `UPDATE_GOLDEN=1` rewrites what is expected; read what changed."""

import json
import os
import re
from html import unescape
from pathlib import Path

import pytest
from fakes import citation_of, sample_notice, survey_answer
from hypothesis import example, given
from hypothesis import strategies as st

from bot.messages import LANGUAGES, messages
from bot.show.outline import Part, outline
from bot.show.render import PAGE_UNITS, plain_text, telegram_pages, units
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


FACES = {
    "txt": lambda answer: plain_text(answer, messages()) + "\n",
    "html": lambda answer: "\n\n=====\n\n".join(page.html for page in telegram_pages(answer, messages())) + "\n",
    "json": lambda answer: (
        json.dumps(
            [block.model_dump(mode="json", exclude_defaults=True) for block in outline(answer, messages())],
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    ),
}


@pytest.mark.parametrize("face", list(FACES))
@pytest.mark.parametrize("name", list(ANSWERS))
def test_an_answer_reads_as_it_should(name: str, face: str) -> None:
    text = FACES[face](ANSWERS[name])
    path = GOLDEN / f"render_{name}.{face}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_status_has_its_golden_file() -> None:
    assert {answer.status for answer in ANSWERS.values()} == set(AnswerStatus)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(ANSWERS))
def test_every_face_shows_the_same_proof(name: str, language: str) -> None:
    shown = ANSWERS[name].model_copy(update={"language": language})
    blocks = outline(shown, messages())
    assert messages().say(language, f"status.{shown.status}") in "\n".join(block.text for block in blocks)
    quotes = [block for block in blocks if block.part is Part.QUOTE]
    assert [block.text for block in quotes] == [one.quote for one in (*shown.citations, *shown.nearest)]
    faces = [plain_text(shown, messages()), "".join(page.text for page in telegram_pages(shown, messages()))]
    for block in quotes:
        assert block.label and block.url
        assert all(block.text in face and block.label in face for face in faces)


def test_what_is_nearest_is_said_not_to_be_an_answer() -> None:
    blocks = outline(ANSWERS["not_in_notices"], messages())
    quote = next(number for number, block in enumerate(blocks) if block.part is Part.QUOTE)
    assert "không phải câu trả lời" in blocks[quote - 1].text


HOSTILE = st.text(st.sampled_from(list("a ệ&<>\"'\n\u202e\u0302😀👩🏽\u200d[1]*_`\x00\x1b\ud800")), max_size=200) | st.sampled_from(
    ["<b>", "</b><i>", "&lt;&amp;", "&#x0;", "a" * 5_000, "😀" * 2_500, "e\u0302\u0323" * 1_500, " \n\t", "<a href='x'>"]
)  # fmt: skip


@given(headline=HOSTILE, text=HOSTILE, quotes=st.lists(HOSTILE, max_size=12), status=st.sampled_from(AnswerStatus))
@example(headline="", text="x" * 20_000, quotes=["y " * 5_000] * 2, status=AnswerStatus.ANSWERED)
@example(headline="", text="", quotes=[], status=AnswerStatus.ANSWERED)
def test_any_text_fits_into_messages(headline: str, text: str, quotes: list[str], status: AnswerStatus) -> None:
    citations = tuple(SURVEY.model_copy(update={"quote": one, "label": one}) for one in quotes)
    hostile = ANSWERS["answered"].model_copy(
        update={"headline": headline, "text": text, "citations": citations, "status": status}
    )
    for page in telegram_pages(hostile, messages()):
        assert page.text.strip()
        assert units(page.text) <= PAGE_UNITS
        tags = re.findall(r"</?[a-z][^<>]*>", page.html)
        assert unescape(re.sub(r"</?(?:b|i|blockquote)(?: expandable)?>", "", page.html)) == page.text
        assert len(tags) <= 200 and all(re.fullmatch(r"</?(b|i|blockquote)( expandable)?>", tag) for tag in tags)
        page.html.encode("utf-8")
    plain_text(hostile, messages()).encode("utf-8")


def test_a_doubtful_quote_says_so_wherever_it_is_shown_and_copied() -> None:
    answer = survey_answer()
    doubtful = answer.model_copy(update={"citations": (answer.citations[0].model_copy(update={"doubtful": True}),)})
    for language, words in (("vi", "đọc từ bản quét, có thể sai"), ("en", "read from a scan, may be wrong")):
        shown = doubtful.model_copy(update={"language": language})
        assert f"({words})" in plain_text(shown, messages())
        assert f"<i>({words})</i>" in telegram_pages(shown, messages())[0].html
        quote = next(block for block in outline(shown, messages()) if block.part is Part.QUOTE)
        assert quote.doubt == words and quote.citation.endswith(f"; {words})")
    assert "bản quét" not in plain_text(answer, messages())
    assert answer.model_dump(mode="json")["citations"][0]["doubtful"] is False
