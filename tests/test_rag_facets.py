"""What is asked is told in other sectors, too, every facet of a question; none is taken for small talk or other business."""

from pathlib import Path

from corpus.lexicon import facets
from corpus.text import fold
from rag.models import Shape
from rag.question import cleaned, understand
from rag.question.cues import flag

TABLE = Path(__file__).with_name("facets.tsv")
NOT_ASKED = ("other_business", "small_talk", "to_a_machine")


def rows() -> list[tuple[str, str, str]]:
    """The facets, the shape (empty where none is told) and the question of each row."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    split = [(*line.split("\t")[0].partition(" ")[::2], line.split("\t")[1]) for line in lines]
    return [(wanted, shape, text) for wanted, shape, text in split]


def test_every_row_is_asked_for_its_facets() -> None:
    wrong = []
    for wanted, shape, text in rows():
        question = understand(cleaned(text))
        found = ",".join(dict.fromkeys(asked.facet.value for asked in question.wanted))
        if found != wanted or (shape and question.shape.value != shape):
            wrong.append(f"{text}: {found} {question.shape.value}, not {wanted} {shape}")
    assert not wrong, "\n".join(wrong)


def test_no_row_is_small_talk_or_other_business() -> None:
    assert [text for _, _, text in rows() if any(flag(name, fold(text)) for name in NOT_ASKED)] == []


def test_the_table_speaks_of_what_there_is_and_of_several_at_once() -> None:
    known = {facet.value for facet in facets()}
    assert {one for wanted, _, _ in rows() for one in wanted.split(",")} <= known
    assert {shape for _, shape, _ in rows() if shape} <= {shape.value for shape in Shape}
    assert len(rows()) > 250 and sum("," in wanted for wanted, _, _ in rows()) > 30
    assert len({text for _, _, text in rows()}) == len(rows())
