"""A parsed notice as the contract shows it: the one projection from `Notice` to JSON."""

from collections.abc import Sequence
from typing import Any

from corpus.models import CitedDocument, Notice, Printed, PrintedDate


def parsed_notice(notice: Notice, copies: Sequence[str] = ()) -> dict[str, Any]:
    """What was understood, with strings and ISO dates; what the text does not say is None or empty.

    `copies`: the notices of an index that are the same document.
    """
    return {
        "notice_id": notice.id,
        "number": _value(notice.number),
        "type": notice.type,
        "issuer": _value(notice.issuer),
        "province": notice.province,
        "place": _value(notice.place),
        "date": _iso(notice.issued_on),
        "subject": _value(notice.subject),
        "signer": {"name": _value(notice.signature.name), "title": _value(notice.signature.title)},
        "recipients": [recipient.value for recipient in notice.recipients],
        "items": [
            {"path": item.path, "text": item.text, "start": item.start, "end": item.end}
            for item in notice.items
            if item.path
        ],
        "cited_documents": _cited(notice.cited_documents),
        "amends": list(notice.amends),
        "replaces": list(notice.replaces),
        "directives": [directive.model_dump(mode="json") for directive in notice.directives],
        "secrecy": notice.secrecy,
        "copies": list(copies),
        "pages": len(notice.page_starts) or None,
        "repaired": list(notice.repaired),
        "facts": [{**fact._asdict(), "subject": fact.subject._asdict()} for fact in notice.facts],
    }


def _value(fact: Printed | None) -> str | None:
    return fact.value if fact else None


def _iso(fact: PrintedDate | None) -> str | None:
    return fact.value.isoformat() if fact else None


def _cited(documents: tuple[CitedDocument, ...]) -> list[dict[str, str | None]]:
    """Each numbered document once, with its date where any of its mentions gives one."""
    dated = {document.number for document in documents if document.date}
    seen = {}
    for document in documents:
        if document.number and (document.date or document.number not in dated):
            iso = document.date.isoformat() if document.date else None
            seen[document.number, iso] = {"number": document.number, "date": iso}
    return list(seen.values())
