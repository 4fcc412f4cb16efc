"""`chidao exam`: asks the configured chat model the packaged questions, and says what it may do."""

from typing import Annotated

import typer

from bot.terminal import progress_bar, say


def exam(as_json: Annotated[bool, typer.Option("--json", help="Print the marks as JSON.")] = False) -> None:
    """Examine the chat model with the packaged questions, at most 250,000 tokens; what it earns is kept."""
    from bot.app import chat_model_of
    from bot.errors import FaceError
    from bot.messages import messages
    from bot.settings import read_settings
    from rag.chat.marks import NAME, keep
    from rag.chat.model import Unusable
    from rag.evaluate.exam import TOKENS, examine, questions

    settings = read_settings()
    if not settings.chat_model:
        raise FaceError("No chat model is switched on: name one in CHIDAO_CHAT_MODEL, then examine it.")
    model = chat_model_of(settings)
    try:
        model.load()
    except Unusable as fault:
        raise FaceError(f"{fault}.") from None
    say(
        f"{settings.chat_place} is asked {len(questions())} questions over notices of the exam: at most {TOKENS:,} tokens."
    )
    with progress_bar("Exam") as progress:
        marks = examine(model, settings.chat_place, messages(), progress, deadline=settings.chat_deadline)
    try:
        keep(marks, settings.data)
    except OSError as error:
        raise FaceError(
            f"{settings.data / NAME} cannot be written ({error.strerror}): make room or name another CHIDAO_DATA."
        ) from None
    if as_json:
        print(marks.model_dump_json(indent=1))
        return
    print(
        f"{marks.passed} of {marks.count} passed (rules alone {marks.rules}); {marks.kept} of {marks.statements} statements "
        f"proved; {marks.traps} near misses answered; {marks.tokens:,} tokens.\n{verdict(marks.role, marks.finished)}"
    )


def verdict(role: str, finished: bool) -> str:
    """What the marks mean, as a sentence."""
    if not finished:
        return "The exam was not finished: the model gave no replies, or its tokens were used up; it words answers."
    return {
        "read": "It reads: its answers stand wherever they are proved (CHIDAO_CHAT_ROLE=word keeps it to wording). "
        "A chidao serve that runs takes it up when it is started again.",
        "word": "It words answers that the rules have found; to read it has to beat them.",
        "off": "It is left alone: with it fewer answers were right than without.",
    }[role]
