"""What speaks for a passage: the number asked for stands in it whole, and every feature lies between 0 and 1."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from answering import answering, made_up
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.answer import Answerer
from rag.models import NumberAsked
from rag.search.rank import weights
from rag.search.scope import cites

NUMBER = NumberAsked(serial="45", rest="2016/qd-ttg")
BARE = NumberAsked(serial="45", kind="quyet dinh")


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with ExitStack() as stack:
        yield answering(tmp_path_factory.mktemp("data"), stack)(
            a=made_up(
                "Giao Sở Y tế thực hiện Quyết định số 45/2016/QĐ-TTg trước ngày 30/9/2023.", "Sở Nội vụ kiểm tra."
            ),
            b=made_up("Giao Sở Tư pháp thực hiện Quyết định số 145/QĐ-UBND.", province="Cần Thơ", number="13/TB-UBND"),
        )


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("theo Quyết định số 45/2016/QĐ-TTg", NUMBER, True),
        ("theo Quyết định số 45 / 2016/QĐ-TTg", NUMBER, True),
        ("theo Quyết định số 145/2016/QĐ-TTg", NUMBER, False),
        ("theo Quyết định số 45/2017/QĐ-TTg", NUMBER, False),
        ("theo Quyết định số 45/2016/QĐ-TTg", BARE, True),
        ("theo Quyết định số 451/QĐ-TTg", BARE, False),
        ("gói thầu 45 triệu đồng", BARE, False),
        ("", NUMBER, False),
    ],
)
def test_a_number_is_cited_whole(text: str, asked: NumberAsked, found: bool) -> None:
    assert cites(text, asked) is found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            "ai sở y tế nội vụ thực hiện quyết định 45/2016/QĐ-TTg 2023 ngày 30/9 kiểm tra who leads".split()
        ),
        min_size=1,
    ).map(" ".join)
)
def test_features_are_shares_and_hits_stand_in_order(answerer: Answerer, question: str) -> None:
    trace = answerer.trace(question)
    for hit in (*trace.hits, *trace.rejected):
        assert all(-1e-9 <= value <= 1 + 1e-9 for value in hit.features.values()), hit.explain()
        assert set(weights()["rank"]["vi"]) <= set(hit.features)
    scores = [hit.score for hit in trace.rejected]
    assert scores == sorted(scores, reverse=True)


def test_without_diacritics_a_word_that_matches_by_accident_counts_less(answerer: Answerer) -> None:
    trace = answerer.trace("so noi vu kiem tra so lieu gi")
    by_text = {hit.passage.text: hit.features["spoken"] for hit in (*trace.hits, *trace.rejected)}
    accident = next(share for text, share in by_text.items() if "45/2016" in text)
    assert by_text["Sở Nội vụ kiểm tra."] > 3 * accident
