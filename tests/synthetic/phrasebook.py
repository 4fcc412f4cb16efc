"""The phrases and the topics, read from the data files once."""

import random
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

HERE = Path(__file__).parent
TOPICS = HERE / "topics"
PROVINCES = HERE.parent.parent / "corpus" / "lexicon" / "provinces.yaml"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Topic(_Data):
    """What a task is about."""

    matter: str
    task: str
    asked: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    amount: str | None = None


class SectorBodies(_Data):
    """The agencies of a field: `main` answer for it, `near` work beside them, `others` work under them."""

    main: tuple[str, ...]
    near: tuple[str, ...]
    others: tuple[str, ...] = ()


class SectorDocument(_Data):
    """A document that notices of the field cite; number and date are made up."""

    kind: str
    by: str = ""
    about: str = ""


class Sector(_Data):
    """One file of topics/."""

    sector: str
    field: str
    english: str
    bodies: SectorBodies
    documents: tuple[SectorDocument, ...]
    facts: tuple[str, ...]
    topics: tuple[Topic, ...]


class Phrase(_Data):
    """A way of saying something; which keys are used depends on the list it stands in.

    `reporting`: whoever has the task is the one who reports.
    """

    text: str
    before: str = ""
    weight: float = 1
    gives: str = ""
    part: str = ""
    reporting: bool = True
    precision: str = ""
    fits: tuple[str, ...] = ("finish",)
    same_year: bool = False
    kinds: tuple[str, ...] = ()


class Kind(_Data):
    """A kind of document and the sentences around its items. `fields`: the only sectors it is written for."""

    name: str
    type: str
    symbol: str
    share: float
    this: str
    subjects: tuple[str, ...]
    openings: tuple[tuple[str, ...], ...]
    closings: tuple[str, ...]
    firsts: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class Province(_Data):
    """A province or city and the days between which it existed."""

    name: str
    kind: str
    since: date = date.min
    until: date = date.max
    short: tuple[str, ...] = Field(default=(), exclude=True)


@lru_cache
def read(name: str) -> Any:
    """The data of phrases/<name>.yaml."""
    return yaml.load((HERE / "phrases" / f"{name}.yaml").read_text(encoding="utf-8"), _Loader)


@lru_cache
def phrases(name: str, group: str) -> tuple[Phrase, ...]:
    """One list of phrases."""
    return tuple(
        Phrase(**{**entry, "fits": _listed(entry["fits"])} if "fits" in entry else entry) for entry in read(name)[group]
    )


@lru_cache
def carriers(place: str) -> tuple[Phrase, ...]:
    """Where deadlines stand: inline, after, front."""
    return tuple(Phrase(**{**entry, "fits": _listed(entry["fits"])}) for entry in read("deadlines")["carriers"][place])


@lru_cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of documents."""
    return tuple(Kind(name=name, **entry) for name, entry in read("kinds").items())


@lru_cache
def sectors(folder: Path = TOPICS) -> tuple[Sector, ...]:
    """The topic bank, in the order of its file names."""
    files = sorted(folder.glob("*.yaml"))
    return tuple(Sector(**yaml.load(file.read_text(encoding="utf-8"), _Loader)) for file in files)


def weighted(rng: random.Random, choices: Sequence[Phrase]) -> Phrase:
    """One of the phrases, by weight."""
    return rng.choices(choices, [choice.weight for choice in choices])[0]


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
