"""Judged questions -> scores, failures, and a results folder that holds the recipe.

A judged question has `id`, `question`, `kind`, `answer_any` (groups of wordings, one of each group must be said),
`answer_none` (must not stand in the headline), `sources` (`doc`, `quote`), optionally `history` and
`sources_mode: "all"`. A question of kind `unanswerable` passes where the answer abstains and cites nothing.

The same questions can be asked perturbed as well (`rag.evaluate.perturb`), and the scores set side by side.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from corpus.text import has_diacritics
from rag.errors import ChidaoError
from rag.evaluate.engines import EngineRun, Tracing, run_of, side_by_side
from rag.evaluate.judge import Judgement, judge
from rag.evaluate.perturb import Perturbation, perturbed
from rag.models import Answer, Turn
from rag.question.language import language_of
from rag.search.rank import weights

SEED = 1  # of what is perturbed
_LOST = 8  # questions named that passed only unperturbed


class Asking(Protocol):
    """Whoever answers."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer."""


class Evaluation(NamedTuple):
    """Questions as they were asked, their answers, and what held of them."""

    judged: Sequence[Mapping[str, Any]]
    answers: Sequence[Answer]
    judgements: Sequence[Judgement]


def evaluate(answerer: Asking, questions: Path, results: Path, perturb: Sequence[Perturbation] = ()) -> str:
    """Answer the judged questions, keep answers and recipe in a new folder of `results`, return the table.

    With `perturb` those that a kind changes are asked again as changed, and a second table compares.
    """
    judged = _read(questions)
    run = _run(answerer, judged)
    again = {kind: _run(answerer, changed(judged, kind)) for kind in perturb}
    folder = _folder(results)
    _keep(run, folder / "answers.jsonl")
    for kind, other in again.items():
        _keep(other, folder / f"answers-{kind}.jsonl")
    table = _table(run)
    compared = [comparison(run, again)] if again else []
    recipe = {"questions": str(questions), "count": len(judged), "weights": weights(), "engine": "extractive"}
    recipe |= {"perturb": list(perturb), "seed": SEED} if perturb else {}
    (folder / "recipe.json").write_text(json.dumps(recipe, ensure_ascii=False, indent=2), encoding="utf-8")
    (folder / "table.txt").write_text("\n".join([table, *compared]) + "\n", encoding="utf-8")
    failures = [
        f"  {one['id']}: {one['question']} → {answer.headline}"
        for one, answer, judgement in zip(*run, strict=True)
        if not judgement.passed
    ]
    return "\n".join([table, f"Not passed: {len(failures)}", *failures[:20], *compared, f"Results: {folder}"])


def evaluate_engines(answerer: Tracing, questions: Path, results: Path, engines: Sequence[str]) -> str:
    """Answer the judged questions with each engine, keep answers and recipe, return the engines side by side."""
    judged = _read(questions)
    runs = [run_of(answerer, judged, engine) for engine in engines]
    folder = _folder(results)
    for run in runs:
        _keep(_answers(run), folder / f"answers-{run.engine}.jsonl")
        lines = (
            json.dumps(
                {
                    "id": one["id"],
                    "model": trace.model_reason,
                    "tokens": trace.tokens,
                    "verdicts": [v.explain() for v in trace.verdicts],
                },
                ensure_ascii=False,
            )
            for one, trace in zip(run.judged, run.traces, strict=True)
        )
        (folder / f"verdicts-{run.engine}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = side_by_side(runs)
    recipe = {"questions": str(questions), "count": len(judged), "weights": weights(), "engines": list(engines)}
    (folder / "recipe.json").write_text(json.dumps(recipe, ensure_ascii=False, indent=2), encoding="utf-8")
    (folder / "table.txt").write_text(table + "\n", encoding="utf-8")
    return f"{table}\nResults: {folder}"


def _answers(run: EngineRun) -> Evaluation:
    return Evaluation(run.judged, [trace.answer for trace in run.traces], run.judgements)


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


def comparison(run: Evaluation, again: Mapping[Perturbation, Evaluation]) -> str:
    """A line a kind: over the questions it changes, the share passed as judged and as changed; who lost and won."""
    before = {one["id"]: judgement.passed for one, judgement in zip(run.judged, run.judgements, strict=True)}
    lines = [f"{'perturbed':20}{'n':>5}{'passed':>9}{'before':>9}{'change':>9}{'lost':>7}{'won':>7}"]
    for kind, other in again.items():
        passed = {one["id"]: judgement.passed for one, judgement in zip(other.judged, other.judgements, strict=True)}
        lost = [name for name in passed if before[name] and not passed[name]]
        won = sum(passed[name] and not before[name] for name in passed)
        share, earlier = (
            100 * sum(of[name] for name in passed) / len(passed) if passed else 0.0 for of in (passed, before)
        )
        lines.append(
            f"{kind:20}{len(passed):5}{share:9.1f}{earlier:9.1f}{share - earlier:+9.1f}{len(lost):7}{won:7}"
            + (f"  {', '.join(map(str, lost[:_LOST]))}{' …' if len(lost) > _LOST else ''}" if lost else "")
        )
    return "\n".join(lines)


def _run(answerer: Asking, judged: Sequence[Mapping[str, Any]]) -> Evaluation:
    answers = [answerer.ask(one["question"], [Turn(**turn) for turn in one.get("history", ())]) for one in judged]
    return Evaluation(judged, answers, [judge(one, answer) for one, answer in zip(judged, answers, strict=True)])


def _folder(results: Path) -> Path:
    folder = results / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keep(run: Evaluation, path: Path) -> None:
    lines = (
        answer.model_dump(mode="json") | {"id": one["id"]} for one, answer in zip(run.judged, run.answers, strict=True)
    )
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def _is_vietnamese(one: Mapping[str, Any]) -> bool:
    return str(one.get("lang") or language_of(one["question"])).startswith("vi")


def _read(questions: Path) -> list[dict[str, Any]]:
    try:
        lines = questions.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise ChidaoError(
            f"{questions} cannot be read as JSON Lines ({error}); name a file of judged questions."
        ) from None


def _table(run: Evaluation) -> str:
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for one, judgement in zip(run.judged, run.judgements, strict=True):
        for name in ("all", f"  {one.get('lang', '')}", f"  {one['kind']}"):
            groups[name].append(judgement)
    lines = [f"{'':20}{'n':>5}{'passed':>9}{'said':>9}{'direct':>9}{'sourced':>9}"]
    for name, rows in groups.items():
        shares = "".join(
            f"{100 * sum(getattr(row, field) for row in rows) / len(rows):9.1f}"
            for field in ("passed", "said", "direct", "sourced")
        )
        lines.append(f"{name:20}{len(rows):5}{shares}")
    totals = sorted(answer.timings_ms.get("total", 0.0) for answer in run.answers) or [0.0]
    lines.append(
        f"milliseconds an answer: p50 {totals[len(totals) // 2]:.1f}, p95 {totals[int(len(totals) * 0.95)]:.1f}"
    )
    return "\n".join(lines)
