"""Lists of items: those under a heading, the sentences of one item, what a notice comes to; how many a heading says there are."""

import re
from collections.abc import Iterator, Sequence

from corpus.lexicon import marks
from corpus.models import Facet, Item, Notice, SubjectKind
from corpus.patterns import any_of
from corpus.text import collapse, fold
from rag.answers.collection.page import Entry, list_draft, opening, quote_of, task_said, whose, without_marker
from rag.answers.collection.room import Room, named
from rag.answers.said import said_of
from rag.draft import About, Draft, Line, Said, Span
from rag.index import Index
from rag.label import label
from rag.models import AnswerStatus, Hit, Question
from rag.shorten import shortened
from rag.wording import Wording

_PART = re.compile(r";\s+(?=\w)")
_SENTENCE = re.compile(r"[.;]\s|\n")
_FEW = 5  # entries of a list that leave room for a whole task each
_FEWEST = 3  # parts of a sentence that make a list
_SHORTEST = 60  # characters of a paragraph that says something
_PARTS = frozenset(("điểm", "gạch đầu dòng", "mục", "nội dung", "phần"))  # what stands under any heading


def under(notices: Sequence[Notice], path: str, question: Question, wording: Wording) -> Draft | None:
    """The items right under `path`, in the first of `notices` that has any; the outermost ones where there is no path."""
    for notice in notices:
        children = [
            item
            for item in notice.items
            if item.path.startswith((path + ",", path + ".")) and item.path.count(",") <= path.count(",") + 1
        ]
        if not path:
            outer = [item for item in notice.items if item.path and not re.search(r"[.,]", item.path)]
            children = list({item.path: item for item in reversed(outer)}.values())[::-1]
        spans = [opening(notice, item.start, item.end, item.path) for item in children]
        whole = len(children) <= _FEW
        said = [_said(notice, item, span, whole=whole) for item, span in zip(children, spans, strict=True)]
        if children:
            return list_draft("answer.count", _entries(said, spans, question), question, wording)
    return None


def family(index: Index, question: Question, hit: Hit, wording: Wording) -> Draft | None:
    """The items under the heading that was hit; else the sentences of the item that was hit."""
    notice = index.notice(hit.passage.notice_id)
    path = hit.passage.item
    if path and notice.text[hit.passage.start : hit.passage.end].rstrip(" *").endswith(":"):
        return under([notice], path, question, wording)
    headline, spans = "", [opening(notice, *part, path) for part in _enumerated(notice, hit)]
    texts = [without_marker(notice.text[span.start : span.end]).strip(" ;") for span in spans]
    if not spans:
        same = [passage for passage in index.passages(notice.id) if passage.item == path and path]
        spans = [opening(notice, passage.start, passage.end, path) for passage in same if len(same) > 1]
        headline, texts = shortened(hit.passage.text, 230), [notice.text[span.start : span.end] for span in spans]
    entries = _entries(texts, spans, question)
    return list_draft("answer.count", entries, question, wording, headline) if entries else None


def content(index: Index, notice: Notice, paths: Sequence[str], question: Question, wording: Wording) -> Draft:
    """What items say: their own sentences, then those under them; of one that only heads others, these."""
    entries: list[Entry] = []
    for path in paths:
        own = [passage for passage in index.passages(notice.id) if passage.item == path]
        heads = len(own) == 1 and own[0].text.rstrip(" *").endswith(":")
        below = under([notice], path, question, wording) if len(paths) == 1 else None
        if below and (heads or not own):
            return below
        spans = [opening(notice, one.start, one.end, path) for one in own]
        entries += _entries([notice.text[one.start : one.end] for one in spans], spans, question)
        entries += [Entry(line.text.removeprefix("- "), line.proof) for line in below.lines] if below else []
    if len(entries) > 1:
        return list_draft("answer.count", entries, question, wording, shortened(entries[0].text, 230))
    return Draft(
        status=AnswerStatus.ANSWERED,
        headline=shortened(without_marker(entries[0].text), 230),
        lines=(Line(text=shortened(without_marker(entries[0].text)), proof=entries[0].proof),),
        facets=entries[0].said,
        subjects=(About(kind=SubjectKind.SENTENCE, where=entries[0].proof[0], text=entries[0].text),),
    )


def summarised(room: Room) -> Draft | None:
    """The one notice in question by its items, an article by its paragraphs."""
    notice = room.main_notice()
    if notice is None or len(room.topic(named(notice), *room.question.agencies)) > 1:
        return None
    if room.question.item:
        return under([notice], room.question.item, room.question, room.wording)
    entries = list(_gist(room, notice))
    headline = room.say("answer.summary", notice=label(notice))
    return list_draft("answer.count", entries, room.question, room.wording, headline) if entries else None


