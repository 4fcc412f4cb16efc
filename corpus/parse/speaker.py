"""The body that speaks in the closing paragraph: "UBND tỉnh thông báo đến các Sở …"."""

import re

from corpus.models import Item, Printed
from corpus.names.mentions import mentions
from corpus.names.places import provinces_in
from corpus.text import fold

_SPEAKS = re.compile(r"\s*(?:xin |kinh |tran trong )?(?:thong bao|yeu cau|de nghi)\b")


def closing_speaker(text: str, closing: Item, province: str | None) -> Printed | None:
    """The body named just before "thông báo", with its province."""
    folded = fold(text)
    for mention in mentions(text, closing.start, closing.end):
        if not _SPEAKS.match(folded, mention.end, closing.end):
            continue
        name = mention.name
        if province and not provinces_in(name) and re.search(r"\b(?:tỉnh|thành phố)$", name):
            name = f"{name} {province}"
        return Printed(value=name, start=mention.start, end=mention.end)
    return None
