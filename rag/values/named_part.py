"""Who is called investor, consultant, contractor: only a clause that says it of a body tells who that is."""

import re
from functools import cache

from corpus.lexicon import questions
from corpus.names.agencies import body_key
from corpus.names.mentions import mentions
from corpus.patterns import any_of
from corpus.text import canonical
from rag.models import Hit
from rag.values.filled import Filled

_FROM_BODY = re.compile(r"[\s,(]*(?:(?:được giao|có vai trò|giữ vai trò|sẽ|là|làm|với tư cách|với vai trò)\s*)*")
_TO_BODY = re.compile(r"\s*(?:[:(–-]|(?:là|do|gồm)(?!\w))\s*(?:do\s+)?")
_NAME = re.compile(r"\s*(?::|(?:là|do)\s)\s*(?=[A-ZĐ])")
_ACTS_AS = re.compile(r"(?<!\w)làm\s+$")


def named(part: str, hit: Hit) -> Filled | None:
    """Who the clause says has the part; None where it says it of nobody."""
    passage, row = hit.passage, hit.row
    text, form = passage.text, canonical(passage.text)
    bodies = mentions(text)
    given = (row.lead or row.assigned) if row else ()
    for said in _said(part).finditer(form):
        others = [one for one in bodies if one.end <= said.start() or one.start >= said.end()]
        before = next((one for one in reversed(others) if one.end <= said.start()), None)
        after = next((one for one in others if one.start >= said.end()), None)
        value: tuple[str, ...] | None = None
        if before and _FROM_BODY.fullmatch(form, before.end, said.start()):
            value = given if body_key(before.name) in map(body_key, given) else (before.name,)
        elif after and _TO_BODY.fullmatch(form, said.end(), after.start):
            value = (after.name,)
        elif _NAME.match(text, said.end()):
            value = ()
        elif given and _ACTS_AS.search(form, 0, said.start()):
            value = given
        if value is not None:
            return Filled(values=value, role="lead", start=passage.start, end=passage.end)
    return None


def named_by(part: str) -> list[str]:
    """The words by which a notice names a part."""
    listed: list[str] = questions()["named_parts"][part]["vi"]
    return listed


@cache
def _said(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(named_by(part))})(?!\w)")
