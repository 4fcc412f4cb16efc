"""A notices folder is read with what stands below it; what its folders are called, or lead to, harms nothing."""

import os
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from answering import shipped
from fakes import SAMPLES

from bot.indexing import IndexTask, carry_out
from bot.serving.watching import look
from corpus.load import LONGEST_NAME, folder, notice_id
from corpus.load.folder import DEEPEST, contents, placed, recognized
from rag.errors import NoticesError
from rag.index import Index
from rag.index.healing import heal
from rag.index.refresh import add_files, refresh, unread
from rag.index.report import Report

SAMPLE = (SAMPLES / "quang-nam-46-2018.txt").read_text(encoding="utf-8")


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    made = tmp_path / "notices"
    put(made / "mot.txt")
    put(made / "2019" / "46-tb-ubnd.txt", "47")
    put(made / "2019" / "quý 1" / "48.txt", "48")
    return made


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "data", shipped(), timeout=0.2) as opened:
        yield opened


def put(path: Path, number: str = "46") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SAMPLE.replace("46/TB", f"{number}/TB"), encoding="utf-8")
    return path


def states(report: Report) -> dict[str, str]:
    return {entry.path: str(entry.state) for entry in report.entries}


def test_what_stands_below_is_read_and_goes_by_its_folders(notices: Path, index: Index) -> None:
    for name in (".git/a.txt", "2019/~$nhap.docx", "2019/.an.txt"):
        put(notices / name)
    assert states(refresh(index, notices)) == {
        "mot.txt": "added",
        "2019/46-tb-ubnd.txt": "added",
        "2019/quý 1/48.txt": "added",
    }
    assert set(index.ids()) == {"mot", "2019.46-tb-ubnd", "2019.quý 1.48"}
    assert unread(index, notices) == []
    put(notices / "2020" / "1.txt", "1")
    assert unread(index, notices) == ["2020/1.txt"]


def test_a_folder_renamed_or_removed_takes_its_notices_out(notices: Path, index: Index) -> None:
    refresh(index, notices)
    (notices / "2019").rename(notices / "2020")
    refresh(index, notices)
    assert set(index.ids()) == {"mot", "2020.46-tb-ubnd", "2020.quý 1.48"}
    shutil.rmtree(notices / "2020")
    assert states(refresh(index, notices)) == {
        "mot.txt": "unchanged",
        "2020/46-tb-ubnd.txt": "removed",
        "2020/quý 1/48.txt": "removed",
    }
    assert index.ids() == ("mot",)


def test_a_folder_that_cannot_be_read_keeps_its_notices(
    notices: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(index, notices)
    scan = os.scandir

    def closed(path: Path) -> object:
        if Path(path).name == "2019":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(folder.os, "scandir", closed)
    report = refresh(index, notices)
    assert states(report) == {"mot.txt": "unchanged", "2019": "broken"}
    assert report.entries[0].reason == "2019: the folder cannot be read (Permission denied); check its permissions."
    assert len(index.ids()) == 3


def test_two_files_of_one_id_are_said(notices: Path, index: Index) -> None:
    put(notices / "2019.46-tb-ubnd.txt", "47")
    report = refresh(index, notices)
    (said,) = [entry for entry in report.entries if entry.state == "duplicate"]
    assert "goes by the same name; rename one of them" in said.reason
    assert len(index.ids()) == 3


def test_errors_and_marks_name_the_way_from_the_folder(notices: Path, index: Index) -> None:
    (notices / "2019" / "hong.txt").write_bytes(b"\xff\xfa\x00\x01")
    (notices / "2019" / "anh.bmp").write_bytes(b"BM")
    put(notices / "MẬT" / "3.txt", "3")
    refused = {entry.path: entry for entry in refresh(index, notices).entries if entry.state != "added"}
    assert {path: str(entry.state) for path, entry in refused.items()} == {
        "2019/hong.txt": "broken",
        "2019/anh.bmp": "unsupported",
        "MẬT/3.txt": "refused",
    }
    assert all(entry.reason.startswith(f"{path}: ") for path, entry in refused.items())


def test_a_removed_notice_of_a_subfolder_comes_back_by_its_file(notices: Path, index: Index) -> None:
    refresh(index, notices)
    assert index.remove("2019.46-tb-ubnd", keep_out=True)
    assert states(refresh(index, notices))["2019/46-tb-ubnd.txt"] == "kept out"
    named = IndexTask(paths=(notices / "2019" / "46-tb-ubnd.txt",))
    result = carry_out(index, notices, named, lambda done, total, what: None)
    assert result.lines[0] == "added: 2019.46-tb-ubnd" and result.code == 0
    (notices / "2019" / "46-tb-ubnd.txt").unlink()
    refresh(index, notices)
    assert "2019.46-tb-ubnd" not in index.ids()


def test_a_folder_that_is_named_is_read_with_what_stands_below_it(notices: Path, index: Index, tmp_path: Path) -> None:
    other = tmp_path / "other"
    put(other / "2021" / "5.txt", "5")
    (tmp_path / "empty").mkdir()
    report = add_files(index, [other, notices / "2019", tmp_path / "empty"], None, notices)
    assert states(report) == {
        "2021/5.txt": "added",
        "2019/46-tb-ubnd.txt": "added",
        "2019/quý 1/48.txt": "added",
        "empty": "refused",
    }
    assert set(index.ids()) == {"2021.5", "2019.46-tb-ubnd", "2019.quý 1.48"}
    refresh(index, notices)
    assert set(index.ids()) == {"2021.5", "2019.46-tb-ubnd", "2019.quý 1.48", "mot"}


def test_what_was_lost_comes_back_under_the_id_it_had(notices: Path, index: Index, tmp_path: Path) -> None:
    add_files(index, [put(tmp_path / "other" / "2021" / "5.txt", "5").parents[1]], None, notices)
    refresh(index, notices)
    index.lost = {known: index.source(known) for known in index.ids()}
    for known in index.ids():
        index.remove(known)
    heal(index, notices)
    assert set(index.ids()) == {"2021.5", "2019.46-tb-ubnd", "2019.quý 1.48", "mot"} and not index.lost


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("thông\nbáo", "thông-báo.a"),
        ("\u202emoc.exe", "moc.exe.a"),
        (".. ", "a"),
        ("a..b", "a..b.a"),
        ("...", None),
        ("\u200b", "notice.a"),
        ("bản sao.docx", "bản sao.docx.a"),
        ("a" * 255, None),
        (os.fsdecode(b"\xff\xfe"), "notice.a"),
        ("tha\u0301ng", "tháng.a"),
        ("C:\\nhap", "C:-nhap.a"),
    ],
)
def test_a_folder_of_any_name_gives_safe_ids(name: str, known: str | None, notices: Path, index: Index) -> None:
    put(notices / name / "a.txt", "9")
    report = refresh(index, notices)
    new = set(index.ids()) - {"mot", "2019.46-tb-ubnd", "2019.quý 1.48"}
    assert name.startswith(".") or len(new) == 1
    for one in new:
        assert known in (one, None) and one.isprintable() and "/" not in one and len(one) <= LONGEST_NAME
    assert not any(set(entry.path) & set("\n\r\u202e\udcff\udcfe") for entry in report.entries)


