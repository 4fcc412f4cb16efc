"""The index in line with a folder: what is new, changed, gone, broken; and who may own it."""

from pathlib import Path
from typing import Any

import pytest
from answering import shipped
from fakes import SAMPLES

from corpus.errors import LoadError, UnsupportedKind
from corpus.load import load, notice_id
from corpus.reading import reader
from rag.errors import NoticesError
from rag.index import Index, tokens
from rag.index import refresh as refreshing
from rag.index.refresh import add_files, refresh
from rag.index.report import Report

SAMPLE = (SAMPLES / "quang-nam-46-2018.txt").read_text(encoding="utf-8")


def opened(data: Path) -> Index:
    return Index.open(data, shipped(), timeout=0.2)


def states(report: Report) -> dict[str, str]:
    return {entry.path: str(entry.state) for entry in report.entries}


def found(index: Index, words: str, notices: list[str] | None = None) -> set[str]:
    spoken = tokens(words)
    return {c.passage.notice_id for c in index.search(**spoken._asdict(), text=words, notices=notices)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notices"
    made.mkdir()
    (made / "mot.txt").write_text(SAMPLE, encoding="utf-8")
    return made


def test_new_unchanged_changed_and_vanished(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "data") as index:
        assert states(refresh(index, folder)) == {"mot.txt": "added"}
        assert states(refresh(index, folder)) == {"mot.txt": "unchanged"}
        (folder / "mot.txt").write_text(SAMPLE.replace("khảo sát", "điều tra"), encoding="utf-8")
        assert states(refresh(index, folder)) == {"mot.txt": "changed"}
        assert "khảo sát" not in index.notice("mot").text
        (folder / "hai.txt").write_text(SAMPLE, encoding="utf-8")
        (folder / "mot.txt").unlink()
        report = refresh(index, folder)
        assert [(entry.id, str(entry.state)) for entry in report.entries] == [("hai", "added"), ("mot", "removed")]
        assert found(index, "tiêu chí số 7 hiện đại hóa hành chính") == {"hai"}
        assert index.verify() == []


@pytest.mark.parametrize("times", [1, 2])
def test_a_file_that_is_another_one_only_while_it_is_read_is_read_again(
    times: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other, turns = folder / "mot.txt", SAMPLE.replace("khảo sát", "điều tra"), iter(range(times))

    class Hasty:
        def read(self, *asked: Any, **how: Any) -> object:
            path.write_text(other if next(turns, None) is not None else SAMPLE, encoding="utf-8")
            try:
                return reader().read(*asked, **how)
            finally:
                path.write_text(SAMPLE, encoding="utf-8")

    monkeypatch.setattr(refreshing, "reader", Hasty)
    with opened(tmp_path / "data") as index:
        assert states(refresh(index, folder)) == {"mot.txt": "added" if times == 1 else "waiting"}
        refresh(index, folder)
        assert "khảo sát" in index.notice("mot").text and index.verify() == []


def test_one_bad_file_never_stops_the_others(folder: Path, tmp_path: Path) -> None:
    (folder / "anh.gif").write_bytes(b"GIF89a")
    (folder / "hong.txt").write_bytes(b"\xff\xfa\x00\x01")
    (folder / "khong.txt").write_text("  \n", encoding="utf-8")
    (folder / "mot.md").write_text(SAMPLE, encoding="utf-8")
    with opened(tmp_path / "data") as index:
        report = refresh(index, folder)
        assert states(report) == {
            "anh.gif": "unsupported",
            "hong.txt": "broken",
            "khong.txt": "broken",
            "mot.md": "added",
            "mot.txt": "duplicate",
        }
        assert all(entry.reason for entry in report.entries if entry.state != "added")
        assert index.ids() == ("mot",)


@pytest.mark.parametrize("empty", ["---\n", "1\n", "THÔNG BÁO\n", "![](scan-01.jpg)\n"])
def test_a_file_without_a_sentence_keeps_no_other_from_its_vectors(empty: str, folder: Path, tmp_path: Path) -> None:
    (folder / "trang.txt").write_text(empty, encoding="utf-8")
    with opened(tmp_path / "data") as index:
        refresh(index, folder)
        assert set(index.ids()) == {"mot", "trang"}
        assert index.verify() == []
        index.rebuild_vectors()
        assert index.verify() == []


def test_a_name_that_is_none_is_not_kept_out(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "data") as index:
        assert not index.remove("mot", keep_out=True)
        assert index.removed() == frozenset()
        assert states(refresh(index, folder)) == {"mot.txt": "added"}


def test_a_removed_notice_does_not_return_until_it_is_named(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "data") as index:
        refresh(index, folder)
        assert index.remove("mot", keep_out=True)
        assert not found(index, "dịch vụ công trực tuyến")
        assert states(refresh(index, folder)) == {"mot.txt": "kept out"}
        assert states(add_files(index, [folder / "mot.txt"])) == {"mot.txt": "added"}


@pytest.mark.parametrize("kind", ["missing", "empty"])
def test_a_folder_that_cannot_be_used_is_one_sentence(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / kind
    if kind == "empty":
        folder.mkdir()
    with opened(tmp_path / "data") as index, pytest.raises(NoticesError, match="CHIDAO_NOTICES"):
        refresh(index, folder)


def test_a_file_that_is_no_text_is_named_with_the_next_step(tmp_path: Path) -> None:
    binary, picture = tmp_path / "a.txt", tmp_path / "b.gif"
    binary.write_bytes("thông báo".encode("utf-16-le"))
    picture.write_bytes(b"GIF89a")
    with pytest.raises(LoadError, match=r"a\.txt"):
        load(binary)
    with pytest.raises(UnsupportedKind, match=r"b\.gif"):
        load(picture)
    with pytest.raises(LoadError, match=r"c\.txt"):
        load(tmp_path / "c.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_are_read_as_one_text(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Sở Nội vụ".encode(encoding))
    assert load(path) == "Sở Nội vụ"


def test_a_strange_name_becomes_a_safe_stable_id() -> None:
    assert notice_id(Path("thông\u200b báo\n46.txt")) == "thông báo-46"
    assert notice_id(Path("\u202e...txt")) == "notice"
