"""`GET /api/notices/{id}/file`: the file of a notice as it lies in the notices folder, to be saved, never shown as a page."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException
from fastapi.responses import StreamingResponse

from bot.assistant import Assistant
from bot.assistant.lanes import Lane
from bot.web.description import errors
from bot.web.files import done
from corpus.load import notice_id as name_of
from corpus.load.original import original

_KINDS = {
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rtf": "application/rtf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
}
_UNKNOWN = "application/octet-stream"
_LOOKING, _WAITING = 2, 16  # files that are looked through at once, and that may wait for it
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": {kind: {} for kind in sorted({*_KINDS.values(), _UNKNOWN})}}
}


def original_file(assistant: Assistant) -> APIRouter:
    """The route of the file; only one that the index names, and only while it is what was read."""
    routes = APIRouter()
    lane = Lane("file", _LOOKING, _WAITING)

    @routes.get(
        "/api/notices/{notice_id}/file", response_class=StreamingResponse, responses={**_FILE, **errors(404, 409)}
    )
    async def file(notice_id: str) -> StreamingResponse:
        """The original file, to be saved; 409 while it is another one than was read."""
        source = await assistant.source(notice_id)
        if source is None:
            raise HTTPException(404)
        path = Path(source.path)
        found = await done(lane, lambda: original(path, source.digest))
        headers = {
            "Content-Type": _KINDS.get(
                path.suffix.lower(), _UNKNOWN
            ),  # its letters may be of any time: no charset is said
            "Content-Length": str(found.size),
            "Content-Disposition": saved_as(path),
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        }
        return StreamingResponse(found.pieces(), headers=headers)

    return routes


def saved_as(path: Path) -> str:
    """The header that has a file saved under its name, nothing in it that a header or a folder could trip over."""
    name = name_of(path) + path.suffix.lower()
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
