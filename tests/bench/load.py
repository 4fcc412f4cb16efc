"""`python -m tests.bench.load [SECONDS]`: fifty clients at once over 120 notices; then 5,000 tiny notices are put into the
folder while they ask; then SIGTERM. Prints errors, the 95th percentile of answers, the slowest /healthz, the end.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.synthetic import generate
from tests.synthetic.questions import generate_questions

CLIENTS, NOTICES, TINY, SEED = 50, 120, 5_000, 7
SECONDS = 60.0


class Clients:
    """Clients that ask one question after the other until they are told to stop."""

    def __init__(self, address: str, questions: list[str]) -> None:
        self._address = address
        self._questions = questions
        self._stop = threading.Event()
        self.taken: list[float] = []
        self.ended: Counter[str] = Counter()

    def run(self, count: int, seconds: float) -> None:
        """So many of them at once, for so long."""
        self._stop.clear()
        threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self._stop.set()
        for thread in threads:
            thread.join()

    def _ask(self, number: int) -> None:
        at = number
        while not self._stop.is_set():
            at += CLIENTS
            body = json.dumps({"question": self._questions[at % len(self._questions)]}).encode()
            request = Request(f"{self._address}api/ask", body, {"Content-Type": "application/json"})
            began = time.perf_counter()
            self.ended[_fetched(request)] += 1
            self.taken.append(time.perf_counter() - began)


def main(seconds: float = SECONDS) -> None:
    """Every figure, in one run of one service."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "notices"
        folder.mkdir()
        notices = list(generate(NOTICES, SEED))
        for notice in notices:
            (folder / f"{notice.id}.txt").write_bytes(notice.text.encode())
        questions = [one.question for one in generate_questions(notices, SEED, 400)]
        process, address = _served(temporary, folder)
        try:
            one = Clients(address, questions)
            one.run(1, seconds / 6)
            _told("1 client", one)
            many = Clients(address, questions)
            alive = _watched(address, lambda: many.run(CLIENTS, seconds))
            _told(f"{CLIENTS} clients", many, alive)
            for number in range(TINY):
                (folder / f"tiny-{number}.txt").write_text(_tiny(number), encoding="utf-8")
            time.sleep(5)  # until they have been seen
            during = Clients(address, questions)
            alive = _watched(address, lambda: during.run(1, seconds / 2))
            _told(f"1 client while {TINY:,} notices are read", during, alive)
            count = len(json.loads(urlopen(f"{address}api/notices", timeout=30).read()))
            began = time.perf_counter()
            process.send_signal(signal.SIGTERM)
            process.wait(60)
            print(f"SIGTERM at {count:,} notices, in the middle of it: ended after {time.perf_counter() - began:.1f} s")
        finally:
            process.kill()
            process.wait()


def _served(temporary: str, folder: Path) -> tuple["subprocess.Popen[str]", str]:
    settings = {"CHIDAO_NOTICES": str(folder), "CHIDAO_DATA": f"{temporary}/data", "CHIDAO_PORT": "0"}
    environment = {**os.environ, **settings, "CHIDAO_QUESTIONS_PER_MINUTE": "1000000"}
    command = [sys.executable, "-m", "bot", "serve"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    return process, process.stdout.readline().split()[-1]


def _watched(address: str, work) -> list[float]:  # type: ignore[no-untyped-def]
    """Seconds of each /healthz while `work` is done."""
    taken: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.2):
            began = time.perf_counter()
            _fetched(Request(f"{address}healthz"))
            taken.append(time.perf_counter() - began)

    thread = threading.Thread(target=look)
    thread.start()
    work()
    done.set()
    thread.join()
    return taken


def _fetched(request: Request) -> str:
    try:
        with urlopen(request, timeout=60) as answer:
            answer.read()
            return str(answer.status)
    except HTTPError as error:
        error.close()
        return str(error.code)
    except (URLError, OSError) as error:
        return type(error).__name__


def _told(what: str, clients: Clients, alive: list[float] | None = None) -> None:
    shown = ", ".join(f"{count} × {end}" for end, count in sorted(clients.ended.items()))
    slowest = f"; /healthz p95 {_p95(alive) * 1000:.0f} ms, slowest {max(alive) * 1000:.0f} ms" if alive else ""
    print(f"{what}: {shown}; p95 {_p95(clients.taken):.2f} s{slowest}", flush=True)


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1] if len(taken) > 1 else max(taken, default=0.0)


def _tiny(number: int) -> str:
    return f"THÔNG BÁO\nSố: {number}/TB-VP\n\n1. Giao Sở Y tế chủ trì rà soát việc {number} trước ngày 30/6/2019.\n"


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