def printed(room: Room) -> Draft | None:
    """The figure printed before the noun asked about, in the item named or in the headings; else how many stand under it."""
    notice = room.main_notice()
    if notice is None:
        return None
    path, nouns = room.question.item, _nouns(room)
    figure = re.compile(rf"(?<!\w)(\d+)(?:[\s,]+[^\W\d]+){{0,3}}?[\s,]+(?:{any_of(map(fold, nouns))})(?!\w)")
    for item in notice.items:
        span = opening(notice, item.start, item.end, item.path)
        text = notice.text[span.start : span.end]
        meant = item.path == path if path else item.text.rstrip(" *").endswith(":")
        if meant and nouns and (match := figure.search(fold(text), 1)):
            value = collapse(text[match.start() : match.end()])
            return Draft(
                status=AnswerStatus.ANSWERED,
                headline=value,
                lines=(Line(text=shortened(text), proof=(span,)),),
                listing=True,
                facets=(Said(facet=Facet.FIGURE, value=value, key=str(int(match[1])), proof=(span,)),),
                subjects=(About(kind=SubjectKind.SENTENCE, where=span, text=shortened(text)),),
                total=int(match[1]),
            )
    return under([notice], path, room.question, room.wording) if nouns & _PARTS else None


def _entries(texts: Sequence[str], spans: Sequence[Span], question: Question) -> list[Entry]:
    """Lines that are themselves what was asked for."""
    pairs = zip(texts, spans, strict=True)
    return [Entry(text, (span,), said=said_of(question.facet, [text], [span])) for text, span in pairs]


def _enumerated(notice: Notice, hit: Hit) -> list[tuple[int, int]]:
    """The parts of the paragraph that was hit, where it lists them: "các văn bản dự thảo: Báo cáo …; Kế hoạch …; …"."""
    text = notice.text
    start = text.rfind("\n", 0, hit.passage.start) + 1
    end = text.find("\n", hit.passage.end)
    end = end if end >= 0 else len(text)
    colon = text.find(": ", start, hit.passage.end)
    edges = [colon + 2, *(match.end() for match in _PART.finditer(text, max(colon, 0), end))]
    listed = colon >= 0 and not hit.passage.item and len(edges) >= _FEWEST
    return list(zip(edges, [*edges[1:], end], strict=True)) if listed else []


def _said(notice: Notice, item: Item, quoted: Span, *, whole: bool) -> str:
    """An item as a line: its task where there is room for it and its quote holds it, else its own words from the first."""
    rows = [row for row in notice.directives if item.start <= row.start and row.end <= item.end]
    assigns = bool(rows) and not without_marker(notice.text[item.start : rows[0].start])
    if (whole or assigns) and rows and rows[0].end <= quoted.end:
        return rows[0].task
    return without_marker(notice.text[quoted.start : quoted.end])


def _gist(room: Room, notice: Notice) -> Iterator[Entry]:
    """The tasks of its items, the first sentence of an item that gives none."""
    numbered = any(item.path for item in notice.items)
    seen: set[str] = set()
    for item in notice.items:
        rows = [row for row in notice.directives if item.start <= row.start < item.end]
        if numbered and (not item.path or (item.path in seen and not rows)):
            continue
        if not rows and (item.text.rstrip(" *").endswith(":") or len(item.text) < _SHORTEST):
            continue
        seen.add(item.path)
        where = f"{room.say('answer.item', item=item.path)}: " if item.path else ""
        if rows and numbered and "\n" not in notice.text[item.start : rows[0].start].strip():
            span = quote_of(notice, rows[0])
            bodies, above = whose(notice, rows[0].lead or rows[0].assigned, span)
            said = task_said(notice, rows[0], [span])
            yield Entry(f"{where}{bodies}{rows[0].task}", (span, *above), SubjectKind.TASK, said)
        else:
            span = opening(notice, item.start, item.end, item.path)
            stop = _SENTENCE.search(notice.text, span.start + _SHORTEST, span.end)
            span = span.model_copy(update={"end": stop.start() + 1 if stop else span.end})
            text = without_marker(notice.text[span.start : span.end].strip())
            yield Entry(f"{where}{text}", (span,), said=said_of(Facet.FACT, [text], [span]))


def _nouns(room: Room) -> frozenset[str]:
    """What is counted, as the notices may call it."""
    spoken = [set(alternative.words) for term in room.question.terms for alternative in term.alternatives]
    every = set().union(*spoken) if room.question.language == "vi" else set()
    known = {noun: set(fold(noun).split()) for noun in marks("shapes")["item"]["vi"]}
    return frozenset(noun for noun, syllables in known.items() if syllables <= every or syllables in spoken)
