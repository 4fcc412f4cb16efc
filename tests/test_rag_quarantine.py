"""What may not come into the index: files that break their reading, links that lead out, documents marked secret."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from answering import shipped
from fakes import SAMPLES

from corpus.reading import Reader
from rag.index import Index
from rag.index import refresh as module
from rag.index.refresh import add_files, refresh
from rag.index.report import Report

SAMPLE = (SAMPLES / "quang-nam-46-2018.txt").read_text(encoding="utf-8")
SLOW = "- Giao Sở Y tế chủ trì rà soát; Sở Nội vụ báo cáo.\n" * 60_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notices"
    made.mkdir()
    (made / "sau.txt").write_text(SAMPLE, encoding="utf-8")
    return made


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "data", shipped(), timeout=0.2) as opened:
        yield opened


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that are read, by a reader of little patience."""
    strict, names = Reader(seconds=4), list[str]()

    class Counting:
        def read(self, name: str, path: Path, go_on: Callable[[], object], **how: Any) -> object:
            names.append(name)
            return strict.read(name, path, go_on, **how)

    monkeypatch.setattr(module, "reader", Counting)
    yield names
    strict.close()


def states(report: Report) -> dict[str, str]:
    return {entry.path: str(entry.state) for entry in report.entries}


def test_a_file_that_breaks_its_reading_is_tried_again_only_once_it_changed(
    folder: Path, index: Index, counted: list[str]
) -> None:
    (folder / "cham.txt").write_text(SLOW, encoding="utf-8")
    first = refresh(index, folder)
    assert states(first) == {"cham.txt": "quarantined", "sau.txt": "added"}
    assert "was not read within 4 seconds; mend the file" in first.entries[0].reason
    assert states(refresh(index, folder)) == {"cham.txt": "quarantined", "sau.txt": "unchanged"}
    assert counted == ["cham", "sau"]
    (folder / "cham.txt").write_text(SAMPLE.replace("46", "47"), encoding="utf-8")
    assert states(refresh(index, folder))["cham.txt"] == "added"
    assert index.quarantine() == {}


def test_what_was_read_of_a_file_stays_when_its_next_state_breaks(
    folder: Path, index: Index, counted: list[str]
) -> None:
    refresh(index, folder)
    (folder / "sau.txt").write_text(SLOW, encoding="utf-8")
    (entry,) = refresh(index, folder).entries
    assert entry.state == "quarantined" and "stays in the index" in entry.reason
    assert index.ids() == ("sau",)


def test_quarantine_outlives_the_process_and_ends_with_the_file(
    folder: Path, tmp_path: Path, counted: list[str]
) -> None:
    (folder / "cham.txt").write_text(SLOW, encoding="utf-8")
    for _ in range(2):
        with Index.open(tmp_path / "again", shipped()) as opened:
            assert states(refresh(opened, folder))["cham.txt"] == "quarantined"
            assert len(opened.quarantine()) == 1
    assert counted.count("cham") == 1
    (folder / "cham.txt").unlink()
    with Index.open(tmp_path / "again", shipped()) as opened:
        refresh(opened, folder)
        assert opened.quarantine() == {}


def test_a_file_named_by_an_operator_is_tried_at_once(folder: Path, index: Index, counted: list[str]) -> None:
    slow = folder / "cham.txt"
    slow.write_text(SLOW, encoding="utf-8")
    refresh(index, folder)
    assert states(add_files(index, [slow])) == {"cham.txt": "quarantined"}
    assert counted.count("cham") == 2


def test_links_that_lead_out_of_the_folder_are_never_read(folder: Path, index: Index, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "else").mkdir()
    (folder / "file.txt").symlink_to(outside)
    (folder / "relative.txt").symlink_to(Path("..") / "secret.txt")
    (folder / "chain.txt").symlink_to(folder / "file.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "system.txt").symlink_to("/proc/self/environ")
    (folder / "inside.txt").symlink_to(folder / "sau.txt")
    found = states(refresh(index, folder))
    refused = {name for name, state in found.items() if state == "refused"}
    assert refused >= {"file.txt", "relative.txt", "chain.txt", "system.txt"}
    assert set(index.ids()) == {"sau", "inside"}


def test_a_file_that_becomes_a_link_is_taken_out(folder: Path, index: Index, tmp_path: Path) -> None:
    refresh(index, folder)
    (folder / "sau.txt").rename(tmp_path / "sau.txt")
    (folder / "sau.txt").symlink_to(tmp_path / "sau.txt")
    assert [str(entry.state) for entry in refresh(index, folder).entries] == ["refused", "removed"]
    assert index.ids() == ()


def test_a_notices_folder_that_is_a_link_itself_is_read(folder: Path, index: Index, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert states(refresh(index, tmp_path / "link")) == {"sau.txt": "added"}


def test_a_document_marked_secret_since_the_folder_moved_is_answered_from_no_more(
    folder: Path, index: Index, tmp_path: Path
) -> None:
    refresh(index, folder)
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved" / "sau.txt").write_text(f"MẬT\n{SAMPLE}", encoding="utf-8")
    assert states(refresh(index, tmp_path / "moved")) == {"sau.txt": "refused"}
    assert index.ids() == ()


def test_a_notice_removed_while_files_are_read_does_not_come_back(folder: Path, index: Index) -> None:
    def remove(done: int, total: int) -> None:
        index.remove("sau", keep_out=True)

    refresh(index, folder, remove)
    assert index.ids() == () and index.removed() == {"sau"}


def test_a_document_marked_secret_leaves_no_trace(folder: Path, index: Index) -> None:
    refresh(index, folder)
    (folder / "sau.txt").write_text(f"TỐI MẬT\n{SAMPLE}", encoding="utf-8")
    (entry,) = refresh(index, folder).entries
    assert entry.state == "refused" and entry.reason.startswith("sau.txt: it is marked TỐI MẬT")
    assert index.ids() == () and len(index) == 0
