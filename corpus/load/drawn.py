"""A page of a PDF or a picture, drawn in grey for people to look at, with places marked in yellow."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import LoadError
from corpus.load import shown
from corpus.load.original import original
from corpus.load.pdf import drawn_page, is_pdf
from corpus.load.scans.picture import Pictures, is_picture

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[float, float, float, float]  # left, top, right, bottom as shares of the page from its upper left corner

WIDTH, HEIGHT = 1_000, 3_000  # pixels, at most
_GREYS = 16  # steps from black to white; as many again from black to yellow
_STEP = [level // _GREYS for level in range(256)]
_YELLOW = [level % _GREYS + _GREYS for level in range(256)]
_WHITE, _MARKER = (17.0, 17.0, 17.0), (17.0, 15.5, 6.0)  # the colours of one step
_PALETTE = [round(level * share) for colour in (_WHITE, _MARKER) for level in range(_GREYS) for share in colour]


def drawn(path: Path, digest: str, number: int, marks: Sequence[Box]) -> bytes:
    """Page `number`, from 1, of the file that was read with this SHA-256, as a PNG.

    Raises LoadError, and FileGone or FileChanged where it is not that file any more.
    """
    name = shown(path)
    data = b"".join(original(path, digest).pieces())
    if is_pdf(data):
        page = drawn_page(name, data, number - 1, WIDTH, HEIGHT)
    elif is_picture(data):
        page = Pictures(name, data).page(number - 1)
    else:
        raise LoadError(f"{name}: it has no pages; look at its text.")
    return _png(_marked(_small_and_grey(page), marks))


def _small_and_grey(page: "Image") -> "Image":
    from corpus.load.scans.cleaned import in_shades  # numpy is loaded where a page is drawn

    small = in_shades(page)
    small.thumbnail((WIDTH, HEIGHT))
    return small


def _marked(page: "Image", marks: Sequence[Box]) -> "Image":
    """The page in few colours; what is dark stays dark under a mark."""
    steps = page.point(_STEP)
    for left, top, right, bottom in marks:
        first = (int(left * page.width), int(top * page.height))
        last = (max(first[0] + 1, round(right * page.width)), max(first[1] + 1, round(bottom * page.height)))
        area = steps.crop((*first, *last))
        steps.paste(area.point(_YELLOW), first)
    steps.putpalette(_PALETTE)
    return steps


def _png(page: "Image") -> bytes:
    content = io.BytesIO()
    page.save(content, "PNG")
    return content.getvalue()
