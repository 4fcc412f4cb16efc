"""Hard neighbours: notices of the same province and much the same matters as a given one, of other years.

They share what a question names and differ in what it asks for: year, bodies, deadlines, acts.
"""

import random
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from corpus.models import Notice
from corpus.text import fold, syllables

from .generate import FIRST_DAY, LAST_DAY, ordered, written
from .phrasebook import Kind, Sector, Topic, kinds, sectors
from .places import provinces
from .truth import SyntheticNotice

EACH = 3
_TOPICS = 6  # of those that share most words with the notice


def alike(notices: list[Notice], seed: int, each: int = EACH) -> Iterator[SyntheticNotice]:
    """`each` neighbours for every notice."""
    taken: set[tuple[str, str, int, int]] = set()
    for notice in notices:
        said = _pairs(notice.text)
        near = sorted(
            ((sector, topic) for sector in sectors() for topic in sector.topics),
            key=lambda one: -len(said & _pairs(f"{one[1].matter} {one[1].task}")),
        )
        for number in range(each):
            rng = random.Random(f"{seed}/{notice.id}/{number}")
            yield _neighbour(rng, notice, near[: 2 * _TOPICS], taken)


def _neighbour(
    rng: random.Random,
    notice: Notice,
    near: list[tuple[Sector, Topic]],
    taken: set[tuple[str, str, int, int]],
) -> SyntheticNotice:
    own = notice.dated.year if notice.dated else 0
    named = notice.province or ""
    while True:
        day = date.fromordinal(rng.randrange(FIRST_DAY.toordinal(), LAST_DAY.toordinal()))
        standing = [one for one in provinces() if one.since <= day < one.until]
        province = next((one for one in standing if one.name == named), None)
        if day.year != own and (province or all(one.name != named for one in provinces())):
            break
    chosen = rng.sample(near, _TOPICS)
    sector = chosen[0][0]
    kind = _kind(rng, sector)
    order = ordered(kind, province or rng.choice(standing), day, rng, taken, sector, chosen, {})
    return written(rng, order)


def _kind(rng: random.Random, sector: Sector) -> Kind:
    fitting = [kind for kind in kinds() if not kind.fields or sector.sector in kind.fields]
    return rng.choices(fitting, [kind.share for kind in fitting])[0]


def _pairs(text: str) -> set[tuple[str, str]]:
    words = [fold(word) for word in syllables(text)]
    return set(pairwise(words))
