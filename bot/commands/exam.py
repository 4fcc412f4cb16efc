"""`chidao exam`: asks the configured chat model the packaged questions, and says what it may do."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import progress_bar, say

if TYPE_CHECKING:
    from rag.chat.marks import Marks


def exam(as_json: Annotated[bool, typer.Option("--json", help="Print the marks as JSON.")] = False) -> None:
    """Examine the chat model with the packaged questions, at most 250,000 tokens; what it earns is kept."""
    from bot.app import chat_model_of
    from bot.errors import FaceError
    from bot.messages import messages
    from bot.settings import read_settings
    from rag.chat.marks import NAME, TRAPS, keep
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
    else:
        print(
            f"{marks.passed} of {marks.count} passed, with the rules' answer where the model had none (rules alone {marks.rules}); "
            f"it replied to {marks.replied}; {marks.kept} of {marks.statements} statements proved; {marks.traps} near misses answered "
            f"(at most {TRAPS} may be); {marks.tokens:,} tokens.\n{verdict(marks)}"
        )
    if not marks.finished:
        raise typer.Exit(1)


def verdict(marks: "Marks") -> str:
    """What the marks mean, and the next step, as sentences."""
    if not marks.finished:
        return (
            f"The exam was not finished, as the model replied to {marks.replied} of {marks.count} questions: see with chidao doctor "
            "whether it answers, then examine it again; until then it words answers."
        )
    says = {
        "read": "It reads: its answers stand wherever they are proved (CHIDAO_CHAT_ROLE=word keeps it to wording).",
        "word": "It words answers that the rules have found; to read it has to pass more than they do, with nine of ten statements proved.",
        "off": "It is left alone: with it fewer answers were right than without.",
    }[marks.role]
    return f"{says} A chidao serve that runs takes this up when it is started again."
