"""The picture of a page for people to look at: small, in few greys, with places marked in yellow."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.load.scans.cleaned import in_shades

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 1_000, 3_000  # pixels, at most
_GREYS = 16  # steps from black to white; as many again from black to yellow
_STEP = [level // _GREYS for level in range(256)]
_YELLOW = [level % _GREYS + _GREYS for level in range(256)]
_WHITE, _MARKER = (17.0, 17.0, 17.0), (17.0, 15.5, 6.0)  # the colours of one step
_PALETTE = [round(level * share) for colour in (_WHITE, _MARKER) for level in range(_GREYS) for share in colour]


def marked(page: "Image", marks: Sequence[tuple[float, float, float, float]]) -> bytes:
    """A PNG of the page, its `marks` left, top, right and bottom as shares of it; what is dark stays dark under a mark."""
    small = in_shades(page)
    small.thumbnail((WIDTH, HEIGHT))
    steps = small.point(_STEP)
    for left, top, right, bottom in marks:
        first = (int(left * steps.width), int(top * steps.height))
        last = (max(first[0] + 1, round(right * steps.width)), max(first[1] + 1, round(bottom * steps.height)))
        steps.paste(steps.crop((*first, *last)).point(_YELLOW), first)
    steps.putpalette(_PALETTE)
    content = io.BytesIO()
    steps.save(content, "PNG")
    return content.getvalue()
