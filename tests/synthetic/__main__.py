"""Writes notices into a folder, and what they say into truth.jsonl beside them."""

import argparse
import json
import sys
from pathlib import Path

from .generate import generate


def main() -> None:
    """`python -m tests.synthetic FOLDER --count 1000 --seed 7`."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for notice in generate(arguments.count, arguments.seed):
            (folder / f"{notice.id}.txt").write_bytes(notice.text.encode())  # line ends are part of the noise
            truth.write(json.dumps({"id": notice.id, **notice.truth}, ensure_ascii=False) + "\n")
    print(f"{arguments.count} notices in {folder}", file=sys.stderr)


if __name__ == "__main__":
    main()
