"""`chidao eval`: judged questions in, a table of scores and a results folder out."""

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import progress_bar


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="Judged questions.")],
    results: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("results"),
) -> None:
    """Score the answers to judged questions."""
    from bot.app import answering
    from bot.settings import read_settings
    from rag.evaluate import evaluate as score

    with progress_bar("Indexing") as progress, answering(read_settings(), progress) as answerer:
        print(score(answerer, questions, results))
