"""What a chat model is shown that reads: the items found, the heads and ends of their notices, what the machine read of them.

All of it is data under tokens (S1, S2 … of text, N1, N2 … of notices). The slices of the body have a budget of characters, heads and
ends as much again; catalogue and cards are short. The answer of the rules stands beside it, marked as a proposal that may be wrong.
Whatever the model says has to rest on a slice it was shown (`rag.proof.entry`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from corpus.dates import printed
from corpus.lexicon import of_notice
from corpus.models import Facet, Item, Notice
from corpus.text import collapse, plain, sentences
from rag.answers.said import label_of
from rag.label import label
from rag.models import Answer, Hit, Over, Question
from rag.proof.sources import Source, fenced, rows_shown
from rag.values.header import facts_stating

PASSAGES, OF_FEW = 10, 18  # slices of the body; of one notice or two, most of it
ROOM = 9_000  # characters of the slices of the body together
_NOTICES = 2  # whose heads and ends are shown
_HEADS = 6  # where a question is about whole notices
_LONGEST, _SHORT = 1_200, 700  # characters of a slice; below this its neighbours are joined
_HEAD, _END = 1_800, 900
_LISTED = 12  # notices of the catalogue that are named
_PROVINCES = 15
_VALUE = 260  # characters of a value on a card
_CARD = (
    Facet.HELD_ON, Facet.MEETING_PLACE, Facet.CHAIR, Facet.ATTENDEES, Facet.ABSENT, Facet.ADDRESSEES, Facet.SIGNER,
    Facet.SIGNER_TITLE, Facet.CAPACITY, Facet.ARRIVAL, Facet.ARCHIVE, Facet.AUTHOR, Facet.REPLACES, Facet.CHANGES,
)  # fmt: skip


def sources_read(
    question: Question,
    answer: Answer,
    hits: Sequence[Hit],
    catalogue: Sequence[Notice],
    notice: Callable[[str], Notice],
    room: int = ROOM,
    most: int = PASSAGES,
) -> tuple[Source, ...]:
    """The slices a model may rest on: what the answer of the rules cites, the items of the best hits, heads and ends.

    `room`: characters of the body, and as many of heads and ends; `most`: slices of the body.
    """
    found: list[Source] = []

    def add(of: Notice, start: int, end: int, item: str, left: int, *, proves: bool = False) -> int:
        for first, last in _apart(of, start, end, found):
            if of.text[first:last].strip(" *_|\n-") and (last - first <= left or proves):
                left -= last - first
                found.append(Source("", of, first, last, item, proves, False))
        return left

    left = room
    for cited in answer.citations:
        span = _around(notice(cited.notice_id), cited.start, cited.end)
        left = add(notice(cited.notice_id), *span, cited.item or "", left, proves=True)
    for hit in hits:
        if len(found) >= max(most, len(answer.citations)):
            break
        of = notice(hit.passage.notice_id)
        left = add(of, *_around(of, hit.passage.start, hit.passage.end), hit.passage.item, left)
    wide = of_notice(question.facet) or question.over in (Over.NOTICE, Over.PROVINCE, Over.SIGNER, Over.YEAR)
    others = catalogue if len(catalogue) <= _HEADS else _newest(catalogue)
    named = dict.fromkeys([*(one.notice.id for one in found), *(one.id for one in others if wide)])
    left = room  # for heads and ends, as much again
    for name in [*named][: _HEADS if wide else _NOTICES]:
        of = notice(name)
        for start, end in (_head(of), _end(of)):
            left = add(of, start, end, "", left)
    return tuple(one._replace(token=f"S{number}") for number, one in enumerate(found, 1))


def _apart(notice: Notice, start: int, end: int, found: Sequence[Source]) -> Iterator[tuple[int, int]]:
    """The slice without what is shown already."""
    shown = sorted((one.start, one.end) for one in found if one.notice.id == notice.id)
    for first, last in shown:
        if first < end and start < last:
            if start < first:
                yield start, first
            start = max(start, last)
    if start < end:
        yield start, end


def _around(notice: Notice, start: int, end: int) -> tuple[int, int]:
    """The item of a passage; where that is short with its neighbours, where it is long the part around the passage."""
    at = next((n for n, item in enumerate(notice.items) if item.start <= start < item.end), None)
    if at is None:
        return start, end
    left, right = notice.items[at].start, max(notice.items[at].end, end)
    if right - left > _LONGEST:
        return _sentences_around(notice.text, start, end, left, right)
    for other in _neighbours(notice.items, at):
        if max(right, other.end) - min(left, other.start) <= _SHORT:
            left, right = min(left, other.start), max(right, other.end)
    return left, right


def _neighbours(items: Sequence[Item], at: int) -> Iterator[Item]:
    """What leads to an item, then what follows it: two of each, the nearest first."""
    yield from reversed(items[max(0, at - 2) : at])
    yield from items[at + 1 : at + 3]


def _sentences_around(text: str, start: int, end: int, left: int, right: int) -> tuple[int, int]:
    """The sentences of `start:end`, then those before and behind it in turn, while there is room."""
    every = list(sentences(text, left, right))
    inside = [at for at, (first, last) in enumerate(every) if first < end and start < last]
    if not inside:
        return start, end
    low, high = inside[0], inside[-1]
    for _ in every:
        for before, behind in ((0, 1), (1, 0)):
            first, last = low - before, high + behind
            if first >= 0 and last < len(every) and every[last][1] - every[first][0] <= _LONGEST:
                low, high = first, last
    return min(start, every[low][0]), max(end, every[high][1])


def _head(notice: Notice) -> tuple[int, int]:
    """From the beginning to the first item with a number."""
    first = next((item.start for item in notice.items if item.path), _HEAD)
    return 0, min(first, _HEAD, len(notice.text))


def _end(notice: Notice) -> tuple[int, int]:
    """From the first that belongs to the end of a document: who gets it, who signed."""
    facets = (Facet.RECIPIENTS, Facet.SIGNER, Facet.SIGNER_TITLE, Facet.CAPACITY, Facet.ARCHIVE, Facet.AUTHOR)
    half = len(notice.text) // 2
    starts = [fact.start for facet in facets for fact in facts_stating(notice, facet) if fact.start > half]
    start = notice.text.rfind("\n", 0, min(starts)) + 1 if starts else len(notice.text) - _END // 2
    return max(0, start), min(len(notice.text), max(0, start) + _END)


def dossier(sources: Sequence[Source], catalogue: Sequence[Notice]) -> str:
    """The catalogue, a card for each notice, the slices: text for a prompt."""
    notices = list({one.notice.id: one.notice for one in sources}.values())
    names = {notice.id: f"N{number}" for number, notice in enumerate(notices, 1)}
    parts = ["\n".join(_catalogue(catalogue))]
    parts += ["\n".join(_card(names[notice.id], notice)) for notice in notices]
    parts += [_shown(one, names[one.notice.id]) for one in sources]
    return "\n\n".join(parts)


def _catalogue(notices: Sequence[Notice]) -> Iterator[str]:
    """How many notices there are, the newest of them; where there are many, how many of each province."""
    newest = _newest(notices)
    yield f"danh mục: {len(notices)} văn bản"
    for one in newest[:_LISTED]:
        subject = f" – {collapse(one.subject.value)[:120]}" if one.subject else ""
        yield fenced(f"- {label(one)}{subject}")
    if len(newest) > _LISTED:
        yield f"- … và {len(newest) - _LISTED} văn bản cũ hơn"
        many = Counter(one.province for one in notices if one.province).most_common(_PROVINCES)
        yield fenced("theo tỉnh: " + ", ".join(f"{name} {count}" for name, count in many))


def _newest(notices: Sequence[Notice]) -> list[Notice]:
    """Notices by their day, the newest first, those without one last."""
    return sorted(notices, key=lambda one: one.dated.isoformat() if one.dated else "", reverse=True)


def _card(name: str, notice: Notice) -> Iterator[str]:
    """What was read of a notice as a whole."""
    yield f"thẻ {name}: {fenced(label(notice))}"
    if notice.subject:
        yield f"- nội dung: {fenced(collapse(notice.subject.value))[:_VALUE]}"
    if notice.issued_on:
        yield f"- ngày ban hành: {printed(notice.issued_on.value)}"
    for facet in _CARD:
        if values := list(dict.fromkeys(collapse(plain(fact.value)) for fact in facts_stating(notice, facet))):
            yield f"- {label_of(facet, 'vi').lower()}: {fenced('; '.join(values))[:_VALUE]}"


def _shown(source: Source, notice: str) -> str:
    """A slice as data between two fences that its text cannot close."""
    item = f", mục {source.item}" if source.item else ""
    lines = [f"văn bản: {notice}{item}"]
    if source.heading:
        lines.append(f"thuộc: {source.heading[:300]}")
    lines += rows_shown(source, 6)
    lines.append(f"nguyên văn: {plain(source.notice.text[source.start : source.end]).strip()}")
    return "\n".join([f"<<<{source.token}", *map(_line, lines), f"{source.token}>>>"])


def _line(text: str) -> str:
    """The lines of a text without those that are empty, each as data."""
    return "\n".join(fenced(line) for line in text.splitlines() if line.strip())
