"""`/docs`: the HTTP interface as one plain page, made from its OpenAPI description."""

import json
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse

from bot.web.description import MEANINGS
from bot.web.pages import Markup, page


def reference(app: FastAPI) -> APIRouter:
    """The route of the reference page of `app`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/docs", response_class=HTMLResponse)
    async def docs() -> str:
        description = app.openapi()
        sections = [
            _section(path, method, operation)
            for path, operations in description["paths"].items()
            for method, operation in operations.items()
            if method != "head"
        ]
        meanings = (f"<dt>{status}</dt><dd>{escape(meaning)}</dd>" for status, meaning in MEANINGS.items())
        schemas = json.dumps(description.get("components", {}).get("schemas", {}), ensure_ascii=False, indent=2)
        return page(
            "reference.html",
            title=description["info"]["title"],
            version=description["info"]["version"],
            summary=description["info"].get("summary", ""),
            errors=Markup("\n".join(meanings)),
            sections=Markup("\n".join(sections)),
            schemas=schemas,
        )

    return routes


def _section(path: str, method: str, operation: dict[str, Any]) -> str:
    """One operation: what it is called by, what it does, what it takes and gives."""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    takes = [parameter["name"] for parameter in operation.get("parameters", ())]
    takes += [body["$ref"].rpartition("/")[2]] if "$ref" in body else []
    responses = operation["responses"]
    gives = [kind for status, answer in responses.items() if status == "200" for kind in answer.get("content", ())]
    refuses = [status for status in responses if status != "200"]
    return (
        f"<section><h2><code>{escape(method.upper())} {escape(path)}</code></h2>"
        f"<p>{escape(operation.get('description', ''))}</p>"
        + (f"<p>Takes: <code>{escape(', '.join(takes))}</code></p>" if takes else "")
        + f"<p>Gives: <code>{escape(', '.join(gives))}</code>; otherwise {escape(', '.join(refuses))}</p>"
        + "</section>"
    )
