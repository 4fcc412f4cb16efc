"""Writes notices into a folder, what they say into truth.jsonl beside them, and questions about them if asked to."""

import argparse
import json
import sys
from pathlib import Path

from .files import write_notice, write_questions
from .generate import generate
from .questions import generate_questions


def main() -> None:
    """`python -m tests.synthetic FOLDER --count 1000 --seed 7 --questions`."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--questions", action="store_true", help="also write questions.jsonl")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    notices = []
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for notice in generate(arguments.count, arguments.seed):
            write_notice(folder, notice)
            truth.write(json.dumps({"id": notice.id, **notice.truth}, ensure_ascii=False) + "\n")
            if arguments.questions:
                notices.append(notice)
    if arguments.questions:
        write_questions(folder, generate_questions(notices, arguments.seed))
    print(f"{arguments.count} notices in {folder}", file=sys.stderr)


if __name__ == "__main__":
    main()
