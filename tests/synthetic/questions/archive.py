"""All notices of an index with their tasks: what is dealt with where, and what is not."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from corpus.lexicon import provinces
from corpus.text import collapse, fold, nfc

from ..phrasebook import Topic, sectors
from ..truth import DirectiveTruth, NoticeTruth, SyntheticNotice
from .templates import absent_topics, alike


@dataclass(frozen=True)
class Filed:
    """A notice as it stands in the index. `mentioned`: the matters that it gives work on or names."""

    notice: SyntheticNotice
    province: str
    year: int
    folded: str
    mentioned: frozenset[str]

    @property
    def facts(self) -> NoticeTruth:
        return self.notice.truth["notice"]

    @property
    def names_province(self) -> bool:
        return fold(self.province) in self.folded

    @property
    def serial(self) -> str:
        return (self.facts["number"] or "").partition("/")[0]


@dataclass(frozen=True)
class Row:
    """One task of a notice."""

    filed: Filed
    task: DirectiveTruth
    matter: str = ""
    part: str = ""
    sector: str = ""

    @property
    def own(self) -> list[str]:
        """The bodies that answer for it."""
        return self.task["lead"] or self.task["assigned"]


@dataclass
class Archive:
    """The notices, by id, and their rows; `named_by` counts in how many ways a document can be meant."""

    filed: list[Filed] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    about: dict[str, list[Row]] = field(default_factory=dict)
    changed_by: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    named_by: Counter[tuple[str, ...]] = field(default_factory=Counter)

    @cached_property
    def sectors(self) -> frozenset[str]:
        """The fields that some notice deals with."""
        return frozenset(row.sector for rows in self.rows.values() for row in rows if row.sector)

    @cached_property
    def years(self) -> list[int]:
        """The years of the notices."""
        return sorted({filed.year for filed in self.filed})

    @cached_property
    def untouched(self) -> list[tuple[str, Topic]]:
        """Matters that no notice deals with, with their field."""
        pool = [*((sector_of(matter), topic) for matter, topic in topics().items()), *absent_topics()]
        return [(sector, topic) for sector, topic in pool if lacks(self.filed, topic.matter)]

    def some_rows(self, rng: random.Random, tries: int = 250) -> Iterator[Row]:
        """Rows with a topic, each notice as likely as the next."""
        for _ in range(tries):
            row = rng.choice(self.rows[rng.choice(self.filed).notice.id] or [None])
            if row and row.matter in topics() and row.part != "exceptions":
                yield row

    def supersedes(self, later: Row, earlier: Row) -> bool:
        """True where the later notice changes or replaces the earlier one in this matter."""
        key = (earlier.filed.province, earlier.filed.facts["number"] or "")
        return (
            later.filed.notice.id in self.changed_by.get(key, ())
            and (later.matter, later.part) == (earlier.matter, earlier.part)
            and later.filed is not earlier.filed
        )


def archive(notices: Iterable[SyntheticNotice]) -> Archive:
    """The index of these notices."""
    made = Archive()
    folded = {
        topic.matter: fold(topic.matter) for topic in (*topics().values(), *(topic for _, topic in absent_topics()))
    }
    for notice in notices:
        facts, text = notice.truth["notice"], fold(nfc(collapse(notice.text)))
        dealt = {row["topic"]["matter"] for row in notice.truth["directives"] if row["topic"]}
        named = {matter for matter, words in folded.items() if words in text}
        filed = Filed(notice, facts["province"] or "", int(notice.id[-4:]), text, frozenset(dealt | named))
        made.filed.append(filed)
        made.rows[notice.id] = [_row(filed, task) for task in notice.truth["directives"]]
        for row in made.rows[notice.id]:
            made.about.setdefault(row.matter, []).append(row)
        for number in (*notice.truth["amends"], *notice.truth["replaces"]):
            made.changed_by.setdefault((filed.province, number), set()).add(notice.id)
        number, kind = facts["number"] or "", facts["type"] or ""
        made.named_by.update([(number,), (filed.province, number), (filed.province, kind, filed.serial)])
        made.named_by.update([(filed.province, kind, filed.serial, str(filed.year))])
    return made


def lacks(filed: Iterable[Filed], matter: str) -> bool:
    """True where none of the notices deals with the matter or one like it, nor names it."""
    close = alike(matter)
    return not any(close & one.mentioned for one in filed)


@lru_cache
def topics() -> dict[str, Topic]:
    """The topic bank by matter."""
    return {topic.matter: topic for sector in sectors() for topic in sector.topics}


@lru_cache
def sector_of(matter: str) -> str:
    """The field of a matter of the bank."""
    return next(sector.sector for sector in sectors() if any(topic.matter == matter for topic in sector.topics))


@lru_cache
def one_land(province: str) -> frozenset[str]:
    """The province and those it was merged with."""
    whole = {entry.name: entry.into or entry.name for entry in provinces()}
    return frozenset(name for name, into in whole.items() if into == whole.get(province, province)) | {province}


def _row(filed: Filed, task: DirectiveTruth) -> Row:
    topic = task["topic"]
    return Row(filed, task, topic["matter"], topic["part"], topic["sector"]) if topic else Row(filed, task)
