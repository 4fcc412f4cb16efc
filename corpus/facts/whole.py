"""What a notice states as a whole."""

import re
from collections.abc import Iterator, Sequence

from corpus.amendments import change_words
from corpus.facts.attending import attending
from corpus.facts.source import Source, Span, cells_in, number_key
from corpus.models import CitedDocument, Facet, Fact, FactSubject, PrintedDate, SubjectKind
from corpus.names.agencies import body_key, key
from corpus.names.people import held_by
from corpus.patterns import any_of
from corpus.text import fold

_LISTED = re.compile(r"[\s*]*[-–+•]?[\s*]*")
_ARCHIVE = re.compile(r"\W*l[ưu]u\s*:?\s*")
_LONGEST_HEAD = 200  # characters of an issuer over several lines; among more there is a stamp
_CHANGE = 160  # characters before a citation in which the word stands that changes the document


def notice_facts(source: Source) -> Iterator[Fact]:
    """Of the head, the meeting, the closing; what is not printed is no fact."""
    notice, view = source.notice, source.view
    meeting, signature = notice.meeting, notice.signature
    whole = FactSubject(kind=SubjectKind.NOTICE, item="", start=0, end=len(notice.text))
    for facet, one, keyed in (
        (Facet.ISSUED_ON, notice.issued_on, None),
        (Facet.SUBJECT, notice.subject, None),
        (Facet.ARRIVAL, notice.arrival, None),
        (Facet.HELD_ON, meeting.held_on, None),
        (Facet.MEETING_PLACE, meeting.place, None),
        (Facet.CHAIR, meeting.chair, key),
        (Facet.CAPACITY, signature.capacity, None),
        (Facet.SIGNER_TITLE, signature.title, None),
        (Facet.SIGNER, signature.name, key),
        (Facet.AUTHOR, notice.author, key),
    ):
        if one:
            day = one.value.isoformat() if isinstance(one, PrintedDate) else None
            office = held_by(view, one.start, one.end) if facet is Facet.CHAIR else None
            how = source.fact(facet, office, whole).value if office else None
            yield source.fact(facet, (one.start, one.end), whole, keyed(str(one.value)) if keyed else day, how)
    if notice.number:
        digits = (at for at in range(notice.number.start, notice.number.end) if view[at].isdigit())
        yield source.fact(
            Facet.NUMBER, (next(digits, notice.number.start), notice.number.end), whole, number_key(notice.number.value)
        )
    if notice.issuer:
        yield source.fact(Facet.ISSUER, _issuer(source), whole, body_key(notice.issuer.value))
    if notice.province and (place := _province(source, notice.province)):
        yield source.fact(Facet.PROVINCE, place, whole, key(notice.province))
    for facet, lines in ((Facet.ADDRESSEES, notice.addressees), (Facet.RECIPIENTS, notice.recipients)):
        for line in lines:
            marked = _LISTED.match(view, line.start, line.end)
            end = line.start + len(view[line.start : line.end].rstrip(" ;.,*\n"))
            yield source.fact(facet, (marked.end() if marked else line.start, end), whole, body_key(line.value))
    for facet, who in ((Facet.ATTENDEES, meeting.attendees), (Facet.ABSENT, meeting.absent)):
        for came in attending(source, who) if who else ():
            yield source.fact(facet, (came.start, came.end), whole, came.key, came.office)
    if notice.archive:
        opens = _ARCHIVE.match(source.form, notice.archive.start, notice.archive.end)
        yield source.fact(Facet.ARCHIVE, (opens.end() if opens else notice.archive.start, notice.archive.end), whole)
    parts = [one.number for one in _changed(source, notice.amends) if _replaced_in_part(source, one)]
    for facet, numbers in (
        (Facet.REPLACES, (*notice.replaces, *parts)),
        (Facet.CHANGES, (*notice.replaces, *notice.amends)),
    ):
        for document in _changed(source, numbers):
            number = source.find(document.number or "", document.start, document.end)
            end = number[1] if number else document.end  # without its day
            yield source.fact(facet, (document.start, end), whole, number_key(document.number or ""))


def _issuer(source: Source) -> Span:
    """Where the issuer is printed: the cell that names it alone, else all lines, the nation's motto perhaps among them."""
    issuer = source.notice.issuer
    assert issuer is not None
    cells = cells_in(source.view, issuer.start, issuer.end)
    named = (cell for cell in cells if body_key(source.view[slice(*cell)]) == body_key(issuer.value))
    whole = (issuer.start, issuer.end) if issuer.end - issuer.start < _LONGEST_HEAD else cells[0]
    return next(named, whole) if len(cells) > 1 else whole


def _province(source: Source, name: str) -> Span | None:
    """The province in the place of issue, in the issuer's name, else where the text first names it."""
    notice, folded = source.notice, fold(source.view)
    said = re.compile(rf"(?<!\w)(?:{any_of([fold(name)])})(?!\w)")
    places = [(where.start, where.end) for where in (notice.place, notice.issuer) if where]
    found = (said.search(folded, *where) for where in (*places, (0, len(folded))))
    return next((one.span() for one in found if one), None)


def _changed(source: Source, numbers: Sequence[str | None]) -> Iterator[CitedDocument]:
    """Each of these documents once, where a word stands before it that changes it; else where it is first cited."""
    for number in dict.fromkeys(numbers):
        cited = [one for one in source.notice.cited_documents if one.number == number]
        said = (one for one in cited if change_words().search(source.form, max(0, one.start - _CHANGE), one.start))
        yield from [next(said, None) or cited[0]] if cited else []


def _replaced_in_part(source: Source, document: CitedDocument) -> bool:
    """ "thay thế nội dung khoản 2 Thông báo số 12": a part of it is replaced."""
    return "thay thế" in source.form[max(0, document.start - 80) : document.start]
