"""The generator of notices: the same for a seed, true to its text, as varied as it promises, and fast."""

import json
import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from fakes import SAMPLES
from pace import paced
from synthetic import SyntheticNotice, generate
from synthetic.__main__ import main
from synthetic.alike import alike
from synthetic.marks import MARK
from synthetic.outline import Item, printed
from synthetic.phrasebook import carriers, kinds, phrases, read
from synthetic.places import localised, provinces

from corpus.load import load, notice_id
from corpus.parse import parse

COUNT, SEED = 1_000, 7
LETTER_NOISES = {"misread_letters", "lost_diacritics", "foreign_d", "old_tone_places"}
PAGE_NOISES = {"broken_pages", "bare_header"}


@pytest.fixture
def notices(synthetic_notices: list[SyntheticNotice]) -> list[SyntheticNotice]:
    return synthetic_notices


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _rows(notices: list[SyntheticNotice]) -> list[dict[str, Any]]:
    return [row for notice in notices for row in notice.truth["directives"]]  # type: ignore[misc]


def test_the_first_notices_do_not_depend_on_the_count(notices: list[SyntheticNotice]) -> None:
    assert list(generate(40, SEED)) == notices[:40]


def test_another_seed_writes_other_notices(notices: list[SyntheticNotice]) -> None:
    assert not {notice.text for notice in generate(40, SEED + 1)} & {notice.text for notice in notices}


def test_a_thousand_notices_take_seconds() -> None:
    with paced(100):
        assert sum(1 for _ in generate(COUNT, SEED + 2)) == COUNT


def test_ids_are_unique_and_plain(notices: list[SyntheticNotice]) -> None:
    assert len({notice.id for notice in notices}) == COUNT
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*-\d{2,5}-20\d\d", notice.id) for notice in notices)


def test_quotes_stand_in_the_noisy_text(notices: list[SyntheticNotice]) -> None:
    for notice in notices:
        assert not MARK.search(notice.text)
        for row in notice.truth["directives"]:
            assert len(row["quote"]) > 20
            assert row["quote"] in notice.text


def test_a_clean_quote_holds_deadline_and_bases(notices: list[SyntheticNotice]) -> None:
    inherited = 0
    for notice in notices:
        if LETTER_NOISES & set(notice.noises) or PAGE_NOISES & set(notice.noises):
            continue
        for row in notice.truth["directives"]:
            quote = _flat(row["quote"]).casefold().replace("ủy ban nhân dân", "ubnd")
            assert all(basis.casefold() in quote.replace("*", "") for basis in row["legal_basis"])
            assert all(body.casefold() in quote for body in row["reports_to"])
            if row["deadline"] and row["deadline"]["text"].casefold() not in quote:
                inherited += 1
    assert 0 < inherited < 0.06 * len(_rows(notices))


def test_a_clean_text_prints_what_the_truth_says_of_its_header(notices: list[SyntheticNotice]) -> None:
    for notice in notices:
        if LETTER_NOISES & set(notice.noises) or PAGE_NOISES & set(notice.noises):
            continue
        text = _flat(notice.text).replace("Ủy ban nhân dân", "UBND").replace("*", "").replace("#", "")
        facts = notice.truth["notice"]
        assert facts["number"] is None or facts["number"] in text.replace(" /", "/")
        assert facts["subject"] and facts["subject"] in text
        assert facts["province"] and facts["province"].casefold() in text.casefold()
        assert facts["place"] is None or f"{facts['place']}, ngày" in text
        assert facts["signer"] is None or facts["signer"]["title"] in text
        assert facts["signer"] is None or facts["signer"]["name"] is None or facts["signer"]["name"] in text
        for cited in notice.truth["cited"]:
            assert cited["number"] in text
        assert {*notice.truth["amends"], *notice.truth["replaces"]} <= {
            cited["number"] for cited in notice.truth["cited"]
        }


