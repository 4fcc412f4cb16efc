"""The written questions are what they claim to be: many, half of them near misses, unlike each other, and true to their notices."""

import json
from collections import Counter

from written_questions import FOLDER, away, held_out, written

from corpus.text import collapse, nfc

FILES = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in sorted(FOLDER.glob("*.jsonl"))}
LINES = [(name, json.loads(line)) for name, lines in FILES.items() for line in lines]
REASONS = {"act", "object", "place", "year", "body", "not_stated"}


def test_there_are_many_and_nearly_half_have_no_answer() -> None:
    unanswerable = [one for _, one in LINES if one["kind"] == "unanswerable"]
    assert len({name for name, _ in LINES}) >= 60 and len(LINES) >= 2_000
    assert 0.4 <= len(unanswerable) / len(LINES) <= 0.6
    assert {one["reason"] for one in unanswerable} == REASONS


def test_no_beginning_is_used_often() -> None:
    begun = Counter(" ".join(one["question"].lower().split()[:3]) for _, one in LINES)
    assert begun.most_common(1)[0][1] <= len(LINES) / 100
    assert len({one["question"] for _, one in LINES}) >= 0.99 * len(LINES)


def test_what_proves_or_misleads_stands_in_the_notice() -> None:
    texts = {path.stem: collapse(nfc(path.read_text(encoding="utf-8"))) for path in FOLDER.glob("*.txt")}
    wrong = [
        one["question"] for name, one in LINES if collapse(nfc(one.get("quote") or one["near"])) not in texts[name]
    ]
    assert not wrong


def test_a_part_is_kept_apart() -> None:
    names = {name for name, _ in LINES}
    apart = {name for name in names if held_out(name)}
    assert 0.1 <= len(apart) / len(names) <= 0.3
    assert {one["sources"][0]["doc"] for one in written(apart=True) if one["sources"]} == apart


def test_asked_elsewhere_it_is_of_a_province_there() -> None:
    one = {"id": "a-01", "question": "Ở Cà Mau ai nạo vét kênh?", "lang": "vi", "sources": [{}]}
    assert away(one, ["Bắc Ninh"]) == {**one, "question": "Ở Bắc Ninh ai nạo vét kênh?", "sources": []}
    assert away({**one, "question": "o ca mau ai nao vet kenh"}, ["Bắc Ninh"])["question"].startswith("o bac ninh ai")
    assert away(one, [])["question"] == one["question"]
