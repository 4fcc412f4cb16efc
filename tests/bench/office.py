"""A busy hour on Telegram: 100 people, 1,000 questions, every twentieth call fails; what is answered, what it costs."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.bench.answers import resident

ROUNDS, QUESTIONS, PEOPLE, FAILING = 3, 1_000, 100, 0.05


def busy_hours(command: list[str], environment: dict[str, str], asked: list[str]) -> None:
    """Prints, for each round, how the questions ended and the memory of the service."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from fake_telegram import TOKEN, FakeTelegram

    with FakeTelegram() as telegram:
        service = {**environment, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url}
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen([*command, "serve"], env=service, **silent) as process:
            try:
                telegram.private("/start", user=1)
                telegram.wait_message(1, seconds=60)
                telegram.fault(FAILING, seed=1)
                for number in range(1, ROUNDS + 1):
                    print(f"busy hour {number}: {_hour(telegram, asked, number)}, {resident(process.pid):.0f} MB")
            finally:
                process.terminate()


def _hour(telegram, asked: list[str], number: int) -> str:  # type: ignore[no-untyped-def]
    rng = random.Random(number)
    began = time.perf_counter()
    waiting: Counter[int] = Counter()
    first = number * 10_000
    for _ in range(QUESTIONS):
        person = first + rng.randrange(PEOPLE)
        while waiting[person] - len(telegram.chats[person]) >= 8:
            time.sleep(0.01)
            person = first + rng.randrange(PEOPLE)
        waiting[person] += 1
        telegram.private(rng.choice(asked), user=person)
    telegram.wait_for(lambda: all(len(telegram.chats[one]) >= count for one, count in waiting.items()), 600)
    texts = [message.text for person in waiting for message in telegram.chats[person]]
    unsure = sum("đường truyền" in text or "connection" in text for text in texts)
    lost = sum(max(0, count - len(telegram.chats[person])) for person, count in waiting.items())
    seconds = time.perf_counter() - began
    return f"{len(texts) - unsure} answers, {unsure} said to be unsure, {lost} lost, {seconds:.0f} s"


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        settings = {**os.environ, "CHIDAO_DATA": folder, "CHIDAO_PORT": "0"}
        busy_hours([sys.executable, "-m", "bot"], settings, ["ai khao sat y kien dan ve dvctt"])
