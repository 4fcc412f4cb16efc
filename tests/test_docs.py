"""What can be typed or set is documented, and nothing else is."""

import re

import pytest
from conftest import ROOT

from bot.cli import application
from bot.messages import messages
from bot.settings import Settings, names
from corpus.load import KINDS


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return [str(command.name or command.callback.__name__) for command in application.registered_commands]


def targets() -> list[str]:
    return re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"chidao {command}" in readme()


@pytest.mark.parametrize("target", targets())
def test_every_make_target_is_in_the_readme(target: str) -> None:
    assert f"make {target}" in readme()


@pytest.mark.parametrize("name", names())
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert name in readme()


def test_the_example_names_every_setting_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    shown = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(shown) == set(names())
    defaults = dict(zip(names(), Settings(data="data").model_dump().values(), strict=True))  # the fixture moves data
    for name, value in shown.items():
        assert value in ("", str(defaults[name]))


def test_every_setting_of_the_example_has_a_comment() -> None:
    blocks = (ROOT / ".env.example").read_text(encoding="utf-8").strip().split("\n\n")
    for block in blocks[1:]:
        assert block.startswith("# "), block


def test_the_targets_are_the_promised_ones() -> None:
    assert {"run", "test", "install", "check", "bench", "model", "help"} <= set(targets())


def reliability() -> dict[str, str]:
    """By number: the row of each fault or risk."""
    lines = (ROOT / "RELIABILITY.md").read_text(encoding="utf-8").splitlines()
    return {line.split("|")[1].strip(): line for line in lines if re.match(r"\| R\d", line)}


def test_every_fault_has_its_row() -> None:
    assert list(reliability()) == [f"R{number:02}" for number in range(1, 39)]


@pytest.mark.parametrize("row", reliability().values(), ids=reliability())
def test_each_row_names_tests_that_there_are_or_what_is_missing(row: str) -> None:
    named = re.findall(r"`(test_\w+\.py)(?:::(\w+))?`", row)
    assert named or "Missing: " in row
    for file, test in named:
        path = ROOT / "tests" / file
        assert path.exists() and (not test or f"def {test}(" in path.read_text(encoding="utf-8")), (file, test)


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_who_starts_it_reads_how_to_stop_it_and_what_it_takes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    said = "make run Ctrl+C http://127.0.0.1:8000/ 3 GB .env.example CHIDAO_DATA CHIDAO_NOTICES".split()
    assert [one for one in (*said, *sorted(KINDS - {".htm", ".jpeg", ".tiff"})) if one not in text] == []
    assert messages().say("vi", "notice.scanned") in " ".join(text.split())
