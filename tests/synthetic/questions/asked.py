"""A question while it is being made, before anything happens to its letters."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..phrasebook import Topic
from .archive import Archive, Row
from .bodies import called
from .question import Named, Quote, Said, Why
from .saying import name_topic
from .scope import Scope, scope_words
from .templates import Template

_BLANKS = re.compile(r"\s+([,?.:;])|\s{2,}")
_TWICE = re.compile(r"\b(tỉnh|thành phố) \1\b")  # Công an tỉnh | tỉnh Nghệ An


@dataclass(frozen=True)
class Asked:
    """`words` fill the slots of the template."""

    template: Template
    words: dict[str, str]
    named: Named = field(default_factory=Named)
    said: Said = ""
    notice_id: str | None = None
    quotes: tuple[Quote, ...] = ()
    values: tuple[str, ...] = ()
    why: Why | None = None

    @property
    def text(self) -> str:
        """The question as somebody careful writes it."""
        filled = self.template.text.format_map(self.words).strip(" ,")
        tidy = _TWICE.sub(r"\1", _BLANKS.sub(lambda found: found[1] or " ", filled))
        return tidy[0].upper() + tidy[1:]

    def answered_by(self, source: Row, rows: Iterable[Row], values: Iterable[str]) -> "Asked":
        """The question with its answer: all the rows that are right."""
        quotes = dict.fromkeys(Quote(notice_id=row.filed.notice.id, text=row.task["quote"]) for row in rows)
        return replace(self, notice_id=source.filed.notice.id, quotes=tuple(quotes), values=tuple(values))

    def missing(self, why: Why, source: str | None = None) -> "Asked":
        """The question as one without an answer."""
        return replace(self, why=why, notice_id=source)


def ask(
    rng: random.Random,
    archive: Archive,
    template: Template,
    scope: Scope,
    topic: Topic | None = None,
    part: str = "main",
    body: str = "",
) -> Asked | None:
    """The template in words; None where it would not say enough. What it has no slot for is not named."""
    where = scope_words(rng, archive, scope, template)
    body = body if "body" in template.asks else ""
    if where is None or ("body" in template.asks and not called(body, template.language)):
        return None
    said, words = name_topic(rng, topic, part, template) if topic and template.about_topic else ("", {})
    named = Named(
        matter=topic.matter if said and topic else "",
        province=where.province,
        year=where.year,
        number=(scope.source.facts["number"] or "") if scope.kind == "number" and scope.source else "",
        body=body,
    )
    filled = {**words, template.place: where.text, "body": called(body, template.language) if body else ""}
    return Asked(template, filled, named, said)
