"""What a notice states as a whole."""

import re
from collections.abc import Iterator, Sequence

from corpus.amendments import change_words
from corpus.facts.attending import attending
from corpus.facts.source import Source, number_key
from corpus.models import CitedDocument, Facet, Fact, FactSubject, Printed, PrintedDate, SubjectKind
from corpus.names.agencies import body_key, key
from corpus.names.people import office_before
from corpus.patterns import any_of
from corpus.text import fold

_SERIAL = re.compile(r"\d")
_LISTED = re.compile(r"[\s*]*[-–+•]?[\s*]*")
_ARCHIVE = re.compile(r"\W*luu\s*:?\s*")
_LIST_ENDS = " ;.,*"
_CELL = re.compile(r"[^\s|](?:[^\n\t|]*?[^\s|])??(?=\s*(?:[\n\t|]|\s{3,}|\Z))")
_LONGEST_HEAD = 200  # characters of an issuer over several lines; among more there is a stamp
_CHANGE = 160  # characters before a citation in which the word stands that changes the document


def notice_facts(source: Source) -> Iterator[Fact]:
    """Of the head, the meeting, the closing; what is not printed is no fact."""
    notice = source.notice
    whole = FactSubject(kind=SubjectKind.NOTICE, item="", start=0, end=len(notice.text))
    meeting, signature = notice.meeting, notice.signature

    def fact(facet: Facet, start: int, end: int, key: str | None = None, how: str | None = None) -> Fact:
        return source.fact(facet, (start, end), whole, key, how)

    def dated(facet: Facet, day: PrintedDate | None) -> Iterator[Fact]:
        if day:
            yield fact(facet, day.start, day.end, day.value.isoformat())

    def printed(facet: Facet, one: Printed | None) -> Iterator[Fact]:
        if one:
            yield fact(facet, one.start, one.end)

    def listed(facet: Facet, lines: Sequence[Printed]) -> Iterator[Fact]:
        for line in lines:
            start = _LISTED.match(notice.text, line.start, line.end).end()  # type: ignore[union-attr]  # it matches nothing, too
            end = line.start + len(notice.text[line.start : line.end].rstrip(_LIST_ENDS + "\n"))
            yield fact(facet, start, end, body_key(line.value))

    if notice.number:
        digit = _SERIAL.search(notice.text, notice.number.start)
        start = digit.start() if digit else notice.number.start
        yield fact(Facet.NUMBER, start, notice.number.end, number_key(notice.number.value))
    yield from dated(Facet.ISSUED_ON, notice.issued_on)
    if place := _issuer(source):
        yield fact(Facet.ISSUER, *place, body_key(notice.issuer.value if notice.issuer else ""))
    if place := _province(source):
        yield fact(Facet.PROVINCE, *place, key(notice.province or ""))
    yield from printed(Facet.SUBJECT, notice.subject)
    yield from printed(Facet.ARRIVAL, notice.arrival)
    yield from listed(Facet.ADDRESSEES, notice.addressees)
    yield from dated(Facet.HELD_ON, meeting.held_on)
    yield from printed(Facet.MEETING_PLACE, meeting.place)
    if meeting.chair:
        office = office_before(source.view, meeting.chair.start)
        how = source.fact(Facet.CHAIR, office, whole).value if office else None
        yield fact(Facet.CHAIR, meeting.chair.start, meeting.chair.end, key(meeting.chair.value), how)
    for facet, who in ((Facet.ATTENDEES, meeting.attendees), (Facet.ABSENT, meeting.absent)):
        for one in attending(source, who) if who else ():
            yield fact(facet, one.start, one.end, one.key, one.office)
    yield from printed(Facet.CAPACITY, signature.capacity)
    yield from printed(Facet.SIGNER_TITLE, signature.title)
    if signature.name:
        yield fact(Facet.SIGNER, signature.name.start, signature.name.end, key(signature.name.value))
    if notice.author:
        yield fact(Facet.AUTHOR, notice.author.start, notice.author.end, key(notice.author.value))
    yield from listed(Facet.RECIPIENTS, notice.recipients)
    if notice.archive:
        opens = _ARCHIVE.match(fold(notice.text), notice.archive.start, notice.archive.end)
        yield fact(Facet.ARCHIVE, opens.end() if opens else notice.archive.start, notice.archive.end)
    parts = [one.number for one in _changed(source, notice.amends) if _replaced_in_part(source, one)]
    for facet, numbers in (
        (Facet.REPLACES, (*notice.replaces, *parts)),
        (Facet.CHANGES, (*notice.replaces, *notice.amends)),
    ):
        for document in _changed(source, numbers):
            number = source.find(document.number or "", document.start, document.end)
            end = number[1] if number else document.end  # without its day
            yield fact(facet, document.start, end, number_key(document.number or ""))


def _issuer(source: Source) -> tuple[int, int] | None:
    """Where the issuer is printed: the cell that names it alone, else all lines, the nation's motto perhaps among them."""
    issuer = source.notice.issuer
    if issuer is None:
        return None
    cells = [cell.span() for cell in _CELL.finditer(source.view, issuer.start, issuer.end)]
    named = (cell for cell in cells if body_key(source.view[slice(*cell)]) == body_key(issuer.value))
    whole = (issuer.start, issuer.end) if issuer.end - issuer.start < _LONGEST_HEAD else cells[0]
    return next(named, whole) if len(cells) > 1 else whole


def _province(source: Source) -> tuple[int, int] | None:
    """The province in the place of issue, in the issuer's name, else where the text first names it."""
    notice = source.notice
    if notice.province is None:
        return None
    name = re.compile(rf"(?<!\w)(?:{any_of([fold(notice.province)])})(?!\w)")
    folded = fold(source.view)
    for where in (notice.place, notice.issuer):
        if where and (found := name.search(folded, where.start, where.end)):
            return found.span()
    found = name.search(folded)
    return found.span() if found else None


def _changed(source: Source, numbers: Sequence[str | None]) -> Iterator[CitedDocument]:
    """Each of these documents once, where a word stands before it that changes it; else where it is first cited."""
    for number in dict.fromkeys(numbers):
        cited = [one for one in source.notice.cited_documents if one.number == number]
        said = (one for one in cited if change_words().search(source.form, max(0, one.start - _CHANGE), one.start))
        yield from [next(said, None) or cited[0]] if cited else []


def _replaced_in_part(source: Source, document: CitedDocument) -> bool:
    """ "thay thế nội dung khoản 2 Thông báo số 12": a part of it is replaced."""
    return "thay thế" in source.form[max(0, document.start - 80) : document.start]
