"""The bodies of a clause in groups (A, B và C), and what stands around each group."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.lexicon import cues
from corpus.names.mentions import Mention, mentions
from corpus.patterns import any_of, cue, either, opening, run_of
from corpus.text import CAPITAL, canonical, collapse

_BETWEEN = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,|;|và|hoặc|,\s*và)?\s*(?:(?<=và )với\s+)?(?:các\s+)?(?:(?:cơ\s+quan|đơn\s+vị)\s+(?:gồm|là)\s*:?\s*)?(?:\((?:\d{1,2}|[ivx]+|[a-zđ])\)\s*)?"
)
_GIVES = re.compile(r"\s*(?:giao|do|phân công)\s")
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"|‘[^’]{0,600}’")
_MARKS = re.compile(r"\W+$")
_IN_BRACKETS = re.compile(r"\s*\(([^):]{0,60})\)")
_TOLD = re.compile(
    r"(?:(?<!\w)(?:đã|được|từng|theo|của|về|(?<!các )việc|bàn|chuyển)|\d/[\w-]+|(?<!\w)đã [^.;:]{3,100} và)\s+$"
)
_RECITES = re.compile(r"\W*(?:căn cứ|thực hiện|theo|xét)\s")
_IN_IT = re.compile(r"(?<!\w)(?:trong|tại) đó,?\s+\Z")  # Căn cứ Quyết định …, trong đó giao Sở Y tế …
_OF_WHOM = re.compile(r"(?<!\w)của [^,.;:]{3,60}\s\Z")  # Nghị quyết của HĐND tỉnh giao
_TOLD_BEFORE = 110  # characters
_DIRECTS = re.compile(r"(?<!\w)(?P<verb>chỉ đạo|vận động|yêu cầu) [^\W\d]+(?: [^\W\d]+){0,3}, \Z")
_NAMELY = re.compile(r"\s*(?:(?:sau(?:\s+đây)?|gồm)\s*:?|(?P<colon>:))\s*(?:\((?:1|i|a)\)\s*)?")
_NAMED = re.compile(  # Bà Lê Thị Lan - Trưởng phòng Kinh tế; Đ/c Trưởng phòng Kinh tế
    rf"\W*(?:(?P<called>Đồng chí|Đ/c|Ông|Bà|Anh|Chị|Thầy|Cô)\s+)?"
    rf"(?:{CAPITAL}\w+(?:\s+{CAPITAL}\w*){{1,4}}\s*[,–(-]\s*|(?(called)\Z|(?!)))"
)
_DONE_BY = re.compile(r"(?<!\w)do\s+(?:các\s+)?\Z")
_FIRST_GROUPS = 40  # who has to act stands early in a clause; the rest of a hostile list is not tried


class Before(Enum):
    """What stands right before a group."""

    ASSIGNED = auto()  # giao, yêu cầu, đề nghị
    JOINED = auto()  # phối hợp với
    BY = auto()  # do … chủ trì, dưới sự chủ trì của
    HEAD = auto()  # nothing but a label, an address or a subordinate clause
    NEXT = auto()  # a comma, after somebody else's part
    TOLD = auto()  # đã giao, theo đề nghị của: what was ordered before
    OTHER = auto()


class After(Enum):
    """What stands right after a group."""

    LEADS = auto()  # chủ trì, làm đầu mối
    JOINS = auto()  # phối hợp
    ACTS = auto()  # a verb
    OTHER = auto()


class Group(NamedTuple):
    """Bodies named together; `begin` is where the word that gives them work stands, `act` where their act begins."""

    bodies: tuple[Mention, ...]
    before: Before
    after: After
    begin: int
    act: int

    @property
    def names(self) -> tuple[str, ...]:
        """Each body once."""
        return tuple(dict.fromkeys(body.name for body in self.bodies))

    @property
    def end(self) -> int:
        """Where the last body's name ends."""
        return self.bodies[-1].end


def groups(
    text: str, start: int, end: int, short: Mapping[str, str] | None = None, *, asked: bool = False
) -> Sequence[Group]:
    """The groups of `text[start:end]` in order. `short` says whom a bare "Sở" means; `asked`: it stands under a line that
    asks for what follows."""
    named = mentions(text, start, end, short)
    return _groups(text, start, end, (*_who_has_the_duty(text, start, end, named), *named), asked)


