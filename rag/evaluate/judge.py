"""What holds of an answer to a judged question."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from corpus.text import collapse
from rag.models import Answer

_LONG = frozenset({"list", "comparison", "task"})  # answers that are naturally long: the headline need not hold all
_NOT_DIRECT = _LONG | {"legal_basis", "followup"}
_OVERLAP = 0.6  # of the shorter quote
_WORDS = 6  # in a row: any notice has "giao Sở …"


class Judgement(NamedTuple):
    """What held of one answer."""

    said: bool
    direct: bool
    sourced: bool
    passed: bool


def judge(one: Mapping[str, Any], answer: Answer) -> Judgement:
    """Whether the answer says what was judged right, at once, and proves it from the right place."""
    if one["kind"] == "unanswerable":
        refused = answer.abstained and not answer.citations
        return Judgement(refused, refused, refused, refused)
    headline, whole = _plain(answer.headline), _plain(f"{answer.headline} {answer.text}")
    groups = [[_plain(wording) for wording in group] for group in one.get("answer_any", ())]
    wrong = any(_plain(wording) in headline for wording in one.get("answer_none", ()))
    said = not wrong and all(any(wording in whole for wording in group) for group in groups)
    direct = not wrong and all(any(wording in headline for wording in group) for group in groups)
    found = [_sourced(source, answer) for source in one.get("sources", ())]
    sourced = bool(found) and (all(found) if one.get("sources_mode") == "all" else any(found))
    passed = said and sourced and (direct or one["kind"] in _NOT_DIRECT) and not answer.abstained
    return Judgement(said, direct, sourced, passed)


def _sourced(source: Mapping[str, str], answer: Answer) -> bool:
    """True where a citation of the right notice shares enough of the judged quote in a row."""
    wanted = collapse(source["quote"])
    quotes = [collapse(citation.quote) for citation in answer.citations if citation.notice_id == source["doc"]]
    return any(_same_place(wanted, quote) for quote in quotes)


def _same_place(wanted: str, quote: str) -> bool:
    """True where both share most of the shorter one, and six words of it or all that is wanted."""
    from difflib import SequenceMatcher

    run = SequenceMatcher(None, wanted, quote, autojunk=False).find_longest_match()
    shared = wanted[run.a : run.a + run.size]
    enough = shared == wanted or len(shared.split()) >= _WORDS
    return enough and run.size >= _OVERLAP * min(len(wanted), len(quote))


def _plain(text: str) -> str:
    return collapse(text).casefold()
