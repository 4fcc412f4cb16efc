"""Prints start-up times, memory, requests against the description of the interface, the checks of a chat model's answers, busy hours on Telegram, an archive of 1,000 notices, and ratios within this run."""

import json
import os
import subprocess
import sys
import time
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

from tests.bench.answers import resident
from tests.bench.archive import archive
from tests.bench.chat import chat_model
from tests.bench.contract import contract
from tests.bench.office import busy_hours

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
        _served(command, {**environment, "CHIDAO_PORT": "0"})
        contract(command, {**environment, "CHIDAO_PORT": "0"})
        chat_model()
        busy_hours(command, {**environment, "CHIDAO_PORT": "0"}, SAMPLE)
    archive()


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return median(taken)


def _served(command: list[str], environment: dict[str, str]) -> None:
    """The memory of `serve` after it has answered."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen([*command, "serve"], env=environment, **pipes) as process:
        address = next(word for line in process.stdout or () for word in line.split() if word.startswith("http://"))
        for question in SAMPLE:
            body = json.dumps({"question": question}).encode()
            headers = {"Content-Type": "application/json"}
            with urlopen(Request(f"{address.rstrip('/')}/api/ask", body, headers)) as answer:
                answer.read()
        print(f"memory of chidao serve after {len(SAMPLE)} answers {resident(process.pid):6.0f} MB")
        process.terminate()


if __name__ == "__main__":
    main()
