"""`python -m tests.bench.archive [COUNT]`: an archive of 1,000 synthetic notices beside the five of the sample corpus.

Read (parsed, directives extracted, cut into passages), indexed, opened, asked; everything in one run, so that the ratios
mean something on a busy machine. Processor time stands beside the time by the clock.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.load import load, notice_id
from corpus.parse import parse
from corpus.passages import passages
from rag.index import Index
from rag.index.embed import load_embedder
from rag.index.refresh import refresh
from tests.bench.answers import compared, shown, timed
from tests.synthetic import generate
from tests.synthetic.questions import generate_questions

SAMPLES = Path(__file__).parents[2] / "corpus" / "notices"
JUDGED = Path(__file__).parents[3] / "shared" / "eval" / "dev.jsonl"
COUNT, QUESTIONS, SEED = 1_000, 400, 7


def archive(count: int = COUNT) -> None:
    """Prints the figures at `count` notices and at those of the sample corpus."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        many = folder / "notices"
        asked = {"generated questions": _written(many, folder / "questions.jsonl", count)}
        if JUDGED.exists():
            asked["judged questions"] = JUDGED
        _read(SAMPLES)  # what is read once: the lexicon
        few_seconds, many_seconds = _read(SAMPLES, 20), _read(many)
        print(f"a notice takes {many_seconds / few_seconds:.1f} × the processor time of one of the sample corpus")
        for name, notices in (("few", SAMPLES), ("many", many)):
            _indexed(folder / name, notices)
        for name, questions in asked.items():
            few, all_of_them = timed(folder / "few", questions), timed(folder / "many", questions)
            shown(name, few)
            shown(name, all_of_them)
            compared(name, few, all_of_them)


def _written(folder: Path, questions: Path, count: int) -> Path:
    """Writes notices into `folder`, and questions about them."""
    folder.mkdir()
    notices = list(generate(count, SEED))
    for notice in notices:
        (folder / f"{notice.id}.txt").write_bytes(notice.text.encode())
    lines = (one.model_dump_json(include={"question"}) for one in generate_questions(notices, SEED, QUESTIONS))
    questions.write_text("\n".join(lines), encoding="utf-8")
    return questions


def _read(folder: Path, times: int = 1) -> float:
    """Reads every notice; processor seconds for one."""
    files = sorted(folder.glob("*.txt"))
    with _clocks() as clocks:
        for _ in range(times):
            count = sum(len(passages(parse(notice_id(path), load(path)))) for path in files)
    read = times * len(files)
    print(
        f"read {read:,} notices, {times * count:,} passages: {clocks['wall']:.1f} s, {clocks['processor']:.1f} s of one processor"
    )
    return clocks["processor"] / read


def _indexed(data: Path, notices: Path) -> None:
    with Index.open(data, load_embedder("")) as index:
        with _clocks() as clocks:
            refresh(index, notices)
        rates = [size / clocks["wall"] for size in (len(index.ids()), len(index))]
    print(
        f"indexed {rates[0]:.0f} notices/s, {rates[1]:.0f} passages/s: {clocks['wall']:.1f} s, {clocks['processor']:.1f} s of processors"
    )


@contextmanager
def _clocks() -> Iterator[dict[str, float]]:
    """Seconds by the clock and of processor time, known at the end."""
    taken: dict[str, float] = {}
    wall, processor = time.perf_counter(), time.process_time()
    yield taken
    taken |= {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}


if __name__ == "__main__":
    archive(*map(int, sys.argv[1:2]))
