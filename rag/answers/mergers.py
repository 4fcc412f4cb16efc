"""The provinces of the notices cited, told in the names of today where a question uses them."""

from collections.abc import Sequence

from corpus.dates import printed
from corpus.models import Notice
from corpus.names.places import JOINED, joined_into, joined_to, kind_and_name
from rag.models import Citation, Question
from rag.wording import Wording


def mergers(question: Question, citations: Sequence[Citation], notices: Sequence[Notice], wording: Wording) -> str:
    """A sentence for each province that was joined to another and is now cited for it, or the other way round; mostly none.

    `notices` are those of the citations; the sentence names the markers, so that each notice is told from the others.
    """
    markers: dict[tuple[str, str], list[str]] = {}
    for one, notice in zip(citations, notices, strict=True):
        for asked in question.provinces:
            issuer = notice.province or ""
            if issuer in joined_into(asked):
                markers.setdefault((issuer, asked), []).append(f"[{one.marker}]")
            elif issuer == joined_to(asked) and asked in joined_into(issuer):
                markers.setdefault((asked, issuer), []).append(f"[{one.marker}]")
    sentences = []
    for (old, new), cited in markers.items():
        of_old = old not in question.provinces
        names = {"old": kind_and_name(old), "new": kind_and_name(new), "date": printed(JOINED)}
        of = names["old" if of_old else "new"]
        said = wording.say(question.language, "answer.joined", **names, markers=", ".join(cited), issuer=of)
        sentences.append(said[:1].upper() + said[1:])
    return "\n".join(sentences)