def _who_has_the_duty(text: str, start: int, end: int, named: Sequence[Mention]) -> Iterator[Mention]:
    """Whoever a clause opens with that has a duty, whatever they are called: *27 chi đoàn bản* có trách nhiệm …"""
    form = canonical(text)
    duty = _duty().match(form, start, end)
    if duty and not any(body.start < duty.end("who") for body in named) and not _no_subject().match(form, start, end):
        yield Mention(*duty.span("who"), collapse(text[slice(*duty.span("who"))]))


@lru_cache(maxsize=2)  # a clause is asked for them by each of its roles
def _groups(text: str, start: int, end: int, bodies: tuple[Mention, ...], asked: bool) -> Sequence[Group]:
    form = canonical(text)
    found: list[Group] = []
    quoted = [match.span() for match in _QUOTED.finditer(text, start, end)] if bodies else []
    named = [body for body in bodies if not any(a < body.start < b for a, b in quoted)]
    first, *others = _listed(text, start, named) or [[]]
    listed = [*_parted(text, form, start, first), *others]
    for group in listed[:_FIRST_GROUPS]:
        before, begin = _before(text, form, start, group[0].start, bool(found))
        after, act = _after(form, group[-1].end, end, asked)
        by = _DONE_BY.search(form, start, group[0].start) if before in (Before.OTHER, Before.HEAD) else None
        if by and opening("does").match(form, act, end):
            before, begin = Before.ASSIGNED, by.start()  # … do Sở Y tế thực hiện
        found.append(Group(tuple(group), before, after, begin, act))
    return found


def in_brackets(text: str, body: Mention) -> str:
    """What is said of a body in brackets behind it: "(chủ trì)"."""
    match = _IN_BRACKETS.match(text, body.end)
    return canonical(match[1]).strip() if match else ""


