"""`python -m tests.bench.answers DATA QUESTIONS.jsonl`: answers timed in a process of their own, as one line of JSON."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]


def timed(data: Path, questions: Path) -> Figures:
    """The figures of `measured`, from a process that holds nothing but the index."""
    command = [sys.executable, "-m", __name__, str(data), str(questions)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ})
    return json.loads(done.stdout.splitlines()[-1])


def measured(data: Path, questions: Path) -> Figures:
    """Seconds to open, milliseconds by stage and of processor time (p50, p95, most), megabytes at the end."""
    from bot.messages import messages
    from rag.answer import Answerer
    from rag.index import Index
    from rag.index.embed import load_embedder
    from rag.models import Turn

    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    asked = [(line["question"], tuple(Turn(**turn) for turn in line.get("history", ()))) for line in lines]
    embedder = load_embedder("")
    began = time.perf_counter()
    with Index.open(data, embedder) as index:
        opened = time.perf_counter() - began
        answerer = Answerer(index, messages())
        answerer.ask(asked[0][0])  # what is read once: the lexicon, the words of the index
        taken: dict[str, list[float]] = {}
        for question, history in asked:
            before = time.process_time()
            answer = answerer.ask(question, history)
            stages = {**answer.timings_ms, "processor": 1_000 * (time.process_time() - before)}
            for stage, milliseconds in stages.items():
                taken.setdefault(stage, []).append(milliseconds)
        size = {"notices": len(index.ids()), "passages": len(index)}
    return {"open": opened, **size, "questions": len(asked), "memory": resident("self"), "ms": _percentiles(taken)}


def shown(name: str, figures: Figures) -> None:
    """One line a stage."""
    print(
        f"{name}: {figures['questions']} questions over {figures['notices']:,} notices ({figures['passages']:,} passages), "
        f"opened in {figures['open']:.2f} s, {figures['memory']:.0f} MB afterwards"
    )
    for stage, (half, most, slowest) in figures["ms"].items():
        print(f"    {stage:12} p50 {half:7.1f} ms   p95 {most:7.1f} ms   slowest {slowest:7.1f} ms")


def compared(name: str, few: Figures, many: Figures) -> None:
    """How much longer the same questions take over more notices."""
    half, most = (many["ms"]["total"][at] / max(few["ms"]["total"][at], 0.01) for at in (0, 1))
    print(f"{name}: {many['notices']:,} notices take {half:.1f} × (p50), {most:.1f} × (p95) of {few['notices']:,}")


def resident(pid: int | str) -> float:
    """Megabytes of a process that are in memory."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _percentiles(taken: Mapping[str, list[float]]) -> dict[str, tuple[float, float, float]]:
    ordered = {stage: sorted(values) for stage, values in taken.items()}
    return {stage: (one[len(one) // 2], one[int(len(one) * 0.95)], one[-1]) for stage, one in ordered.items()}


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), Path(sys.argv[2]))))
