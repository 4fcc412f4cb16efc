"""One clause -> who leads, who is assigned, with whom, and what is left: the task.

`A chủ trì` leads; `giao / yêu cầu / đề nghị A` assigns; `A phối hợp với B` assigns A and lets B coordinate.
A clause that names nobody ("Chủ trì, phối hợp với …", "Hướng dẫn các xã …") is the governing body's.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from corpus.agencies import Mention, mentions
from corpus.lexicon import cues
from corpus.text import canonical, collapse

_BETWEEN = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:,|và|và\s+với|,\s*và|cùng|;)?\s*(?:với\s+)?(?:các\s+)?")
_SKIP = re.compile(r"[\s,]*(?:(?:cần|phải|tiếp tục|chủ động|khẩn trương|nghiêm túc|trực tiếp)[\s,]+)*")
_ADDRESSED = re.compile(r"\s*(?:đối với|riêng)\s+")
_SUBORDINATE = re.compile(
    r"\s*(?:trên cơ sở|trong trường hợp|trường hợp|nếu|để|năm \d+|quý [ivx\d]+|sau khi|khi|trong quá trình|định kỳ|hằng|hàng|ngoài ra"
    r"|đồng thời|thời gian tới|trong thời gian tới|trước mắt|căn cứ|từ nay|trước ngày|chậm nhất)\b.*,\s*",
    re.S,
)
_MEETING = re.compile(r"\s*(?:tại\s+)?(?:cuộc|buổi|hội nghị|phiên|lễ)\b")
_HEADS_A_LIST = re.compile(r"\s*:[\s*_]*")
_FIRST_BODIES = 60  # who has to act stands early in a clause; the rest of a hostile list is not tried
_REFERS_BACK = re.compile(r"(?:của|tại|cho|với|thuộc|ở|bởi|từ|do|gồm|là)\s*$")


class Roles(NamedTuple):
    """Who does what in one clause; `task_start` is where the words of the task begin."""

    lead: tuple[str, ...]
    assigned: tuple[str, ...]
    coordinating: tuple[str, ...]
    start: int
    task_start: int


def read_roles(text: str, start: int, end: int) -> Roles | None:
    """The roles that `text[start:end]` names itself; None where it names nobody who has to act."""
    form = canonical(text)
    bodies = mentions(text, start, end)
    for first, mention in enumerate(bodies[:_FIRST_BODIES]):
        before = _assignment_before(form, start, mention.start)
        group = _group(text, bodies, first)
        after = _SKIP.match(form, group[-1].end, end)
        position = after.end() if after else group[-1].end
        lead = _cue("lead").match(form, position, end)
        if lead and _MEETING.match(form, lead.end(), end):
            return None  # chủ trì cuộc họp: in the chair, not in the lead
        heads = _heads_clause(text, form, start, mention.start)
        acts = lead is not None and not _REFERS_BACK.search(form, start, mention.start)
        if before is not None or acts or (heads and not _states_a_fact(form, position, end)):
            begin = before if before is not None else mention.start
            return _roles(text, form, bodies, group, lead, begin, position, end)
    return None


def implicit_roles(text: str, start: int, end: int, lead: Sequence[str], assigned: Sequence[str]) -> Roles:
    """The roles of a clause that names nobody: the governing body acts, leading where the clause says so."""
    form = canonical(text)
    position = _SKIP.match(form, start, end).end()  # type: ignore[union-attr]  # it matches the empty string
    cue = _cue("lead").match(form, position, end)
    group = tuple(lead) or tuple(assigned)
    after = cue.end() if cue else position
    coordinating, task_start = _coordinating(text, form, mentions(text, start, end), after, end)
    leads = bool(cue) or bool(lead)
    return Roles(group if leads else (), () if leads else group, coordinating, start, task_start)


def reports_to(text: str, start: int, end: int) -> tuple[str, ...]:
    """To whom the result is reported or submitted: báo cáo UBND tỉnh, trình Chủ tịch UBND tỉnh."""
    form = canonical(text)
    bodies = mentions(text, start, end)
    found: list[str] = []
    for cue in _cue("report").finditer(form, start, end):
        for at, mention in enumerate(bodies):
            if mention.start >= cue.end() and collapse(form[cue.end() : mention.start]).strip() in (
                "",
                "cho",
                "kết quả cho",
                "kết quả về",
                ",",
            ):
                found += [body.name for body in _group(text, bodies, at) if body.name not in found]
                break
    return tuple(found)


def _roles(
    text: str,
    form: str,
    bodies: Sequence[Mention],
    group: Sequence[Mention],
    lead: re.Match[str] | None,
    begin: int,
    position: int,
    end: int,
) -> Roles:
    names = tuple(mention.name for mention in group)
    after = lead.end() if lead else position
    others = [mention for mention in bodies if mention.start >= after]
    coordinating, task_start = _coordinating(text, form, others, after, end)
    return Roles(names if lead else (), () if lead else names, coordinating, begin, task_start)


def _coordinating(
    text: str, form: str, bodies: Sequence[Mention], position: int, end: int
) -> tuple[tuple[str, ...], int]:
    """The bodies after "phối hợp với", and where the words after them begin."""
    cue = _cue("coordinate").match(form, _SKIP.match(form, position, end).end(), end)  # type: ignore[union-attr]
    if cue is None:
        return (), position
    for at, mention in enumerate(bodies):
        if mention.start < cue.end():
            continue
        if form[cue.end() : mention.start].strip() in ("", "với", "các", "cùng"):
            group = _group(text, bodies, at)
            return tuple(body.name for body in group), group[-1].end
        break
    return (), cue.end()


def _group(text: str, bodies: Sequence[Mention], first: int) -> list[Mention]:
    """The mention and those listed with it: A, B và C."""
    group = [bodies[first]]
    for mention in bodies[first + 1 :]:
        between = text[group[-1].end : mention.start]
        if between.count("(") > between.count(")"):
            continue  # Trung tâm … (thuộc Văn phòng UBND tỉnh): said of the body before
        if _BETWEEN.fullmatch(between.lower()) is None:
            break
        group.append(mention)
    return group


def _assignment_before(form: str, start: int, position: int) -> int | None:
    """Where the assigning word that stands right before `position` begins."""
    for cue in _cue("assign").finditer(form, start, position):
        if form[cue.end() : position].strip() in ("", "các", "cho", ":"):
            return cue.start()
    return None


def _heads_clause(text: str, form: str, start: int, position: int) -> bool:
    """True where nothing but a label, an address or a subordinate clause stands before the body."""
    before = text[start:position].strip(" *(\n\t")
    if not before or before.endswith(":"):
        return True
    return bool(_ADDRESSED.fullmatch(form, start, position) or _SUBORDINATE.fullmatch(form, start, position))


def _states_a_fact(form: str, position: int, end: int) -> bool:
    """True where the words after a body tell what it is or did, not what it has to do; "Sở Y tế:" heads a list."""
    if _HEADS_A_LIST.fullmatch(form, position, end):
        return False
    return position >= end or not form[position].isalpha() or _fact().match(form, position, end) is not None


@cache
def _fact() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(cues()['states_a_fact'])})(?!\w)")


@cache
def _cue(role: str) -> re.Pattern[str]:
    phrases = sorted(cues()[role], key=len, reverse=True)
    spaced = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")
