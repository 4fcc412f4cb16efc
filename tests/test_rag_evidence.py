"""What a passage bears out of a question, and what is refused because it does not."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import numpy as np
import pytest
from answering import answering, made_up

from rag.answer import Answerer
from rag.answers.answerable import looked_into, probability
from rag.answers.evidence import _has_figure, many, said_in
from rag.index import Index
from rag.models import AnswerStatus
from rag.question.reading import read_question
from rag.search.rank import standing_out
from rag.search.retrieve import retrieve
from rag.search.scope import scope_of
from rag.train.answering import Weighed, learn_answering

ITEMS = (
    "Giao Sở Xây dựng chủ trì nạo vét 14 tuyến kênh tại xã Tân Lộc, hoàn thành trước ngày 30/9/2023.",
    "Sở Tài chính thẩm định dự toán nạo vét kênh, trình UBND tỉnh trong tháng 7/2023.",
    "Trung tâm Y tế huyện Thới Bình phun thuốc diệt muỗi tại xã Trí Phải.",
)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with ExitStack() as stack:
        yield answering(tmp_path_factory.mktemp("evidence"), stack)(a=made_up(*ITEMS))


@pytest.fixture(scope="module")
def index(answerer: Answerer) -> Index:
    return answerer._index


def test_words_that_only_ask_and_places_that_limit_are_no_matter() -> None:
    said = said_in("Cơ quan nào nạo vét kênh ở Cà Mau?", "vi")
    assert [word.folded for word in said.words] == ["nao", "vet", "kenh"]
    assert not said.names  # of a province the notices are looked through, whatever it is called in them


def test_names_figures_and_years_are_told_apart() -> None:
    said = said_in("Năm 2023, 14 tuyến kênh ở Tân Lộc theo thông báo số 12/TB-UBND thì ai nạo vét?", "vi")
    assert (said.names, said.figures, said.years) == ((("tan", "loc"),), ("14",), ("2023",))


@pytest.mark.parametrize(
    ("asked", "language", "names"),
    [
        ("Ở Tân Lộc ai nạo vét kênh?", "vi", [("tan", "loc")]),
        ("Kênh Tân Lộc ai nạo vét?", "vi", [("tan", "loc")]),
        ("In Tan Loc commune, who dredges the canals?", "en", [("tan", "loc")]),
        ("Ai Nạo Vét Kênh Tại Xã Tân Lộc?", "vi", []),
        ("AI NẠO VÉT KÊNH TÂN LỘC?", "vi", []),
        ("", "vi", []),
    ],
)
def test_a_name_is_told_by_capitals_that_say_something(asked: str, language: str, names: list[tuple[str, ...]]) -> None:
    assert list(said_in(asked, language).names) == names


def test_days_and_parts_of_other_figures_are_no_figures() -> None:
    assert not said_in("Trước ngày 30/9/2023 ai nạo vét 5 kênh?", "vi").figures[1:]
    near = [_has_figure("hỗ trợ 1.500 đồng, 2,5 ha, 05 hộ", figure) for figure in ("500", "2", "5", "1.500", "2,5")]
    assert near == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("asked", "feature"),
    [
        ("Ai nạo vét kênh tại xã Biển Bạch?", "names_unknown"),
        ("Ai nạo vét 25 tuyến kênh?", "figures_lost"),
        ("Ai nạo vét kênh năm 2019?", "year_lost"),
        ("Ai phun thuốc nạo vét kênh?", "said_notice"),
    ],
)
def test_what_the_clause_does_not_have_is_a_gap(index: Index, asked: str, feature: str) -> None:
    assert not of_best(index, "Ai nạo vét 14 tuyến kênh tại xã Tân Lộc năm 2023?")[feature]
    assert of_best(index, asked)[feature] > 0


def test_a_gap_makes_an_answer_less_probable(index: Index) -> None:
    right = probability(of_best(index, "Ai nạo vét 14 tuyến kênh tại xã Tân Lộc?"))
    for other in ("Ai nạo vét 14 tuyến kênh tại xã Biển Bạch?", "Ai nạo vét 25 tuyến kênh tại xã Tân Lộc?"):
        assert probability(of_best(index, other)) < right


def test_the_same_is_answered_and_the_near_miss_is_not(answerer: Answerer) -> None:
    assert answerer.ask("nao vet kenh o tan loc giao cho ai").headline.startswith("Sở Xây dựng")
    assert answerer.ask("Ai nạo vét kênh tại xã Biển Bạch?").status.abstained
    assert answerer.ask("Ai nạo vét kênh tại xã Tân Lộc?").status is AnswerStatus.ANSWERED


def test_a_thousand_notices_are_many() -> None:
    assert many(0) == many(1) == 0 and many(1_000) == pytest.approx(1)


def test_what_stands_out_does_not_depend_on_the_range_of_a_model() -> None:
    wide = [0.1, 0.2, 0.3, 0.6]
    narrow = [0.71 + one / 10 for one in wide]
    assert standing_out(wide) == pytest.approx(standing_out(narrow))
    assert standing_out([0.4]) == standing_out([0.0]) == [0.0] and standing_out([]) == []
    assert all(0 <= one <= 1 for one in standing_out([0.0] * 99 + [1.0]))


def test_what_decides_is_learned_from_right_passages() -> None:
    rng = np.random.default_rng(1)
    found = []
    for number in range(200):
        good = bool(number % 2)
        rows = [{"told": rng.normal(good and at == 0, 0.3), "noise": rng.normal()} for at in range(3)]
        found.append(Weighed(rows, [good, False, False], good, 1.0))
    learned = learn_answering(found)
    assert learned["weights"]["told"] > 2 and abs(learned["weights"]["noise"]) < 1
    assert learn_answering(found) == learned


def test_a_figure_beside_one_that_counts_something_else(
    answerer: Answerer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Where every figure of a sentence counts one noun of two that are asked, the other has none."""
    with ExitStack() as stack:
        over = answering(tmp_path_factory.mktemp("figures"), stack)
        answer = over(a=made_up("Xe gửi quá 24 giờ nộp 50.000 đồng; lưu bãi tính theo đêm.")).ask(
            "xe gui bao nhieu, bao nhieu dong"
        )
    assert answer.headline.endswith("50.000 đồng")


def of_best(index: Index, text: str) -> Mapping[str, float]:
    """The evidence of the passage that the ranking has first."""
    question = read_question(index, text)
    query, hits = retrieve(index, question, scope_of(question, index.originals()))
    return looked_into(index, query, hits)[0][0]
