"""The command line starts at once: what is heavy is imported only by what needs it."""

import resource
import subprocess
import sys

import pytest
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


@pytest.mark.usefixtures("indexed")
def test_a_question_to_an_index_at_rest_opens_no_chroma() -> None:
    assert not loaded_by("ask", "Ai ký Thông báo số 46/TB-UBND?") & {*NOT_FOR_ASK, "chromadb"}


def test_help_is_there_at_once() -> None:
    seconds = []
    for _ in range(3):
        begun = spent()
        subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, check=True)
        seconds.append(spent() - begun)
    assert min(seconds) <= HELP_SECONDS


def spent() -> float:
    """Processor seconds of the processes that were started and have ended: what else the machine does is not in them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