def test_links_to_folders_are_never_followed(notices: Path, index: Index, tmp_path: Path) -> None:
    put(tmp_path / "outside" / "6.txt", "6")
    (notices / "out").symlink_to(tmp_path / "outside")
    (notices / "up").symlink_to("..")
    (notices / "2019" / "round").symlink_to(notices)
    (notices / "2019" / "first").symlink_to(notices / "2019" / "second")
    (notices / "2019" / "second").symlink_to(notices / "2019" / "first")
    (notices / "2019" / "file.txt").symlink_to(tmp_path / "outside" / "6.txt")
    (notices / "2019" / "inside.txt").symlink_to(Path("..") / "mot.txt")
    refused = {entry.path for entry in refresh(index, notices).entries if entry.state == "refused"}
    assert refused >= {"out", "up", "2019/round", "2019/file.txt"}
    assert set(index.ids()) == {"mot", "2019.46-tb-ubnd", "2019.quý 1.48", "2019.inside"}


def test_depth_and_number_have_limits_that_are_said(
    notices: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(notices.joinpath(*"abcdefgh") / "7.txt", "7")
    put(notices.joinpath(*"abcdefgh") / "i" / "8.txt", "8")
    report = refresh(index, notices)
    assert states(report)["a/b/c/d/e/f/g/h/i"] == "refused" and "a.b.c.d.e.f.g.h.7" in index.ids()
    assert f"more than {DEEPEST} folders deep" in next(e.reason for e in report.entries if e.state == "refused")
    known = index.ids()
    monkeypatch.setattr(folder, "MOST", 10)
    with pytest.raises(NoticesError, match="more than 10 files and folders; take away what is no notice"):
        refresh(index, notices)
    assert index.ids() == known


def test_a_thousand_empty_folders_are_none(notices: Path, index: Index, tmp_path: Path) -> None:
    for number in range(1_000):
        (notices / str(number)).mkdir()
        (tmp_path / "only" / str(number)).mkdir(parents=True)
    assert len(refresh(index, notices).entries) == 3
    with pytest.raises(NoticesError, match="is empty"):
        refresh(index, tmp_path / "only")


def test_the_watcher_sees_what_changes_below(notices: Path) -> None:
    seen = [look(notices)]
    put(notices / "2019" / "quý 1" / "49.txt", "49")
    seen.append(look(notices))
    (notices / "2019").rename(notices / "2018")
    seen.append(look(notices))
    shutil.rmtree(notices / "2018")
    seen.append(look(notices))
    assert all(before != after for before, after in pairwise(seen)) and len(seen[-1] or ()) == 1


def test_ids_of_before_stay(tmp_path: Path) -> None:
    long = Path(f"{'a' * 200}.txt")
    assert notice_id(Path("2019/46-tb-ubnd.txt")) == "46-tb-ubnd"
    assert notice_id(Path("46-tb-ubnd.txt"), ("2019",)) == "2019.46-tb-ubnd"
    assert notice_id(long) != notice_id(long, ("2019",)) and len(notice_id(long, ("2019",))) == LONGEST_NAME
    assert placed(tmp_path.parent / "a.txt", tmp_path) is None
    assert recognized(Path("/srv/notices/2019/46.txt"), "2019.46").within == ("2019",)
    assert recognized(Path("/srv/notices/2019/46.txt"), "another").within == ()


def test_the_order_is_that_of_the_names(notices: Path) -> None:
    assert [found.shown for found in contents(notices).files] == ["2019/46-tb-ubnd.txt", "2019/quý 1/48.txt", "mot.txt"]
