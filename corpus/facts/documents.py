"""What is told of a document where it is cited: its number, its day, whose it is, what it is about."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from corpus.dates import first_date
from corpus.facts.source import Source, Span, number_key
from corpus.models import CitedDocument, Facet, Fact, FactSubject, SubjectKind
from corpus.names.agencies import body_key, full_name
from corpus.names.mentions import Mention
from corpus.patterns import cue, whole
from corpus.text import fold

_CLAUSE_OF = re.compile(r"(?:(?:khoản|điểm)\s+\w+\s+)*điều\s+\d+\s+$")
_OF = re.compile(r"\s*,?\s*của\s+")
_LONGEST_NAME = 120  # characters of a body
_OTHER_DOCUMENT = re.compile(
    r"\s+và\s+(?:quyết\s+định|công\s+văn|thông\s+báo|kế\s+hoạch|nghị|thông\s+tư|chỉ\s+thị)(?!\w)"
)
_JOINED = re.compile(r"\s*(?:,|;|và|cùng|-)?\s*(?:số\s*)?")
_ABOUT = re.compile(r"\s*,?\s*(?:về\s+việc|v/v|về|(?=quy\s+định|ban\s+hành|phê\s+duyệt|hướng\s+dẫn))\s*:?\s*")
_SUBJECT_ENDS = re.compile(r"[.;)\n]|,\s+(?=\w)")
_LONGEST_SUBJECT = 300  # characters


def document_facts(source: Source) -> Iterator[Fact]:
    """Each numbered document once, from the place that tells most of it."""
    told: dict[str, list[Fact]] = {}
    cited = source.notice.cited_documents
    issuers = _issuers(source, cited)
    for document, issuer in zip(cited, issuers, strict=True):
        if document.number:
            facts = list(_of_document(source, document, issuer))
            key = number_key(document.number)
            if len(facts) > len(told.get(key, ())):
                told[key] = facts
    for facts in told.values():
        yield from facts


def basis_facts(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    """The documents that a sentence cites, each with its article; `how`: of what kind it is.

    The subject of one is the slice with all that are cited together with it.
    """
    groups: list[list[CitedDocument]] = []
    for document in source.cited_in(*sentence):
        issuer = _issuer(source, groups[-1][-1]) if groups else None
        if groups and _JOINED.fullmatch(source.form, issuer.end if issuer else groups[-1][-1].end, document.start):
            groups[-1].append(document)
        else:
            groups.append([document])
    for group in groups:
        clauses = [_CLAUSE_OF.search(source.form, sentence[0], document.start) for document in group]
        starts = [clause.start() if clause else one.start for one, clause in zip(group, clauses, strict=True)]
        about = subject.model_copy(update={"start": starts[0], "end": group[-1].end})
        for document, start in zip(group, starts, strict=True):
            kind, key = document.kind.value if document.kind else None, number_key(document.number or document.name)
            yield source.fact(Facet.BASIS, (start, document.end), about, key, kind)


def _of_document(source: Source, document: CitedDocument, issuer: Mention | None) -> Iterator[Fact]:
    about = _subject(source, issuer.end if issuer else document.end)
    end = max([document.end, *(part[1] for part in (about, issuer and (issuer.start, issuer.end)) if part)])
    subject = FactSubject(kind=SubjectKind.DOCUMENT, item=document.item, start=document.start, end=end)
    number = document.number or ""
    if printed := source.find(number, document.start, document.end):
        yield source.fact(Facet.NUMBER, printed, subject, number_key(number))
    if document.date and (day := first_date(source.view, document.start, document.end)):
        yield source.fact(Facet.ISSUED_ON, (day.start, day.end), subject, day.value.isoformat())
    if issuer:
        yield source.fact(Facet.ISSUER, (issuer.start, issuer.end), subject, body_key(issuer.name))
    if about:
        yield source.fact(Facet.SUBJECT, about, subject)


def _issuers(source: Source, cited: Sequence[CitedDocument]) -> list[Mention | None]:
    """Whose each document is: the body after "của", which counts for all that are cited together before it."""
    found: list[Mention | None] = []
    for document, following in reversed(list(zip_longest(cited, cited[1:]))):
        issuer = _issuer(source, document) if document else None
        together = following and _JOINED.fullmatch(source.form, document.end, following.start)
        found.append(issuer or (found[-1] if together and _of_one_kind(document, following) else None))
    return found[::-1]


def _of_one_kind(document: CitedDocument | None, other: CitedDocument) -> bool:
    return document is not None and _symbol(document) == _symbol(other)


def _symbol(document: CitedDocument) -> str:
    return fold((document.number or "").rpartition("/")[2])


def _issuer(source: Source, document: CitedDocument) -> Mention | None:
    if (of := _OF.match(source.form, document.end)) is None:
        return None
    following = source.bodies_in(of.end(), of.end() + _LONGEST_NAME)
    body = next((body for body in following if body.start == of.end()), None)
    if body and (joint := _OTHER_DOCUMENT.search(source.form, body.start, body.end)):
        return Mention(body.start, joint.start(), full_name(source.view[body.start : joint.start()]))
    return body


def _subject(source: Source, start: int) -> Span | None:
    """From "về việc" to the end of the clause: a mark, what it is for, another part of the sentence."""
    about = _ABOUT.match(source.form, start)
    if about is None:
        return None
    end = min(len(source.form), about.end() + _LONGEST_SUBJECT)
    for mark in _SUBJECT_ENDS.finditer(source.form, about.end(), end):
        goes_on = mark[0].startswith(",") and not _other_part(source, mark.end())
        if goes_on or (mark[0] == "\n" and source.form[mark.end() : mark.end() + 1].strip()):
            continue
        return (about.end(), mark.start()) if mark.start() > about.end() else None
    return (about.end(), end) if end == len(source.form) else None


def _other_part(source: Source, at: int) -> bool:
    """True where a purpose, a giving of work or another document follows a comma."""
    return any(pattern.match(source.form, at) for pattern in (whole("aims"), cue("assign"), cue("coordinate"))) or any(
        document.start == at for document in source.notice.cited_documents
    )
