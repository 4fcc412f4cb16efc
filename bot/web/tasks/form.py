"""The form that chooses tasks, with every value in its place."""

from collections.abc import Iterable
from html import escape

from bot.tasks.filter import LONGEST
from bot.tasks.lookup import Offered
from bot.web.pages import Frame, Markup, page
from bot.web.tasks.fields import DAYS, Fields, label_of
from corpus.names.places import renamed
from rag.register import Role


def form(fields: Fields, offered: Offered, frame: Frame) -> Markup:
    """The form with every value in its place."""
    say = frame.say
    roles = [("", say("tasks.any_role")), *((role.value, say(f"tasks.{role.value}")) for role in Role)]
    provinces, province = list(offered.provinces), fields.values["province"]
    if province not in ("", *provinces):
        same = next((name for name in provinces if name in renamed(province)), "")
        provinces += [] if same else [province]
        fields = fields._replace(values={**fields.values, "province": same or province})
    places = [("", say("tasks.any_province")), *((name, name) for name in provinces)]
    controls = (
        _text("agency", fields, frame, [(name, "") for name in offered.agencies]),
        _choice("role", fields, frame, roles),
        _choice("province", fields, frame, places),
        _text("notice", fields, frame, offered.notices, hint=say("tasks.notice_hint")),
        *(_day(name, fields, frame) for name in DAYS),
    )
    return Markup(
        page(
            "tasks_form.html",
            filter=say("tasks.filter"),
            language=frame.language,
            fields=Markup("\n".join(controls)),
            show=say("tasks.show"),
            all=say("tasks.all"),
        )
    )


def _text(name: str, fields: Fields, frame: Frame, choices: Iterable[tuple[str, str]], hint: str = "") -> str:
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
        f'<input id="{name}" name="{name}" value="{escape(fields.values[name])}" maxlength="{LONGEST}"'
        f' autocomplete="off" lang="vi"{linked}{described}>{below}{names}</div>'
    )


def _choice(name: str, fields: Fields, frame: Frame, choices: Iterable[tuple[str, str]]) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == fields.values[name] else ""}>{escape(label)}</option>'
        for value, label in choices
    )
    return (
        f'<div class="field {name}"><label for="{name}">{escape(label_of(name, frame))}</label>'
        f'<select id="{name}" name="{name}"{_complaint(name, fields)}>{options}</select>{_wrong(name, fields)}</div>'
    )


def _day(name: str, fields: Fields, frame: Frame) -> str:
    value = "" if name in fields.wrong else fields.values[name]  # no browser shows a day that is none
    return (
        f'<div class="field {name}"><label for="{name}">{escape(label_of(name, frame))}</label>'
        f'<input id="{name}" name="{name}" type="date" value="{escape(value)}"{_complaint(name, fields)}>'
        f"{_wrong(name, fields)}</div>"
    )


def _complaint(name: str, fields: Fields) -> str:
    return f' aria-invalid="true" aria-describedby="{name}-wrong"' if name in fields.wrong else ""


def _wrong(name: str, fields: Fields) -> str:
    return f'<p class="wrong" id="{name}-wrong">{escape(fields.wrong[name])}</p>' if name in fields.wrong else ""
