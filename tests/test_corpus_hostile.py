"""A hundred and sixty files that should not be there: one sentence each, and the others are answered from all the same."""

import re
from pathlib import Path

import hostile_files
import pytest
from answering import shipped
from fakes import SAMPLES

from bot.terminal import NOT_TAKEN_IN, report_line
from corpus.load import shown
from rag.index import Index
from rag.index.refresh import refresh

GOOD = SAMPLES / "quang-nam-46-2018.txt"


def test_they_are_many() -> None:
    assert len(set(hostile_files.names())) == len(hostile_files.names()) >= 160


@pytest.mark.slow
def test_each_is_one_sentence_and_the_others_are_in_the_index(tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / GOOD.name).write_bytes(GOOD.read_bytes())
    refused, read = hostile_files.put(folder)
    with Index.open(tmp_path / "data", shipped()) as index:
        entries = {entry.path: entry for entry in refresh(index, folder).entries}
        assert index.verify() == [] and GOOD.stem in index.ids()
    names = {shown(Path(name)): name for name in (*refused, *read)}
    states = {names[path]: str(entry.state) for path, entry in entries.items() if path in names}
    assert {name for name, state in states.items() if state in NOT_TAKEN_IN} >= refused
    assert {name for name in read if states.get(name) not in ("added", "duplicate")} <= _same_shown(read)
    for path, entry in entries.items():
        assert not re.search(r"[\n\r\u202e\u2028]", report_line(entry))
        if entry.state in ("broken", "quarantined", "refused", "unsupported"):
            assert entry.reason.startswith(f"{path}: ") and entry.reason.endswith("."), entry
            assert len(entry.reason) < len(path) + 200 and "Traceback" not in entry.reason
    assert not [path for path in Path("/tmp").glob("climbed*")] and not Path("/etc/climbed").exists()


def _same_shown(names: set[str]) -> set[str]:
    """Those whose names look the same once they are printed."""
    printed = [shown(Path(name)) for name in names]
    return {name for name in names if printed.count(shown(Path(name))) > 1}
