"""What a body of an older notice is called today: from the list of agencies, not from the notice, and said to be so."""

from collections.abc import Sequence

from corpus.dates import printed
from corpus.models import Notice
from corpus.names.agencies import agency_named
from corpus.names.mentions import mentions
from rag.wording import Wording

_MOST = 2


def successors(headline: str, notices: Sequence[Notice], language: str, wording: Wording) -> str:
    """A sentence for each body of the headline that another has taken over since the notices were issued; or nothing."""
    found: dict[str, str] = {}
    oldest = min((notice.dated for notice in notices if notice.dated), default=None)
    for mention in mentions(headline):
        agency = agency_named(mention.name)
        if agency is None or agency.successor is None or agency.name in found:
            continue
        since = agency.successor.since
        if since and oldest and oldest >= since:
            continue
        new = agency.successor.name
        named = agency_named(new) if language == "en" else None
        shown = f"{new} ({named.en})" if named else new
        key = "answer.successor" if since else "answer.successor_undated"
        found[agency.name] = wording.say(
            language, key, old=agency.name, new=shown, date=printed(since) if since else ""
        )
    return " ".join(list(found.values())[:_MOST])
