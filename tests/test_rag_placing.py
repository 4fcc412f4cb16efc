"""A file that is put into the notices folder: whole, under a name of its own, and never over another."""

import secrets
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from indexing import FIRST, largest_file, opened

from corpus.load.folder import Found
from rag.errors import NoticesError
from rag.index import Index, placing
from rag.index.placing import place_for, put
from rag.index.refresh import add_files
from rag.index.written import put_new, write_whole

OTHER, OWN = b"Giao So Y te.", "Giao Sở Nội vụ chủ trì rà soát.".encode()


@pytest.fixture
def folder(few: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(few, tmp_path / "notices"))


@pytest.fixture
def index(few_data: Path, tmp_path: Path) -> Iterator[Index]:
    with opened(Path(shutil.copytree(few_data, tmp_path / "data"))) as index:
        yield index


def placed(index: Index, folder: Path, name: str, content: bytes) -> Found:
    with put(index, folder, name, content) as found:
        return found


def test_a_free_name_is_taken(index: Index, folder: Path) -> None:
    found = placed(index, folder, "46.txt", OWN)
    assert found.path == folder / "46.txt" and found.id == "46" and found.path.read_bytes() == OWN


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ("46.txt", "46.txt"),
        ("46.docx", "46.txt"),
        ("46.TXT", "46.txt"),
        ("KHÁC.txt", "khác.txt"),
        (unicodedata.normalize("NFD", "khác.txt"), "khác.txt"),
        ("2019/46.txt", "2019.46.txt"),
    ],
)
def test_no_other_file_is_written_over_or_shadowed(taken: str, name: str, index: Index, folder: Path) -> None:
    (folder / taken).parent.mkdir(exist_ok=True)
    (folder / taken).write_bytes(OTHER)
    found = placed(index, folder, name, OWN)
    assert found.path.name == name.replace(".txt", "-2.txt") and (folder / taken).read_bytes() == OTHER
    assert placed(index, folder, name, OTHER + OWN).path.name == name.replace(".txt", "-3.txt")


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("not-there.txt")], ids=["folder", "link"])
def test_what_is_no_file_keeps_its_name(make: Callable[[Path], None], index: Index, folder: Path) -> None:
    make(folder / "46.txt")
    assert placed(index, folder, "46.txt", OWN).path.name == "46-2.txt"


def test_a_notice_from_elsewhere_keeps_its_id(index: Index, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "46.txt").write_bytes(OWN)
    add_files(index, [tmp_path / "46.txt"], folder=folder)
    assert placed(index, folder, "46.pdf", OTHER).id == "46-2"


def test_a_file_of_the_same_bytes_is_the_place_unless_it_is_anothers_notice(index: Index, folder: Path) -> None:
    (folder / "46.txt").write_bytes(OWN)
    assert placed(index, folder, "46.txt", OWN).path.name == "46.txt"
    own = (folder / f"{FIRST}.txt").read_bytes()
    assert place_for(index, folder, f"{FIRST}.txt", own).id == f"{FIRST}-2"
    (folder / "51.txt").symlink_to("46.txt")
    assert placed(index, folder, "51.txt", OWN).path.name == "51-2.txt"


def test_one_that_comes_meanwhile_keeps_its_name(index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(path: Path, content: bytes) -> None:
        if not (folder / "46.txt").exists():
            (folder / "46.txt").write_bytes(OTHER)
        put_new(path, content)

    monkeypatch.setattr(placing, "put_new", late)
    assert placed(index, folder, "46.txt", OWN).path.name == "46-2.txt"
    assert (folder / "46.txt").read_bytes() == OTHER


def no_links(self: Path, other: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_drive_without_links_is_written_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", no_links)
    put_new(folder / "46.txt", OWN)
    with pytest.raises(FileExistsError):
        put_new(folder / "46.txt", OTHER)
    assert (folder / "46.txt").read_bytes() == OWN and not list(folder.glob(".*"))


def test_where_the_name_was_taken_and_the_words_do_not_come_it_is_free_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Path, other: object) -> None:
        raise OSError(5, "Input/output error")

    before = sorted(folder.iterdir())
    monkeypatch.setattr(Path, "hardlink_to", no_links)
    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="Input/output"):
        put_new(folder / "46.txt", OWN)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("write", [put_new, write_whole])
def test_no_link_that_waits_for_it_is_followed(
    write: Callable[[Path, bytes], None], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim.conf"
    victim.write_bytes(OTHER)
    for name in (".46.txt.part", "46.txt.new"):
        (folder / name).symlink_to(victim)
    write(folder / "46.txt", OWN)
    assert victim.read_bytes() == OTHER and not (folder / "46.txt").is_symlink()
    monkeypatch.setattr(secrets, "token_hex", lambda size: "a")  # even if the name is guessed
    for name in (".47.txt.a.part", "47.txt.a.new"):
        (folder / name).symlink_to(victim)
    with pytest.raises(FileExistsError):
        write(folder / "47.txt", OWN)
    assert victim.read_bytes() == OTHER and not (folder / "47.txt").exists()


def test_where_it_cannot_be_written_nothing_is_left(folder: Path) -> None:
    before = sorted(folder.iterdir())
    with largest_file(5), pytest.raises(OSError):
        put_new(folder / "46.txt", OWN)
    assert sorted(folder.iterdir()) == before


def test_what_is_not_taken_in_is_taken_away_again_but_for_what_was_there(index: Index, folder: Path) -> None:
    (folder / "46.txt").write_bytes(OWN)
    for content in (OWN, OTHER):
        with pytest.raises(KeyError), put(index, folder, "46.txt", content) as found:
            assert found.path.read_bytes() == content
            raise KeyError
    assert (folder / "46.txt").read_bytes() == OWN and not (folder / "46-2.txt").exists()


def test_an_empty_folder_takes_one_and_a_missing_one_is_said(index: Index, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert placed(index, tmp_path / "empty", "46.txt", OWN).id == "46"
    with pytest.raises(NoticesError, match="CHIDAO_NOTICES"):
        placed(index, tmp_path / "nowhere", "46.txt", OWN)
