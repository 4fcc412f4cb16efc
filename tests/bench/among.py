"""`python -m tests.bench.among [--failures] [--held-out] [COUNT | hard …]`: every judged set among other notices (none, 95, 995, hard ones).

The others are generated: any, or, as `hard`, three for each notice of a set that share its province and much of its
matters and differ in year, bodies, deadlines and acts. A line for each set and crowd: how many passed, of those nobody
can answer how many were refused, of the others how many were answered, and of the answers how many cite a notice that
is none of the set's. `--held-out`: the part of the written questions that nothing is learned from, and no other set.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bot.messages import messages
from corpus.load import load, notice_id
from corpus.parse import parse
from rag.answer import Answerer
from rag.evaluate.judge import judge
from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.refresh import refresh
from rag.models import Turn
from tests.synthetic import generate
from tests.synthetic.alike import alike
from tests.synthetic.files import write_notice
from tests.synthetic.truth import SyntheticNotice
from tests.written_questions import FOLDER, written

TESTS = Path(__file__).parents[1]
SHARED = TESTS.parents[1] / "shared" / "eval"
SAMPLES = TESTS.parent / "corpus" / "notices"
CROWDS = ("0", "95", "995", "hard")
SEED = 11

# folder of notices: the judged questions over them
SETS = {
    SAMPLES: [
        *(SHARED / f"{name}.jsonl" for name in ("dev", "compound", "traps", "collection")),
        *(TESTS / "judged" / f"{name}.jsonl" for name in ("second", "third", "fourth", "fifth")),
    ],
    TESTS / "documents_unseen": [
        TESTS / "judged" / f"{name}unseen.jsonl" for name in ("", "second_", "third_", "fourth_", "fifth_", "sixth_")
    ],
    TESTS / "documents": [TESTS / "judged" / "seen.jsonl"],
    TESTS / "judged" / "own": [TESTS / "judged" / f"{name}.jsonl" for name in ("own", "fifth_own")],
}


Judged = Mapping[str, Any]


class Row(NamedTuple):
    """What became of one set: shares in per cent."""

    count: int
    passed: float
    refused: float
    answered: float
    foreign: float


def main(arguments: Sequence[str]) -> None:
    """The table."""
    crowds = [one for one in arguments if not one.startswith("-")] or CROWDS
    sets = {folder: {path.stem: _read(path) for path in paths if path.is_file()} for folder, paths in SETS.items()}
    if "--held-out" in arguments:
        sets = {FOLDER: {"held out": list(written(apart=True))}}
    print(f"{'set':18}{'among':>6}{'n':>6}{'passed':>8}{'refused':>9}{'answered':>10}{'foreign':>9}")
    for folder, judged in sets.items():
        for crowd in crowds:
            for name, row in measured(folder, judged, crowd, failures="--failures" in arguments):
                figures = f"{row.passed:8.1f}{row.refused:9.1f}{row.answered:10.1f}{row.foreign:9.1f}"
                print(f"{name:18}{crowd:>6}{row.count:6}{figures}", flush=True)


def measured(
    folder: Path, sets: Mapping[str, Sequence[Judged]], crowd: str, *, failures: bool = False
) -> Iterator[tuple[str, Row]]:
    """Each set over the notices of `folder` among a crowd."""
    with TemporaryDirectory() as temporary:
        notices = Path(temporary, "notices")
        own = gathered(folder, notices, crowd)
        with Index.open(Path(temporary, "data"), load_embedder("")) as index:
            refresh(index, notices)
            answerer = Answerer(index, messages())
            for name, judged in sets.items():
                yield name, row(answerer, judged, own, failures=failures)


def _read(path: Path) -> list[Judged]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def gathered(folder: Path, target: Path, crowd: str) -> set[str]:
    """The notices of a folder and those of a crowd as files in `target`; the names of the folder's own."""
    target.mkdir()
    own = [Path(shutil.copy(path, target)) for path in sorted(folder.glob("*.txt"))]
    for notice in others(own, crowd):
        if not (target / f"{notice.id}.txt").exists():
            write_notice(target, notice)
    return {notice_id(path) for path in own}


def others(own: Sequence[Path], crowd: str) -> Iterator[SyntheticNotice]:
    """The generated notices that a set is put among."""
    if crowd != "hard":
        return generate(int(crowd), SEED)
    return alike([parse(notice_id(path), load(path)) for path in own], SEED)


def row(answerer: Answerer, judged: Sequence[Judged], own: set[str], *, failures: bool = False) -> Row:
    """What became of one set."""
    passed, refused, answered, foreign = [], [], [], []
    for one in judged:
        answer = answerer.ask(one["question"], [Turn(**turn) for turn in one.get("history", ())])
        passed.append(judge(one, answer).passed)
        (refused if one["kind"] == "unanswerable" else answered).append(
            answer.abstained is (one["kind"] == "unanswerable")
        )
        if not answer.abstained:
            foreign.append(any(citation.notice_id not in own for citation in answer.citations))
        if failures and not passed[-1]:
            cited = [citation.notice_id for citation in answer.citations][:3]
            print(f"  {one['id']} {one['kind']}: {one['question']} → {answer.status} {answer.headline[:120]} {cited}")
    return Row(len(judged), *(_share(values) for values in (passed, refused, answered, foreign)))


def _share(values: Sequence[bool]) -> float:
    return 100 * sum(values) / len(values) if values else float("nan")


if __name__ == "__main__":
    main(sys.argv[1:])