def test_nobody_has_two_roles_in_a_task(notices: list[SyntheticNotice]) -> None:
    for row in _rows(notices):
        parts = [set(row[role]) for role in ("lead", "assigned", "coordinating")]
        assert parts[0] or parts[1]
        assert not any(one & other for one, other in combinations(parts, 2))
        assert all(len(row[role]) == len(set(row[role])) for role in ("lead", "assigned", "coordinating"))


def test_deadlines_are_days_that_come_after_the_notice(notices: list[SyntheticNotice]) -> None:
    for notice in notices:
        issued = notice.truth["notice"]["date"]
        for row in notice.truth["directives"]:
            deadline = row["deadline"]
            if deadline is None:
                continue
            assert (deadline["date"] is None) == (deadline["precision"] in ("recurring", "relative", "vague"))
            if deadline["date"]:
                assert date(2012, 1, 1) < date.fromisoformat(deadline["date"]) < date(2028, 12, 31)
                assert issued is None or deadline["date"] > issued
        for cited in notice.truth["cited"]:
            assert cited["date"] is None or issued is None or cited["date"] < issued


def test_provinces_exist_on_the_day(notices: list[SyntheticNotice]) -> None:
    known = {province.name: province for province in provinces()}
    assert len(known) == 64  # the 63 of before, and Huế, a city since 2025
    for notice in notices:
        facts = notice.truth["notice"]
        if facts["date"] and facts["province"]:
            province = known[facts["province"]]
            assert province.since <= date.fromisoformat(facts["date"]) < province.until
    assert len({notice.truth["notice"]["province"] for notice in notices}) == len(known)


def test_every_phrase_is_used(notices: list[SyntheticNotice]) -> None:
    used = frozenset[str]().union(*(notice.phrases for notice in notices))
    groups = read("assignments")
    wanted = {
        phrase.before + phrase.text
        for group in groups
        if group not in ("chains", "tables")
        for phrase in phrases("assignments", group)
    }
    wanted |= {" | ".join(chain["clauses"]) for chain in groups["chains"]} | {
        " | ".join(table["columns"]) for table in groups["tables"]
    }
    assert len(wanted) >= 60
    deadlines = {phrase.text for phrase in phrases("deadlines", "phrases")}
    assert len(deadlines) >= 50
    wanted |= deadlines | {phrase.text for place in ("inline", "after", "front") for phrase in carriers(place)}
    wanted |= {template for group in read("background").values() for template in group}
    wanted |= {subject for kind in kinds() for subject in kind.subjects} | {
        opening[0] for kind in kinds() for opening in kind.openings
    }
    for group in ("deadline", "lead"):
        wanted |= {phrase.before + phrase.text for phrase in phrases("amendments", group)}
    wanted |= {*read("amendments")["rest"], *read("amendments")["replacing"]}
    assert wanted - used == set()


def test_notices_are_as_varied_as_promised(notices: list[SyntheticNotice]) -> None:
    types = Counter(notice.truth["notice"]["type"] for notice in notices)
    assert 0.5 < types["Thông báo"] / COUNT < 0.6
    assert set(types) == {"Thông báo", "Chỉ thị", "Công văn", "Kế hoạch", "Quyết định", "Công điện"}
    rows = _rows(notices)
    assert 8 < len(rows) / COUNT < 12
    assert 0.4 < sum(row["deadline"] is None for row in rows) / len(rows) < 0.5
    assert {row["deadline"]["precision"] for row in rows if row["deadline"]} >= {
        "day",
        "month",
        "quarter",
        "year",
        "start",
        "recurring",
        "relative",
        "vague",
    }
    changing = sum(bool(notice.truth["amends"] or notice.truth["replaces"]) for notice in notices)
    assert 0.04 < changing / COUNT < 0.09
    calm = sum(len(notice.noises) <= 1 for notice in notices)
    assert 0.55 < calm / COUNT < 0.7
    assert len({noise for notice in notices for noise in notice.noises}) >= 14
    for fact in ("number", "date", "place", "signer"):
        assert any(notice.truth["notice"][fact] is None for notice in notices)  # type: ignore[literal-required]


