"""A web site of another origin that shows the widget, and visits to it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from browsing import SIZES, Watched, real_service, served
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

HOSTILE = "* { all: unset !important } chidao-widget, body > * { display: none; opacity: 0; transform: scale(0) }"


class Site:
    """A web site of another origin; the page it shows can be changed."""

    def __init__(self) -> None:
        self.service = ""
        self.address = ""
        self.hostile = False
        self.tags = 1

    async def page(self, request: Request) -> HTMLResponse:
        tag = f'<script async src="{self.service}/widget.js" data-title="Hỏi đáp"></script>'
        style = "<style>" + HOSTILE + "</style>" if self.hostile else ""
        text = "<p>Trang chủ</p>" * 60
        policy = "; ".join((
            "default-src 'none'", f"script-src {self.service}", f"connect-src {self.service}",
            "style-src 'unsafe-inline'" if self.hostile else "style-src 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ))  # fmt: skip
        return HTMLResponse(
            f"<!doctype html><html lang=vi><title>Cổng</title><link rel=icon href='data:,'>{style}{text}{tag * self.tags}",
            headers={"Content-Security-Policy": policy + "; img-src data:"},
        )


@contextmanager
def portal(folder: Path, *, listed: bool, **settings: str) -> Iterator[Site]:
    """A site, and the service it shows the widget of."""
    site = Site()
    with served(Starlette(routes=[Route("/", site.page), Route("/again", site.page)])) as address:
        site.address = address
        origins = address if listed else "https://portal.example.vn"
        with real_service(folder, CHIDAO_ALLOWED_ORIGINS=origins, **settings) as service:
            site.service = service
            yield site


class Visit(ExitStack):
    """A visit to a site; checked at its end."""

    def __init__(self, browser: Browser, site: Site, size: str = "computer", expected: str = "") -> None:
        super().__init__()
        self.watched = Watched(browser, SIZES[size])
        self.page: Page = self.watched.page
        self.push(
            lambda *error: None if error[0] else self.watched.check(site.service, site.address, expected=expected)
        )
        self.page.goto(site.address)
