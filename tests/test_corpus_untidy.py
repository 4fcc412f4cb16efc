"""Documents as untidy as life, read against truth written from the text before any parser ran.

`documents_untidy` are read and mended by; of `documents_held_out`, with layouts of their own, only the figures are looked at.
"""

from pathlib import Path

import pytest
from reading import Reading, read
from test_corpus_reading import pairs

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def untidy() -> Reading:
    return read(pairs(HERE / "documents_untidy"))


def test_heads_and_rows_of_untidy_documents(untidy: Reading) -> None:
    assert untidy.counts["rows"] >= 300
    assert untidy.share("header_right", "header") >= 0.97, untidy.faults
    assert untidy.f1("lead") >= 0.85, untidy.faults
    assert untidy.f1("coordinating") >= 0.86, untidy.faults
    assert untidy.share("deadline_right", "rows") >= 0.85, untidy.faults


def test_nothing_is_swapped_and_little_invented(untidy: Reading) -> None:
    assert untidy.counts["swaps"] <= 1, untidy.faults
    assert untidy.counts["deadline_invented"] <= 9, untidy.faults


def test_layouts_nobody_looked_at() -> None:
    found = read(pairs(HERE / "documents_held_out"))
    assert found.counts["rows"] >= 70
    assert found.share("header_right", "header") >= 0.70
    assert found.counts["swaps"] <= 1
