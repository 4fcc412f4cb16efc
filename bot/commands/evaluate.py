"""`chidao eval`: judged questions in, a table of scores and a results folder out."""

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import progress_bar, warn_of_failures


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="Judged questions.")],
    results: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("results"),
) -> None:
    """Score the answers to judged questions."""
    from bot.app import opened
    from bot.settings import read_settings
    from rag.evaluate import evaluate as score

    with progress_bar("Indexing") as progress, opened(read_settings(), progress) as application:
        warn_of_failures(application.report)
        print(score(application.answerer, questions, results))
