"""Writes the corpora that the ranking is learned from: many small ones and few large ones, each with its questions.

Small ones teach which passage of few answers, large ones how often a look-alike stands beside it.
"""

import sys
from pathlib import Path

from .files import write_notice, write_questions
from .generate import generate
from .questions import generate_questions

# (name, how many corpora, notices in each, first seed, questions in each)
SIZES = (("m", 30, 14, 1_000, 120), ("s", 20, 5, 2_000, 60), ("l", 2, 80, 3_000, 400))


def main() -> None:
    """`python -m tests.synthetic.corpora FOLDER`: one folder of notices and questions.jsonl for each corpus."""
    target = Path(sys.argv[1])
    for name, corpora, notices, first_seed, questions in SIZES:
        for number in range(corpora):
            write(target / f"{name}{number:02d}", notices, first_seed + number, questions)


def write(folder: Path, notices: int, seed: int, questions: int) -> None:
    """One corpus: its notices as text files, its questions as JSON Lines."""
    folder.mkdir(parents=True, exist_ok=True)
    written = list(generate(notices, seed))
    for notice in written:
        write_notice(folder, notice)
    write_questions(folder, generate_questions(written, seed, questions))


if __name__ == "__main__":
    main()
