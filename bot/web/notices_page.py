"""The page that lists the notices, newest first."""

from collections.abc import Sequence
from datetime import date
from html import escape

from bot.web.api import NoticeSummary
from bot.web.pages import Frame, Markup, page


def notices_page(notices: Sequence[NoticeSummary], frame: Frame) -> str:
    """Every notice with its label, its subject, its date and its issuer; those without a date stand last."""
    newest_first = sorted(notices, key=lambda notice: notice.date or "", reverse=True)
    count = len(notices)
    content = page(
        "notices.html",
        title=frame.say("notices.title"),
        filter=frame.say("notices.filter"),
        hint=frame.say("notices.hint"),
        count=frame.say("notices.count", count=count),
        shown=frame.say("notices.shown", shown="{shown}", count=count),
        none=frame.say("notices.none"),
        notices=Markup("\n".join(_entry(notice, frame) for notice in newest_first)),
    )
    return frame.around(
        content,
        kind="notices",
        title=f"{frame.say('notices.title')} – {frame.say('web.name')}",
        address="/notices",
        styles=("notice.css",),
        scripts=("notices.js",),
    )


def _entry(notice: NoticeSummary, frame: Frame) -> str:
    day = f"{date.fromisoformat(notice.date):%d/%m/%Y}" if notice.date else ""
    facts = " · ".join(fact for fact in (day, notice.issuer) if fact)
    subject = f"<p>{escape(notice.subject)}</p>" if notice.subject and notice.subject not in notice.label else ""
    return (
        f'<li lang="vi"><a href="{escape(notice.url)}?lang={frame.language}">{escape(notice.label)}</a>'
        f'{subject}<p class="hint">{escape(facts)}</p></li>'
    )
