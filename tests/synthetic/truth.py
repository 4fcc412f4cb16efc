"""What a synthetic notice says, known by construction: the keys of tests/documents/*.yaml, and the topic of each directive."""

from dataclasses import dataclass
from typing import TypedDict


class SignerTruth(TypedDict):
    """Who signed; the name is None where the document leaves it out."""

    name: str | None
    title: str


class NoticeTruth(TypedDict):
    """The facts of the header and the foot; None for what the document does not print."""

    number: str | None
    type: str | None
    issuer: str | None
    province: str | None
    place: str | None
    date: str | None
    subject: str | None
    signer: SignerTruth | None


class DeadlineTruth(TypedDict):
    """`date` is an ISO day, the last of the period; None for recurring, relative and vague ones."""

    text: str
    date: str | None
    precision: str


class TopicTruth(TypedDict):
    """`part` is "main", or the side of the matter that is meant: funding, publicity, inspection …"""

    sector: str
    matter: str
    part: str


class DirectiveTruth(TypedDict):
    """One task; `quote` is a slice of the noisy text, everything else is written as it was meant."""

    item: str
    lead: list[str]
    assigned: list[str]
    coordinating: list[str]
    deadline: DeadlineTruth | None
    legal_basis: list[str]
    reports_to: list[str]
    quote: str
    topic: TopicTruth | None


class CitedTruth(TypedDict):
    """A document cited by number."""

    number: str
    date: str | None


class Truth(TypedDict):
    """All that a reader of the notice should know."""

    notice: NoticeTruth
    amends: list[str]
    replaces: list[str]
    cited: list[CitedTruth]
    directives: list[DirectiveTruth]


@dataclass(frozen=True)
class SyntheticNotice:
    """A document with its truth; `phrases` are the templates it was written with, `noises` what befell it."""

    id: str
    text: str
    truth: Truth
    phrases: frozenset[str]
    noises: tuple[str, ...]
