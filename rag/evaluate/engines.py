"""The same judged questions answered by rules and by a chat model, side by side."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from rag.evaluate.judge import Judgement, judge
from rag.models import Trace, Turn

ENGINES = ("extractive", "chat")


class Tracing(Protocol):
    """Whoever answers and says how."""

    def trace(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None, engine: str | None = None
    ) -> Trace:
        """The answer and how it came about."""


class EngineRun(NamedTuple):
    """An engine's traces of the judged questions, and what held of each answer."""

    engine: str
    judged: Sequence[Mapping[str, Any]]
    traces: Sequence[Trace]
    judgements: Sequence[Judgement]


def run_of(answerer: Tracing, judged: Sequence[Mapping[str, Any]], engine: str) -> EngineRun:
    """Every question asked of one engine."""
    traces = [
        answerer.trace(one["question"], [Turn(**turn) for turn in one.get("history", ())], engine=engine)
        for one in judged
    ]
    return EngineRun(
        engine, judged, traces, [judge(one, trace.answer) for one, trace in zip(judged, traces, strict=True)]
    )


def side_by_side(runs: Sequence[EngineRun]) -> str:
    """A line an engine: shares in per cent, what became of its claims, milliseconds and tokens; then who won and lost."""
    lines = [
        f"{'engine':12}{'n':>5}{'passed':>9}{'answer':>9}{'direct':>9}{'source':>9}{'refusal':>9}"
        f"{'reworded':>10}{'kept':>7}{'dropped':>9}{'p50 ms':>9}{'p95 ms':>9}{'tokens':>9}"
    ]
    for run in runs:
        answerable = [j for one, j in zip(run.judged, run.judgements, strict=True) if one["kind"] != "unanswerable"]
        refused = [j for one, j in zip(run.judged, run.judgements, strict=True) if one["kind"] == "unanswerable"]
        shares = [
            _share(run.judgements, "passed"),
            *(_share(answerable, name) for name in ("said", "direct", "sourced")),
        ]
        verdicts = [verdict for trace in run.traces for verdict in trace.verdicts]
        kept = sum(verdict.kept for verdict in verdicts)
        times = sorted(trace.answer.timings_ms.get("total", 0.0) for trace in run.traces) or [0.0]
        lines.append(
            f"{run.engine:12}{len(run.traces):5}"
            + "".join(f"{share:9.1f}" for share in (*shares, _share(refused, "passed")))
            + f"{sum(trace.answer.engine == 'chat' for trace in run.traces):10}{kept:7}{len(verdicts) - kept:9}"
            + f"{times[len(times) // 2]:9.1f}{times[int(len(times) * 0.95)]:9.1f}{sum(t.tokens for t in run.traces):9}"
        )
    return "\n".join([*lines, *(_against(runs[0], other) for other in runs[1:])])


def _against(first: EngineRun, other: EngineRun) -> str:
    pairs = list(zip(first.judged, first.judgements, other.judgements, strict=True))
    lost = [str(one["id"]) for one, before, after in pairs if before.passed and not after.passed]
    won = [str(one["id"]) for one, before, after in pairs if after.passed and not before.passed]
    return f"{other.engine} against {first.engine}: won {len(won)} {' '.join(won[:8])}, lost {len(lost)} {' '.join(lost[:8])}"


def _share(judgements: Sequence[Judgement], name: str) -> float:
    return 100 * sum(getattr(one, name) for one in judgements) / len(judgements) if judgements else 0.0
