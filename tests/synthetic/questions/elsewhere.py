"""Questions about matters that no notice in question deals with, and questions that are no business of notices."""

import random

from ..phrasebook import Topic
from .archive import Archive, Filed, lacks, sector_of, topics
from .asked import Asked, ask
from .bodies import nameable
from .question import Language, Named, Why
from .scope import Kind, Scope, place_names, scope_at
from .templates import Template, read

IN_ONE_NOTICE = 0.5  # else in no notice at all


def near_topic(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """A matter of a field that the notices deal with."""
    return _absent(rng, archive, template, "near_topic")


def other_topic(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """A matter of a field that they do not."""
    return _absent(rng, archive, template, "other_topic")


def outside(rng: random.Random, archive: Archive, language: Language) -> Asked:
    """A question from the list, about a province of the index where it names one."""
    lines = read("outside")[language]
    place = rng.randrange(len(lines))
    template = Template(id=f"{language}-outside-{place:02d}", slot="fact", language=language, text=lines[place])
    province = rng.choice(archive.filed).province if "name" in template.asks else ""
    words = {"name": place_names(province, language)[0]}
    return Asked(template, words, Named(province=province)).missing("outside")


def _absent(rng: random.Random, archive: Archive, template: Template, why: Why) -> Asked | None:
    if not template.about_topic or template.yes_no:
        return None
    for row in archive.some_rows(rng, tries=60):
        alone = template.place == "notice" or (not template.of_header and rng.random() < IN_ONE_NOTICE)
        scope = _scope(rng, row.filed, template, alone)
        topic = _topic(rng, archive, row.filed, why, alone) if scope else None
        body = rng.choice(nameable(row, "") or [""])
        asked = ask(rng, archive, template, scope, topic, body=body) if scope and topic else None
        if asked:
            return asked.missing(why, row.filed.notice.id if alone else None)
    return None


def _scope(rng: random.Random, filed: Filed, template: Template, alone: bool) -> Scope | None:
    if alone:
        return scope_at("number", filed) if filed.facts["number"] else None
    kinds: list[Kind] = ["all", "province"] if "all" in read("words")["vi"][template.place] else ["province"]
    scope = scope_at(rng.choice(kinds), filed)
    return scope if scope.kind == "all" or filed.names_province else None


def _topic(rng: random.Random, archive: Archive, filed: Filed, why: Why, alone: bool) -> Topic | None:
    """A matter that the notice lacks, or all of them; of one of its fields, or of none of theirs."""
    where = [filed] if alone else archive.filed
    fields = {row.sector for row in archive.rows[filed.notice.id] if row.sector} if alone else archive.sectors
    pool = [(sector_of(matter), topic) for matter, topic in topics().items()] if alone else archive.untouched
    able = [topic for field, topic in pool if (field in fields) == (why == "near_topic")]
    rng.shuffle(able)
    return next((topic for topic in able if lacks(where, topic.matter)), None)
