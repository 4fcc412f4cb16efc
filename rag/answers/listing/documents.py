"""Lists of documents: those a notice cites, the notices that cite one, the notices there are."""

from collections.abc import Iterable, Sequence

from corpus.models import Notice
from rag.allowance import spend
from rag.answers.listing.lines import list_draft
from rag.draft import Draft, Line, Span
from rag.label import label
from rag.models import Question
from rag.search.scope import cites
from rag.wording import Wording


def all_notices(notices: Sequence[Notice], question: Question, wording: Wording) -> Draft | None:
    """The notices themselves."""
    lines = [
        Line(text=label(notice), proof=(Span(notice_id=notice.id, start=notice.subject.start, end=notice.subject.end),))
        for notice in notices
        if notice.subject
    ]
    return list_draft("answer.notices_held", lines, question, wording) if lines else None


def cited_by(notice: Notice, question: Question, wording: Wording) -> Draft | None:
    """The documents a notice cites, those of one sentence together."""
    by_sentence: dict[tuple[int, int], list[str]] = {}
    seen: set[str] = set()
    items: dict[tuple[int, int], str] = {}
    for cited in notice.cited_documents:
        name = cited.number or cited.name
        if name in seen:
            continue
        seen.add(name)
        span = _around(notice.text, cited.start, cited.end)
        previous = next(iter(reversed(by_sentence)), None)
        if previous and span[0] < previous[1]:
            span = (previous[0], max(previous[1], span[1]))
            by_sentence[span] = by_sentence.pop(previous)
        by_sentence.setdefault(span, []).append(cited.name)
        items[span] = cited.item
    lines = [
        Line(text="; ".join(names), proof=(Span(notice_id=notice.id, start=start, end=end, item=items[(start, end)]),))
        for (start, end), names in by_sentence.items()
    ]
    if not lines:
        return None
    draft = list_draft("answer.documents", lines, question, wording)
    return draft.model_copy(
        update={
            "headline": wording.say(question.language, "answer.documents", count=len(seen)),
            "counted": (len(seen),),
        }
    )


def citing(notices: Iterable[Notice], question: Question, wording: Wording) -> Draft | None:
    """The notices that cite a document asked about."""
    lines = []
    for notice in notices:
        spend()
        for document in notice.cited_documents:
            if any(cites(document.name, asked) for asked in question.numbers):
                start, end = _around(notice.text, document.start, document.end)
                proof = Span(notice_id=notice.id, start=start, end=end, item=document.item)
                lines.append(Line(text=label(notice, document.item), proof=(proof,)))
                break
    return list_draft("answer.notices", lines, question, wording) if lines else None


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The citation with the words before it, from a word's beginning, inside its line."""
    left = max(text.rfind("\n", 0, start) + 1, start - 70)
    if left and text[left - 1] not in "\n ":
        left = text.find(" ", left, start) + 1 or start
    return left, end
