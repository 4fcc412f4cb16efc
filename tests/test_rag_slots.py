"""The cues tell what is asked in other sectors, too, and take no ordinary question for small talk or other business."""

from pathlib import Path

from rag.question import cleaned, understand

TABLE = Path(__file__).with_name("slots.tsv")


def test_ordinary_questions_are_asked_for_their_slot() -> None:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    wrong = [(slot, understand(cleaned(text)).facet.value, text) for slot, text in rows]
    assert len(rows) > 150
    assert [one for one in wrong if one[0] != one[1]] == []
    assert [text for _, text in rows if understand(cleaned(text)).aside] == []
