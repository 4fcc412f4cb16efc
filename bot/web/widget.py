"""The widget for other web sites: its launcher, and the page that shows it."""

import json
from functools import cache

from bot.messages import LANGUAGES
from bot.web.pages import STATIC, Frame, page
from rag.wording import Wording

_WORDS = ("title", "close", "unreachable", "page")
TAG = '<script async src="{origin}/widget.js" data-language="{language}"></script>'


@cache
def launcher(wording: Wording) -> str:
    """The script one tag loads: a function, called with the few words it needs before anything else is fetched."""
    words = {language: {key: wording.say(language, f"widget.{key}") for key in _WORDS} for language in LANGUAGES}
    source = (STATIC / "launcher.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
    return f"{source}({json.dumps(words, ensure_ascii=False)});\n"


def demo_page(frame: Frame) -> str:
    """The widget on a page of its own, with the tag to copy; the page's script fills in the origin."""
    title = frame.say("widget.demo")
    content = page(
        "widget.html",
        title=title,
        lead=frame.say("widget.demo_lead"),
        tag=TAG.format(origin="", language=frame.language),
        copy=frame.say("widget.demo_copy"),
        done=frame.say("web.copied"),
        failed=frame.say("web.not_copied"),
        origins=frame.say("widget.demo_origins"),
        language=frame.language,
    )
    styles, scripts = ("conversation.css", "demo.css"), ("demo.js",)
    return frame.around(content, kind="demo", title=title, address="/widget", styles=styles, scripts=scripts)
