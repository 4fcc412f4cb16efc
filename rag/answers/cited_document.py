"""Who issued a document, and when: one that notices only cite as one of them prints it, a notice by its header."""

import re

from corpus.lexicon import of_notice
from corpus.models import CitedDocument, Notice
from corpus.names.mentions import mentions
from corpus.text import collapse, fold
from rag.allowance import spend
from rag.draft import Draft, Line, Span
from rag.index import Index
from rag.models import AnswerStatus, Question
from rag.question.cues import flag, of_matter
from rag.search.scope import Scope, cites
from rag.shorten import HEADLINE, shortened

_REACH = 90  # characters from a document to the body it is from
_OF = 6  # characters of "của" and its spaces


def of_cited(index: Index, question: Question, scope: Scope) -> Draft | None:
    """The document as it is printed with its day and its issuer; None where anything else is asked."""
    numbers = [asked for asked in question.numbers if asked not in scope.own_numbers]
    if len(numbers) > 1 or len(of_matter(question.terms)) > 1 or not flag("asks_of_document", fold(question.text)):
        return None
    if not numbers:
        return _own(index, question, scope)
    for notice_id in scope.ids if scope.ids is not None else index.ids():
        spend()
        notice = index.notice(notice_id)
        for document in notice.cited_documents:
            if cites(document.name, numbers[0]) and (document.date or _issuer_end(notice, document)):
                return _draft(notice, document)
    return None


def _own(index: Index, question: Question, scope: Scope) -> Draft | None:
    """The issuer of a notice that is named by its number, where no other fact of its header is asked."""
    issuer = index.notice(scope.ids[0]).issuer if scope.ids and len(scope.ids) == 1 and scope.own_numbers else None
    if issuer is None or scope.ids is None or of_notice(question.facet):
        return None
    proof = Span(notice_id=scope.ids[0], start=issuer.start, end=issuer.end)
    return Draft(status=AnswerStatus.ANSWERED, headline=issuer.value, lines=(Line(text=issuer.value, proof=(proof,)),))


def _draft(notice: Notice, document: CitedDocument) -> Draft:
    end = _issuer_end(notice, document) or document.end
    proof = Span(notice_id=notice.id, start=document.start, end=end, item=document.item)
    printed = collapse(notice.text[document.start : end])
    line = Line(text=shortened(printed), proof=(proof,))
    return Draft(status=AnswerStatus.ANSWERED, headline=shortened(printed, HEADLINE - 1), lines=(line,))


_ABOUT = re.compile(r"(?:của [^,;.]{3,70}?)?\s*(?:,\s*)?(?:về việc|về|ban hành|phê duyệt)\s+", re.I)


def issuer_of(notice: Notice, document: CitedDocument) -> tuple[str, int]:
    """The body that a document is "của" and where its name ends; nothing where none follows."""
    end = _issuer_end(notice, document)
    first = next(iter(mentions(notice.text, document.end, end)), None) if end else None
    return (first.name, end) if first else ("", document.end)


def subject_of(notice: Notice, document: CitedDocument) -> tuple[str, int]:
    """What a document is about as it is printed after it, to the end of the clause."""
    found = _ABOUT.match(notice.text, document.end) or _ABOUT.match(
        notice.text, min(document.end + 1, len(notice.text))
    )
    if found is None:
        return "", document.end
    stop = re.compile(r"[;\n]|\.(?:\s|$)").search(notice.text, found.end())
    end = stop.start() if stop else len(notice.text)
    return collapse(notice.text[found.end() : end]), end


def _issuer_end(notice: Notice, document: CitedDocument) -> int:
    """Where the name of the body ends that the document is "của"; 0 where none follows it."""
    following = mentions(notice.text, document.end, min(len(notice.text), document.end + _REACH))
    between = fold(notice.text[document.end : document.end + _OF])
    first = next(iter(following), None)
    return (
        first.end if first and " cua" in between.replace("\n", " ") and first.start - document.end < _REACH // 3 else 0
    )
