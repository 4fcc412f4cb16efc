"""What a notice says, as values. Every fact, item and directive is a slice of its notice's text."""

from bisect import bisect_right
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

SURE = 0.85  # of 100 lines read with less 61 hold a wrong word, of the others 15


class Value(BaseModel):
    """A frozen value; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: object, /) -> None:
        """Every value of a kind shares one set of its fields' names: a thousand notices hold a million values."""
        object.__setattr__(self, "__pydantic_fields_set__", _fields_of(type(self)))


@cache
def _fields_of(kind: type[Value]) -> set[str]:
    return set(kind.model_fields)


class DocumentKind(StrEnum):
    """The type of a document; the value is how it is printed."""

    NOTICE = "Thông báo"
    DECISION = "Quyết định"
    DIRECTIVE_INSTRUMENT = "Chỉ thị"
    PLAN = "Kế hoạch"
    OFFICIAL_LETTER = "Công văn"
    RESOLUTION = "Nghị quyết"
    URGENT_DISPATCH = "Công điện"
    REPORT = "Báo cáo"
    PROPOSAL = "Tờ trình"
    GUIDANCE = "Hướng dẫn"
    PROGRAMME = "Chương trình"
    MINUTES = "Biên bản"
    INVITATION = "Giấy mời"
    FORWARDING_NOTE = "Phiếu chuyển"
    REGULATION = "Quy chế"
    SCHEME = "Đề án"
    DECREE = "Nghị định"
    CIRCULAR = "Thông tư"
    LAW = "Luật"
    CONCLUSION = "Kết luận"
    ARTICLE = "Bài viết"


class Facet(StrEnum):
    """What can be asked of a subject, and what a fact states; labels and cues stand in corpus/lexicon/facets.yaml."""

    # of a task
    LEAD = "lead"
    ASSIGNED = "assigned"
    COORDINATING = "coordinating"
    DEADLINE = "deadline"
    BASIS = "basis"
    REPORTS_TO = "reports_to"
    TASK = "task"
    PAYER = "payer"
    BENEFICIARY = "beneficiary"
    CONDITION = "condition"
    PURPOSE = "purpose"
    FIGURE = "figure"
    # of a notice
    NUMBER = "number"
    ISSUED_ON = "issued_on"
    ISSUER = "issuer"
    PROVINCE = "province"
    SUBJECT = "subject"
    SIGNER = "signer"
    SIGNER_TITLE = "signer_title"
    CAPACITY = "capacity"
    ADDRESSEES = "addressees"
    RECIPIENTS = "recipients"
    ARRIVAL = "arrival"
    ARCHIVE = "archive"
    AUTHOR = "author"
    REPLACES = "replaces"
    CHANGES = "changes"
    HELD_ON = "held_on"
    MEETING_PLACE = "meeting_place"
    CHAIR = "chair"
    ATTENDEES = "attendees"
    ABSENT = "absent"
    # of an answer
    POLARITY = "polarity"
    # of a sentence
    PERSON = "person"
    PHONE = "phone"
    SOURCE = "source"
    FACT = "fact"


class SubjectKind(StrEnum):
    """What a fact is about."""

    NOTICE = "notice"
    TASK = "task"
    DOCUMENT = "document"
    SENTENCE = "sentence"


class FactSubject(NamedTuple):
    """The part of a notice that a fact is about: `item` is its path as printed, `start:end` its slice."""

    kind: SubjectKind
    item: str
    start: int
    end: int


class Fact(NamedTuple):
    """One value a notice states: `notice.text[start:end]` is it as printed, `value` the same on one line.

    A tuple, for a thousand notices hold eighty thousand of them. `key` is what is compared: the key of a body, an ISO day, a
    folded number. `how`: lead, assigned or mentioned; the precision of a deadline; the office of a person; of a figure
    money, share, duration, rank or count; else None.
    """

    facet: Facet
    value: str
    key: str | None
    how: str | None
    start: int
    end: int
    subject: FactSubject


class Printed(Value):
    """One thing the text states: `value` in normal spelling, and where it was read."""

    value: str
    start: int
    end: int


class PrintedDate(Value):
    """A date the text states, and where."""

    value: date
    start: int
    end: int


class DatePart(Value):
    """A day or a month as it was named: 15/3, tháng 3/2020, 15/3/2020."""

    day: int | None = None
    month: int
    year: int | None = None

    def holds(self, other: "DatePart") -> bool:
        """True where `other` lies in this day or month; a year that one of them leaves out is no difference."""
        same_day = self.day in (None, other.day)
        return same_day and self.month == other.month and (self.year == other.year or None in (self.year, other.year))


class Item(Value):
    """A numbered item, a dash, or (with an empty path) a paragraph that carries no number of its own.

    `start:end` covers its own text, marker included, without its sub-items; `heading` is the texts of the
    items it stands under, outermost first, joined by " › ".
    """

    path: str
    text: str
    start: int
    end: int
    heading: str = ""


