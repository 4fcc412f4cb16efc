"""The body that speaks in the closing paragraph ("UBND tỉnh thông báo đến các Sở …") or on whose behalf somebody signs."""

import re

from corpus.models import Item, Printed
from corpus.names.mentions import Mention, mentions
from corpus.names.places import provinces_in
from corpus.text import fold

_SPEAKS = re.compile(r"\s*(?:xin |kinh |tran trong )?(?:thong bao|yeu cau|de nghi)\b")
_ON_BEHALF = re.compile(r"\W*(?:TM|T/M)\b[^\n]*")


def closing_speaker(text: str, closing: Item, province: str | None) -> Printed | None:
    """The body named just before "thông báo", with its province."""
    folded = fold(text)
    for mention in mentions(text, closing.start, closing.end):
        if _SPEAKS.match(folded, mention.end, closing.end):
            return _printed(mention, province)
    return None


def signed_for(text: str, capacity: Printed, province: str | None) -> Printed | None:
    """The body of TM. ỦY BAN NHÂN DÂN TỈNH, with its province; None for a bare TM. ỦY BAN NHÂN DÂN."""
    line = _ON_BEHALF.match(text, capacity.start, capacity.end)
    named = mentions(text, *line.span()) if line else []
    return _printed(named[0], province) if named and " " in named[0].name else None


def _printed(mention: Mention, province: str | None) -> Printed:
    name = mention.name
    if province and not provinces_in(name) and re.search(r"\b(?:tỉnh|thành phố)$", name):
        name = f"{name} {province}"
    return Printed(value=name, start=mention.start, end=mention.end)
