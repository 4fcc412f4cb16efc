"""Every fact is a slice of its notice; those of a task agree with its row."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from corpus.facts.source import number_key
from corpus.load import KINDS, load
from corpus.models import Directive, Facet, Fact, Notice, SubjectKind
from corpus.names.agencies import body_key
from corpus.parse import parse
from corpus.text import collapse, fold, plain

FOLDERS = ("corpus/notices", "tests/documents", "tests/documents_unseen", "tests/judged/own")
DOCUMENTS = sorted(path for folder in FOLDERS for path in (ROOT / folder).iterdir() if path.suffix in KINDS)
OF_TASKS = (Facet.LEAD, Facet.ASSIGNED, Facet.COORDINATING, Facet.REPORTS_TO)


@cache
def parsed(path: Path) -> Notice:
    return parse(path.stem, load(path))


def of_row(notice: Notice, row: Directive) -> list[Fact]:
    return [
        fact
        for fact in notice.facts
        if fact.subject.kind is SubjectKind.TASK and (fact.subject.start, fact.subject.end) == (row.start, row.end)
    ]


def every_row() -> Iterator[tuple[Notice, Directive]]:
    for path in DOCUMENTS:
        yield from ((parsed(path), row) for row in parsed(path).directives)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_fact_is_a_slice_near_its_subject(path: Path) -> None:
    notice = parsed(path)
    assert notice.facts
    for fact in notice.facts:
        assert 0 <= fact.start < fact.end <= len(notice.text), fact
        assert fact.value == collapse(plain(notice.text[fact.start : fact.end])), fact
        assert fact.value and fact.value == fact.value.strip(" *#"), fact
        subject = fact.subject
        within = subject.start <= fact.start and fact.end <= subject.end
        assert within or subject.kind is SubjectKind.TASK, fact  # a lead-in names the body, or says by when
        if subject.kind is SubjectKind.NOTICE:
            assert (subject.item, subject.start, subject.end) == ("", 0, len(notice.text))
        else:
            assert subject.item in {"", *(item.path for item in notice.items)}
    assert len(set(notice.facts)) == len(notice.facts)


def test_the_facts_of_a_task_agree_with_its_row() -> None:
    for notice, row in every_row():
        facts = of_row(notice, row)
        for facet in OF_TASKS:
            said = [fact.key for fact in facts if fact.facet is facet]
            assert said == [body_key(name) for name in getattr(row, facet.value)], (notice.id, row.item, facet)
        bases = [fact.key for fact in facts if fact.facet is Facet.BASIS]
        assert bases == [number_key(basis) for basis in row.legal_basis], (notice.id, row.item)
        due = [(fact.key, fact.how) for fact in facts if fact.facet is Facet.DEADLINE]
        day = row.deadline and row.deadline.date and row.deadline.date.isoformat()
        assert due == ([(day, row.deadline.precision.value)] if row.deadline else []), (notice.id, row.item)
        (task,) = (fact for fact in facts if fact.facet is Facet.TASK)
        assert fold(task.value).split()[-1].strip(".,;)") in fold(row.task), (notice.id, row.item)


def test_a_body_outside_its_row_stands_before_it() -> None:
    outside = [
        (notice.id, fact)
        for notice, row in every_row()
        for fact in of_row(notice, row)
        if not (row.start <= fact.start and fact.end <= row.end)
    ]
    assert outside
    behind = [fact for _, fact in outside if fact.end > fact.subject.start]
    assert len(behind) <= 4  # a page ends in the middle of the sentence, which is quoted as far as it goes
    assert all(fact.facet is Facet.DEADLINE and fact.start < fact.subject.end + 300 for fact in behind)


def test_dates_and_numbers_of_documents_are_no_figures() -> None:
    for path in DOCUMENTS:
        notice = parsed(path)
        for fact in notice.facts:
            if fact.facet is Facet.FIGURE and fact.value[0].isdigit():
                assert not any(one.start <= fact.start < one.end for one in notice.cited_documents), fact
                assert not notice.text[: fact.start].rstrip().casefold().endswith(("ngày", "năm", "tháng")), fact
