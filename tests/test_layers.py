"""Imports flow one way, from room to room as well, and each heavy library has its one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

# The rooms of each layer from the ground up: a room, file or folder, imports rooms of lower floors only.
FLOORS = {
    "corpus": (
        "errors models phrases text",
        "dates lexicon load",
        "patterns",
        "names",
        "amendments citations doubts no_deadlines",
        "deadlines personal secrecy",
        "layout",
        "directives",
        "passages",
        "facts",
        "honesty parse",
        "reading",
    ),
    "rag": (
        "allowance errors models wording",
        "coverage draft index label shorten",
        "question",
        "proof register values",
        "search",
        "answers",
        "chat",
        "answer train",
        "chain evaluate",
    ),
    "bot": (
        "errors input_text log messages people terminal",
        "settings show",
        "indexing tasks uploads",
        "owner",
        "app",
        "assistant",
        "telegram web",
        "serving",
        "commands",
        "cli",
        "__main__",
    ),
}
LAYERS = tuple(FLOORS)  # corpus <- rag <- bot

PLACES = {
    "chromadb": ("rag/index/",),
    "docx": ("corpus/load/word.py", "corpus/load/word_margins.py"),
    "fastapi": ("bot/web/",),
    "lxml": ("corpus/load/web.py", "corpus/load/word.py"),
    "PIL": ("corpus/load/scans/",),
    "pypdfium2": ("corpus/load/pdf.py",),
    "langchain": ("rag/chain.py", "rag/chat/"),
    "onnxruntime": ("rag/index/e5.py",),
    "sentence_transformers": ("rag/index/embed.py", "rag/train"),
    "starlette": ("bot/web/",),
    "telegram": ("bot/telegram/",),
    "torch": ("rag/train",),
    "typer": ("bot/cli.py", "bot/commands/"),
    "uvicorn": ("bot/web/",),
}


def modules() -> Iterator[Path]:
    for layer in LAYERS:
        yield from sorted((ROOT / layer).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The dotted names a module imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it points"
            module = node.module or ""
            yield from ([f"{module}.{alias.name}" for alias in node.names] if module in LAYERS else [module])


def floor_of(dotted: str) -> int:
    """How high the room of `rag.search.rank` stands above the ground of its layer; -1 for the layer itself."""
    layer, _, rest = dotted.partition(".")
    room = rest.partition(".")[0]
    if room in ("", "__init__"):
        return -1
    found = [floor for floor, rooms in enumerate(FLOORS[layer]) if room in rooms.split()]
    assert found, f"{dotted}: give the room a floor in this file"
    return found[0]


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_flow_one_way(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    own = name.removesuffix(".py").replace("/", ".")
    for other in imported(path):
        layer, _, _ = other.partition(".")
        if layer in LAYERS:
            assert LAYERS.index(layer) <= LAYERS.index(own.partition(".")[0]), f"{own} imports {other}"
            same_room = own.split(".")[:2] == other.split(".")[:2]
            if own.startswith(f"{layer}.") and not same_room:
                assert floor_of(other) < floor_of(own), f"{own} imports {other}, which stands as high or higher"


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_heavy_library_has_its_place(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    names = {one.partition(".")[0] for one in imported(path)}
    for library, places in PLACES.items():
        if any(one == library or one.startswith(f"{library}_") for one in names):
            assert name.startswith(places), f"{library} belongs in {places}"


@pytest.mark.parametrize("layer", LAYERS)
def test_every_floor_is_lived_on(layer: str) -> None:
    rooms = {path.stem for path in (ROOT / layer).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    listed = " ".join(FLOORS[layer]).split()
    assert sorted(listed) == sorted(set(listed))
    assert set(listed) <= rooms
