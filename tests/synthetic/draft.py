"""A notice while it is being written: what the clerk knows, and what has been said so far."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from .cast import Cast
from .citations import Citation, cite, law
from .deadlines import Deadline, Moment, some_deadline
from .marks import marked
from .matters import Matter
from .phrasebook import Kind, Phrase, Province, Sector, SectorDocument, read, weighted
from .places import localised
from .style import Style
from .truth import DirectiveTruth, TopicTruth


@dataclass
class Roles:
    """Bodies by role, and who is reported to. `settled`: the body that has been decided on beforehand."""

    lead: list[str] = field(default_factory=list)
    assigned: list[str] = field(default_factory=list)
    coordinating: list[str] = field(default_factory=list)
    legal_basis: list[str] = field(default_factory=list)
    reports_to: list[str] = field(default_factory=list)
    settled: str | None = None

    @property
    def named(self) -> list[str]:
        """Everybody with a part in the task."""
        return [*self.lead, *self.assigned, *self.coordinating]


@dataclass
class Draft:
    """`dated`: the header will print the day. `avoided`: for each matter the leads that another notice gave it to."""

    rng: random.Random
    kind: Kind
    province: Province
    issued_on: date
    sector: Sector
    style: Style
    dated: bool
    avoided: dict[str, set[str]] = field(default_factory=dict)
    directives: list[DirectiveTruth] = field(default_factory=list)
    cited: dict[str, date | None] = field(default_factory=dict)
    amends: list[str] = field(default_factory=list)
    replaces: list[str] = field(default_factory=list)
    phrases: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    casts: dict[str, Cast] = field(default_factory=dict)

    def local(self, text: str) -> str:
        """The text in the words of the province and the day."""
        return localised(text, self.province.kind != "tỉnh", self.issued_on)

    def cast(self, sector: Sector | None = None) -> Cast:
        """The agencies of a field, by default that of the notice."""
        chosen = sector or self.sector
        if chosen.sector not in self.casts:
            self.casts[chosen.sector] = Cast(self.rng, chosen, self.style, self.local)
        return self.casts[chosen.sector]

    def choose(self, choices: Iterable[Phrase]) -> Phrase:
        """One of the phrases; the notice remembers it."""
        phrase = weighted(self.rng, list(choices))
        self.used(phrase)
        return phrase

    def used(self, phrase: Phrase) -> None:
        """Notes that the phrase stands in the notice."""
        self.phrases.add(phrase.before + phrase.text)

    def cite(self, document: SectorDocument | None = None, within: int = 900) -> Citation:
        """A document of the field, or of the common ones, cited by number."""
        pool = (*self.sector.documents, *(SectorDocument(**entry) for entry in read("citations")["common"]))
        citation = cite(self.rng, document or self.rng.choice(pool), self.issued_on, within)
        if citation.numbered:
            self.cited[citation.name] = citation.day or self.cited.get(citation.name)
        return citation

    def propose(self) -> Citation:
        """A paper in which the main body of the field asked for something, some weeks ago."""
        kind = self.rng.choice(("Tờ trình", "Công văn", "Báo cáo"))
        return self.cite(SectorDocument(kind=kind, by=self.cast().main[0]), within=40)

    def law(self) -> Citation:
        """A law, cited by its name."""
        return law(self.rng)

    def report(self) -> str:
        """Who is reported to."""
        weights = read("bodies")["reports"]
        return self.local(self.rng.choices(list(weights), list(weights.values()))[0])

    def deadline(self, *fits: str, after: date | None = None) -> Deadline:
        """A deadline after the notice."""
        moment = Moment(self.issued_on, self.dated, self.kind.name, self.kind.this)
        return some_deadline(self.rng, moment, fits, self.used, after)

    def past_day(self, longest: int = 200) -> date:
        """A day before the notice."""
        return self.issued_on - timedelta(days=self.rng.randint(3, longest))

    def assign(self, quote: str, roles: Roles, deadline: Deadline | None, matter: Matter | None) -> str:
        """Enters a task in the truth; its text comes back with the marks around the quote."""
        topic = (
            TopicTruth(sector=matter.sector.sector, matter=matter.topic.matter, part=matter.part) if matter else None
        )
        self.directives.append(
            {
                "item": "",
                "lead": list(dict.fromkeys(roles.lead)),
                "assigned": list(dict.fromkeys(roles.assigned)),
                "coordinating": list(dict.fromkeys(roles.coordinating)),
                "deadline": None
                if deadline is None
                else {
                    "text": self.local(deadline.text),
                    "date": deadline.day.isoformat() if deadline.day else None,
                    "precision": deadline.precision,
                },
                "legal_basis": roles.legal_basis,
                "reports_to": list(dict.fromkeys(roles.reports_to)),
                "quote": "",
                "topic": topic,
            }
        )
        return marked(quote, len(self.directives) - 1)
