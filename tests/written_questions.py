"""Questions that people wrote over notices they had made up (`tests/written`), nearly half of them near misses.

A line of a file is a question: `answers` (groups of wordings, days in ISO), `wrong` (what must not be said), `quote` (where
it stands); or, where it is `unanswerable`, the `reason` (act, object, place, year, body, not_stated) and the sentence it is
`near`. A fifth of the notices, told by a checksum of their names, is kept apart: nothing is learned from them.

`python -m tests.written_questions FOLDER` writes what is learned from: the notices alone, among many generated ones, and
the same questions asked of notices that are about something else.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from tests.synthetic import generate
from tests.synthetic.files import write_notice

FOLDER = Path(__file__).parent / "written"
APART = 20  # of a hundred notices
CROWDS, ELSEWHERE, SEED = (0, 995), 20, 4_000
_DAY, _MONTH = re.compile(r"(\d{4})-(\d\d)-(\d\d)"), re.compile(r"(\d{4})-(\d\d)")


def held_out(notice_id: str) -> bool:
    """True for the notices that nothing is learned from."""
    return crc32(notice_id.encode()) % 100 < APART


def written(*, apart: bool) -> Iterator[dict[str, Any]]:
    """The questions over the notices that are kept apart, or over the others, as judged ones."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        if held_out(path.stem) is apart:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield judged(path.stem, number, json.loads(line))


def judged(notice_id: str, number: int, one: dict[str, Any]) -> dict[str, Any]:
    """One line as the judge and the scorer read it."""
    answerable = one["kind"] != "unanswerable"
    source = {"doc": notice_id, "item": "", "quote": one["quote" if answerable else "near"]}
    return {
        **{name: one[name] for name in ("question", "lang", "voice", "kind")},
        "id": f"{notice_id}-{number:02}",
        "reason": one.get("reason", ""),
        "near": [] if answerable else [source],
        "answer_any": [[wording for said in group for wording in _wordings(said)] for group in one.get("answers", ())],
        "answer_none": [wording for said in one.get("wrong", ()) for wording in _wordings(said)],
        "sources": [source] if answerable else [],
    }


def _wordings(said: str) -> list[str]:
    """A day or a month as people write it; anything else as it stands."""
    if found := _DAY.fullmatch(said):
        day = date(*map(int, found.groups()))
        month = f"{day:%B}"
        numbers = [f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m}"]
        numbers += [f"{day.day} tháng {day.month}", f"{day:%d} tháng {day:%m}", said]
        return [*numbers, f"{day.day} {month}", f"{month} {day.day}"]
    if found := _MONTH.fullmatch(said):
        day = date(*map(int, found.groups()), 1)
        return [f"{day:%m/%Y}", f"{day.month}/{day.year}", f"tháng {day.month} năm {day.year}", f"{day:%B %Y}", said]
    return [said]


def main() -> None:
    """One folder of notices and questions.jsonl for each crowd, and one of notices that none of the questions is about."""
    asked = list(written(apart=False))
    for crowd in CROWDS:
        folder = _folder(f"among{crowd}", crowd, asked)
        for path in FOLDER.glob("*.txt"):
            if not held_out(path.stem):
                shutil.copy(path, folder)
    _folder("elsewhere", ELSEWHERE, [{**one, "sources": []} for one in asked])


def _folder(name: str, notices: int, asked: list[dict[str, Any]]) -> Path:
    """A folder of so many generated notices, with the questions."""
    folder = Path(sys.argv[1]) / name
    folder.mkdir(parents=True)
    for notice in generate(notices, SEED):
        write_notice(folder, notice)
    with (folder / "questions.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(_learned_from(one), ensure_ascii=False)}\n" for one in asked)
    return folder


def _learned_from(one: dict[str, Any]) -> dict[str, Any]:
    """A judged question in the form of a generated one."""
    quotes = [{"notice_id": source["doc"], "text": source["quote"]} for source in one["sources"]]
    kind = {"slot": one["kind"], "said": "written", "why": one["reason"] or None, "template": one["id"]}
    return {"question": one["question"], "quotes": quotes, "answerable": bool(quotes), **kind}


if __name__ == "__main__":
    main()
