"""A list as a draft: what fits on one page of it, how many there are, and which page this is."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from corpus.models import Directive, DocumentKind, Facet, Notice, SubjectKind, is_under
from corpus.text import collapse, fold
from rag.answers.collection.room import Room
from rag.answers.said import said_of
from rag.draft import LIST_LENGTH, LIST_LINES, About, Draft, Line, Said, Span
from rag.label import label
from rag.models import AnswerStatus, Question, Shape
from rag.proof.lead_in import lead_in_of, names_all
from rag.shorten import HEADLINE, fitting, shortened
from rag.wording import Wording

Row = TypeVar("Row")

OPENING = 420  # characters of a long entry
_OF_A_GROUP = 3  # entries that are shown of those told apart by a name
_OPENING_WORDS = 60  # characters of a notice that states nothing of itself
_SHORTEST_SHARE = 60  # characters of an entry, however many there are


class Entry(NamedTuple):
    """One line of a list: what it says, its proof, what it is about, and the facets it states (their subject is this one)."""

    text: str
    proof: tuple[Span, ...]
    kind: SubjectKind = SubjectKind.SENTENCE
    said: tuple[Said, ...] = ()


def list_draft(
    counting: str,
    entries: Sequence[Entry],
    question: Question,
    wording: Wording,
    headline: str = "",
    beside: Sequence[Entry] = (),
    **values: object,
) -> Draft:
    """The page of `entries` that the question asks for; `counting` words how many there are, where no `headline` says more.

    `beside` are shown after the last as far as there is room, and not counted.
    """
    first = (question.page - 1) * LIST_LINES
    shown = entries[first : first + LIST_LINES]
    if not shown:
        return Draft(status=AnswerStatus.NOT_IN_NOTICES)
    share = share_of(len(shown))
    kept: list[str] = []
    proofs: set[Span] = set()
    length = 0
    for entry in shown:
        text = shortened(entry.text, share)
        if length + len(text) > LIST_LENGTH or (kept and len(proofs | set(entry.proof)) > LIST_LINES):
            break
        proofs |= set(entry.proof)
        kept.append(f"- {text}")
        length += len(text) + 8
    total = len(entries)
    whole = len(kept) == total
    said = wording.say(question.language, counting, count=total, **values)
    if not whole:
        said = wording.say(
            question.language, "answer.page", count=said.rstrip(" :"), first=first + 1, last=first + len(kept)
        )
    pairs = rows = list(zip(kept, shown, strict=False))
    if first + len(kept) == total:
        pairs = rows + [(f"- {shortened(one.text, share)}", one) for one in beside[: LIST_LINES - len(proofs)]]
    return Draft(
        status=AnswerStatus.ANSWERED,
        headline=shortened(headline if headline and whole else said, HEADLINE - 1),
        lines=tuple(Line(text=text, proof=entry.proof) for text, entry in pairs),
        listing=True,
        counted=(total, first + 1, first + len(kept)),
        more=first + len(kept) < total,
        subjects=tuple(About(kind=one.kind, where=one.proof[0], text=one.text) for _, one in rows if one.proof),
        facets=tuple(said.model_copy(update={"subject": at}) for at, (_, one) in enumerate(rows) for said in one.said),
        shape=question.shape,
        total=total,
    )


def share_of(count: int) -> int:
    """How many characters an entry has where there are so many."""
    return max(_SHORTEST_SHARE, LIST_LENGTH // min(count, LIST_LINES) - 12)


def told_apart(room: Room, rows: Sequence[tuple[str, Entry]], facet: Facet) -> Draft | None:
    """What is counted under the names it is told apart by, the most first; where only the names are asked, in their order."""
    groups: dict[str, list[Entry]] = {}
    for name, entry in rows:
        groups.setdefault(name, []).append(entry)
    if not groups:
        return None
    names = sorted(groups, key=lambda name: -len(groups[name])) if room.question.by else list(groups)
    entries = []
    for name in names:
        first = groups[name][:_OF_A_GROUP]
        proof = tuple(dict.fromkeys(span for entry in first for span in entry.proof))
        said = Said(facet=facet, value=name, key=fold(name), proof=proof)
        text = "; ".join(shortened(entry.text, LIST_LENGTH // len(first)) for entry in first)
        entries.append(Entry(f"{name}: {text}", proof, first[0].kind, (said,)))
    question, every = room.question, ", ".join(names)
    draft = list_draft("answer.bodies", entries, question, room.wording)
    counts = [len(groups[name]) for name in names]
    headline = (
        room.say("answer.provinces", count=len(names), names=every) if facet is Facet.PROVINCE else draft.headline
    )
    if question.by:
        numbers = list(zip(names, counts, strict=True))[draft.counted[1] - 1 : draft.counted[2]]
        most = max(counts) if question.shape is Shape.LAST else 0
        headline = fitting([f"{name}: {count}" for name, count in numbers if count >= most])
    elif draft.more:
        return draft
    return draft.model_copy(update={"headline": headline, "counted": (*draft.counted, *counts)})


def on_page(rows: Sequence[Row], question: Question, made: Callable[[Row], Entry]) -> list[Entry]:
    """The rows as entries; those of another page are only counted."""
    first = (question.page - 1) * LIST_LINES
    return [made(row) if first <= at < first + LIST_LINES else Entry("", ()) for at, row in enumerate(rows)]


def of_notice(notice: Notice, proof: Span | None = None, said: tuple[Said, ...] = (), text: str = "") -> Entry:
    """A notice as an entry: its label, proved by its subject (an article: by its site), or by what it opens with."""
    article = notice.issuer if notice.kind is DocumentKind.ARTICLE else None
    where = article or notice.subject or notice.number or next(iter(notice.items), None)
    start, end = (where.start, where.end) if where else (0, _OPENING_WORDS)
    proof = proof or Span(notice_id=notice.id, start=start, end=min(end, start + OPENING))
    if not said:
        quote = collapse(notice.text[proof.start : proof.end])
        facet, value = (Facet.NUMBER, notice.number.value) if notice.number else (Facet.FACT, quote)
        said = said_of(facet, [value], [proof])
    return Entry(text or label(notice), (proof,), SubjectKind.NOTICE, said)


def task_said(notice: Notice, row: Directive, proof: Sequence[Span]) -> tuple[Said, ...]:
    """A task as its quotes have it: they may begin after its lead-in, or end before it does."""
    quotes = [notice.text[one.start : one.end] for one in proof]
    whole = names_all(" ".join(quotes), (row.task,))
    return said_of(Facet.TASK, [row.task if whole else without_marker(quotes[0])], proof)


def brief_label(notice: Notice) -> str:
    """A notice in few words, before its tasks in a list over several: "46/TB-UBND (Quảng Nam)"."""
    kind = notice.type or DocumentKind.NOTICE.value
    called = notice.number.value if notice.number else kind
    return f"{called} ({notice.province})" if notice.province else called


def quote_of(notice: Notice, row: Directive) -> Span:
    """A task with the words before it that it repeats: "Về kinh phí: giao Sở …"; without them where it is too long."""
    item, start = notice.item_at(row.start), row.start
    before = notice.text[item.start : start].rstrip() if item else ""
    if item and before.endswith(":"):
        start = item.start + max(before.rfind(". "), before.rfind("; "), before.rfind("\n"), -1) + 1
    span = opening(notice, start, row.end, row.item)
    return span if span.end == row.end else opening(notice, row.start, row.end, row.item)


def whose(notice: Notice, names: Sequence[str], span: Span) -> tuple[str, tuple[Span, ...]]:
    """The bodies of a task with a colon, and what names them where its quote does not; nothing where neither does."""
    above = tuple(lead_in_of(notice, span.start, span.end, names) or _headings(notice, span, names))
    named = " ".join(notice.text[one.start : one.end] for one in (*above, span))
    return (f"{', '.join(names)}: ", above) if names and names_all(named, names) else ("", ())


def _headings(notice: Notice, span: Span, names: Sequence[str]) -> list[Span]:
    """The heading that names the bodies, where the quote under it does not: "1. Sở Y tế"."""
    if names_all(notice.text[span.start : span.end], names):
        return []
    over = [item for item in notice.items if is_under(span.item, item.path)]
    found = [item for item in over if item.start < span.start and names_all(item.text, names)]
    return [opening(notice, item.start, item.end, item.path) for item in found[-1:]]


def opening(notice: Notice, start: int, end: int, item: str) -> Span:
    """A beginning as a quote: a sentence or two, never a page."""
    text = notice.text[start:end]
    stop = end if len(text) <= OPENING else start + text.rfind(" ", 0, OPENING)
    lead = re.match(r"\s*(?:[-–+•*]\s*)?", text)
    return Span(notice_id=notice.id, start=start + (lead.end() if lead else 0), end=stop, item=item)


def without_marker(text: str) -> str:
    """An item's text without its number or dash, on one line."""
    return re.sub(r"^\s*(?:[-–+•*]|[a-zđ]\)|[\dIVX.]+[.)])\s*", "", collapse(text))
