"""The sentences of an item, cut where a semicolon begins a task of its own."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from corpus.directives.governing import heading_roles
from corpus.layout.paragraphs import after_marker
from corpus.lexicon import body_heads, cues
from corpus.models import Item
from corpus.names.mentions import Mention, mentions
from corpus.patterns import any_of, cue
from corpus.text import CAPITAL, canonical, sentences, trimmed

_IN_LIST = re.compile(r"\((?:\d{1,2}|[ivx]+)\)\s*")
_TITLE = re.compile(rf"[^\S\n]*[^\W\d_][^\n.;:]{{2,58}}(?<![,–-])(?<! và)\n\s*(?={CAPITAL})")
_JOINT = re.compile(r"\s*(?:[,;]|,?\s*và)\s*")
_COUNTED = re.compile(r"(?<=[\s;:])\((?P<count>\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s+")
_SERIES = ([str(n) for n in range(1, 30)], "i ii iii iv v vi vii viii ix x".split(), list("abcdđeghik"))
_WORD = re.compile(r"[^\W\d_]")
_LONGEST = 300  # characters of a clause that another one follows after a comma
_OPENS = re.compile(r"^\W*(?:(?:giao|yêu cầu|đề nghị)\s+)?$|:\s+(?:(?:giao|yêu cầu|đề nghị)\s+)?$")

Span = tuple[int, int]


def clauses(text: str, item: Item) -> Iterator[Span]:
    """The clauses of an item without its marker, as offsets in reading order."""
    for _, parts in sentences_of(text, item):
        yield from parts


def bodies_of(text: str, items: Iterable[Item]) -> list[Mention]:
    """The bodies a text names, in order, clause by clause, as each clause is asked for them again; no name goes beyond one."""
    edges = [0, *(edge for item in items for clause in clauses(text, item) for edge in clause), len(text)]
    return [body for left, right in pairwise(edges) if left < right for body in mentions(text, left, right)]


def sentences_of(text: str, item: Item) -> Iterator[tuple[Span, list[Span]]]:
    """The sentences of an item, each with its clauses, without its marker, and without the title that stands on a line
    of its own over them."""
    start, edge = after_marker(text, item), max(0, item.start - 1)  # words are told from the sign before them
    part, form = text[edge : item.end], canonical(text)[edge : item.end]
    for (left, right), parts in _sentences_in(part, form, start - edge, start > item.start):
        yield (edge + left, edge + right), [(edge + begin, edge + end) for begin, end in parts]


@lru_cache(maxsize=256)  # the items of a notice are asked for their clauses by its bodies, tasks, facts and passages
def _sentences_in(part: str, form: str, start: int, marked: bool) -> tuple[tuple[Span, tuple[Span, ...]], ...]:
    title = _TITLE.match(part, start) if marked else None
    ordered = title and any(word.search(form, *title.span()) for word in (cue("assign"), cue("lead")))
    if title and not ordered and not mentions(part, start, title.end()):
        start = title.end()
    return tuple((sentence, tuple(split(part, form, *sentence))) for sentence in sentences(part, start))


def split(text: str, form: str, start: int, end: int) -> Iterator[Span]:
    """One sentence as its clauses, `form` being `text` as it is compared: a semicolon counts where a task, or the body that has it, is named after it, a comma
    where another body has a task of its own.

    Pieces that are counted, (1) …; (2) …, are clauses where each is something to do. Signs alone are no clause.
    """
    left = start
    for begin, after in _counted_pieces(text, form, start, end):
        yield from _split(text, form, left, begin)
        left = after
    yield from _split(text, form, left, end)


def _split(text: str, form: str, start: int, end: int) -> Iterator[Span]:
    left = start
    for match in _new_clause().finditer(form, start, end):
        if form.count("(", left, match.start()) > form.count(")", left, match.start()):
            continue  # (Giao A chủ trì, phối hợp với B; C tham mưu)
        if match[0].startswith(","):
            if _each_has_a_task(text, form, left, match, end):
                yield from _worded(text, left, match.start())
                left = match.end()
            continue
        if not match["task"] and not text[match.end()].isupper():
            continue  # "; tổ chức …", "; phòng, chống …" name no body
        if (
            _only_helps(text, form, match.end(), end)
            or _lists(text, left, match)
            or _names_only(text, form, left, match)
        ):
            continue
        yield from _worded(text, left, match.start())
        left = match.end()
    yield from _worded(text, left, end)


def _counted_pieces(text: str, form: str, start: int, end: int) -> list[Span]:
    """Where the marks begin and end that part what one body has to do, after the first: (1) lập …; *(2)* cấp …"""
    marks = _counting_up(_COUNTED.finditer(text, start, end))
    if len(marks) < 2:
        return []
    edges = [*(mark.start() for mark in marks[1:]), end]
    pieces = [(mark.end(), edge) for mark, edge in zip(marks, edges, strict=True)]
    announced = heading_roles(text, start, marks[0].start()) is not None
    named = [any(body.start == left for body in mentions(text, left, right)) for left, right in pieces]
    if any(named) or not (announced or all(_orders().match(form, *piece) for piece in pieces)):
        return []
    return [mark.span() for mark in marks[1:]]


def _counting_up(found: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count up from the first of their kind: (1), (2); (i), (ii); (a), (b)."""
    marks = list(found)
    for series in _SERIES:
        counted: list[re.Match[str]] = []
        for mark in marks:
            if len(counted) < len(series) and mark["count"] == series[len(counted)]:
                counted.append(mark)
        if len(counted) > 1:
            return counted
    return []


