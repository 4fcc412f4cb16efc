"""The command line starts at once: what is heavy is imported only by what needs it."""

import subprocess
import sys
import time

from conftest import ROOT

HELP_SECONDS = 0.5
NOT_FOR_HELP = {
    "torch",
    "chromadb",
    "langchain",
    "langchain_core",
    "sentence_transformers",
    "fastapi",
    "telegram",
}
NOT_FOR_ASK = {
    "torch",
    "transformers",
    "sentence_transformers",
    "langchain",
    "langchain_core",
    "fastapi",
    "telegram",
}

PROGRAM = """
import sys
from bot.cli import run
code = run(sys.argv[1:])
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
sys.exit(code)
"""


def loaded_by(*arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_help_loads_nothing_heavy() -> None:
    assert not loaded_by("--help") & NOT_FOR_HELP


def test_a_question_loads_no_model_library() -> None:
    assert not loaded_by("ask", "Ai ký Thông báo số 46/TB-UBND?") & NOT_FOR_ASK


def test_help_is_there_at_once() -> None:
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, check=True)
        seconds.append(time.perf_counter() - begun)
    assert min(seconds) <= HELP_SECONDS