def is_under(path: str, outer: str) -> bool:
    """True for the path of what stands under the item at `outer`, at any depth: "II.3,a" under "II"."""
    return bool(outer) and path.startswith((f"{outer}.", f"{outer},"))


class Signature(Value):
    """Who signed: the name, the title, and in what capacity (TM., KT., TL. …) as printed."""

    name: Printed | None = None
    title: Printed | None = None
    capacity: Printed | None = None


class Meeting(Value):
    """The meeting a notice concludes."""

    kind: Printed | None = None
    held_on: PrintedDate | None = None
    place: Printed | None = None
    chair: Printed | None = None
    attendees: Printed | None = None
    absent: Printed | None = None


class CitedDocument(Value):
    """A document the text cites. `number` is None where it is cited by name only (a law)."""

    kind: DocumentKind | None
    number: str | None
    name: str
    date: date | None
    item: str
    start: int
    end: int


class Precision(StrEnum):
    """How exactly a deadline is dated."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    START = "start"
    RECURRING = "recurring"
    RELATIVE = "relative"
    VAGUE = "vague"


class Deadline(Value):
    """By when: the words as printed, and the last day they allow where they name one."""

    text: str
    date: date | None
    precision: Precision


class Directive(Value):
    """One assigned task. `quote` is `notice.text[start:end]`; `item` is the path as printed."""

    item: str
    lead: tuple[str, ...] = ()
    assigned: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    task: str
    deadline: Deadline | None = None
    legal_basis: tuple[str, ...] = ()
    reports_to: tuple[str, ...] = ()
    quote: str
    start: int
    end: int

    @property
    def bodies(self) -> tuple[str, ...]:
        """All that have a part in it: who leads, who is assigned, who coordinates."""
        return (*self.lead, *self.assigned, *self.coordinating)


class PageLine(NamedTuple):
    """A line of a page: its slice of the text, and its box as shares of the page's width and height from the upper left corner.

    `confidence`: of a line that was read from a picture how sure its least sure word is, 0 to 1; else None.
    """

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None


class Notice(Value):
    """A document as it was understood. `text` is the normal text every offset refers to; `page_starts`: where each page of its file
    begins in it; `lines`: those of its pages, where it has any; `repaired`: what was mended of the file. `called`: the type as
    it is printed, where it is none of the listed kinds.
    """

    id: str
    text: str
    kind: DocumentKind | None = None
    called: Printed | None = None
    number: Printed | None = None
    issuer: Printed | None = None
    province: str | None = None
    place: Printed | None = None
    issued_on: PrintedDate | None = None
    subject: Printed | None = None
    secrecy: str | None = None
    arrival: Printed | None = None
    meeting: Meeting = Meeting()
    signature: Signature = Signature()
    author: Printed | None = None
    addressees: tuple[Printed, ...] = ()
    recipients: tuple[Printed, ...] = ()
    archive: Printed | None = None
    items: tuple[Item, ...] = ()
    cited_documents: tuple[CitedDocument, ...] = ()
    amends: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    directives: tuple[Directive, ...] = ()
    facts: tuple[Fact, ...] = ()
    page_starts: tuple[int, ...] = ()
    lines: tuple[PageLine, ...] = ()
    repaired: tuple[str, ...] = ()

    def lines_at(self, start: int, end: int) -> tuple[PageLine, ...]:
        """The lines of its pages in which a slice of the text stands."""
        first = bisect_right(self.lines, start, key=lambda line: line.end)
        return tuple(takewhile(lambda line: line.start < end, self.lines[first:]))

    def doubtful(self, start: int, end: int) -> bool:
        """True where a line of the slice was read from a picture with little confidence."""
        return any((line.confidence or 0.0) < SURE for line in self.lines_at(start, end) if line.confidence is not None)

    @property
    def scanned(self) -> bool:
        """True where some of it was read from a picture."""
        return "ocr" in self.repaired

    def page_of(self, position: int) -> int | None:
        """The page, from 1, on which a character of the text stands; None where the file has none."""
        return bisect_right(self.page_starts, position) if self.page_starts else None

    @property
    def type(self) -> str | None:
        """What the document is: its kind, else what it calls itself."""
        return self.kind.value if self.kind else self.called.value if self.called else None

    @property
    def dated(self) -> date | None:
        """The day from which the notice speaks: that of issue, else that of the meeting."""
        fact = self.issued_on or self.meeting.held_on
        return fact.value if fact else None

    def item_at(self, position: int) -> Item | None:
        """The item in which a character of the text stands."""
        return next((item for item in self.items if item.start <= position < item.end), None)


class Passage(Value):
    """What is indexed: a sentence or a long clause of a notice, with the words it stands under.

    `text` is `notice.text[start:end]`. What is not quoted, only searched: `context`, the heading path and the
    rest of the item, and `header`, what identifies the notice.
    """

    notice_id: str
    position: int
    item: str
    text: str
    start: int
    end: int
    context: str = ""
    header: str = ""
