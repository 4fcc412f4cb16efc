"""Runs over judged questions as tables: by language and kind, engine beside engine, perturbed beside unperturbed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rag.evaluate.judge import Judgement
from rag.models import Trace

_NAMED = 8  # questions that were won or lost


class Run(NamedTuple):
    """Questions as they were asked, how their answers came about, and what held of each."""

    judged: Sequence[Mapping[str, Any]]
    traces: Sequence[Trace]
    judgements: Sequence[Judgement]

    @property
    def passed(self) -> dict[Any, bool]:
        """Whether each question passed, by its id."""
        return {one["id"]: judgement.passed for one, judgement in zip(self.judged, self.judgements, strict=True)}

    @property
    def milliseconds(self) -> tuple[float, float]:
        """p50 and p95 of an answer."""
        totals = sorted(trace.answer.timings_ms.get("total", 0.0) for trace in self.traces) or [0.0]
        return totals[len(totals) // 2], totals[int(len(totals) * 0.95)]


def scores(run: Run) -> str:
    """A line for all, for each language and for each kind: shares in per cent."""
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for one, judgement in zip(run.judged, run.judgements, strict=True):
        for name in ("all", f"  {one.get('lang', '')}", f"  {one['kind']}"):
            groups[name].append(judgement)
    lines = [f"{'':20}{'n':>5}{'passed':>9}{'said':>9}{'direct':>9}{'sourced':>9}"]
    for name, rows in groups.items():
        shares = (_share(rows, field) for field in ("passed", "said", "direct", "sourced"))
        lines.append(f"{name:20}{len(rows):5}" + "".join(f"{share:9.1f}" for share in shares))
    half, most = run.milliseconds
    return "\n".join([*lines, f"milliseconds an answer: p50 {half:.1f}, p95 {most:.1f}"])


def side_by_side(runs: Mapping[str, Run]) -> str:
    """A line an engine: shares in per cent, what became of its claims, milliseconds and tokens; then who won and lost."""
    lines = [
        f"{'engine':12}{'n':>5}{'passed':>9}{'answer':>9}{'direct':>9}{'source':>9}{'refusal':>9}"
        f"{'reworded':>10}{'kept':>7}{'dropped':>9}{'p50 ms':>9}{'p95 ms':>9}{'tokens':>9}"
    ]
    for engine, run in runs.items():
        refused: dict[bool, list[Judgement]] = {True: [], False: []}
        for one, judgement in zip(run.judged, run.judgements, strict=True):
            refused[one["kind"] == "unanswerable"].append(judgement)
        shares = [_share(run.judgements, "passed"), *(_share(refused[False], name) for name in Judgement._fields[:3])]
        verdicts = [verdict.kept for trace in run.traces for verdict in trace.verdicts]
        lines.append(
            f"{engine:12}{len(run.traces):5}"
            + "".join(f"{share:9.1f}" for share in (*shares, _share(refused[True], "passed")))
            + f"{sum(trace.answer.engine == 'chat' for trace in run.traces):10}"
            + f"{verdicts.count(True):7}{verdicts.count(False):9}"
            + "".join(f"{milliseconds:9.1f}" for milliseconds in run.milliseconds)
            + f"{sum(trace.tokens for trace in run.traces):9}"
        )
    for engine, run in runs.items():
        unheard = sum(trace.unheard for trace in run.traces)
        if unheard:
            lines.append(
                f"{engine}: the model gave no reply to {unheard} of {len(run.traces)} questions; those are by rules"
            )
    (first, before), *others = runs.items()
    for engine, after in others:
        won, lost = (f"{len(ids)} {' '.join(ids[:_NAMED])}" for ids in _won_and_lost(before, after))
        lines.append(f"{engine} against {first}: won {won}, lost {lost}")
    return "\n".join(lines)


def compared(run: Run, again: Mapping[str, Run]) -> str:
    """A line a kind: over the questions it changes, the share passed as judged and as changed; who lost and won."""
    lines = [f"{'perturbed':20}{'n':>5}{'passed':>9}{'before':>9}{'change':>9}{'lost':>7}{'won':>7}"]
    for kind, other in again.items():
        share, earlier = (
            100 * sum(passed[name] for name in other.passed) / len(other.passed) if other.passed else 0.0
            for passed in (other.passed, run.passed)
        )
        won, lost = _won_and_lost(run, other)
        lines.append(
            f"{kind:20}{len(other.passed):5}{share:9.1f}{earlier:9.1f}{share - earlier:+9.1f}{len(lost):7}{len(won):7}"
            + (f"  {', '.join(lost[:_NAMED])}{' …' if len(lost) > _NAMED else ''}" if lost else "")
        )
    return "\n".join(lines)


def _won_and_lost(before: Run, after: Run) -> tuple[list[str], list[str]]:
    """The questions of `after` that passed only there, and only before."""
    earlier, now = before.passed, after.passed
    return (
        [str(name) for name in now if now[name] and not earlier[name]],
        [str(name) for name in now if earlier[name] and not now[name]],
    )


def _share(judgements: Sequence[Judgement], name: str) -> float:
    return 100 * sum(getattr(one, name) for one in judgements) / len(judgements) if judgements else 0.0
