"""How many a heading says there are: "gồm 11 đề xuất, kiến nghị"; else how many items stand under it."""

from collections.abc import Sequence

from corpus.lexicon import marks
from corpus.models import Facet, Notice, SubjectKind
from corpus.phrases import Word, words
from corpus.text import collapse, fold
from rag.answers.collection.items import under
from rag.answers.collection.page import opening
from rag.answers.collection.room import Room
from rag.draft import About, Draft, Line, Said, Span
from rag.models import AnswerStatus
from rag.shorten import shortened

_NEAR = 4  # words between a figure and what it counts
_PARTS = frozenset(
    ("điểm", "gạch đầu dòng", "mục", "nội dung", "phần")
)  # what stands under a heading, whatever it is called there


def printed(room: Room) -> Draft | None:
    """The figure printed before the noun asked about, in the item named or in the headings of the notice."""
    notice = room.main_notice()
    if notice is None:
        return None
    path, nouns = room.question.item, _nouns(room)
    for item in notice.items:
        meant = item.path == path if path else item.text.rstrip(" *").endswith(":")
        if meant and (draft := _figure(notice, opening(notice, item.start, item.end, item.path), nouns)):
            return draft
    return under([notice], path, room.question, room.wording) if nouns & _PARTS else None


def _figure(notice: Notice, span: Span, nouns: frozenset[str]) -> Draft | None:
    text = notice.text[span.start : span.end]
    sequence = words(fold(text))
    for at, word in enumerate(sequence):
        if not at or not word.form.isdecimal():  # the first one is the item's own number
            continue
        end = max((_noun_end(sequence, at, fold(noun)) for noun in nouns), default=0)
        if end:
            value = collapse(text[word.start : end])
            said = Said(facet=Facet.FIGURE, value=value, key=str(int(word.form)), proof=(span,))
            return Draft(
                status=AnswerStatus.ANSWERED,
                headline=value,
                lines=(Line(text=shortened(text), proof=(span,)),),
                listing=True,
                facets=(said,),
                subjects=(About(kind=SubjectKind.SENTENCE, where=span, text=shortened(text)),),
                total=int(word.form),
            )
    return None


def _noun_end(sequence: Sequence[Word], at: int, noun: str) -> int:
    """Where the noun ends that a figure counts; 0 where it counts another thing."""
    wanted = noun.split()
    for first in range(at + 1, min(at + 1 + _NEAR, len(sequence))):
        if sequence[first].form.isdecimal():
            return 0
        if [word.form for word in sequence[first : first + len(wanted)]] == wanted:
            return sequence[first + len(wanted) - 1].end
    return 0


def _nouns(room: Room) -> frozenset[str]:
    """What is counted, as the notices may call it."""
    spoken = [set(alternative.words) for term in room.question.terms for alternative in term.alternatives]
    every = set().union(*spoken) if room.question.language == "vi" else set()
    return frozenset(
        noun
        for noun in marks("shapes")["item"]["vi"]
        if set(fold(noun).split()) <= every or set(fold(noun).split()) in spoken
    )
