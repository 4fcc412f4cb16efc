"""What is told of a document where it is cited: its number, its day, whose it is, what it is about; and who cites it."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from corpus.dates import first_date
from corpus.facts.source import Source, Span, number_key
from corpus.models import CitedDocument, Facet, Fact, FactSubject, SubjectKind
from corpus.names.agencies import body_key
from corpus.names.mentions import Mention, mentions

_CLAUSE_OF = re.compile(r"(?:(?:khoản|điểm)\s+\w+\s+)*điều\s+\d+\s+$")
_NEAR = 100  # characters before a document in which its article is named
_OF = re.compile(r"\s*,?\s*của\s+")
_LONGEST_NAME = 120  # characters of a body
_JOINED = re.compile(r"\s*(?:,|;|và|cùng|-)?\s*(?:số\s*)?")
_ABOUT = re.compile(r"\s*,?\s*(?:về\s+việc|v/v|về|(?=quy\s+định|ban\s+hành|phê\s+duyệt|hướng\s+dẫn))\s*:?\s*")
_LONGEST_SUBJECT = 300  # characters

Cited = tuple[CitedDocument, Mention | None]


def document_facts(source: Source) -> Iterator[Fact]:
    """Each numbered document once, from the place that tells most of it."""
    told: dict[str, list[Fact]] = {}
    for group in _together(source, source.notice.cited_documents):
        for document, issuer in _with_issuers(group):
            facts = list(_of_document(source, document, issuer)) if document.number else []
            key = number_key(document.number or "")
            if len(facts) > len(told.get(key, ())):
                told[key] = facts
    for facts in told.values():
        yield from facts


def basis_facts(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    """The documents that a sentence cites, each with its article; `how`: of what kind it is.

    The subject of one is the slice with all that are cited together with it.
    """
    for group in _together(source, source.cited_in(*sentence)):
        near = [(max(sentence[0], document.start - _NEAR), document.start) for document, _ in group]
        clauses = [_CLAUSE_OF.search(source.form, *place) for place in near]
        starts = [clause.start() if clause else one.start for (one, _), clause in zip(group, clauses, strict=True)]
        about = subject._replace(start=starts[0], end=group[-1][0].end)
        for (document, _), start in zip(group, starts, strict=True):
            kind, key = document.kind.value if document.kind else None, number_key(document.number or document.name)
            yield source.fact(Facet.BASIS, (start, document.end), about, key, kind)


def _together(source: Source, cited: Sequence[CitedDocument]) -> list[list[Cited]]:
    """The documents that are cited one right after another, each with the body after "của"."""
    groups: list[list[Cited]] = []
    end = 0
    for document, following in zip_longest(cited, cited[1:]):
        if groups and _JOINED.fullmatch(source.form, end, document.start):
            groups[-1].append((document, None))
        else:
            groups.append([(document, None)])
        of = _OF.match(source.form, document.end)
        until = min(of.end() + _LONGEST_NAME, following.start if following else len(source.view)) if of else 0
        body = next(iter(mentions(source.view, of.end(), until)), None) if of else None
        if of and body and body.start == of.end():
            groups[-1][-1] = document, body
        end = (groups[-1][-1][1] or document).end
    return groups


def _with_issuers(group: Sequence[Cited]) -> list[Cited]:
    """The documents, each with the next issuer that is said of one with its symbol: said once, it counts for all before."""
    issuers: dict[str, Mention] = {}
    found: list[Cited] = []
    for document, issuer in reversed(group):
        symbol = number_key(document.number or "").rpartition("/")[2]
        if issuer:
            issuers[symbol] = issuer
        found.append((document, issuers.get(symbol)))
    return found[::-1]


def _of_document(source: Source, document: CitedDocument, issuer: Mention | None) -> Iterator[Fact]:
    about = _subject(source, issuer.end if issuer else document.end)
    end = max(document.end, about[1] if about else 0, issuer.end if issuer else 0)
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


def _subject(source: Source, start: int) -> Span | None:
    """From "về việc" to the end of the clause."""
    about = _ABOUT.match(source.form, start)
    until = source.clause_end(start, about.end(), about.end() + _LONGEST_SUBJECT) if about else None
    return (about.end(), until) if about and until and until > about.end() else None
