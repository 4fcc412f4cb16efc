"""Notice -> directives: one row per task clause, read from the sentence and from what governs it.

A governing line ends in a colon or only names bodies ("đề nghị Sở … tập trung các nội dung sau:", "Sở Y tế:"); the items
under it are those bodies', unless they name another themselves. A sentence that goes on with the work of the one before
it is a row of the same bodies; one that only adds the deadline or the report belongs to the row before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest

from corpus.citations import citations_in
from corpus.deadlines import cell_deadline, find_deadline
from corpus.directives.bare_heads import heads_of, last_named, short_names
from corpus.directives.clauses import is_counted, sentences_of
from corpus.directives.due import (
    closing_deadline,
    is_common,
    is_stage,
    stage_governor,
    states,
    title_deadline,
    with_closing_deadlines,
    work_begins,
)
from corpus.directives.governing import Governor, above, heading_roles, opens_a_list
from corpus.directives.notice_text import NoticeText, bases
from corpus.directives.reporting import reports_to
from corpus.directives.roles import (
    Roles,
    asks_others,
    implicit_roles,
    in_final_brackets,
    names_a_subject,
    opens_with_role,
    read_roles,
)
from corpus.directives.table import marks_of, table_directive
from corpus.layout.columns import TableRow
from corpus.layout.labels import labelled
from corpus.layout.paragraphs import MARKER
from corpus.lexicon import cues
from corpus.models import CitedDocument, Deadline, Directive, Item, is_under
from corpus.patterns import any_of, cue, opening
from corpus.text import canonical, fold

_LABEL = re.compile(r"\s*(?:Về|Đối với|Riêng|Việc|Nội dung|Công tác)\s[^:.;]{3,200}:\s*")
_CONCLUDES = re.compile(
    r"(?:kết luận|ý kiến|chỉ đạo|(?:ban hành|xây dựng|phê duyệt)\s+(?:kế hoạch|chương trình|phương án|đề án|quy)[^.;:]{0,300}|thông báo(?:\s[^.;:]{0,100})?)"
    r"(?:\s+(?:như\s+sau|sau\s+đây))?\s*:\W*$"
)
_LONGEST_HEADING = 400  # characters of what an item stands under that are looked at
_NUMBER = r"(?:thứ\s+\w+|\w+\s+là|[ivx]+|[a-zđ]|[\d.]+)\s?[./):,–-]\s*"
_NUMBERING = re.compile(rf"^\W*(?:phần\s+)?{_NUMBER}")
_LONGEST_TITLE = 60  # characters
_TITLE_IN_LINE = re.compile(rf"\W*{_NUMBER}([^.:;]{{3,40}})\.\s")
_SENTENCE = re.compile(r":\s*\w|[.;]\W*$")
_AROUND = 6  # characters beside a time
_ASKED = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị)(?!\w)")
_HAS_TO = re.compile(r"(?<!\w)(?:có|chịu) (?:trách nhiệm|nhiệm vụ)(?!\w)")
_LABEL_OF_TIME = re.compile(r"\W*(?:ngày|tuần|tháng|quý|đợt|từ)\s[^:.;]{1,60}:\s")
_AIM = re.compile(r"\W*(?:để|nhằm)\s")  # by when that is due, the work is not
_IF = re.compile(r"\W*nếu\s")  # nếu chậm thì báo cáo Giám đốc: of the task before it
_FIRST_WORD = re.compile(r"\W*(?:đồng thời\s+|thống nhất\s+)?(?:giao|yêu cầu)\s")
_ENDS = re.compile(r"[.;!]\W*$")
_LABEL_ENDS = re.compile(
    r"(?:^(?:Đối với|Riêng(?: đối với)?|Về phía|(?:Các )?đồng chí)|\s+do)$", re.I
)  # words that lead to the body only
_LEADS_ON = re.compile(r"\W*(?:cụ thể|trong đó)(?: (?:là|như sau|gồm))*\W*")
_LABELLED = re.compile(r":\s*$")


def directives(source: NoticeText, items: Sequence[Item], rows: Iterable[TableRow]) -> Iterator[Directive]:
    """The directives of a notice in reading order; each quote is a slice of its text.

    `rows` are the rows of its tables, each an item of its own.
    """
    return with_closing_deadlines(source, items, _in_order(source, items, rows))


def _in_order(source: NoticeText, items: Sequence[Item], rows: Iterable[TableRow]) -> Iterator[Directive]:
    """The directives as each item states them."""
    short = dict(short_names(source.view, source.bodies))
    if len(source.addressees) == 1:
        short |= {fold(f"quý {noun}"): source.addressees[0] for noun in cues()["addressed"]}
    of_table = {row.start: row for row in rows}
    plain = [item for item in items if item.start not in of_table]
    told = list(labelled(source.view, plain))
    marks = marks_of(source, of_table.values())
    held: set[int] = set()  # where the items begin that are told by labels
    governors: list[Governor] = []
    numbered = [item.start for item in items if item.path]
    announced = False  # a line has said that orders follow
    for item, following in zip_longest(items, items[1:]):
        opens = not announced and not item.heading and (not numbered or item.start < numbered[0])
        announced = announced or _CONCLUDES.search(canonical(source.view), item.start, item.end) is not None
        title = following is not None and (is_under(following.path, item.path) or is_stage(source, following))
        governors = [governor for governor in governors if governor.governs(item)]
        roles, due = above(governors)
        here = [one for one in told if one.items[0] == item.start]
        for one in here:
            if row := table_directive(source, one.path, one.row, short, roles):
                held.update(one.items)
                if (
                    title and item.path and one.items == (item.start,) and len(here) == 1
                ):  # it stands over the tasks it is told of
                    all_of_it = Roles(row.lead, row.assigned, row.coordinating, row.start, row.end)
                    governors.append(Governor(item.path, item.start, all_of_it, row.deadline))
                else:
                    row = row if row.deadline else row.model_copy(update={"deadline": due})
                    yield from _with_rest(source, item, row, one.rest, short)
        if item.start in held:
            continue
        if item.start in of_table:
            if row := table_directive(
                source, item.path, of_table[item.start], short, due=above(governors)[1], marks=marks
            ):
                yield row
            continue
        if is_stage(source, item):
            governors.append(stage_governor(source, item))
            continue
        if title and (timed := title_deadline(source, item)):
            governors.append(Governor(item.path, item.start, None, timed))
        if title and (due := _period(source, item)):
            governors.append(Governor(item.path, item.start, None, due))
            continue
        yield from _of_item(source, item, governors, short, strict=opens, title=title)


def _with_rest(
    source: NoticeText, item: Item, row: Directive, rest: Sequence[tuple[int, int]], short: dict[str, str]
) -> Iterator[Directive]:
    """A row that is told by labels, and what the lines without a label below it say."""
    form = canonical(source.view)
    added = [line for line in rest if line[0] >= row.end and _adds_to(form, *line)]
    for _, end in added:
        row = _with_addition(source, row, end)
    yield row
    for start, end in rest:
        if (start, end) not in added:
            below = item.model_copy(update={"start": start, "end": end, "text": source.text[start:end]})
            yield from _of_item(source, below, [], short, strict=True, title=False)


def _of_item(
    source: NoticeText, item: Item, governors: list[Governor], short: dict[str, str], *, strict: bool, title: bool
) -> Iterator[Directive]:
    """`strict`: no numbered item stands before it, so only a word that gives work, or a deadline, makes a directive;
    `title`: others stand under it."""
    view = source.view
    form = canonical(view)
    tells = _tells(form, item)
    held: Directive | None = None
    before: Roles | None = None
    for sentence, parts in sentences_of(view, item):
        if opening("tells_only").match(form, *sentence):
            continue
        for start, end in parts:
            inherited, due = above(governors)
            if inherited:
                short |= heads_of(inherited.actors)
            whole = end == item.end and (start == sentence[0] or opens_a_list(view, start, end))
            headed = heading_roles(view, start, end, short, title=title) if whole else None
            if headed or (
                end == item.end
                and (
                    opens_a_list(view, start, end)
                    or (title and not _ENDS.search(view, start, end) and read_roles(view, start, end, short))
                )
            ):
                roles = headed or read_roles(view, start, end, short)
                aim = _AIM.match(form, start, end)
                asked = cue("assign").search(form, start, end) if aim else None
                begin = asked.start() if asked else start
                deadline = find_deadline(view, begin, end, citations_in(view, start, end), source.dated)
                if _CONCLUDES.search(form, start, end):
                    continue
                if roles is None and inherited and opens_with_role(form, start, end):
                    roles = implicit_roles(view, start, end, inherited, short)
                if roles is None and not inherited and source.addressees and _ASKED.search(form, start, end):
                    roles = Roles((), source.addressees, (), start, end)  # whom a letter is sent to
                if roles is None and before and _LEADS_ON.fullmatch(form, start, end):
                    roles = before  # … đề nghị các trường rà soát. Cụ thể:
                if roles or deadline:
                    governors.append(Governor(item.path, item.start, roles, deadline))
                continue
            by_when = closing_deadline(source, start, end) if (start, end) == sentence else None
            if by_when and (held is None or is_common(source, start, end)):
                continue  # of the tasks before it, each of which has it
            goes_on = _goes_on().match(form, start, end) is not None
            roles = in_final_brackets(view, start, end, short) if goes_on else None
            roles = roles or read_roles(view, start, end, short, asked=inherited is not None)
            if roles and inherited and asks_others(view, start, end, short):
                roles = None
            if tells and not (_orders(form, start, end) or (roles and roles.lead)):
                continue
            if roles is None and _LABEL_OF_TIME.match(form, start, end):
                roles = in_final_brackets(view, start, end, short)
            short |= last_named(view, start, end)
            explicit = roles is not None
            counted = is_counted(view, sentence[0], start)
            within = opening("condition").match(form, start, end) and (
                start > sentence[0] or _IF.match(form, start, end)
            )
            if roles is None and held and not counted and (within or by_when or _adds_to(form, start, end)):
                held = _with_addition(source, held, end, closes=by_when is not None)
                continue
            if roles is None and before and (counted or goes_on) and not opening("no_task").match(form, start, end):
                roles, explicit = implicit_roles(view, start, end, before._replace(coordinating=()), short), True
            elif roles is None and title and end == item.end and not _ENDS.search(view, start, end):
                continue  # the title of what stands under it
            elif (
                roles is None
                and inherited
                and not (opening("no_task").match(form, start, end) or names_a_subject(view, start, end, short))
                and (len(source.addressees) < 2 or inherited.assigned != source.addressees or goes_on)
            ):
                label = _LABEL.match(view, start, end)
                roles = implicit_roles(view, label.end() if label else start, end, inherited, short)
            elif roles and inherited and inherited.lead and roles.assigned == inherited.lead:
                explicit = False
                roles = roles._replace(
                    lead=roles.assigned, assigned=(), coordinating=roles.coordinating or inherited.coordinating
                )
            cited = citations_in(view, start, end, item.path)
            begin = work_begins(source, start, roles.start) if roles else start
            due = find_deadline(view, begin, end, cited, source.dated) or due
            if due is None and (time := _LABEL_OF_TIME.match(form, start, end)):
                due = cell_deadline(view[start : time.end()].strip(" :-"), source.dated)
            unsaid = before is None and not due and not _assigns(form, start, end)
            if roles is None or (unsaid and (strict or view[start:end].partition("\n")[0].isupper())):
                continue
            if held:
                yield held
            before = roles if explicit else None
            held = _directive(source, item.path, (start, end), roles, due, cited)
    if held:
        yield held


def _period(source: NoticeText, item: Item) -> Deadline | None:
    """The deadline of a heading that is nothing but a time: II. THÁNG 8/2020."""
    words = source.words(item.start, item.end)
    marker = MARKER.match(words)
    said = (words[marker.end() :] if marker else words).strip(" :.*")
    due = cell_deadline(said, source.dated) if len(said) <= _LONGEST_TITLE else None
    return due if due and len(due.text) >= len(said) - _AROUND else None


def _tells(form: str, item: Item) -> bool:
    """True under a heading that says what was, what is aimed at, who was there."""
    own = form[item.start : item.end].split("\n", 1)[0]
    titled = item.path and len(own) <= _LONGEST_TITLE and not _SENTENCE.search(own)
    opens = _TITLE_IN_LINE.match(own) if item.path else None
    titles = [*canonical(item.heading).split(" › "), *([own] if titled else []), *([opens[1]] if opens else [])]
    return any(opening("told_sections").match(_NUMBERING.sub("", title[:_LONGEST_HEADING])) for title in titles)


def _orders(form: str, start: int, end: int) -> bool:
    """True where a clause opens with a word that gives work: Giao …, Yêu cầu …"""
    return _FIRST_WORD.match(form, start, end) is not None


def _directive(
    source: NoticeText,
    path: str,
    clause: tuple[int, int],
    roles: Roles,
    due: Deadline | None,
    cited: Sequence[CitedDocument],
) -> Directive:
    view = source.view
    start, end = clause
    prefix, begin = view[start : roles.start], work_begins(source, start, roles.start)
    label = _LABEL_ENDS.sub("", source.words(start, roles.start).strip(" :,-–*")) if roles.start > start else ""
    task = source.words(roles.task_start, end).strip(" ,;.").lstrip("-–: ")
    quoted = source.unbroken(roles.start if _LABELLED.search(prefix) else start, end)
    return Directive(
        item=path,
        lead=roles.lead,
        assigned=roles.assigned,
        coordinating=roles.coordinating,
        task=f"{label}: {task}" if label and task else label or task or source.words(start, end),
        deadline=find_deadline(view, begin, end, cited, source.dated, (roles.start, roles.task_start)) or due,
        legal_basis=bases(cited, source.changed),
        reports_to=reports_to(view, roles.task_start, end),
        quote=source.text[quoted[0] : quoted[1]],
        start=quoted[0],
        end=quoted[1],
    )


def _with_addition(source: NoticeText, held: Directive, end: int, *, closes: bool = False) -> Directive:
    """The row with the sentence after it, which says by when or to whom; `closes`: nothing but by when, which says more
    than a heading."""
    view = source.view
    cited = citations_in(view, held.end, end)
    reported = (*held.reports_to, *reports_to(view, held.end, end))
    added = find_deadline(view, held.end, end, cited, source.dated)
    known = held.deadline
    own = not closes or (known is not None and states(view, held, known))
    keep = known is not None and (added is None or (known.date is not None and own))
    quoted = source.unbroken(held.start, end)
    return held.model_copy(
        update={
            "deadline": known if keep else added,
            "reports_to": tuple(dict.fromkeys(reported)),
            "legal_basis": tuple(dict.fromkeys((*held.legal_basis, *bases(cited, source.changed)))),
            "task": f"{held.task}. {source.words(held.end, end).strip(' .;,')}",
            "quote": source.text[quoted[0] : quoted[1]],
            "start": quoted[0],
            "end": quoted[1],
        }
    )


def _adds_to(form: str, start: int, end: int) -> bool:
    """True for a sentence that only says by when, or to whom the result goes."""
    return opening("adds").match(form, start, end) is not None


def _assigns(form: str, start: int, end: int) -> bool:
    """True where a paragraph without a number uses a word that gives work: what it tells otherwise is background."""
    return any(word.search(form, start, end) for word in (cue("assign"), cue("lead"), _HAS_TO))


@cache
def _goes_on() -> re.Pattern[str]:
    """A sentence that begins with what has to be done."""
    verbs = any_of(cues()["task_verbs"])
    condition = rf"(?:{any_of(cues()['condition'])})\s[^.;:]{{3,140}}?(?:,|\s+thì)\s+(?=(?:{verbs})(?!\w))"
    return re.compile(
        rf"\W*(?:(?:đồng thời|trong đó|lưu ý|ngoài ra|bên cạnh đó|trước mắt|(?:trên|về|trong|đối với)\s[^,.;:]{{3,60}}?[\s,]+(?=(?:cần|phải)\s)|{condition})[\s,]*)*(?:{verbs})(?!\w)"
    )
