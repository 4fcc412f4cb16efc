"""Text -> Notice: header, meeting, outline, closing, cited documents, directives, facts."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.amendments import amendments
from corpus.citations import cited_documents
from corpus.directives import directives
from corpus.directives.clauses import bodies_of
from corpus.directives.notice_text import NoticeText
from corpus.facts import facts_of
from corpus.layout.furniture import without_page_furniture
from corpus.layout.legible import legible
from corpus.layout.paragraphs import Paragraph, flowing, paragraphs
from corpus.layout.portal import begins, without_page
from corpus.layout.printed_page import printed_page
from corpus.layout.tables import tables_in
from corpus.models import DocumentKind, Item, Notice, Printed
from corpus.names.agencies import full_name, is_central
from corpus.names.mentions import mentions
from corpus.names.people import names_in
from corpus.names.places import provinces_in
from corpus.parse.closing import Closing, read_closing
from corpus.parse.header import Header, place_and_date, read_header
from corpus.parse.meeting import read_meeting
from corpus.parse.outline import appendix_items, outline
from corpus.parse.speaker import closing_speaker, signed_for
from corpus.parse.stated import date_of, kind_told, stated
from corpus.secrecy import secrecy
from corpus.text import nfc

_THE_MAN = re.compile(r"(?<!phố )(?<!TP\. )(?<!TP )(?<!TP\.)Hồ Chí Minh")  # Đoàn TNCS Hồ Chí Minh names no city
_OVER_THE_FOOT = 2  # paragraphs in which place and date may stand over the signature


def parse(notice_id: str, text: str) -> Notice:
    """What a document says. `text` becomes the stored text in NFC; every offset refers to it."""
    text = nfc(text)
    page = printed_page(text)
    view = without_page_furniture(legible(without_page(page, begins(page))))
    parts = paragraphs(view)
    header = read_header(view, parts)
    closing = read_closing(view, parts, header.body)
    header, closing = _completed(view, page, parts, header, closing)
    body = parts[header.body : closing.begins]
    tables = tables_in(view, body[0].start, body[-1].end) if body else []
    appended = parts[closing.ends :]
    appendix = tables_in(view, appended[0].start, len(view)) if appended else []
    view, parts = flowing(view, parts, [(table.start, table.end) for table in (*tables, *appendix)])
    body, appended = parts[header.body : closing.begins], parts[closing.ends :]
    items = (*outline(view, body, tables), *appendix_items(view, appended, appendix))
    items = tuple(item.model_copy(update={"text": text[item.start : item.end]}) for item in items)
    province = _province(view, header)
    cited = tuple(cited_documents(view, items))
    changed = amendments(view, cited, header.number.value if header.number else None)
    notice = Notice(
        id=notice_id,
        text=text,
        kind=header.kind,
        called=header.called,
        number=header.number,
        issuer=header.issuer or _speaker(view, items, closing, province),
        province=province,
        place=header.place,
        issued_on=header.issued_on,
        subject=header.subject,
        secrecy=secrecy(text),
        arrival=header.arrival,
        meeting=read_meeting(view, items),
        signature=closing.signature,
        author=closing.author,
        addressees=header.addressees,
        recipients=closing.recipients,
        archive=closing.archive,
        items=items,
        cited_documents=cited,
        amends=changed.amends,
        replaces=changed.replaces,
    )
    sent_to = tuple(name for one in header.addressees for name in _names(one.value))
    bodies = bodies_of(view, items)
    source = NoticeText(text, view, notice.dated, (*changed.amends, *changed.replaces), sent_to, bodies)
    rows = [row for table in (*tables, *appendix) for row in table.rows]
    notice = notice.model_copy(update={"directives": tuple(directives(source, items, rows))})
    return notice.model_copy(update={"facts": facts_of(notice, view, bodies)})


def _completed(
    text: str, page: str, parts: Sequence[Paragraph], header: Header, closing: Closing
) -> tuple[Header, Closing]:
    """Head and foot with what the `page` of a portal states of the document, where they do not state it themselves."""
    if header.number and header.issuer and header.issued_on and closing.signature.name:
        return header, closing
    told = stated(page)
    foot = parts[max(header.body, closing.begins - _OVER_THE_FOOT) : closing.ends]
    place, dated = place_and_date(text, foot) if header.issued_on is None else (None, None)
    bare = not (header.number or header.issued_on)
    header = header._replace(
        kind=header.kind
        if header.kind and not (bare and header.kind is DocumentKind.ARTICLE)
        else kind_told(told) or header.kind,
        number=header.number or told.get("number"),
        issuer=told["issuer"] if bare and "issuer" in told else header.issuer or told.get("issuer"),
        issued_on=header.issued_on or date_of(told.get("date"), text) or dated,
        place=header.place or place,
        subject=header.subject or told.get("subject"),
    )
    if (signer := told.get("signer")) and closing.signature.name is None:
        names = names_in(text, signer.start, signer.end)
        closing = closing._replace(signature=closing.signature.model_copy(update={"name": names[0] if names else None}))
    return header, closing


def _province(text: str, header: Header) -> str | None:
    """The province of the issuer or of the place; else the one the text names most. A central body has none."""
    if header.issuer and is_central(header.issuer.value):
        return None
    for fact in (header.issuer, header.place):
        if fact and (named := provinces_in(text[fact.start : fact.end]) or provinces_in(fact.value)):
            return named[0]
    whole = Counter(provinces_in(_THE_MAN.sub(" ", text)))
    best = whole.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _names(addressee: str) -> Iterator[str]:
    """The bodies that an addressee's line names; the line itself where it names none that is known."""
    named = [mention.name for mention in mentions(addressee)]
    yield from named or ([full_name(addressee)] if addressee else [])


def _speaker(text: str, items: Sequence[Item], closing: Closing, province: str | None) -> Printed | None:
    """Who issued a document without a letterhead, by its last words or its signature."""
    last = next((item for item in reversed(items) if not item.path), None)
    capacity = closing.signature.capacity
    speaks = closing_speaker(text, last, province) if last else None
    return speaks or (signed_for(text, capacity, province) if capacity else None)
