"""`chidao doctor`: what works and what does not, one line each, with the next step."""

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from bot.indexing import IndexState
    from bot.settings import Settings

_FREE_BYTES = 500 * 1024 * 1024
_FEW = 5  # files that are named


class Check(NamedTuple):
    """One line: whether it is well, what was looked at, what was found."""

    well: bool
    subject: str
    sentence: str


def doctor() -> None:
    """Check settings, notices, LibreOffice, index, model, disk, port, widget, chat model and Telegram."""
    from bot.settings import read_settings, unknown_settings

    settings = read_settings()
    slips = " ".join(unknown_settings())
    checks = [Check(not slips, "settings", slips or "every value can be used.")]
    for look in (_notices, _office, _model, _index, _repairs, _disk, _port, _widget, _chat, _telegram):
        checks.extend(_guarded(look, settings))
    for check in checks:
        print(f"{'ok ' if check.well else 'BAD'}  {check.subject}: {check.sentence}")
    if not all(check.well for check in checks):
        raise typer.Exit(1)


def _guarded(look: "Callable[[Settings], Iterator[Check]]", settings: "Settings") -> Iterator[Check]:
    """The checks of one subject; an expected failure is one too."""
    from bot.errors import EXPECTED, sentence

    try:
        yield from look(settings)
    except EXPECTED as error:
        yield Check(False, look.__name__.strip("_"), sentence(error))


def _notices(settings: "Settings") -> Iterator[Check]:
    from corpus.errors import LoadError
    from corpus.load.folder import contents

    try:
        files = contents(settings.notices).files
    except (OSError, LoadError) as error:
        step = "make it, or name another in CHIDAO_NOTICES."
        reason = error.strerror if isinstance(error, OSError) else error
        yield Check(False, "notices", f"{settings.notices} cannot be read ({reason}): {step}")
        return
    count = sum(found.supported for found in files)
    others = f" and {len(files) - count} of other kinds, which are not read" if len(files) > count else ""
    step = "" if count else "; put notices into it, or name another in CHIDAO_NOTICES"
    yield Check(count > 0, "notices", f"{count} files of notices{others} in {settings.notices}{step}.")


def _office(settings: "Settings") -> Iterator[Check]:
    from corpus.load.office import PACKAGE, office

    found = f"read through {office()}." if office() else f"not read until LibreOffice is there: install {PACKAGE}."
    yield Check(True, "office", f".doc and .rtf are {found}")


def _model(settings: "Settings") -> Iterator[Check]:
    """Which model serves, and how far it finds sentences by itself: words alone have no part in it."""
    from rag.evaluate.nearness import mean_reciprocal, ranks
    from rag.index import e5
    from rag.index.embed import load_embedder

    embedder = load_embedder(settings.embedding_model)
    missing = settings.embedding_model == e5.NAME and not e5.installed()
    if missing:
        yield Check(False, "model", f"{e5.NOT_INSTALLED}; until then the shipped model serves.")
    name = settings.embedding_model if settings.embedding_model and not missing else "the shipped model"
    found = ranks(embedder)
    yield Check(
        True,
        "model",
        f"{name} works, {embedder.dimensions} dimensions; by its vectors alone {found.count(1)} of {len(found)} sample "
        f"questions find their sentence first (mean reciprocal rank {mean_reciprocal(found):.2f}).",
    )


def _index(settings: "Settings") -> Iterator[Check]:
    from bot.app import opened_index
    from bot.indexing import state_of
    from bot.owner import owner_of

    if not settings.data.exists():
        yield Check(True, "index", f"{settings.data} is made by the first question, or by chidao index.")
        return
    if owner := owner_of(settings.data):
        with owner:
            state = owner.state()
        held = f"{state.notices} notices, sound; held by chidao serve, process {state.pid}, at {state.address}."
        yield from _checks_of(state, held)
        return
    with opened_index(settings) as index:
        here, vectors = state_of(index, settings.notices), len(index)
    yield from _checks_of(here, f"{here.notices} notices, {vectors} vectors in {settings.data}, sound.")


def _checks_of(state: "IndexState", sound: str) -> Iterator[Check]:
    yield Check(not state.problems, "index", " ".join(state.problems) or sound)
    yield from (Check(False, "quarantine", reason) for reason in state.quarantine)
    if state.unread:
        more = f" and {len(state.unread) - _FEW} more" if len(state.unread) > _FEW else ""
        files = ", ".join(state.unread[:_FEW])
        yield Check(False, "notices", f"not answered from: {files}{more}; run chidao index, it says why.")


def _repairs(settings: "Settings") -> Iterator[Check]:
    """What was found broken and made good in the last thirty days."""
    from rag.index.repairs import Repairs

    for repair in Repairs(settings.data).recent():
        yield Check(True, "repaired", f"{repair.when:%d/%m/%Y %H:%M}: {repair.sentence}")


def _disk(settings: "Settings") -> Iterator[Check]:
    place = settings.data.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    step = "" if free >= _FREE_BYTES else "; make room, or name another folder in CHIDAO_DATA"
    yield Check(free >= _FREE_BYTES, "disk", f"{free // 2**20} MB free at {place}{step}.")


def _port(settings: "Settings") -> Iterator[Check]:
    from bot.owner import owner_of
    from bot.serving.listening import address, listening_socket

    if owner := owner_of(settings.data):
        with owner:
            yield Check(True, "port", f"chidao serve answers at {owner.address()}")
        return
    with listening_socket(settings.host, settings.port) as listener:
        yield Check(True, "port", f"{address(listener)} is free.")


def _widget(settings: "Settings") -> Iterator[Check]:
    shown = ", ".join(settings.allowed_origins) or "no web site; name those that may in CHIDAO_ALLOWED_ORIGINS"
    yield Check(True, "widget", f"shown by {shown}.")


def _chat(settings: "Settings") -> Iterator[Check]:
    if not settings.chat_model:
        yield Check(True, "chat", "off, answers are made by rules; CHIDAO_CHAT_MODEL switches one on.")
        return
    from bot.app import chat_model_of, generator_of, standing
    from rag.chat.generate import first_object
    from rag.chat.model import Unanswered, Unusable

    try:
        chat_model_of(settings).load()
    except Unusable as fault:
        yield Check(False, "chat", f"{fault}; until then answers are made by rules.")
        return
    generator = generator_of(settings)
    assert generator is not None
    step = "check CHIDAO_CHAT_MODEL, its key, OPENAI_BASE_URL and the server; until then answers are made by rules"
    try:
        said = generator.model.say('Return only this JSON: {"status": "answered"}')
    except Unanswered as failure:
        yield Check(False, "chat", f"{settings.chat_place} gives no answer ({failure}): {step}.")
        return
    if first_object(said.text) is None:
        step = "take a model that follows instructions; until then answers are made by rules"
        yield Check(
            False, "chat", f"{settings.chat_place} replies, but not with the JSON that it is asked for: {step}."
        )
        return
    yield Check(True, "chat", f"{standing(settings)}.")


def _telegram(settings: "Settings") -> Iterator[Check]:
    if not settings.telegram_bot_token.get_secret_value():
        yield Check(True, "telegram", "off; put the token from @BotFather into TELEGRAM_BOT_TOKEN to switch it on.")
        return
    from bot.telegram.check import bot_name

    yield Check(True, "telegram", f"the token is that of @{bot_name(settings)}.")
