"""Prints start-up times, answer times over judged or sample questions, memory, and ratios within this run."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

JUDGED = Path(__file__).parents[3] / "shared" / "eval" / "dev.jsonl"
SAMPLE = [
    "which agency leads the online public services survey",
    "ai khao sat y kien dan ve dvctt",
    "Quảng Nam ngừng phát sóng truyền hình tương tự mặt đất trước ngày nào?",
    "Ai ký Thông báo số 46/TB-UBND?",
    "Sở Tài chính Kiên Giang tham gia những việc nào?",
]
RUNS = 5


def main() -> None:
    """Every figure of the bench."""
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "CHIDAO_DATA": f"{folder}/data"}
        command = [sys.executable, "-m", "bot"]
        began = time.perf_counter()
        subprocess.run([*command, "index"], env=environment, check=True, capture_output=True)
        print(f"index the sample corpus, from nothing   {time.perf_counter() - began:7.2f} s")
        bare = _seconds([sys.executable, "-c", "pass"], environment)
        for name, arguments in (("chidao --help", ["--help"]), ("chidao ask, from cold", ["ask", SAMPLE[0]])):
            seconds = _seconds([*command, *arguments], environment)
            print(f"{name:39} {seconds:7.2f} s  ({seconds / bare:.0f} × a bare interpreter)")
        _answers(Path(folder) / "data")


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return median(taken)


def _answers(data: Path) -> None:
    from bot.messages import messages
    from rag.answer import Answerer
    from rag.embed import load_embedder
    from rag.index import Index
    from rag.models import Turn

    asked = [(question, ()) for question in SAMPLE * 20]
    if JUDGED.exists():
        lines = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
        asked = [(line["question"], tuple(Turn(**turn) for turn in line.get("history", ()))) for line in lines]
    with Index.open(data, load_embedder("")) as index:
        answerer = Answerer(index, messages())
        answerer.ask(SAMPLE[0])
        stages: dict[str, list[float]] = {}
        for question, history in asked:
            for stage, milliseconds in answerer.ask(question, history).timings_ms.items():
                stages.setdefault(stage, []).append(milliseconds)
    for stage, taken in stages.items():
        taken.sort()
        print(
            f"{stage:12} p50 {taken[len(taken) // 2]:6.1f} ms   p95 {taken[int(len(taken) * 0.95)]:6.1f} ms   ({len(taken)} questions)"
        )
    resident = Path("/proc/self/status").read_text(encoding="utf-8").split("VmRSS:")[1].split()[0]
    print(f"memory with the index open {int(resident) / 1024:6.0f} MB")


if __name__ == "__main__":
    main()
