"""By when: what sets a deadline and what only names a day; the words are corpus/lexicon/deadlines.yaml."""

import random
import re._parser as re_parser  # type: ignore[import-not-found]  # how a pattern is built is told nowhere else
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citations import citations_in
from corpus.deadlines import (
    _compiled,
    _obligations,
    _obligations_met,
    _rules,
    cell_deadline,
    find_deadline,
    find_recurring,
)
from corpus.lexicon import deadline_words
from corpus.models import Deadline, Precision
from corpus.text import fold

ISSUED = date(2023, 6, 12)


def due(text: str, issued_on: date | None = ISSUED) -> Deadline | None:
    return find_deadline(text, 0, len(text), citations_in(text, 0, len(text)), issued_on)


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("trước ngày 30/9/2023", date(2023, 9, 30), "day"),
        ("chậm nhất là ngày 15 tháng 7 năm 2023", date(2023, 7, 15), "day"),
        ("trước 17 giờ ngày 15/7/2023", date(2023, 7, 15), "day"),
        ("trước ngày 2o/10/2023", date(2023, 10, 20), "day"),
        ("trong ngày 20/6", date(2023, 6, 20), "day"),
        ("trước ngày 30/9", date(2023, 9, 30), "day"),
        ("trước ngày 15/3", date(2024, 3, 15), "day"),
        ("xong trong tháng 9", date(2023, 9, 30), "month"),
        ("trong tháng 02/2024", date(2024, 2, 29), "month"),
        ("trong quý 4 năm 2023", date(2023, 12, 31), "quarter"),
        ("xong trong quý III/2023", date(2023, 9, 30), "quarter"),
        ("đến hết năm 2025", date(2025, 12, 31), "year"),
        ("thực hiện từ ngày 01/8/2023", date(2023, 8, 1), "start"),
        ("trong vòng 10 ngày kể từ ngày ký", None, "relative"),
        ("trước ngày khai giảng", None, "relative"),
        ("trước ngày 15 hằng tháng", None, "recurring"),
        ("định kỳ 6 tháng", None, "recurring"),
        ("ít nhất 1 tháng 2 lần", None, "recurring"),
        ("khẩn trương", None, "vague"),
    ],
)
def test_how_exactly_it_is_dated(words: str, day: date | None, precision: str) -> None:
    found = due(words)
    assert found and (found.date, found.precision) == (day, precision)


@pytest.mark.parametrize("words", ["trước ngày 30/9/2023", "chậm nhất ngày 15 tháng 7 năm 2023", "trong quý III/2023"])
def test_words_without_diacritics_set_the_same_day(words: str) -> None:
    accented, bare = due(words), due(fold(words))
    assert accented and bare and (accented.date, accented.precision) == (bare.date, bare.precision)


@pytest.mark.parametrize(
    "text",
    [
        "cuộc họp ngày 15/7/2023",
        "số liệu tính đến ngày 15/7/2023",
        "theo Quyết định số 5/QĐ-UBND ngày 01/7/2023",
        "Đề án “Xóa nhà tạm trước ngày 01/01/2024”",
        "để phát triển du lịch trong năm 2024",
        "trước ngày 30/9/2021",
        "trước ngày 31/02/2024",
        "trong tháng 13/2023",
        "trước 20/100 xã",
        "",
    ],
    ids=["meeting", "counted", "cited", "title", "purpose", "past", "no_such_day", "no_such_month", "share", "empty"],
)
def test_what_sets_no_deadline(text: str) -> None:
    assert due(text) is None


def test_without_a_day_of_issue_no_year_is_made_up() -> None:
    found = due("trước ngày 30/9", None)
    assert found and found.date is None and found.precision is Precision.DAY


def test_the_most_exact_of_several_counts() -> None:
    found = due("khẩn trương rà soát, xong trong quý III/2023, báo cáo trước ngày 05/9/2023")
    assert found and found.text == "trước ngày 05/9/2023"


@pytest.mark.parametrize(
    ("cell", "day", "precision"),
    [
        ("10/8/2023", date(2023, 8, 10), "day"),
        ("Trước ngày 15/8", date(2023, 8, 15), "day"),
        ("Tháng 8", date(2023, 8, 31), "month"),
        ("Quý IV/2023", date(2023, 12, 31), "quarter"),
        ("Năm 2024", date(2024, 12, 31), "year"),
        ("Thường xuyên", None, "recurring"),
        ("30 ngày", None, "relative"),
    ],
)
def test_a_cell_of_a_table_needs_no_word_before_its_day(cell: str, day: date | None, precision: str) -> None:
    found = cell_deadline(cell, ISSUED)
    assert found == Deadline(text=cell, date=day, precision=Precision(precision))


@pytest.mark.parametrize("cell", ["", "Sở Y tế", "-"])
def test_a_cell_that_names_no_time(cell: str) -> None:
    assert cell_deadline(cell, ISSUED) is None


