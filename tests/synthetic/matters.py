"""What a notice is about: topics of a field, each with its main task and the work around it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from .phrasebook import Sector, Topic, read


@dataclass(frozen=True)
class Matter:
    """One thing to be done about a topic. `usual`: the bodies that mostly do it, () for those of the field."""

    sector: Sector
    topic: Topic
    part: str
    task: str
    usual: tuple[str, ...] = ()


def main_matter(sector: Sector, topic: Topic) -> Matter:
    """The task the topic is known for."""
    return Matter(sector, topic, "main", topic.task)


def matters(rng: random.Random, chosen: list[tuple[Sector, Topic]]) -> Iterator[Matter]:
    """The topics in their order, work around earlier ones between them; without end."""
    supports = read("supports")
    waiting = list(chosen)
    seen: list[tuple[Sector, Topic]] = []
    done: set[tuple[str, str]] = set()
    while True:
        if waiting and (not seen or rng.random() < 0.75):
            seen.append(waiting.pop(0))
            yield main_matter(*seen[-1])
            continue
        sector, topic = rng.choice(seen)
        support = rng.choice(supports)
        if (topic.matter, support["part"]) in done and rng.random() < 0.95:
            continue
        done.add((topic.matter, support["part"]))
        task = support["task"].format(matter=topic.matter)
        yield Matter(sector, topic, support["part"], task, tuple(support["bodies"]))