def is_counted(text: str, start: int, at: int) -> bool:
    """True where a mark of a counted piece, in `text[start:at]`, stands right before `at`: (2) *cấp phát* …"""
    return any(mark.end() == at for mark in _COUNTED.finditer(text, start, at))


def _each_has_a_task(text: str, form: str, left: int, comma: re.Match[str], end: int) -> bool:
    """True between two bodies with a task each, of which none leads: A cấp phép, B kiểm nghiệm; not A chủ trì, B thẩm tra."""
    if comma.start() - left > _LONGEST:
        return False
    end = min(end, comma.end() + _LONGEST)
    if cue("lead").search(form, left, end) or cue("coordinate").search(form, left, comma.start()):
        return False
    before = mentions(text, left, comma.start())
    if not before or before[-1].end == comma.start() or not _OPENS.search(form[left : before[0].start]):
        return False
    if not _does().match(form, before[0].end, comma.start()):
        return False
    after = mentions(text, comma.end(), end)
    return bool(after) and after[0].start == comma.end() and _does().match(form, after[0].end, end) is not None


def _only_helps(text: str, form: str, start: int, end: int) -> bool:
    """True for "phối hợp với B" and "B phối hợp" up to the next semicolon: they say with whom, and are no task."""
    stop = form.find(";", start, end)
    stop = end if stop < 0 else stop
    if not cue("coordinate").search(form, start, stop):
        return False
    bodies = mentions(text, start, stop)
    if not bodies:
        return False
    before, after = (form[slice(*part)].strip(" ,.)") for part in ((start, bodies[0].start), (bodies[-1].end, stop)))
    return (not after and cue("coordinate").fullmatch(before) is not None) or (
        not before and cue("coordinate").fullmatch(after) is not None
    )


def _lists(text: str, left: int, semicolon: re.Match[str]) -> bool:
    """True between the bodies of a numbered list: (1) Sở Y tế; (2) Sở Nội vụ rà soát."""
    numbers = [number.end() for number in _IN_LIST.finditer(text, left, semicolon.start())]
    if not numbers or not semicolon["counted"]:
        return False
    bodies = mentions(text, numbers[-1], semicolon.start())
    return bool(bodies) and bodies[0].start == numbers[-1] and bodies[-1].end == semicolon.start()


def _names_only(text: str, form: str, left: int, semicolon: re.Match[str]) -> bool:
    """True where nothing but bodies stands before a semicolon, or between it and a word that gives work, and one follows:
    Sở Y tế; Sở Nội vụ rà soát."""
    bodies_follow = semicolon["head"] or text[semicolon.end()].isupper() or form.startswith("các ", semicolon.end())
    if not bodies_follow:
        return False
    for asked in cue("assign").finditer(form, left, semicolon.start()):
        left = asked.end()
    bodies = mentions(text, left, semicolon.start())
    between = [text[a.end : b.start] for a, b in pairwise(bodies)]
    return (
        bool(bodies)
        and not text[left : bodies[0].start].strip(" *-–")
        and not text[bodies[-1].end : semicolon.start()].strip()
        and all(_JOINT.fullmatch(words) for words in between)
    )


def _worded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if _WORD.search(text, start, end):
        yield from trimmed(text, start, end)


@cache
def _new_clause() -> re.Pattern[str]:
    """A semicolon after which a task, or the body that has it, is named."""

    task, head = any_of([*cues()["new_task"], *cues()["assign"]]), any_of(body_heads("name"))
    passive = r"việc\s[^;.]{5,140}\s(?:do|giao)"
    return re.compile(
        rf",\s+(?:còn\s+|và\s+)?(?=(?:{head})(?!\w))|;\s+(?:riêng\s+)?(?P<counted>\((?:\d{{1,2}}|[ivx]+)\)\s*)?(?=(?:(?P<task>{task}|{passive})|(?P<head>{head}))(?!\w))"
    )


@cache
def _orders() -> re.Pattern[str]:
    """What is to be done, at the beginning of a piece."""
    return re.compile(rf"\W*(?:{any_of([*cues()['task_verbs'], *cues()['lead'], *cues()['coordinate']])})(?!\w)")


@cache
def _does() -> re.Pattern[str]:
    """What follows a body that has something to do."""
    return re.compile(
        rf"(?:\s*\([^()]*\))?\s+(?:có trách nhiệm\s+|chịu trách nhiệm\s+)?(?:{any_of(cues()['task_verbs'])})(?!\w)"
    )