PARTS = "trước|chậm nhất|ngày|15|/|7|2023|tháng|quý|IV|năm|hằng|định kỳ|kể từ|trong|xong|17 giờ|,|.|“|\n|2\n|31/02|99|²|İ|khẩn trương|Tết"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(PARTS.split("|")), max_size=30).map(" ".join),
    st.sampled_from([None, ISSUED, date(2024, 2, 29), date.max]),
)
def test_a_deadline_is_words_of_the_text_and_undated_kinds_have_no_day(text: str, issued_on: date | None) -> None:
    found = due(text, issued_on)
    if found is None:
        return
    assert found.text.split()[0] in text
    if found.precision in (Precision.RECURRING, Precision.RELATIVE, Precision.VAGUE):
        assert found.date is None
    if found.date and issued_on and found.precision is not Precision.START:
        assert found.date >= issued_on


@pytest.mark.parametrize(
    "unit", ["trước ngày ", "1/1", "trước 1", "kể từ ngày 1 ", "ít nhất 1 ngày ", "hằng ", " ", "“", "xong a "]
)
def test_a_long_run_ends(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    found = due(text)
    assert found is None or found.text
    assert all(match[0] for match in find_recurring(text))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("báo cáo hằng tháng trước ngày 25; hoàn thành trước 30/9", date(2023, 9, 30)),
        ("định kỳ hằng quý báo cáo, xong trong tháng 9", date(2023, 9, 30)),
        ("tuần tra mỗi tuần 02 lần, kết thúc trước ngày 15/8/2023", date(2023, 8, 15)),
        ("xong trước 20/10/2023; trước ngày 05 hằng tháng gửi số liệu", date(2023, 10, 20)),
        ("báo cáo 6 tháng trước ngày 20/6, hằng năm trước ngày 20/12", None),
        ("trước ngày 15 hằng tháng báo cáo theo Quyết định số 12/QĐ-UBND ngày 01/9/2023", None),
    ],
)
def test_a_last_day_says_more_than_what_recurs_besides(words: str, day: date | None) -> None:
    found = due(words)
    assert found
    assert found.date == day
    assert found.text in words
    assert list(find_recurring(words))


EVERY_WAY = [way for kind in deadline_words()["kinds"] for ways in kind.values() for way in ways]


def test_no_rule_is_passed_over_where_it_fits() -> None:
    folder = Path(__file__).parent
    lines = {fold(line) for path in sorted(folder.glob("documents*/*.txt")) for line in path.read_text().splitlines()}
    every = _rules(frozenset(demand for way in EVERY_WAY for demand in _obligations(way)))
    fitting = 0
    for line in lines:
        rules = _rules(_obligations_met(line))
        told, left = (
            [(kind, found.span()) for kind, way in of for found in way.finditer(line)] for of in (every, rules)
        )
        assert left == told, line
        fitting += len(told)
    assert fitting > 900


@pytest.mark.parametrize("way", EVERY_WAY)
def test_what_a_way_to_say_when_demands_stands_in_all_that_it_fits(way: str) -> None:
    """Strings made from the pattern itself: a line of deadlines.yaml that is written otherwise is found here."""
    pattern, chosen = _compiled((way,)), random.Random(way)
    made = [spelled(re_parser.parse(pattern.pattern), chosen) for _ in range(300)]
    fitting = [one for one in made if pattern.search(one)]
    assert len(fitting) > 10
    for one in fitting:
        assert _obligations(way) <= _obligations_met(one), one


def spelled(tree: Iterable[tuple[object, Any]], chosen: random.Random) -> str:
    """A string that a parsed pattern may fit."""
    out = ""
    for kind, told in tree:
        match str(kind):
            case "LITERAL":
                out += chr(told)
            case "NOT_LITERAL" | "ANY":
                out += chosen.choice("abcn 1/")
            case "IN" if str(told[0][0]) == "NEGATE":
                out += chosen.choice("abn hoclt 1")
            case "IN":
                out += spelled([chosen.choice(told)], chosen)
            case "RANGE":
                out += chr(chosen.randint(*told))
            case "CATEGORY":
                out += chosen.choice(
                    {"CATEGORY_DIGIT": "0123456789", "CATEGORY_SPACE": "  \n"}.get(str(told), "abcnt1")
                )
            case "BRANCH":
                out += spelled(chosen.choice(told[1]), chosen)
            case "SUBPATTERN":
                out += spelled(told[3], chosen)
            case "ASSERT" if told[0] > 0:
                out += spelled(told[1], chosen)
            case "MAX_REPEAT" | "MIN_REPEAT":
                low, high, inner = told
                out += "".join(spelled(inner, chosen) for _ in range(chosen.randint(low, min(high, low + 2))))
    return out


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("báo cáo trước30/6/2024", date(2024, 6, 30)),
        ("báo cáo trướcngày 30/6/2024", date(2024, 6, 30)),
        ("báo cáo đến30/6/2024", date(2024, 6, 30)),
        ("rà soát; 30/6/2024\u2003", date(2024, 6, 30)),
        ("rà soát; 30/6/2024\u3000.", date(2024, 6, 30)),
    ],
)
def test_a_blank_too_few_or_another_one_changes_no_day(words: str, day: date) -> None:
    found = due(words)
    assert found is not None
    assert found.date == day
