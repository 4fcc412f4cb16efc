"""`chidao ask`: a question, or a file of them, answered on standard output."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import progress_bar, say

if TYPE_CHECKING:
    from bot.app import Answering
    from rag.models import Trace

Words = Annotated[list[str] | None, typer.Argument(metavar="QUESTION", help="The question, in quotes or not.")]
Json = Annotated[bool, typer.Option("--json", help="Print one Answer object as JSON.")]
Batch = Annotated[
    Path | None,
    typer.Option(
        help="Answer a file of JSON Lines with id, question and optional history; - is standard input.",
        metavar="FILE",
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help="Show scores and rejected hits, on standard error.")]


def ask(question: Words = None, as_json: Json = False, batch: Batch = None, explain: Explain = False) -> None:
    """Answer a question from the notices, with quotes."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("Give either one question or --batch FILE.")
    source = _batch_source(batch) if batch else None
    with nullcontext() if batch else _keeping_all():
        from bot.app import answering
        from bot.input_text import paired
        from bot.settings import read_settings

        with progress_bar("Indexing") as progress, answering(read_settings(), progress) as answerer:
            if source is not None:
                from bot.commands.batch import answer_lines

                raise typer.Exit(answer_lines(source, answerer))
            _answer(str(paired(" ".join(question or ()))), answerer, as_json, explain)


@contextmanager
def _keeping_all() -> Iterator[None]:
    """What one question reads is used until its end: to look through it for what may be forgotten takes a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _answer(question: str, answerer: "Answering", as_json: bool, explain: bool) -> None:
    if explain:
        trace = answerer.trace(question)
        answer = trace.answer
        _explain(trace)
    else:
        answer = answerer.ask(question)
    if as_json:
        print(answer.model_dump_json())
        return
    from bot.messages import messages
    from bot.show.render import plain_text

    print(plain_text(answer, messages()))


def _explain(trace: "Trace") -> None:
    from rag.answers.acts import missing

    say(f"understood: {trace.question}")
    say(f"about: {trace.question.about}")
    for title, hits in (("hits", trace.hits), ("rejected", trace.rejected)):
        say(f"{title}: {len(hits)}")
        for hit in hits:
            lost = missing(trace.question, hit)
            say(f"  {hit.explain()}{f', not there: {lost}' if lost else ''}")
    if trace.verdicts or trace.model_reason or trace.tokens:
        say(f"chat model: {trace.model_reason or 'answered'}, {trace.tokens} tokens, engine {trace.answer.engine}")
        if trace.by_rules:
            say(f"by rules: {trace.by_rules}")
        for verdict in trace.verdicts:
            say(f"  {verdict.explain()}")


def _batch_source(batch: Path) -> list[bytes]:
    """The lines of the batch. Raises FaceError where the file cannot be read, before anything is opened."""
    from bot.errors import FaceError

    try:
        content = sys.stdin.buffer.read() if str(batch) == "-" else batch.read_bytes()
    except OSError as error:
        raise FaceError(
            f"{batch} cannot be read ({error.strerror}): name a file of JSON Lines, or - for standard input."
        ) from None
    return content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