def _listed(text: str, start: int, bodies: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions with nothing but commas and "và" between them belong together."""
    listed: list[list[Mention]] = []
    for mention in bodies:
        if listed:
            between = text[listed[-1][-1].end : mention.start]
            if between.count("(") > between.count(")") and not _GIVES.match(between.rpartition("(")[2].lower()):
                continue  # Trung tâm … (thuộc Văn phòng UBND tỉnh): said of the body before
            if _BETWEEN.fullmatch(between.lower()):
                listed[-1].append(mention)
                continue
            namely = _NAMELY.fullmatch(between) if listed[-1][-1].name[0].islower() else None
            if namely and not (namely["colon"] and text[start : listed[-1][-1].start].strip(" *–-")):
                listed[-1][-1] = mention._replace(start=listed[-1][-1].start)  # các cơ quan sau: Sở Y tế, …
                continue
        listed.append([mention])
    return listed


def _parted(text: str, form: str, start: int, bodies: list[Mention]) -> list[list[Mention]]:
    """ "Trường hợp đã khởi kiện tại A, B báo cáo": a list that begins inside a subordinate clause ends with it."""
    if len(bodies) < 2:
        return [bodies] if bodies else []
    before, _ = _before(text, form, start, bodies[0].start, False)
    if before is not Before.OTHER or not opening("condition").match(form, start, bodies[0].start):
        return [bodies]
    return [bodies[:1], bodies[1:]] if "," in text[bodies[0].end : bodies[1].start] else [bodies]


def _before(text: str, form: str, start: int, position: int, follows: bool) -> tuple[Before, int]:
    for said, kind in (("assign", Before.ASSIGNED), ("coordinate", Before.JOINED), ("by", Before.BY)):
        if (cue := _cue_before(said, form, start, position)) is None:
            continue
        if not _told_of_the_past(form, start, cue):
            return kind, cue
        if not text[start:position].rstrip().endswith(","):  # Căn cứ nhiệm vụ được giao, Sở Y tế …
            return Before.TOLD, position
    prefix = text[start:position]
    if heads(prefix, form[start:position]):
        return Before.HEAD, position
    if follows and _joint().search(form, start, position) and not _is_directed(form, start, position):
        return Before.NEXT, position
    return Before.OTHER, position


def _is_directed(form: str, start: int, position: int) -> bool:
    """True for the last of those whom another body leads: UBND huyện chỉ đạo *chủ đầu tư*, các nhà thầu …"""
    directs = _DIRECTS.search(form, max(start, position - _TOLD_BEFORE), position)
    several = form.startswith(("các ", "những "), position)
    return directs is not None and several and cue("task_verbs").match(form, directs.end("verb") + 1) is None


def heads(prefix: str, form: str) -> bool:
    """True where nothing but a label, an address or a subordinate clause stands before a body; `form` is that as it is compared."""
    bare = form.strip(" *_(\n\t-–")
    if not bare or bare.endswith(":") or opening("address").fullmatch(_MARKS.sub("", bare)) or _NAMED.fullmatch(prefix):
        return True
    return bare.endswith(",") and opening("subordinate").match(bare) is not None


def _after(form: str, position: int, end: int, asked: bool) -> tuple[After, int]:
    brackets = _IN_BRACKETS.match(form, position, end)
    position = brackets.end() if brackets else position
    skipped = run_of("adverbs").match(form, position, end)
    act = skipped.end() if skipped else position
    for said, kind in (("lead", After.LEADS), ("coordinate", After.JOINS)):
        if match := cue(said).match(form, act, end):
            if kind is After.LEADS and opening("meetings").match(form, match.end(), end):
                return After.OTHER, act  # chủ trì cuộc họp: in the chair, not in the lead
            return kind, act
    tells = (
        form[act:end].lstrip()[:1] in (";", ")")
        or _tells(form, act, end)
        or (not asked and opening("reports_a_fact").match(form, act, end) is not None)
    )
    return (After.OTHER if tells else After.ACTS), act


def _cue_before(said: str, form: str, start: int, position: int) -> int | None:
    """Where a word of that kind that stands right before `position` begins."""
    for match in cue(said).finditer(form, max(start, position - 80), position):
        between = form[match.end() : position]
        if run_of("fillers").fullmatch(between) and not (said == "by" and "," in between):
            return match.start()
    return None


def _tells(form: str, act: int, end: int) -> bool:
    """True where the words after a body tell what it is or did, or where there are none."""
    return not form[act:end].strip(" .,;:*") or opening("states_a_fact").match(form, act, end) is not None


def _told_of_the_past(form: str, start: int, at: int) -> bool:
    """True for what was ordered before, or is named only: đã giao, theo đề nghị, Nghị quyết số 1/NQ-CP giao."""
    begin = max(start, at - _TOLD_BEFORE)
    given = form.startswith("giao", at) and _OF_WHOM.search(form, begin, at) is not None
    if form.startswith(("đề nghị", "yêu cầu"), at) and _asked_by_others().fullmatch(form, start, at):
        return True
    recited = _RECITES.match(form, start) is not None and _IN_IT.search(form, begin, at) is not None
    return given or recited or _TOLD.search(form, begin, at) is not None


@cache
def _asked_by_others() -> re.Pattern[str]:
    """What stands before a request that somebody else made: *Cử tri xã A* đề nghị …; *Đối với việc phường B* đề nghị …"""
    raised = r"(?:đối với|về|xét)\s+(?:các\s+)?(?:việc|nội dung|kiến nghị|đề nghị|đề xuất|phản ánh|ý kiến)(?!\w)"
    return re.compile(rf"\W*(?:{raised}|{any_of(cues()['petitioners'])}(?!\w))[^.;:,]*")


@cache
def _duty() -> re.Pattern[str]:
    return re.compile(rf"\W*(?P<who>\w[^.,;:()]{{2,80}}?)\s+(?:{any_of(cues()['duties'])})(?!\w)")


@cache
def _no_subject() -> re.Pattern[str]:
    """What opens a clause that is no subject: what has to be done, when, why."""
    opens = (*cues()["subordinate"], *cues()["no_task"], any_of(cues()["task_verbs"]), any_of(cues()["assign"]))
    return re.compile(rf"\W*(?:{either(opens)})(?!\w)")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"(?:[,;]|(?<!\w)(?:{either(cues()['joints'])}))\s*$")
