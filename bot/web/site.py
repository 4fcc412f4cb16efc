"""The web application: routes, headers and errors put together."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from bot.app import Application
from bot.web.api import api
from bot.web.desk import Desk
from bot.web.errors import UnexpectedErrors, handle_errors
from bot.web.headers import SecurityHeaders
from bot.web.limits import BodyLimit
from bot.web.pages import STATIC
from bot.web.reference import reference
from bot.web.routes import pages
from bot.worker import Worker
from rag.wording import Wording


def create_app(worker: Worker[Application], wording: Wording, log_folder: Path) -> FastAPI:
    """The application over a worker that owns the index; it neither opens nor closes anything itself."""
    app = FastAPI(
        title="Chỉ Đạo",
        summary="Answers, with proof, what the notices of a Vietnamese provincial office say.",
        docs_url=None,  # FastAPI's own page loads its scripts from elsewhere
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(UnexpectedErrors, wording=wording, log_folder=log_folder),
            Middleware(BodyLimit, wording=wording),
        ],
    )
    desk = Desk(worker, wording)
    handle_errors(app, wording)
    app.include_router(api(desk))
    app.include_router(pages(desk))
    app.include_router(reference(app))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
