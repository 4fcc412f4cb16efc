"""Questions that people wrote over notices they had made up (`tests/written`), nearly half of them near misses.

A line of a file is a question: `answers` (groups of wordings, days in ISO), `wrong` (what must not be said), `quote` (where
it stands); or, where it is `unanswerable`, the `reason` (act, object, place, year, body, not_stated) and the sentence it is
`near`. A fifth of the notices, told by a checksum of their names, is kept apart: nothing is learned from them.

`python -m tests.written_questions FOLDER` writes what is learned from: the notices among many generated ones, the same
questions asked of notices that are about something else, and small collections, each with the questions of its notices and
with those of another, as if they were of its provinces: there a word that nobody wrote is a matter that nobody wrote about.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from corpus.lexicon import provinces
from corpus.text import fold, has_diacritics
from rag.question.entities import places_of
from tests.synthetic import generate
from tests.synthetic.files import write_notice

FOLDER = Path(__file__).parent / "written"
APART = 20  # of a hundred notices
CROWD, ELSEWHERE, FEW, SEED = 995, 20, 4, 4_000  # notices: many, of something else, of a small collection
_DAY, _MONTH = re.compile(r"(\d{4})-(\d\d)-(\d\d)"), re.compile(r"(\d{4})-(\d\d)")


def held_out(notice_id: str) -> bool:
    """True for the notices that nothing is learned from."""
    return crc32(notice_id.encode()) % 100 < APART


def written(*, apart: bool) -> Iterator[dict[str, Any]]:
    """The questions over the notices that are kept apart, or over the others, as judged ones."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        if held_out(path.stem) is apart:
            yield from of_notice(path.stem)


def of_notice(notice_id: str) -> Iterator[dict[str, Any]]:
    """The questions over one notice, as judged ones."""
    lines = (FOLDER / f"{notice_id}.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        yield judged(notice_id, number, json.loads(line))


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
    """One folder of the notices among a crowd, one of notices that none of the questions is about, and small ones."""
    notices = sorted(path.stem for path in FOLDER.glob("*.txt") if not held_out(path.stem))
    asked = list(written(apart=False))
    _folder(f"among{CROWD}", notices, CROWD, asked)
    _folder("elsewhere", (), ELSEWHERE, (away(one, ()) for one in asked))
    small = [notices[at :: -(-len(notices) // FEW)] for at in range(-(-len(notices) // FEW))]
    for number, (own, others) in enumerate(zip(small, [*small[1:], small[0]], strict=True)):
        places = [name for name in map(_province, own) if name]
        questions = [one for notice_id in own for one in of_notice(notice_id)]
        questions += [away(one, places) for notice_id in others for one in of_notice(notice_id)]
        _folder(f"few{number:02}", own, 0, questions)


def _folder(name: str, notices: Sequence[str], crowd: int, asked: Iterable[dict[str, Any]]) -> None:
    """A folder of some notices among so many generated ones, with the questions."""
    folder = Path(sys.argv[1]) / name
    folder.mkdir(parents=True)
    for notice in generate(crowd, SEED):
        write_notice(folder, notice)
    for notice_id in notices:
        shutil.copy(FOLDER / f"{notice_id}.txt", folder)
    with (folder / "questions.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(_learned_from(one), ensure_ascii=False)}\n" for one in asked)


def away(one: dict[str, Any], places: Sequence[str]) -> dict[str, Any]:
    """A question asked where no notice answers it, of one of these provinces in place of its own."""
    text = one["question"]
    for start, end in sorted(places_of(text, _provinces())["provinces"], reverse=True) if places else ():
        name = places[crc32(one["id"].encode()) % len(places)]
        text = text[:start] + (name if has_diacritics(text) or one["lang"] == "en" else fold(name)) + text[end:]
    return {**one, "question": text, "sources": []}


def _province(notice_id: str) -> str | None:
    """The province of a notice, by which its name begins."""
    return next((name for name in _provinces() if notice_id.startswith(f"{fold(name).replace(' ', '-')}-")), None)


@cache
def _provinces() -> list[str]:
    return [province.name for province in provinces()]


def _learned_from(one: dict[str, Any]) -> dict[str, Any]:
    """A judged question in the form of a generated one."""
    quotes = [{"notice_id": source["doc"], "text": source["quote"]} for source in one["sources"]]
    kind = {"slot": one["kind"], "said": "written", "why": one["reason"] or None, "template": one["id"]}
    return {"question": one["question"], "quotes": quotes, "answerable": bool(quotes), **kind}


if __name__ == "__main__":
    main()