def test_an_amendment_changes_what_the_earlier_notice_said(notices: list[SyntheticNotice]) -> None:
    earlier: dict[tuple[str | None, str | None], SyntheticNotice] = {}
    changed = 0
    for notice in notices:
        facts = notice.truth["notice"]
        for number in notice.truth["amends"]:
            old = earlier[number, facts["province"]]
            before = {
                row["topic"]["matter"]: row
                for row in old.truth["directives"]
                if row["topic"] and row["topic"]["part"] == "main"
            }
            for row in notice.truth["directives"]:
                was = row["topic"] and row["topic"]["part"] == "main" and before.get(row["topic"]["matter"])
                changed += bool(was and (was["deadline"] != row["deadline"] or was["lead"] != row["lead"]))
        for number in notice.truth["replaces"]:
            assert (number, facts["province"]) in earlier
        earlier[facts["number"], facts["province"]] = notice
    assert changed >= sum(bool(notice.truth["amends"]) for notice in notices)


def test_the_same_matter_has_another_lead_elsewhere(notices: list[SyntheticNotice]) -> None:
    leads: dict[str, set[str]] = {}
    for row in _rows(notices):
        if row["topic"] and row["topic"]["part"] == "main":
            leads.setdefault(row["topic"]["matter"], set()).update(row["lead"] or row["assigned"])
    assert sum(len(bodies) > 1 for bodies in leads.values()) > 0.9 * len(leads)


@pytest.mark.parametrize(
    ("numbering", "path"),
    [
        pytest.param(("1.", "-", "+"), "1, gạch 1, cộng 1", id="dashes"),
        pytest.param(("I.", "1.", "a)"), "I.1.a", id="letters"),
        pytest.param(("I.", "1.", "1.1."), "I.1.1", id="decimals_restart_in_a_section"),
        pytest.param(("1.", "1.1.", "-"), "1.1, gạch 1", id="decimals"),
        pytest.param(("Điều 1.", "1.", "-"), "Điều 1.1, gạch 1", id="articles"),
    ],
)
def test_paths_are_those_printed(numbering: tuple[str, ...], path: str) -> None:
    row: Any = {"item": ""}
    list(printed([Item("x", under=[Item("y", under=[Item("\ue000z\ue001")])])], numbering, [row]))
    assert row["item"] == path


def test_words_follow_place_and_day() -> None:
    said = "UBND tỉnh giao Sở Giao thông vận tải, UBND các huyện, thị xã, thành phố; các tỉnh lân cận"
    assert localised(said, False, date(2020, 1, 1)) == said
    assert localised(said, True, date(2020, 1, 1)).startswith(
        "UBND thành phố giao Sở Giao thông vận tải, UBND các quận, huyện, thị xã; các tỉnh"
    )
    assert localised(said, False, date(2025, 8, 1)).startswith("UBND tỉnh giao Sở Xây dựng, UBND các xã, phường")


def test_the_command_writes_texts_and_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["synthetic", str(tmp_path / "out"), "--count", "12", "--seed", "3"])
    main()
    rows = [json.loads(line) for line in (tmp_path / "out" / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [notice.id for notice in generate(12, 3)]
    for row, notice in zip(rows, generate(12, 3), strict=True):
        assert (tmp_path / "out" / f"{row['id']}.txt").read_bytes().decode() == notice.text
        assert {"notice", "amends", "replaces", "cited", "directives"} <= set(row)


def test_neighbours_share_the_province_and_differ_in_the_year() -> None:
    notices = [parse(notice_id(path), load(path)) for path in sorted(SAMPLES.glob("*.txt"))]
    near = list(alike(notices, 1))
    assert len(near) == 3 * len(notices) and [one.text for one in alike(notices, 1)] == [one.text for one in near]
    for at, notice in enumerate(notices):
        for one in near[3 * at : 3 * at + 3]:
            facts = one.truth["notice"]
            assert notice.province in (None, facts["province"])
            assert notice.dated is None or not (facts["date"] or "").startswith(str(notice.dated.year))
