"""The web application: routes, headers and errors put together."""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from bot.assistant import Assistant
from bot.log import FailureLog
from bot.settings import Settings
from bot.web.api import api
from bot.web.ask import asking
from bot.web.description import DescribedApp
from bot.web.errors import UnexpectedErrors, handle_errors
from bot.web.feedback import feedback
from bot.web.headers import SecurityHeaders
from bot.web.hosts import Hosts
from bot.web.limits import SizeLimits
from bot.web.methods import Heads
from bot.web.original_file import original_file
from bot.web.origins import Origins
from bot.web.pace import Looks, Pace
from bot.web.page_pictures import page_pictures
from bot.web.pages import STATIC
from bot.web.reference import reference
from bot.web.routes import pages
from bot.web.tasks.api import tasks_api
from bot.web.tasks.routes import tasks_pages
from bot.web.webhook import Webhook, webhook


def create_app(
    assistant: Assistant, settings: Settings, failures: FailureLog, telegram: Webhook | None = None
) -> FastAPI:
    """The application over an assistant; it neither opens nor closes anything itself."""
    pace = Pace(settings.questions_per_minute)
    app = DescribedApp(
        title="Chỉ Đạo",
        summary="Answers, with proof, what the notices of a Vietnamese provincial office say.",
        docs_url=None,  # FastAPI's own page loads its scripts from elsewhere
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        middleware=[
            Middleware(Heads),
            Middleware(SecurityHeaders),
            Middleware(Hosts, wording=assistant.wording, served=settings.served_hosts),
            Middleware(Origins, wording=assistant.wording, allowed=settings.allowed_origins),
            Middleware(UnexpectedErrors, wording=assistant.wording, failures=failures),
            Middleware(Looks, wording=assistant.wording, pace=pace),
            Middleware(SizeLimits, wording=assistant.wording),
        ],
    )
    handle_errors(app, assistant.wording)
    app.include_router(asking(assistant, pace, failures))
    app.include_router(feedback(assistant, pace))
    app.include_router(api(assistant))
    app.include_router(original_file(assistant))
    app.include_router(tasks_api(assistant))
    app.include_router(pages(assistant))
    app.include_router(page_pictures(assistant))
    app.include_router(tasks_pages(assistant))
    app.include_router(reference(app))
    if telegram:
        app.include_router(webhook(telegram))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
