"""Whole documents read against truth written by hand: the sample corpus, and documents of other provinces and sectors."""

from pathlib import Path

import pytest
from reading import Reading, read

HERE = Path(__file__).parent
NOTICES = HERE.parent / "corpus" / "notices"


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    return [(truth.with_suffix(".txt"), truth) for truth in sorted(folder.glob("*.yaml"))]


def sample() -> list[tuple[Path, Path]]:
    truths = sorted((HERE / "golden" / "directives").glob("*.yaml"))
    return [(NOTICES / f"{truth.stem}.txt", truth) for truth in truths]


@pytest.fixture(scope="module")
def of_sample() -> Reading:
    return read(sample())


def test_the_rows_of_the_sample_corpus(of_sample: Reading) -> None:
    assert of_sample.counts["rows"] >= 65
    assert of_sample.f1("lead") >= 0.97, of_sample.faults
    assert of_sample.f1("coordinating") >= 0.95, of_sample.faults
    assert of_sample.share("deadline_right", "rows") >= 0.97, of_sample.faults
    assert (of_sample.counts["deadline_invented"], of_sample.counts["swaps"]) == (0, 0), of_sample.faults


@pytest.mark.parametrize("folder", ["documents", "documents_unseen"])
def test_documents_of_other_provinces_and_sectors(folder: str) -> None:
    found = read(pairs(HERE / folder))
    assert found.counts["rows"] >= 160
    assert found.f1("lead") >= 0.88, found.faults
    assert found.f1("coordinating") >= 0.85, found.faults
    assert found.share("deadline_right", "rows") >= 0.90, found.faults
    assert found.share("header_right", "header") >= 0.95, found.faults
    assert found.counts["swaps"] <= 2, found.faults
