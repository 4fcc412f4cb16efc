"""Imports flow one way, and each heavy library has its one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

FORBIDDEN = {"corpus": {"rag", "bot"}, "rag": {"bot"}, "bot": set()}

PLACES = {
    "chromadb": ("rag/index/",),
    "fastapi": ("bot/web/",),
    "langchain": ("rag/chain.py", "rag/chat/generate.py", "rag/chat/model.py"),
    "sentence_transformers": ("rag/index/embed.py", "rag/train"),
    "starlette": ("bot/web/",),
    "telegram": ("bot/telegram/",),
    "torch": ("rag/train",),
    "typer": ("bot/cli.py", "bot/commands/"),
    "uvicorn": ("bot/web/",),
}


def modules() -> Iterator[Path]:
    for layer in FORBIDDEN:
        yield from sorted((ROOT / layer).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The top-level names a module imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it points"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_flow_from_corpus_to_rag_to_bot(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    names = set(imported(path))
    assert not names & FORBIDDEN[name.partition("/")[0]]
    for library, places in PLACES.items():
        if any(one == library or one.startswith(f"{library}_") for one in names):
            assert name.startswith(places), f"{library} belongs in {places}"
