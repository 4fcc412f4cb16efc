"""`GET /notices/{id}/pages/{n}`: a page of a PDF or a scan as a picture, a quote marked where it stands."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from bot.assistant import Assistant
from bot.assistant.lanes import Lane
from bot.web.errors import Refused
from bot.web.files import done
from bot.web.pages import quoted_slice
from bot.web.presence import while_there
from corpus.errors import BreaksReading
from corpus.models import Notice
from corpus.reading import Reader, drawer
from rag.index.records import Origin

# a browser that opens a picture by itself sets it into a page with a style of its own
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
}
Value = TypeVar("Value")

KEPT = 24  # pictures; one has a tenth of a megabyte, a poor scan one
_WAITING = 8  # pages that may wait to be drawn
_LONGEST = 4  # digits of the number of a page


class Wanted(NamedTuple):
    """A page of a file as it was read, and the slice of the text that is marked."""

    digest: str
    page: int
    quoted: tuple[int, int] | None


class Pictures:
    """The pages that were drawn last, and those that broke the drawing: they do so once. For one thread."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[Wanted, bytes] = OrderedDict()
        self._broken: OrderedDict[Wanted, str] = OrderedDict()

    def picture(self, wanted: Wanted, draw: Callable[[], bytes]) -> bytes:
        """The picture that is kept, or what `draw` makes. Raises what it raises; BreaksReading again for each quote of a page."""
        page = wanted._replace(quoted=None)
        if page in self._broken:
            raise BreaksReading(self._broken[page])
        try:
            found = self._kept.get(wanted) or draw()
        except BreaksReading as error:
            self._put(self._broken, page, str(error))
            raise
        self._put(self._kept, wanted, found)
        return found

    def _put(self, kept: OrderedDict[Wanted, Value], wanted: Wanted, value: Value) -> None:
        kept[wanted] = value
        kept.move_to_end(wanted)
        if len(kept) > self._most:
            kept.popitem(last=False)


def page_pictures(assistant: Assistant) -> APIRouter:
    """The route of the pictures, drawn one after another by the process that draws."""
    routes = APIRouter(include_in_schema=False)
    lane, pictures = Lane("page", 1, _WAITING), Pictures()

    @routes.get("/notices/{notice_id}/pages/{number}", response_class=Response)
    async def page(request: Request, notice_id: str, number: str, quote: str = "") -> Response:
        notice, source = await assistant.notice(notice_id), await assistant.source(notice_id)
        wanted_page = _page(notice, number) if notice else None
        if notice is None or source is None or wanted_page is None:
            raise HTTPException(404)
        quoted = quoted_slice(quote, len(notice.text))
        if quote and quoted is None:
            raise Refused(400, "invalid", "invalid_quote")
        wanted = Wanted(source.digest, wanted_page, quoted)
        drawing = done(lane, lambda: pictures.picture(wanted, lambda: drawn(drawer(), notice, source, wanted)))
        return Response(await while_there(request, drawing), media_type="image/png", headers=_HEADERS)

    return routes


def _page(notice: Notice, number: str) -> int | None:
    """The page of that number; None where there is none, or none with lines to be drawn."""
    if not notice.lines or not (number.isascii() and number.isdigit() and len(number) <= _LONGEST):
        return None
    return int(number) if 1 <= int(number) <= len(notice.page_starts) else None


def drawn(drawer: Reader, notice: Notice, source: Origin, wanted: Wanted) -> bytes:
    """The page with the lines of the quote marked. Raises CorpusError."""
    lines = notice.lines_at(*wanted.quoted) if wanted.quoted else ()
    marks = [
        (line.left, line.top, line.right, line.bottom) for line in lines if notice.page_of(line.start) == wanted.page
    ]
    return drawer.draw(Path(source.path), wanted.digest, wanted.page, marks)
