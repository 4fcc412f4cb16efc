"""The stream of notices: each order depends on the seed, its place in the stream and the notices before it."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from .amendments import Earlier
from .draft import Draft
from .marks import quotes, unmarked
from .matters import Matter, main_matter
from .noise import befall
from .noise.letters import lost_diacritics
from .phrasebook import TOPICS, Kind, Province, Sector, Topic, kinds, sectors
from .places import era, province_on
from .truth import CitedTruth, NoticeTruth, SyntheticNotice, Truth
from .write import Order, write

FIRST_DAY, LAST_DAY = date(2012, 1, 9), date(2026, 10, 30)
AMENDING, REPEATING, MIXED = 0.07, 0.16, 0.12
HIGHEST = {"conclusion": 480, "directive": 30, "letter": 9500, "plan": 400, "decision": 4500, "dispatch": 24}


def generate(count: int, seed: int, topics: Path = TOPICS) -> Iterator[SyntheticNotice]:
    """`count` notices; the first n are the same whatever the count."""
    fields = sectors(topics)
    history: list[Earlier] = []
    taken: set[tuple[str, str, int, int]] = set()
    for index in range(count):
        rng = random.Random(f"{seed}/{index}")
        order = _order(rng, fields, history, taken)
        notice = written(rng, order)
        _remember(history, notice, order)
        yield notice


def written(rng: random.Random, order: Order) -> SyntheticNotice:
    """The notice of an order, with what it says."""
    draft, sheet, facts = write(rng, order)
    text, noises = befall(sheet, rng)
    truth = _truth(draft, facts, text)
    return SyntheticNotice(_id(order), unmarked(text), truth, frozenset(draft.phrases), noises)


def _order(
    rng: random.Random, fields: tuple[Sector, ...], history: list[Earlier], taken: set[tuple[str, str, int, int]]
) -> Order:
    chance = rng.random()
    kind = rng.choices(kinds(), [kind.share for kind in kinds()])[0]
    if chance < AMENDING:
        earlier = _changeable(rng, history)
        if earlier:
            return _sequel(rng, earlier, fields, taken)
    fitting = [sector for sector in fields if sector.sector in kind.fields] or fields
    sector, avoided = rng.choice(fitting), {}
    day = FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))
    chosen = [(sector, topic) for topic in rng.sample(sector.topics, min(rng.randint(4, 11), len(sector.topics)))]
    if rng.random() < MIXED:
        other = rng.choice(fields)
        chosen += [(other, topic) for topic in rng.sample(other.topics, 3) if other is not sector]
    province = province_on(rng, day)
    if AMENDING <= chance < AMENDING + REPEATING and history:
        like = rng.choice(history)
        sector, avoided = like.sector, like.leads()
        kind = kind if not kind.fields or sector.sector in kind.fields else _kind("Thông báo")
        chosen = [(matter.sector, matter.topic) for matter in like.matters.values()] or chosen
        if (
            rng.random() < 0.4
            and like.province.since <= day < like.province.until
            and abs(day.year - like.issued_on.year) > 0
        ):
            province = like.province
    return ordered(kind, province, day, rng, taken, sector, chosen, avoided)


def _sequel(
    rng: random.Random, earlier: Earlier, fields: tuple[Sector, ...], taken: set[tuple[str, str, int, int]]
) -> Order:
    """A later notice of the same province that changes or replaces the earlier one."""
    day = min(earlier.issued_on + timedelta(days=rng.randint(12, 150)), LAST_DAY)
    while era(day) != era(earlier.issued_on):  # bodies keep their names between the two
        day -= timedelta(days=5)
    replaces = rng.random() < 0.35
    known = [(matter.sector, matter.topic) for matter in earlier.matters.values()]
    fresh = [(earlier.sector, topic) for topic in rng.sample(earlier.sector.topics, 4)]
    chosen = known if replaces else [one for one in fresh if one not in known] or fresh
    kind = _kind(earlier.kind_type) if replaces or rng.random() < 0.5 else _kind("Công văn")
    if kind.name in ("plan", "decision") and not replaces:
        kind = _kind("Công văn")
    order = ordered(
        kind, earlier.province, day, rng, taken, earlier.sector, chosen, earlier.leads() if replaces else {}
    )
    change = {"replaced": earlier} if replaces else {"amended": earlier}
    return Order(**{**vars(order), **change})


def ordered(
    kind: Kind,
    province: Province,
    day: date,
    rng: random.Random,
    taken: set[tuple[str, str, int, int]],
    sector: Sector,
    chosen: list[tuple[Sector, Topic]],
    avoided: dict[str, set[str]],
) -> Order:
    """An order with a number of its own; `taken` remembers those given."""
    serial = max(1, round(HIGHEST[kind.name] * day.timetuple().tm_yday / 366 * rng.uniform(0.6, 1.1)))
    while (province.name, kind.name, day.year, serial) in taken:
        serial += 1
    taken.add((province.name, kind.name, day.year, serial))
    return Order(kind, province, day, serial, sector, tuple(chosen), avoided)


def _changeable(rng: random.Random, history: list[Earlier]) -> Earlier | None:
    able = [
        one
        for one in history
        if one.notice["date"] and one.notice["number"] and one.changeable() and one.issued_on < LAST_DAY - timedelta(60)
    ]
    return rng.choice(able) if able else None


def _remember(history: list[Earlier], notice: SyntheticNotice, order: Order) -> None:
    matters: dict[str, Matter] = {topic.matter: main_matter(sector, topic) for sector, topic in order.topics}
    facts = notice.truth["notice"]
    rows = tuple(row for row in notice.truth["directives"] if row["topic"] and row["topic"]["matter"] in matters)
    history.append(
        Earlier(
            order.kind.type, facts["number"] or "", order.issued_on, order.province, order.sector, facts, rows, matters
        )
    )


def _truth(draft: Draft, facts: NoticeTruth, text: str) -> Truth:
    found = quotes(text)
    for index, row in enumerate(draft.directives):
        row["quote"] = found[index]
    cited = [CitedTruth(number=name, date=day.isoformat() if day else None) for name, day in draft.cited.items()]
    return {
        "notice": facts,
        "amends": draft.amends,
        "replaces": draft.replaces,
        "cited": cited,
        "directives": draft.directives,
    }


def _kind(type_name: str) -> Kind:
    return next(kind for kind in kinds() if kind.type == type_name)


def _id(order: Order) -> str:
    place = re.sub(r"[^a-z]+", "-", lost_diacritics(order.province.name.lower(), 1, random.Random(0)))
    kind = (
        ""
        if order.kind.name == "conclusion"
        else f"{lost_diacritics(order.kind.symbol.lower(), 1, random.Random(0)) or 'cv'}-"
    )
    return f"{place}-{kind}{order.serial:02d}-{order.issued_on.year}"
