"""The form that chooses tasks, with every value in its place."""

from collections.abc import Iterable
from html import escape

from bot.tasks.filter import LONGEST
from bot.tasks.lookup import Offered
from bot.web.pages import Frame, Markup, page
from bot.web.tasks.fields import DAYS, Fields, label_of
from corpus.names.places import renamed
from rag.register import Role


def form(asked: Fields, offered: Offered, frame: Frame) -> Markup:
    """The form with every value in its place."""
    say = frame.say
    roles = [("", say("tasks.any_role")), *((role.value, say(f"tasks.{role.value}")) for role in Role)]
    provinces, province = list(offered.provinces), asked.values["province"]
    if province not in ("", *provinces):
        same = next((name for name in provinces if name in renamed(province)), "")
        provinces += [] if same else [province]
        asked = asked._replace(values={**asked.values, "province": same or province})
    places = [("", say("tasks.any_province")), *((name, name) for name in provinces)]
    fields = (
        _text("agency", asked, frame, [(name, "") for name in offered.agencies]),
        _choice("role", asked, frame, roles),
        _choice("province", asked, frame, places),
        _text("notice", asked, frame, offered.notices, hint=say("tasks.notice_hint")),
        *(_day(name, asked, frame) for name in DAYS),
    )
    return Markup(
        page(
            "tasks_form.html",
            filter=say("tasks.filter"),
            language=frame.language,
            fields=Markup("\n".join(fields)),
            show=say("tasks.show"),
            all=say("tasks.all"),
        )
    )


def _text(name: str, asked: Fields, frame: Frame, choices: Iterable[tuple[str, str]], hint: str = "") -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(label)}</option>' if label else f'<option value="{escape(value)}">'
        for value, label in choices
    )
    described = f' aria-describedby="{name}-hint"' if hint else ""
    below = f'<p class="hint" id="{name}-hint">{escape(hint)}</p>' if hint else ""
    names = f'<datalist id="{name}-names">{options}</datalist>' if options else ""
    linked = f' list="{name}-names"' if options else ""
    return (
        f'<div class="field {name}"><label for="{name}">{escape(label_of(name, frame))}</label>'
        f'<input id="{name}" name="{name}" value="{escape(asked.values[name])}" maxlength="{LONGEST}"'
        f' autocomplete="off" lang="vi"{linked}{described}>{below}{names}</div>'
    )


def _choice(name: str, asked: Fields, frame: Frame, choices: Iterable[tuple[str, str]]) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == asked.values[name] else ""}>{escape(label)}</option>'
        for value, label in choices
    )
    return (
        f'<div class="field {name}"><label for="{name}">{escape(label_of(name, frame))}</label>'
        f'<select id="{name}" name="{name}"{_complaint(name, asked)}>{options}</select>{_wrong(name, asked)}</div>'
    )


def _day(name: str, asked: Fields, frame: Frame) -> str:
    value = "" if name in asked.wrong else asked.values[name]  # no browser shows a day that is none
    return (
        f'<div class="field {name}"><label for="{name}">{escape(label_of(name, frame))}</label>'
        f'<input id="{name}" name="{name}" type="date" value="{escape(value)}"{_complaint(name, asked)}>'
        f"{_wrong(name, asked)}</div>"
    )


def _complaint(name: str, asked: Fields) -> str:
    return f' aria-invalid="true" aria-describedby="{name}-wrong"' if name in asked.wrong else ""


def _wrong(name: str, asked: Fields) -> str:
    return f'<p class="wrong" id="{name}-wrong">{escape(asked.wrong[name])}</p>' if name in asked.wrong else ""
