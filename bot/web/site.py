"""The web application: routes, headers and errors put together."""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from bot.desk import Desk
from bot.log import FailureLog
from bot.settings import Settings
from bot.web.api import api
from bot.web.errors import UnexpectedErrors, handle_errors
from bot.web.headers import SecurityHeaders
from bot.web.limits import BodyLimit
from bot.web.pages import STATIC
from bot.web.reference import reference
from bot.web.routes import pages


def create_app(desk: Desk, settings: Settings, failures: FailureLog, telegram: object = None) -> FastAPI:
    """The application over a desk; it neither opens nor closes anything itself."""
    app = FastAPI(
        title="Chỉ Đạo",
        summary="Answers, with proof, what the notices of a Vietnamese provincial office say.",
        docs_url=None,  # FastAPI's own page loads its scripts from elsewhere
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(UnexpectedErrors, wording=desk.wording, failures=failures),
            Middleware(BodyLimit, wording=desk.wording),
        ],
    )
    handle_errors(app, desk.wording)
    app.include_router(api(desk))
    app.include_router(pages(desk))
    app.include_router(reference(app))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
