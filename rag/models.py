"""The values of one question: what was asked, what was found, what is answered."""

import datetime
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import ConfigDict, Field

from corpus.models import DatePart, Directive, DocumentKind, Facet, Passage, SubjectKind, Value
from corpus.names.agencies import spelled_out
from corpus.text import has_diacritics


class AnswerStatus(StrEnum):
    """How a question ended. Not answering is a status, not an error."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    AMBIGUOUS = "ambiguous"
    NOT_STATED = "not_stated"
    NOT_IN_NOTICES = "not_in_notices"
    OUT_OF_SCOPE = "out_of_scope"
    SMALL_TALK = "small_talk"
    UNCLEAR = "unclear"

    @property
    def abstained(self) -> bool:
        """True where no answer is claimed."""
        return self not in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL, AnswerStatus.AMBIGUOUS)


class Shape(StrEnum):
    """The form of the answer that a question asks for."""

    ONE = "one"
    LIST = "list"
    COUNT = "count"
    FIRST = "first"
    LAST = "last"
    EACH = "each"
    WHETHER = "whether"
    SUMMARY = "summary"


class Whether(StrEnum):
    """What a question that wants yes or no asks: whether something is so, or whether it has been done."""

    PLAIN = "plain"
    DONE = "done"


class Aside(StrEnum):
    """What a message is beside, or instead of, a question about notices; `work`: to be done for the person."""

    SMALL_TALK = "small_talk"
    TO_A_MACHINE = "to_a_machine"
    WORK = "work"
    OTHER_BUSINESS = "other_business"


class Polarity(StrEnum):
    """The answer to it; `not_told` where the text says neither."""

    YES = "yes"
    NO = "no"
    NOT_TOLD = "not_told"


class Over(StrEnum):
    """What a question lists, counts or picks from."""

    NOTICE = "notice"
    PROVINCE = "province"
    BODY = "body"
    TASK = "task"
    DEADLINE = "deadline"
    DOCUMENT = "document"
    ITEM = "item"
    YEAR = "year"
    SIGNER = "signer"


class How(StrEnum):
    """How a given limits: before a day, in a year, without any."""

    IS = "is"
    BEFORE = "before"
    AFTER = "after"
    IN = "in"
    NONE = "none"


class Given(Value):
    """What a question says of the subjects it asks about: a deadline before a day, none at all, in a year.

    The days from `start` to `end` are those that fit. IS: the facet of the body named, or the day that is compared.
    """

    facet: Facet
    how: How
    start: datetime.date | None = None
    end: datetime.date | None = None


class Alternative(Value):
    """One way a term may be worded in a notice: folded words, and how much it counts (0 to 1)."""

    words: tuple[str, ...]
    weight: float = 1.0


class Term(Value):
    """One thing the question is about, in every wording the lexicon knows for it."""

    alternatives: tuple[Alternative, ...]


PLACE = "place"  # the kind of what is asked for with "where"


class Asked(Value):
    """One thing asked for, and the terms of its own part of the question; `of_document`: of one that the notice cites.

    `whether`: asked as yes or no. `sort`: what more is said of it: of a time limit or recurring, of a figure money, funds,
    share or rank, of a report sent or opinion, of a document its kind, of a person the office. `counted`: the terms of
    each noun that a figure is to count. `kind`: of what kind the answer is to be: a company, a province.
    `numbered`: of a document its number is asked for. `focus`: the terms of the words around the question word.
    """

    facet: Facet
    sort: str = ""
    terms: tuple[Term, ...] = ()
    of_document: bool = False
    whether: bool = False
    counted: tuple[tuple[Term, ...], ...] = ()
    kind: str = ""
    numbered: bool = False
    focus: tuple[Term, ...] = ()


class NumberAsked(Value):
    """A document named by number: `serial` 45, `rest` 2016/QĐ-TTg or empty, `kind` where said."""

    serial: str
    rest: str = ""
    kind: str = ""


class Matter(Value):
    """What a question is about.

    `act` and `object` (each word with its term) of what somebody is asked to do or to suffer; `strict`: the act has
    this wording only, as officials write it, or it is suffered (*bị*). `names`: places, companies.
    """

    act: tuple[str, ...] = ()
    strict: bool = False
    object: tuple[tuple[str, Term], ...] = ()
    names: tuple[tuple[str, ...], ...] = ()


class Figure(Value):
    """A figure: its value, the folded words after it (what it counts) and before it, and as printed with what follows."""

    value: str
    unit: str
    before: str
    printed: str


class Span(Value):
    """A slice of a notice that proves something."""

    notice_id: str
    start: int
    end: int
    item: str = ""


class Question(Value):
    """A question as it was understood. `terms` is the topic that is left when all else is taken out; `matter`, when what makes
    the shape is taken out, too. `said`: its words as they are compared with names.

    `supposes`: what is supposed (allows, takes_part, denies) and the facets of a notice spoken of; `doers`: the bodies
    that are to do something, and whether that is said outright; `roles`: those said to lead or to help; `people` and `figures`: those it names; `office`: the first that it names;
    `ranks`: what tells its things from others of their name (quý III).

    A follow-up knows the question it goes on from (`after`) and which of its own fields it has from there (`kept`);
    `within` are the notices it is held to, `held_to` the slices in them, each with its item. `same`: it asks of the very tasks
    that were the answer before, or of the one that stood there at place `nth` (-1: last). `everywhere`: asked of all, whatever
    came before; `others`: but those that were spoken of.
    """

    text: str
    language: str
    wanted: tuple[Asked, ...] = (Asked(facet=Facet.FACT),)
    shape: Shape = Shape.ONE
    over: Over | None = None
    by: Over | None = None
    kinds: tuple[DocumentKind, ...] = ()
    givens: tuple[Given, ...] = ()
    whether: Whether | None = None
    aside: Aside | None = None
    said: str = ""
    supposes: frozenset[str] = frozenset()
    doers: tuple[tuple[str, bool], ...] = ()
    roles: tuple[tuple[str, Facet], ...] = ()
    figures: tuple[Figure, ...] = ()
    ranks: frozenset[tuple[str, str]] = frozenset()
    comparison: bool = False
    provinces: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    numbers: tuple[NumberAsked, ...] = ()
    dates: tuple[datetime.date, ...] = ()
    date_parts: tuple[DatePart, ...] = ()
    years: tuple[int, ...] = ()
    items: tuple[str, ...] = ()
    page: int = 1
    terms: tuple[Term, ...] = ()
    matter: tuple[Term, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    about: Matter = Matter()
    people: tuple[str, ...] = ()
    office: str = ""
    source_only: bool = False
    after: "Question | None" = None
    kept: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    held_to: tuple[Span, ...] | None = None
    same: bool = False
    nth: int = 0
    everywhere: bool = False
    others: bool = False

    @property
    def listing(self) -> bool:
        """True where all that answers is asked for."""
        return self.shape is Shape.LIST

    @property
    def item(self) -> str:
        """The first item named, as the notices have its path."""
        return next(iter(self.items), "")

    @property
    def facet(self) -> Facet:
        """The first thing asked for."""
        return self.wanted[0].facet

    @property
    def accented(self) -> bool:
        """True where it is written with diacritics."""
        return has_diacritics(self.text)

    def names(self, name: str) -> bool:
        """True where its words hold the name, in any spelling."""
        return f" {spelled_out(name)} " in f" {self.said} "

    def recalls(self, name: str) -> bool:
        """True where its words hold the name, or those it goes on from, unless it names a place or is asked of all."""
        before = None if self.everywhere or self.names_a_place else self.after
        return self.names(name) or (before is not None and before.recalls(name))

    @property
    def sort(self) -> str:
        """Of which sort that is to be."""
        return self.wanted[0].sort

    @property
    def names_a_place(self) -> bool:
        """True where its own words, not those before, name a province or a document."""
        return any(getattr(self, name) and name not in self.kept for name in ("provinces", "numbers"))

    def asking(self, *wanted: Facet | Asked) -> "Question":
        """The same question, asking for each of these, of the sort it was asked for."""
        known = {asked.facet: asked for asked in self.wanted}
        found = (one if isinstance(one, Asked) else known.get(one) or Asked(facet=one) for one in wanted)
        bare = tuple(one.model_copy(update={"of_document": False, "whether": False}) for one in found)
        return self.model_copy(update={"wanted": bare})

    @property
    def yes_no(self) -> bool:
        """True where yes or no is wanted."""
        return self.whether is not None

    @property
    def premise(self) -> bool:
        """True where the bodies named are only supposed to lead: whether they do is the question."""
        return self.yes_no and self.facet is Facet.LEAD


class Turn(Value):
    """An earlier question of the same conversation, with the answer it got and the notices that were cited, where known."""

    question: str
    answer: str = ""
    notices: tuple[str, ...] = ()


class StatedFacet(Value):
    """A thing asked for as it was answered, or (`asked` false) one that completes the card of its subject."""

    facet: str
    label: str
    stated: bool
    asked: bool = True
    value: str | None = None
    key: str | None = None
    how: str | None = None
    subject: int | None = None
    citations: tuple[int, ...] = ()


class StatedSubject(Value):
    """What was asked about, as it was found."""

    kind: SubjectKind
    notice_id: str
    item: str | None = None
    label: str
    text: str = ""


class StatedScope(Value):
    """The notices an answer was looked for in; `without`: the question that asks the same of all."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    notices: tuple[str, ...]
    label: str
    come_from: Literal["question", "conversation"] = Field(alias="from")
    without: str | None = None


