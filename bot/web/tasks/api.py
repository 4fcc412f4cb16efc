"""`GET /api/tasks`: the task register as JSON, and as files for Excel and calendars."""

import datetime
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from bot.assistant import Assistant
from bot.input_text import InputText
from bot.tasks.calendar_file import calendar
from bot.tasks.filter import LONGEST, RoleName, day_of, filter_of
from bot.tasks.rows import TaskRow, row_of
from bot.tasks.sheet import sheet
from bot.tasks.words import TaskWords

Name = Annotated[InputText, Field(max_length=LONGEST)]
_DAY = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {
            "type": "string",
            "pattern": r"^((0?[1-9]|1\d|2[0-8])/(0?[1-9]|1[0-2])/[12]\d{3})?$",
            "examples": ["31/12/2025", ""],
        },
    ]
}
Day = Annotated[datetime.date | None, BeforeValidator(day_of), WithJsonSchema(_DAY)]
Part = Annotated[
    RoleName | None,
    BeforeValidator(lambda text: text or None),
    WithJsonSchema({"type": "string", "enum": [*get_args(RoleName), ""]}),
]
_FILES: dict[int | str, dict[str, object]] = {200: {"content": {"text/csv": {}, "text/calendar": {}}}}


class TaskQuery(BaseModel):
    """Which tasks; what is left out or empty does not limit. A day is 2025-12-31 or 31/12/2025."""

    model_config = ConfigDict(extra="forbid")

    agency: Name = ""
    role: Part = None
    province: Name = ""
    notice: Name = ""
    due_before: Day = None
    due_after: Day = None
    format: Literal["json", "csv", "ics"] = "json"


def tasks_api(assistant: Assistant) -> APIRouter:
    """The route of the register."""
    routes = APIRouter()
    words = TaskWords(assistant.wording, "vi")

    @routes.get("/api/tasks", response_model=list[TaskRow], responses=_FILES)
    async def tasks(query: Annotated[TaskQuery, Query()]) -> Response:
        """Who does what by when: a list of rows, or with `format` a sheet (csv) or events of a calendar (ics)."""
        wanted = filter_of(**query.model_dump(exclude={"format"}))
        found = (await assistant.tasks(wanted)).tasks
        match query.format:
            case "csv":
                return _file(sheet(found, words), "text/csv", "nhiem-vu.csv")
            case "ics":
                return _file(calendar(found, words), "text/calendar", "nhiem-vu.ics")
        return JSONResponse([row_of(task).model_dump(mode="json") for task in found])

    return routes


def _file(content: str, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
