"""Judged questions -> scores, failures, and a results folder that holds the recipe.

A judged question has `id`, `question`, `kind`, `answer_any` (groups of wordings, one of each group must be said),
`answer_none` (must not stand in the headline), `sources` (`doc`, `quote`), optionally `history` and
`sources_mode: "all"`. A question of kind `unanswerable` passes where the answer abstains and cites nothing.

The same questions can be asked perturbed as well (`rag.evaluate.perturb`), or of rules and chat model side by side.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from corpus.text import has_diacritics
from rag.errors import ChidaoError
from rag.evaluate.judge import judge
from rag.evaluate.perturb import Perturbation, perturbed
from rag.evaluate.tables import Run, compared, scores, side_by_side
from rag.models import Trace, Turn
from rag.question.language import language_of
from rag.search.rank import weights

ENGINES = ("extractive", "chat")
SEED = 1  # of what is perturbed


class Tracing(Protocol):
    """Whoever answers and says how."""

    def trace(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None, engine: str | None = None
    ) -> Trace:
        """The answer and how it came about."""


def evaluate(answerer: Tracing, questions: Path, results: Path, perturb: Sequence[Perturbation] = ()) -> str:
    """Answer the judged questions, keep answers and recipe in a new folder of `results`, return the table.

    With `perturb` those that a kind changes are asked again as changed, and a second table compares.
    """
    judged = read_judged(questions)
    run = _run(answerer, judged)
    again = {str(kind): _run(answerer, changed(judged, kind)) for kind in perturb}
    tables = [scores(run), *([compared(run, again)] if again else [])]
    recipe = {"engine": "extractive"} | ({"perturb": list(perturb), "seed": SEED} if perturb else {})
    folder = _kept(results, {"": run} | again, tables, {"questions": str(questions), "count": len(judged)} | recipe)
    failures = [
        f"  {one['id']}: {one['question']} → {trace.answer.headline}"
        for one, trace, judgement in zip(*run, strict=True)
        if not judgement.passed
    ]
    return "\n".join([tables[0], f"Not passed: {len(failures)}", *failures[:20], *tables[1:], f"Results: {folder}"])


def evaluate_engines(answerer: Tracing, questions: Path, results: Path, engines: Sequence[str]) -> str:
    """Answer the judged questions with each engine, keep answers, verdicts and recipe, return the engines side by side."""
    judged = read_judged(questions)
    runs = {engine: _run(answerer, judged, engine) for engine in engines}
    table = side_by_side(runs)
    recipe = {"questions": str(questions), "count": len(judged), "engines": list(engines)}
    folder = _kept(results, runs, [table], recipe)
    for engine, run in runs.items():
        told = (
            {"model": trace.model_reason, "tokens": trace.tokens, "verdicts": [v.explain() for v in trace.verdicts]}
            for trace in run.traces
        )
        _write(folder / f"verdicts-{engine}.jsonl", run, told)
    return f"{table}\nResults: {folder}"


def changed(judged: Sequence[Mapping[str, Any]], kind: Perturbation) -> list[dict[str, Any]]:
    """The judged questions that `kind` changes, or whose earlier questions it does, as changed; judged as before."""
    found = []
    for one in judged:
        if kind.of_vietnamese and not (_is_vietnamese(one) and has_diacritics(one["question"])):
            continue
        seed = f"{SEED} {one['id']}"
        history = [
            turn | {"question": perturbed(turn["question"], kind, f"{seed} {number}")}
            for number, turn in enumerate(one.get("history", ()))
        ]
        other = {**one, "question": perturbed(one["question"], kind, seed)} | ({"history": history} if history else {})
        if other != one:
            found.append(other)
    return found


def _is_vietnamese(one: Mapping[str, Any]) -> bool:
    return str(one.get("lang") or language_of(one["question"])).startswith("vi")


def _run(answerer: Tracing, judged: Sequence[Mapping[str, Any]], engine: str | None = None) -> Run:
    traces = [
        answerer.trace(one["question"], [Turn(**turn) for turn in one.get("history", ())], engine=engine)
        for one in judged
    ]
    return Run(judged, traces, [judge(one, trace.answer) for one, trace in zip(judged, traces, strict=True)])


def _kept(results: Path, runs: Mapping[str, Run], tables: Iterable[str], recipe: dict[str, Any]) -> Path:
    """A new folder with the answers of each run, the tables and the recipe."""
    folder = results / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    folder.mkdir(parents=True, exist_ok=True)
    for name, run in runs.items():
        path = folder / (f"answers-{name}.jsonl" if name else "answers.jsonl")
        _write(path, run, (trace.answer.model_dump(mode="json") for trace in run.traces))
    whole = json.dumps(recipe | {"weights": weights()}, ensure_ascii=False, indent=2)
    (folder / "recipe.json").write_text(whole, encoding="utf-8")
    (folder / "table.txt").write_text("\n".join(tables) + "\n", encoding="utf-8")
    return folder


def _write(path: Path, run: Run, told: Iterable[Mapping[str, Any]]) -> None:
    lines = ({**of_answer, "id": one["id"]} for one, of_answer in zip(run.judged, told, strict=True))
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def read_judged(questions: Path) -> list[dict[str, Any]]:
    """The judged questions of a file. Raises ChidaoError."""
    try:
        lines = questions.read_text(encoding="utf-8").splitlines()
        judged = [json.loads(line) for line in lines if line.strip()]
        return [{"kind": "fact", **one, "id": one["id"], "question": one["question"]} for one in judged]
    except KeyError as error:
        raise ChidaoError(
            f"A line of {questions} has no {error}: a judged question is as those of tests/judged, with id, question, kind, "
            "answer_any and sources."
        ) from None
    except (OSError, ValueError, TypeError) as error:
        raise ChidaoError(
            f"{questions} cannot be read as JSON Lines ({error}); name a file of judged questions."
        ) from None
