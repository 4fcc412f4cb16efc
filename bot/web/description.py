"""What the OpenAPI description says of every route besides what it is for: its errors, and `HEAD` beside `GET`."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

MEANINGS = {
    400: "The request cannot be read: no JSON, or not one `Host`.",
    403: "The web site it was sent from may not use the service.",
    404: "There is no such thing, or no longer.",
    405: "The address does not take the method; `Allow` names those it takes, `HEAD` wherever `GET` is.",
    409: "The file is another one than was read; it is being read again.",
    413: "The body is larger than the service takes.",
    421: "The `Host` is not a name of this service.",
    422: "A parameter or a key cannot be used.",
    429: "There were too many requests; `Retry-After` says how many seconds to wait.",
    431: "The address and the headers are longer than the service takes.",
    500: "Something failed; the message has a reference.",
    503: "Questions cannot be answered now, or too many wait; then `Retry-After` says how many seconds to wait.",
}
_HEADERS = {405: ("Allow", "string"), 429: ("Retry-After", "integer"), 503: ("Retry-After", "integer")}
_ALWAYS = (400, 403, 405, 413, 421, 422, 429, 431, 500, 503)
_PAGE = {
    "text/html": {
        "schema": {"type": "string", "description": "The same for a browser, of `GET` with `Accept: text/html`."}
    }
}


class Fault(BaseModel):
    """What is wrong, for a program and for a person."""

    code: str
    message: str


class ErrorBody(BaseModel):
    """The answer to every request that is refused or fails."""

    error: Fault


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses as FastAPI describes responses."""
    return {
        status: {
            "model": ErrorBody,
            "description": MEANINGS[status],
            "content": _PAGE,
            "headers": {name: {"schema": {"type": kind}} for name, kind in (_HEADERS[status],)}
            if status in _HEADERS
            else {},
        }
        for status in statuses
    }


class DescribedApp(FastAPI):
    """An application whose description is true of everything around its routes as well."""

    def __init__(self, **values: Any) -> None:
        super().__init__(responses=errors(*_ALWAYS), **values)

    def openapi(self) -> dict[str, Any]:
        """The description; a `HEAD` is a `GET` whose responses have no content."""
        description = super().openapi()
        for operations in description["paths"].values():
            if "get" in operations:
                operations.setdefault("head", _head(operations["get"]))
        return description


def _head(read: dict[str, Any]) -> dict[str, Any]:
    responses = {
        status: {key: value for key, value in response.items() if key != "content"}
        for status, response in read["responses"].items()
    }
    return {**read, "operationId": f"{read['operationId']}_head", "responses": responses}
