"""How the reading of a file grows with its length, over every shape of tests.poison_files: `python -m tests.bench.poison`.

Processor time at one length and at twice that; a shape that seems to grow too fast is measured again, up to four times,
and one that takes no time to speak of is left out.
"""

import sys
import time

from corpus.honesty import honesty
from corpus.parse import parse
from corpus.passages import passages
from tests.poison_files import Shape, shapes

LENGTH = 30_000  # characters
MOST = 2.2  # times the time for twice the length
_NOTHING = 0.1  # seconds
_AGAIN = 3


def main() -> int:
    """Print the shapes that grow faster than `MOST`, the slowest, and how many there were."""
    seconds("1. Giao Sở Y tế chủ trì.")
    grown: list[tuple[float, float, str]] = []
    for name, shape in shapes():
        ratio, spent = growth(shape)
        for _ in range(_AGAIN):
            if ratio > MOST:
                ratio = min(ratio, growth(shape)[0])
        grown.append((ratio, spent, name))
    steep = sorted((one for one in grown if one[0] > MOST), reverse=True)
    for ratio, spent, name in steep:
        print(f"  {name}: {spent:.2f} s, {ratio:.1f} times")
    slowest = max(grown, key=lambda one: one[1])
    print(f"{len(grown)} shapes of files of {2 * LENGTH:,} characters: {len(steep)} grow faster than {MOST} times")
    print(f"the slowest, {slowest[2]}: {slowest[1]:.2f} s")
    return int(bool(steep))


def growth(shape: Shape) -> tuple[float, float]:
    """How many times as long twice the length takes, and how long."""
    once, twice = seconds(shape(LENGTH)), seconds(shape(2 * LENGTH))
    return (twice / once if twice > _NOTHING else 0.0), twice


def seconds(text: str) -> float:
    """Processor time of reading one text."""
    begun = time.process_time()
    notice = parse("poison", text)
    passages(notice)
    honesty(notice)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
