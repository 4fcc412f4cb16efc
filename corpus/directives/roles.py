"""One clause -> who leads, who is assigned, with whom, and where the task begins.

`A chủ trì` leads; `giao / yêu cầu / đề nghị A` assigns; `A phối hợp với B` assigns A and lets B coordinate; `A chủ trì …,
B phối hợp` lets B coordinate. A clause that names nobody who acts is that of the body that governs it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpus.deadlines import cell_deadline
from corpus.directives.bodies import After, Before, Group, groups, in_brackets
from corpus.lexicon import cues
from corpus.names.mentions import mentions
from corpus.patterns import cue, opening, run_of
from corpus.text import canonical

_REFERS_BACK = re.compile(r"(?:của|tại|cho|với|thuộc|ở|bởi|từ|do|gồm|là|hoặc|về|tới|đến|gửi|trình)\s*$")
_BY = re.compile(r"(?<!\w)do\s*$")
_NOUN_LEAD = re.compile(r"(?:cơ quan|đơn vị|người|sự|vai trò|ai|nào|bên)\s*$")
_ASKS = re.compile(r"\W*(?:đề nghị|kiến nghị|xin)(?!\w)")
_ASKS_OTHERS = re.compile(
    r"\W*(?:đồng thời\W+)?(?:[^\W\d]+(?: [^\W\d]+)?\s*(?:,|và)\s*){0,4}(?:yêu cầu|đề nghị|kêu gọi)\s+"
)
_BEGINS_ANEW = re.compile(r"(?:[,;.:]|(?<!\w)(?:và|đồng thời|riêng))\s*\Z")
_LABEL = re.compile(r"[^.;:]{3,120}:\s*")
_FIRST_PART = re.compile(r"[^.;:]{3,80}?,\s*(?=\w+\s+\w+)")
_TELLS = re.compile(r"\s*(?:thông báo|truyền đạt)(?!\w)")
_MARKS = re.compile(r"[\s,*]*")
_NEAR = 12  # characters between "chủ trì" and whoever else is named
_WORDS = re.compile(r"[^\W\d]+")
_LAST_BRACKETS = re.compile(r"\((?P<who>[^()]{3,240})\)[\s.;]*\Z")
_LEADS_IN_BRACKETS = re.compile(r"(?:chủ trì|đầu mối|phụ trách)(?!\w)")
_ABOVE = re.compile(
    r"(?:(?:Phó )?Chủ tịch )?(?:UBND|HĐND) (?:tỉnh|thành phố)$"
    r"|Thường trực|Tỉnh ủy|Thành ủy|Tỉnh$|Thành phố$",
    re.I,
)
_FAR_ABOVE = re.compile(
    r"Bộ (?!Chỉ huy|Tư lệnh)|Bộ trưởng|Chính phủ|Thủ tướng|Trung ương|Quốc hội|Tổng cục|Văn phòng Chính phủ", re.I
)


class Roles(NamedTuple):
    """Who does what in one clause; `task_start` is where the words of the task begin."""

    lead: tuple[str, ...]
    assigned: tuple[str, ...]
    coordinating: tuple[str, ...]
    start: int
    task_start: int

    @property
    def actors(self) -> tuple[str, ...]:
        """Those who have to act."""
        return self.lead or self.assigned


def read_roles(
    text: str, start: int, end: int, short: Mapping[str, str] | None = None, *, asked: bool = False
) -> Roles | None:
    """The roles that `text[start:end]` names itself; None where it names nobody who has to act. `asked` as for `groups`."""
    form = canonical(text)
    cast = groups(text, start, end, short, asked=asked)
    if len(cast) > 1 and _asks_upwards(form, *cast[:2]):
        return None
    if any(cue("lead").search(in_brackets(text, body)) for group in cast for body in group.bodies):
        return _as_bracketed(text, cast)
    labelled = (
        cast and cast[0].before in (Before.HEAD, Before.ASSIGNED) and form[cast[0].end : end].lstrip().startswith(":")
    )
    if not labelled and opens_with_role(form, start, end):
        return None
    cast = [part for group in _without_asked(form, cast) for part in _split_by(group)]
    leaders = [group for group in cast if _leads(form, start, group)]
    named = [group for group in cast if _is_given_work(group) and group not in leaders]
    if any(group.before is Before.ASSIGNED for group in named):
        named = [
            group for group in named if not _TELLS.match(form, group.act, end)
        ]  # Văn phòng thông báo, đề nghị Sở A …
    if not leaders and all(group.before is Before.NEXT for group in named):
        named = []  # a comma alone gives nobody work
    if not leaders and named and (detached := _detached_lead(form, named[0], cast, end)):
        leaders, named = [named[0]], named[1:]
        task_start = detached
    elif leaders or named:
        task_start = _task_start(form, (leaders or named)[0], end)
    else:
        return None
    actors = leaders or named
    joining = [group for group in cast if _joins(group, actors, leaders)]
    acting = [group for group in named if group not in joining]
    if not leaders and not acting:
        acting = [group for group in joining if joining_with(group, joining)][:1]
        joining = [group for group in joining if group not in acting]
    begin = min(group.begin for group in (*leaders, *acting, *joining[:1]))
    follows = [group.end for group in joining if group.before is Before.JOINED and group.begin <= task_start + 12]
    return Roles(
        lead=_names(leaders),
        assigned=_names(acting, but=leaders),
        coordinating=_names(joining, but=[*leaders, *acting]),
        start=begin,
        task_start=max([task_start, *follows[:1]]),
    )


def implicit_roles(text: str, start: int, end: int, above: Roles, short: Mapping[str, str] | None = None) -> Roles:
    """The roles of a clause that names nobody who acts: those of `above`, leading where the clause says so."""
    form = canonical(text)
    cast = groups(text, start, end, short)
    opening = re.compile(r"[\s,]*").match(form, start, end)
    begin = opening.end() if opening else start
    first = _lead_after(form, begin, end)
    joining = [
        group
        for group in cast
        if group.before is Before.JOINED
        or (
            group.after is After.JOINS
            and group.before in (Before.NEXT, Before.HEAD)
            and not _ABOVE.match(group.names[0])
        )
    ]
    named = _names(joining)
    coordinating = tuple(name for name in named if name not in above.actors)
    leads = bool(above.lead) or first is not None or _says_lead(form, start, end)
    follows = [group.end for group in joining[:1] if group.begin - begin < 40]
    return Roles(
        lead=above.actors if leads else (),
        assigned=() if leads else above.actors,
        coordinating=coordinating or above.coordinating,
        start=start,
        task_start=max([first or begin, *follows]),
    )


def _says_lead(form: str, start: int, end: int) -> bool:
    """True where a clause without a body of its own says "chủ trì" after saying when or why."""
    first = _FIRST_PART.match(form, start, end)
    return first is not None and cue("lead").match(form, first.end(), end) is not None


def in_final_brackets(text: str, start: int, end: int, short: Mapping[str, str] | None = None) -> Roles | None:
    """The bodies in brackets behind a task, whose task it is: Thu gom rác (UBND các xã, Phòng Hạ tầng thực hiện; quý II).

    Where one of them is said to lead, the others help.
    """
    last = _LAST_BRACKETS.search(text, start, end)
    if last is None:
        return None
    bodies = mentions(text, *last.span("who"), short)
    before = mentions(text, start, last.start(), short)
    if not bodies or (before and not text[before[-1].end : last.start()].strip()):
        return None  # Sở Y tế (Phòng Nghiệp vụ): said of the body before
    edges = [*(body.start for body in bodies[1:]), last.end("who")]
    said = [canonical(text[body.end : edge]).split(";")[0] for body, edge in zip(bodies, edges, strict=True)]
    opens = canonical(text[last.start("who") : bodies[0].start])
    if not set(_WORDS.findall(" ".join([opens, *said]))) <= frozenset(cues()["label_words"]) and (
        any(_WORDS.findall(part) for part in [opens, *said[:-1]]) or cell_deadline(said[-1].strip(" ,")) is None
    ):
        return None
    lead = tuple(body.name for body, part in zip(bodies, said, strict=True) if _LEADS_IN_BRACKETS.search(part))
    names = tuple(dict.fromkeys(body.name for body in bodies if body.name not in lead))
    return Roles(lead, () if lead else names, names if lead else (), start, start)


def names_a_subject(text: str, start: int, end: int, short: Mapping[str, str] | None = None) -> bool:
    """True where a body heads the clause that is given no work in it: what it tells is its own."""
    return any(group.before is Before.HEAD for group in groups(text, start, end, short)[:1])


def asks_others(text: str, start: int, end: int, short: Mapping[str, str] | None = None) -> bool:
    """True for "Đồng thời yêu cầu các tổ chức, cá nhân …" under a heading: the body of the heading has to ask them."""
    cast = groups(text, start, end, short)
    asked = next((group for group in cast if group.before is Before.ASSIGNED), None)
    if asked is None or not asked.names[0][0].islower():
        return False
    form = canonical(text)
    does = cue("task_verbs").match(form, start, asked.begin)
    return does is not None or _ASKS_OTHERS.fullmatch(form, start, asked.bodies[0].start) is not None


def _without_asked(form: str, cast: Sequence[Group]) -> Sequence[Group]:
    """The groups but those that one of them has to ask: Giao Sở A *gửi văn bản đề nghị các doanh nghiệp* …"""
    acting = next(
        (
            group
            for group in cast
            if group.before in (Before.ASSIGNED, Before.HEAD) and group.after in (After.ACTS, After.JOINS)
        ),
        None,
    )
    if acting is None:
        return cast
    return [
        group
        for group in cast
        if group.before is not Before.ASSIGNED
        or group.begin <= acting.act
        or _BEGINS_ANEW.search(form, acting.act, group.begin)
    ]


def _asks_upwards(form: str, group: Group, asked: Group) -> bool:
    """True for "Sở Y tế đề nghị Bộ Y tế …": a request to those above gives nobody work."""
    upwards = _ABOVE.match(asked.names[0]) or _FAR_ABOVE.match(asked.names[0])
    return group.before is Before.HEAD and bool(upwards) and _ASKS.match(form, group.end, asked.begin + 8) is not None


def opens_with_role(form: str, start: int, end: int) -> bool:
    """True for "Chủ trì, phối hợp với …" and "Trước ngày 8/9, cùng Sở A …": what is governed by a heading."""
    label = _LABEL.match(form, start, end - 4) if end - start > 4 else None
    at = _MARKS.match(form, label.end() if label else start, end).end()  # type: ignore[union-attr]  # it matches the empty string
    first = _FIRST_PART.match(form, at, end)
    for begin in (at, first.end() if first and opening("subordinate").match(form, at, end) else at):
        if cue("lead").match(form, begin, end) or cue("coordinate").match(form, begin, end):
            return True
    return False


def _split_by(group: Group) -> list[Group]:
    """ "Dưới sự chủ trì của A, B và C phối hợp": A leads, B and C do what stands after them."""
    if group.before is not Before.BY or len(group.bodies) == 1 or group.after is After.OTHER:
        return [group]
    first, *others = group.bodies
    rest = Group(tuple(others), Before.NEXT, group.after, others[0].start, group.act)
    return [group._replace(bodies=(first,), after=After.OTHER, act=first.end), rest]


def _leads(form: str, start: int, group: Group) -> bool:
    if group.before is Before.BY:
        return True
    if group.after is not After.LEADS or group.before in (Before.JOINED, Before.TOLD):
        return False
    prefix = form[start : group.bodies[0].start]
    return not _REFERS_BACK.search(prefix) or _BY.search(prefix) is not None


def _is_given_work(group: Group) -> bool:
    if group.before is Before.ASSIGNED:
        return True
    if _ABOVE.match(group.names[0]):
        return False  # the body that speaks gives itself no work
    return group.before in (Before.HEAD, Before.NEXT) and group.after in (After.ACTS, After.JOINS)


def _joins(group: Group, actors: Sequence[Group], leaders: Sequence[Group]) -> bool:
    """True where others act and this group helps: "phối hợp với B", "…, B phối hợp"."""
    if group in leaders or group.before is Before.ASSIGNED:
        return False
    if group.before is Before.JOINED:
        return True
    if group.before is Before.NEXT and group.after is After.OTHER and leaders and leaders[-1].act > group.begin - _NEAR:
        return True  # A chủ trì, B; trước ngày 15/5
    helps = group.after is After.JOINS and not _ABOVE.match(group.names[0])
    return helps and any(other is not group for other in actors)


def joining_with(group: Group, joining: Sequence[Group]) -> bool:
    """True for A in "A phối hợp với B": A acts. "A phối hợp kiểm tra" leaves open with whom, and who leads."""
    return any(other.before is Before.JOINED and other.begin >= group.end for other in joining)


def _detached_lead(form: str, group: Group, cast: Sequence[Group], end: int) -> int | None:
    """Where "chủ trì" ends that stands later in the clause of `group`: "giao Sở A rà soát, chủ trì xây dựng …"."""
    others = [other.bodies[0].start for other in cast if other is not group and other.before is not Before.JOINED]
    for match in cue("lead").finditer(form, group.end, min([end, *others[:1]])):
        between = form[group.end : match.start()]
        if re.search(r"(?:,|và|;)\s*$", between) and not _NOUN_LEAD.search(between) and match[0] == "chủ trì":
            return group.act
    return None


def _task_start(form: str, group: Group, end: int) -> int:
    """Where the words after a group's "chủ trì, phối hợp" begin."""
    after = _lead_after(form, group.act, end)
    return after if after is not None else group.act


def _lead_after(form: str, position: int, end: int) -> int | None:
    skipped = run_of("adverbs").match(form, position, end)  # khẩn trương | chủ trì
    match = cue("lead").match(form, skipped.end() if skipped else position, end)
    return match.end() if match else None


def _as_bracketed(text: str, cast: Sequence[Group]) -> Roles | None:
    """ "A (chủ trì), B, C (phối hợp)", "A phối hợp với B (chủ trì)": who is not marked as leading helps."""
    acting = [group for group in cast if group.before in (Before.ASSIGNED, Before.HEAD, Before.JOINED, Before.NEXT)]
    bodies = [body for group in acting for body in group.bodies]
    lead = [body.name for body in bodies if cue("lead").search(in_brackets(text, body))]
    if not lead:
        return None
    others = [body.name for body in bodies if body.name not in lead]
    return Roles(tuple(lead), (), tuple(dict.fromkeys(others)), acting[0].begin, acting[-1].act)


def _names(given: Iterable[Group], but: Iterable[Group] = ()) -> tuple[str, ...]:
    taken = {name for group in but for name in group.names}
    return tuple(dict.fromkeys(name for group in given for name in group.names if name not in taken))
