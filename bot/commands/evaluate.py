"""`chidao eval`: judged questions in, a table of scores and a results folder out."""

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import progress_bar


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="Judged questions.")],
    results: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("results"),
    perturb: Annotated[
        str | None,
        typer.Option(
            metavar="KIND[,KIND]",
            help="Ask them again as people also type: nodiacritics, abbreviations, typo, upper, nfd; or all. "
            "Each kind is scored over the questions it changes, beside the same ones unchanged.",
        ),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="ENGINE[,ENGINE]",
            help="Answer by rules (extractive) and in the words of the chat model (chat), side by side: shares, claims "
            "dropped, milliseconds, tokens.",
        ),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write what the chat model is told for each question, and its reply, to FILE: one line a prompt, with "
            "--engine chat; without a model connected the replies are null, to be filled in elsewhere.",
        ),
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Answer from the replies in FILE, beside the rules; no model is asked."),
    ] = None,
) -> None:
    """Score the answers to judged questions."""
    from bot.app import answering
    from bot.settings import read_settings
    from rag.evaluate import ENGINES, evaluate_engines
    from rag.evaluate import evaluate as score
    from rag.evaluate.perturb import kinds_named

    try:
        kinds = () if perturb is None else kinds_named(perturb)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    engines = tuple(engine.replace(",", " ").split()) if engine is not None else ()
    if set(engines) - set(ENGINES) or (engine is not None and not engines):
        raise typer.BadParameter(
            f"{engine} names no engine: take {' or '.join(ENGINES)}, or both with a comma between."
        )
    if record and replay:
        raise typer.BadParameter("--record writes and --replay reads: take one of them.")
    if record and engines != ("chat",):
        raise typer.BadParameter("--record goes with --engine chat alone.")
    if (record or replay) and kinds:
        raise typer.BadParameter("--perturb goes without --record and --replay.")
    if record or replay:
        print(_on_record(questions, results, record, replay))
        return
    with progress_bar("Indexing") as progress, answering(read_settings(), progress) as answerer:
        if engines:
            print(evaluate_engines(answerer, questions, results, engines))
        else:
            print(score(answerer, questions, results, kinds))


def _on_record(questions: Path, results: Path, record: Path | None, replay: Path | None) -> str:
    """Prompts and replies are written, or answered from, by this process, with the index as it stands."""
    from bot.app import opened
    from bot.settings import read_settings
    from rag.chat.role import Role
    from rag.evaluate.recording import record as recorded
    from rag.evaluate.recording import replay as replayed

    settings = read_settings()
    role = Role.WORD if settings.chat_role == "word" else Role.READ
    with progress_bar("Indexing") as progress, opened(settings, progress) as application:
        answerer = application.answerer
        if replay:
            return replayed(answerer, questions, replay, results, role)
        assert record is not None
        connected = answerer.generator.model if answerer.generator else None
        return recorded(answerer, questions, record, connected, role)
