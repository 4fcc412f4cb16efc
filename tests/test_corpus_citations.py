"""How far the number of a cited document reaches."""

import pytest

from corpus.citations import citations_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Quyết định số 12/QĐ-UBND. Sở Y tế rà soát", "12/QĐ-UBND"),
        ("Thông báo số 12/TB-UBND - Sở Y tế rà soát", "12/TB-UBND"),
        ("Thông báo số 12/TB-UBND\n- Sở Y tế rà soát", "12/TB-UBND"),
        ("Thông báo số 12/TB - UBND ngày 01/02/2020", "12/TB-UBND"),
        ("Thông báo số 12/TB-\nUBND ngày 01/02/2020", "12/TB-UBND"),
        ("Công văn số 5/UBND.VX của UBND tỉnh", "5/UBND.VX"),
        ("Quyết định 45/2016/QĐ-TTg", "45/2016/QĐ-TTg"),
        ("thong bao so 12/tb-ubnd", "12/tb-ubnd"),
    ],
    ids=["sentence", "dash", "next_item", "spaces", "wrapped", "dot", "year", "bare"],
)
def test_a_number_ends_where_its_symbol_ends(text: str, number: str) -> None:
    [cited] = citations_in(text, 0, len(text))
    assert cited.number == number
    assert (cited.date is not None) == ("ngày" in text)
