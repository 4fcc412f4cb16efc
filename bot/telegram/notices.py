"""The notices as messages: the list, what is known of one, its text, and where a quote stands."""

from collections.abc import Sequence

from bot.show.paging import TELEGRAM_NOTICES, ListPage, list_page
from bot.show.render import PAGE_UNITS, Page, pages_of, parts
from bot.show.text import on_one_line, without_marks
from bot.telegram.room import Room
from corpus.dates import printed
from corpus.models import Notice
from rag.label import label
from rag.models import Citation

_AROUND = 700  # characters of context on each side of a quote
_TITLE = 200


def newest_first(notices: Sequence[Notice]) -> list[Notice]:
    """By date of issue, the undated last."""
    return sorted(
        notices, key=lambda one: (one.issued_on is None, one.issued_on and -one.issued_on.value.toordinal(), one.id)
    )


def notices_page(room: Room, language: str, notices: Sequence[Notice], page: int) -> tuple[Page, ListPage[Notice]]:
    """The message, and the page of the list it shows."""
    ordered = newest_first(notices)
    shown = list_page(ordered, page, TELEGRAM_NOTICES)
    pieces = [("", "b", room.say(language, "list", count=len(ordered)))]
    for number, notice in enumerate(shown.rows, shown.first):
        pieces.append(("\n\n", "", f"{number}. {label(notice)}"))
        if subject := subject_of(notice):
            pieces.append(("\n", "i", subject))
    return pages_of(pieces)[0], shown


def facts_page(room: Room, language: str, notice: Notice) -> Page:
    """What is known of a notice."""
    facts = {
        "notice.number": notice.number.value if notice.number else "",
        "notice.issuer": notice.issuer.value if notice.issuer else "",
        "notice.date": printed(notice.issued_on.value) if notice.issued_on else "",
        "notice.subject": subject_of(notice),
        "notice.signer": notice.signature.name.value if notice.signature.name else "",
    }
    pieces = [("", "b", label(notice))]
    if notice.scanned:
        pieces.append(("\n\n", "i", room.assistant.wording.say(language, "notice.scanned")))
    first = len(pieces)
    for key, value in facts.items():
        if value:
            pieces.append(
                ("\n\n" if len(pieces) == first else "\n", "", f"{room.assistant.wording.say(language, key)}: {value}")
            )
    return pages_of(pieces)[0]


def text_pages(notice: Notice) -> tuple[Page, ...]:
    """The whole text; at least one page."""
    return tuple(pages_of([("", "", part)])[0] for part in parts(without_marks(notice.text), PAGE_UNITS)) or (
        facts_only(notice),
    )


def facts_only(notice: Notice) -> Page:
    """A notice without text is named."""
    return pages_of([("", "b", label(notice))])[0]


def source_page(notice: Notice, citation: Citation, doubt: str) -> Page:
    """The quote where it stands: what comes before and after it, the quote in bold; `doubt` are the words for a doubtful one."""
    before = without_marks(notice.text[max(0, citation.start - _AROUND) : citation.start])
    after = without_marks(notice.text[citation.end : citation.end + _AROUND])
    if citation.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if citation.end + _AROUND < len(notice.text):
        after = after.rpartition(" ")[0] + " …"
    pieces = [
        ("", "i", on_one_line(citation.label) + (f" ({doubt})" if citation.doubtful else "")),
        ("\n\n", "", before),
        ("\n" if before.endswith("\n") else " ", "b", on_one_line(citation.quote)),
        ("\n" if after.startswith("\n") else " ", "", after),
    ]
    return pages_of(pieces)[0]


def subject_of(notice: Notice) -> str:
    """The subject, cut to what a list has room for."""
    subject = on_one_line(notice.subject.value) if notice.subject else ""
    return subject if len(subject) <= _TITLE else f"{subject[: _TITLE - 1].rstrip()}…"
