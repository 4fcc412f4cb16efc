"""The chat model sits its exam beside the service, where that may be: at home, or where an administrator had it examined before."""

import logging

from bot.app import Application, chat_model_of
from bot.assistant.steps import apart
from bot.assistant.worker import Worker
from bot.messages import messages
from bot.settings import Settings

log = logging.getLogger(__name__)


def is_due(settings: Settings) -> bool:
    """True where a chat model is to earn its role, has no marks with the prompts of today, and nothing new leaves the house."""
    if not settings.chat_model or settings.chat_role != "auto":
        return False
    from rag.chat.marks import marks_in

    marks, model, place = marks_in(settings.data), settings.chat_model, settings.chat_place
    if marks is None or (marks.model, marks.place) != (model, place):
        return settings.chat_nearby
    return not marks.are_of(model, place)


async def sit_exam(worker: Worker[Application], settings: Settings) -> None:
    """Examine the model if that is due; the role it earns counts from then on."""
    if not is_due(settings):
        return
    from rag.chat.marks import Marks, keep
    from rag.evaluate.exam import examine

    def examined() -> Marks:
        model = chat_model_of(settings)
        return examine(
            model, settings.chat_place, messages(), lambda done, total: None, deadline=settings.chat_deadline
        )

    log.info("%s sits its exam; until then it words answers.", settings.chat_place)
    try:
        marks = await apart(examined)
        keep(marks, settings.data)
    except Exception:  # it is not sat again and again: each costs what it costs
        log.exception("The exam of %s failed; chidao exam tries it again.", settings.chat_place)
        return
    if not marks.finished:
        log.warning("The exam of %s was not finished; chidao exam tries it again.", settings.chat_place)
        return

    def take_up(application: Application) -> None:
        if application.answerer.generator:
            application.answerer.generator.role = marks.role

    await worker.run(take_up)
    log.info("%s passed %d of %d: %s.", settings.chat_place, marks.passed, marks.count, marks.role)
