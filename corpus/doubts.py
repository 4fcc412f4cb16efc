"""Which fields of a head are doubtful: another field contradicts them, or no grammar of names reads them as a whole."""

from collections.abc import Iterator

from corpus.lexicon import kinds
from corpus.models import DocumentKind, Notice
from corpus.names.mentions import mentions
from corpus.names.places import land_of, provinces_in
from corpus.text import fold

_FIRST_YEAR = 1990
_LONGEST_SUBJECT = 400  # characters


def doubtful(notice: Notice) -> Iterator[str]:
    """The names of the doubtful fields, in the order of a head."""
    symbol = _symbol(notice)
    if symbol and notice.kind and symbol != notice.kind:
        yield "type"
    if notice.issuer and notice.kind is not DocumentKind.ARTICLE and not _is_whole(notice.issuer.value):
        yield "issuer"
    place = provinces_in(notice.place.value) if notice.place else []
    if notice.province and place and not land_of(notice.province).intersection(place):
        yield "province"
    if _too_early(notice):
        yield "date"
    if notice.subject and len(notice.subject.value) > _LONGEST_SUBJECT:
        yield "subject"


def _symbol(notice: Notice) -> DocumentKind | None:
    """The kind that the number says: 46/TB-UBND."""
    parts = fold(notice.number.value).split("/")[1:] if notice.number else []
    short = next((part.split("-")[0] for part in parts if not part.isdigit()), "")
    return next((entry.kind for entry in kinds() if entry.symbol == short), None)


def _is_whole(name: str) -> bool:
    """True where bodies, one part of the other, are named from end to end."""
    at = 0
    for body in mentions(name):
        if name[at : body.start].strip(" ,-"):
            return False
        at = body.end
    return at > 0 and not name[at:].strip(" ,-")


def _too_early(notice: Notice) -> bool:
    """True for a day before such notices were written, or before the meeting that the notice tells of."""
    issued, held = notice.issued_on, notice.meeting.held_on
    return issued is not None and (issued.value.year < _FIRST_YEAR or (held is not None and held.value > issued.value))
