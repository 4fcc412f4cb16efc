"""The page that lists the notices, newest first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from bot.web.api import NoticeSummary
from bot.web.pages import Frame, Markup, page


def told_by_file(notices: Sequence[NoticeSummary], copies: Mapping[str, str]) -> frozenset[str]:
    """The ids of those whose label does not tell them apart: without a number, called like another one, or the same document."""
    called = Counter(notice.label for notice in notices)
    alike = (notice.notice_id for notice in notices if notice.number is None or called[notice.label] > 1)
    return frozenset((*alike, *copies, *copies.values()))


def notices_page(
    notices: Sequence[NoticeSummary],
    frame: Frame,
    files: Mapping[str, str] | None = None,
    copies: Mapping[str, str] | None = None,
) -> str:
    """Every notice with its label, its subject, its date and its issuer; those without a date stand last. `files` are the
    names of the files of those that are told by them, `copies` by id the notice that speaks for a copy.
    """
    files, copies = files or {}, copies or {}
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
        notices=Markup("\n".join(_entry(notice, frame, files, copies) for notice in newest_first)),
    )
    return frame.around(
        content,
        kind="notices",
        title=f"{frame.say('notices.title')} – {frame.say('web.name')}",
        address="/notices",
        styles=("notice.css",),
        scripts=("notices.js",),
    )


def _entry(notice: NoticeSummary, frame: Frame, files: Mapping[str, str], copies: Mapping[str, str]) -> str:
    day = f"{date.fromisoformat(notice.date):%d/%m/%Y}" if notice.date else ""
    facts = " · ".join(fact for fact in (day, notice.issuer) if fact)
    subject = f"<p>{escape(notice.subject)}</p>" if notice.subject and notice.subject not in notice.label else ""
    return (
        f'<li lang="vi"><a href="{escape(notice.url)}?lang={frame.language}">{escape(notice.label)}</a>'
        f'{subject}<p class="hint">{escape(facts)}</p>{_file(notice.notice_id, frame, files, copies)}</li>'
    )


def _file(notice_id: str, frame: Frame, files: Mapping[str, str], copies: Mapping[str, str]) -> str:
    """The file of a notice that its label does not tell apart, and of which other one it is a copy."""
    said = [frame.say("notices.file", name=files[notice_id])] if notice_id in files else []
    if original := copies.get(notice_id):
        said.append(frame.say("notices.copy", name=files.get(original, original)))
    return f'<p class="hint" lang="{frame.language}">{escape(" · ".join(said))}</p>' if said else ""
