"""A page of a PDF or a picture, drawn for people to look at."""

from collections.abc import Sequence
from pathlib import Path

from corpus.errors import LoadError
from corpus.load import shown
from corpus.load.original import original
from corpus.load.pdf import drawn_page, is_pdf
from corpus.load.scans.picture import Pictures, is_picture

Box = tuple[float, float, float, float]  # left, top, right, bottom as shares of the page from its upper left corner


def drawn(path: Path, digest: str, number: int, marks: Sequence[Box]) -> bytes:
    """Page `number`, from 1, of the file that was read with this SHA-256, as a PNG, with `marks` in yellow.

    Raises LoadError, and FileGone or FileChanged where it is not that file any more.
    """
    from corpus.load.scans.marked import HEIGHT, WIDTH, marked  # numpy is loaded where a page is drawn

    name = shown(path)
    data = b"".join(original(path, digest).pieces())
    if is_pdf(data):
        return marked(drawn_page(name, data, number - 1, WIDTH, HEIGHT), marks)
    if is_picture(data):
        return marked(Pictures(name, data).page(number - 1), marks)
    raise LoadError(f"{name}: it has no pages; look at its text.")
