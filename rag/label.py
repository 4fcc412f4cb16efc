"""How a notice is named in a citation, by what it states of itself."""

import re
from urllib.parse import quote

from corpus.dates import printed
from corpus.models import DocumentKind, Notice
from rag.models import Citation

LONGEST_QUOTE = 115  # words of a quote: a sentence or two, never a page


def label(notice: Notice, item: str = "") -> str:
    """ "Thông báo số 46/TB-UBND ngày 07/02/2018 của UBND tỉnh Quảng Nam, mục 1"."""
    whole = _article(notice) if notice.kind is DocumentKind.ARTICLE else _numbered(notice)
    return placed(whole, item)


def placed(whole: str, item: str) -> str:
    """The label of a notice with the item that is cited."""
    return f"{whole}, mục {item}" if item else whole


def citation(notice: Notice, marker: int, start: int, end: int, item: str) -> Citation:
    """The proof that `notice.text[start:end]` stands in the notice; what is longer than a quote may be is cut."""
    end = quote_end(notice.text, start, end)
    return Citation(
        marker=marker,
        notice_id=notice.id,
        label=label(notice, item),
        number=notice.number.value if notice.number else None,
        type=notice.type,
        issuer=notice.issuer.value if notice.issuer else None,
        date=notice.issued_on.value.isoformat() if notice.issued_on else None,
        item=item or None,
        page=notice.page_of(start),
        doubtful=notice.doubtful(start, end),
        quote=notice.text[start:end],
        start=start,
        end=end,
        url=f"/notices/{quote(notice.id)}?quote={start}-{end}",
    )


def quote_end(text: str, start: int, end: int) -> int:
    """The end of a quote of at most `LONGEST_QUOTE` words that begins at `start`."""
    words = list(re.finditer(r"\w+", text[start:end]))
    return start + words[LONGEST_QUOTE - 1].end() if len(words) > LONGEST_QUOTE else end


def _numbered(notice: Notice) -> str:
    kind = notice.type or "Văn bản"
    if notice.number is None:
        meeting = notice.meeting
        held = (
            f"{(meeting.kind.value if meeting.kind else 'họp').lower()} ngày {_as_printed(notice)}"
            if meeting.held_on
            else None
        )
        dated = f"ngày {printed(notice.issued_on.value)}" if notice.issued_on else held
        parts = [f"{kind} (không số)", notice.issuer.value if notice.issuer else None, dated]
        return ", ".join(part for part in parts if part)
    text = f"{kind} số {notice.number.value}"
    if notice.issued_on:
        text += f" ngày {printed(notice.issued_on.value)}"
    return f"{text} của {notice.issuer.value}" if notice.issuer else text


def _as_printed(notice: Notice) -> str:
    """The day of the meeting in the notice's own figures; in those of the rule where only the header is at hand."""
    held = notice.meeting.held_on
    if held is None:
        return ""
    return " ".join(notice.text[held.start : held.end].split()) or printed(held.value)


def _article(notice: Notice) -> str:
    site = notice.issuer.value.replace(" điện tử", "") if notice.issuer else "trang web"
    return f"Bài viết trên {site}: {notice.subject.value}" if notice.subject else f"Bài viết trên {site}"
