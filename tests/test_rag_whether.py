"""Yes, no or not told: polarity first, then the deciding words; what is supposed wrongly is put right."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from answering import Over, made, made_up, shipped
from conftest import ROOT

from bot.messages import messages
from rag.answer import Answerer
from rag.answers.ways import found
from rag.index import Index
from rag.models import Shape, Whether
from rag.question.language import language_of
from rag.question.reading import read_question
from rag.question.whether import whether_of

ROWS = [row.split("\t") for row in (ROOT / "tests" / "whether.tsv").read_text(encoding="utf-8").splitlines()[1:]]
FOLDERS = {"samples": ROOT / "corpus" / "notices"}


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Index]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(_opened(tmp_path_factory, name)) for name in {row[0] for row in ROWS}}


def _opened(tmp_path_factory: pytest.TempPathFactory, name: str) -> Index:
    data: Path = tmp_path_factory.mktemp(name) / "data"
    return Index.open(made(data, FOLDERS.get(name, ROOT / "tests" / name)), shipped())


@cache
def _said(language: str, polarity: str) -> str:
    keys = {"yes": "answer.yes", "no": "answer.no", "not_told": "answer.not_told.whether"}
    return messages().say(language, keys[polarity], clauses="").split()[0]


@pytest.mark.parametrize(("notices", "polarity", "right", "question"), ROWS, ids=[row[3][:50] for row in ROWS])
def test_polarity_is_that_of_the_text(
    notices: str, polarity: str, right: str, question: str, indexes: dict[str, Index]
) -> None:
    index = indexes[notices]
    draft = found(index, read_question(index, question), messages()).draft
    assert draft.shape is Shape.WHETHER
    assert draft.facets[0].facet.value == "polarity"
    assert draft.facets[0].value == polarity
    assert draft.facets[0].proof
    answer = Answerer(index, messages()).ask(question)
    assert answer.headline.split()[0].rstrip(":") == _said(answer.language, polarity)
    assert right in answer.headline


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Sở Y tế chủ trì rà soát phải không?", Whether.PLAIN),
        ("Sở Y tế có chủ trì rà soát không ạ?", Whether.PLAIN),
        ("so y te chu tri ra soat dung k", Whether.PLAIN),
        ("Không phải Sở Y tế à?", Whether.PLAIN),
        ("Đã rà soát xong chưa?", Whether.DONE),
        ("ra soat xong chua", Whether.DONE),
        ("Has it been reviewed yet?", Whether.DONE),
        ("Does the Department of Health lead?", Whether.PLAIN),
        ("The Department of Health leads, right?", Whether.PLAIN),
        ("Thanh toán không dùng tiền mặt do ai chủ trì?", None),
        ("Sở Y tế có việc gì không?", None),
        ("Có cơ quan nào vắng họp không?", None),
        ("Ai chủ trì và có hạn không?", None),
        ("Who leads and is there a date?", None),
        ("ct pham vu hong ky gi", None),
    ],
)
def test_whether_is_told_from_which(question: str, whether: Whether | None) -> None:
    assert whether_of(question, language_of(question)) is whether


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("Sở Nội vụ ban hành kế hoạch biên chế trước 30/9/2023 phải không?", "Không: trước ngày 15/8/2023"),
        ("Sở Nội vụ ban hành kế hoạch biên chế trước 15/8/2023 phải không?", "Có:"),
        ("Sở Nội vụ có xây sân bay không?", "Không tìm thấy"),
        ("Sở Y tế có ban hành kế hoạch biên chế không?", "Thông báo không nói rõ"),
        ("Sở Y tế mua 20 xe cứu thương phải không?", "Không: 12 xe cứu thương"),
        ("Sở Y tế có được mua xe cứu thương không?", "Có:"),
        ("Sở Y tế đã mua xe cứu thương chưa?", "Thông báo không nêu đã thực hiện hay chưa"),
    ],
)
def test_no_polarity_is_guessed(question: str, headline: str, over: Over) -> None:
    answer = over(
        a=made_up(
            "Sở Nội vụ ban hành kế hoạch biên chế trước ngày 15/8/2023.",
            "Đồng ý cho Sở Y tế mua 12 xe cứu thương.",
            "Công an tỉnh rà soát trạm gác.",
        )
    ).ask(question)
    assert answer.headline.startswith(headline)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Lê Văn Thanh là Chủ tịch UBND tỉnh Quảng Nam phải không?", "Không"),
        ("Lê Văn Thanh làm Phó Chủ tịch UBND tỉnh đúng không?", "Có"),
        ("Phạm Vũ Hồng là Chủ tịch UBND tỉnh phải không?", "Có"),
        ("Phạm Hồng Quảng là Giám đốc Sở Tài chính phải không?", "Không"),
    ],
)
def test_a_deputy_is_not_the_one_he_stands_in_for(question: str, begins: str, samples: Index) -> None:
    assert Answerer(samples, messages()).ask(question).headline.startswith(begins)


def test_the_head_of_one_body_is_not_that_of_another(samples: Index) -> None:
    answerer = Answerer(samples, messages())
    assert answerer.ask("Giám đốc Sở Tài chính Quảng Nam là ai?").status.abstained
    assert answerer.ask("Giám đốc Sở TT&TT Quảng Nam là ai?").headline == "Phạm Hồng Quảng"