class Citation(Value):
    """Proof: `quote` is the slice `start:end` of the notice's stored text; `doubtful`: read from a scan with little confidence."""

    marker: int
    notice_id: str
    label: str
    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    date: str | None = None
    item: str | None = None
    page: int | None = None
    doubtful: bool = False
    quote: str
    start: int
    end: int
    url: str


def meet(one: Span | Citation, other: Span | Citation) -> bool:
    """True where two slices of a notice have something in common."""
    return one.notice_id == other.notice_id and one.start < other.end and other.start < one.end


class Choice(Value):
    """One reading of an ambiguous question: a label, and the question that picks it."""

    label: str
    question: str
    notice_id: str


class Answer(Value):
    """What every face shows; the same JSON from the command line and over HTTP."""

    id: str
    question: str
    language: str
    status: AnswerStatus
    abstained: bool
    headline: str = ""
    text: str = ""
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    facets: tuple[StatedFacet, ...] = ()
    subjects: tuple[StatedSubject, ...] = ()
    scope: StatedScope | None = None
    shape: Shape = Shape.ONE
    total: int | None = None
    suggestions: tuple[str, ...] = ()
    engine: str = "extractive"
    timings_ms: dict[str, float] = Field(default_factory=dict)


class Hit(Value):
    """A passage that may answer, with the directive read from it and what speaks for it (features, 0 to 1).

    `filled`: it states a value of the kind asked for.
    """

    passage: Passage
    row: Directive | None = None
    filled: bool = False
    features: dict[str, float] = Field(default_factory=dict)
    score: float = 0.0

    @property
    def span(self) -> Span:
        """The slice that its passage is."""
        one = self.passage
        return Span(notice_id=one.notice_id, start=one.start, end=one.end, item=one.item)

    def explain(self) -> str:
        """One line: the score and the features it is made of."""
        parts = ", ".join(f"{name} {value:.2f}" for name, value in self.features.items() if value)
        return f"{self.score:.3f} {self.passage.notice_id} [{self.passage.item}] {parts}"


class Verdict(Value):
    """What became of a claim or of the headline: kept, or dropped for a reason, with the words that were at fault."""

    text: str
    kept: bool
    source: str = ""
    reason: str = ""
    words: tuple[str, ...] = ()

    def explain(self) -> str:
        """One line for `--explain` and `chidao eval`."""
        fault = f" ({', '.join(self.words)})" if self.words else ""
        return f"{'kept' if self.kept else 'dropped: ' + self.reason + fault} [{self.source or 'headline'}] {self.text}"


class Trace(NamedTuple):
    """An answer with how it came about: the question as it was read, the hits used and those rejected; what a chat model
    said of it and what became of that; what the rules had said where that differs."""

    answer: Answer
    question: Question
    hits: tuple[Hit, ...]
    rejected: tuple[Hit, ...]
    verdicts: tuple[Verdict, ...] = ()
    model_reason: str = ""  # why there is no fresh reply of the model; empty where there is one
    tokens: int = 0
    by_rules: str = ""

    @property
    def unheard(self) -> bool:
        """True where a model was asked and said nothing."""
        return bool(self.model_reason) and not self.verdicts and not self.tokens
