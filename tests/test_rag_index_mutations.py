"""Whatever becomes of the data folder: it is made good or one sentence is said, and nothing wrong is answered."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from indexing import FIRST, SECOND

from bot.app import opened
from bot.settings import Settings, read_settings
from rag.errors import ChidaoError
from rag.index.marks import Marks
from rag.models import Answer

QUESTIONS = (
    "Ai ký Thông báo số 46/TB-UBND?",
    "Sở Nội vụ được giao việc gì?",
    "Ai khảo sát, thăm dò ý kiến người dân?",
    "Có những thông báo nào?",
)
OUT = "tra-vinh-2020"  # was removed, and its file is still there


def said(answer: Answer) -> str:
    return answer.model_dump_json(exclude={"id", "timings_ms"})


def answers(settings: Settings) -> tuple[str, ...]:
    with opened(settings, lambda done, total: None) as application:
        assert application.index.verify() == []
        assert OUT not in application.index.ids()
        return tuple(said(application.answerer.ask(question)) for question in QUESTIONS)


@pytest.fixture(scope="module")
def whole(few: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, tuple[str, ...]]:
    """A data folder, an older copy of it, its notices, and what is answered from it."""
    from fakes import SAMPLES

    base = tmp_path_factory.mktemp("whole")
    notices, data = base / "notices", base / "data"
    shutil.copytree(few, notices)
    settings = Settings(data=data, notices=notices)
    with opened(settings, lambda done, total: None):
        pass
    shutil.copy(SAMPLES / f"{OUT}.txt", notices)
    with opened(settings, lambda done, total: None, refreshed=True):
        pass
    shutil.copytree(data, base / "old")
    with opened(settings, lambda done, total: None) as application:
        application.index.remove(OUT, keep_out=True)
    return data, base / "old", notices, answers(settings)


@pytest.fixture
def settings(whole: tuple[Path, Path, Path, tuple[str, ...]], tmp_path: Path) -> Iterator[Settings]:
    data, _, notices, _ = whole
    shutil.copytree(data, tmp_path / "data")
    yield read_settings().model_copy(update={"data": tmp_path / "data", "notices": notices})


def unseen(path: Path, change: Callable[[bytes], bytes]) -> None:
    """As the disk does it: the size and the time of the file stay as they are."""
    status, content = path.stat(), path.read_bytes()
    other = change(content)
    assert len(other) == len(content) and other != content
    path.write_bytes(other)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def turned(path: Path, seed: int, bits: int = 1) -> None:
    """Bits of a page of the file, drawn by the seed."""
    chance = random.Random(seed)

    def change(content: bytes) -> bytes:
        other = bytearray(content)
        for _ in range(bits):
            other[chance.randrange(len(other))] ^= 1 << chance.randrange(8)
        return bytes(other)

    unseen(path, change)


def replaced(path: Path, old: str, new: str) -> None:
    """Every place of these words, in one encoding of the same length."""
    assert len(old.encode()) == len(new.encode())
    unseen(path, lambda content: content.replace(old.encode(), new.encode()))


def updated(data: Path, sql: str) -> None:
    """By a strange hand."""
    with closing(sqlite3.connect(data / "notices.sqlite")) as db:
        db.execute(sql)
        db.commit()


def quietly(data: Path, sql: str) -> None:
    """As if the disk had done it: no size, no time is another."""
    path = data / "notices.sqlite"
    before = path.stat()
    updated(data, sql)
    if path.stat().st_size == before.st_size:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def segment(data: Path, name: str) -> Path:
    return next((data / "chroma").rglob(name))


def zeroed(path: Path, page: int) -> None:
    unseen(path, lambda content: content[: page * 4096] + b"\0" * 4096 + content[(page + 1) * 4096 :])


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def swapped(one: Path, other: Path) -> None:
    beside = one.with_name("beside")
    one.rename(beside)
    other.rename(one)
    beside.rename(other)


Mutation = Callable[[Path, Path], object]
MUTATIONS: dict[str, Mutation] = {
    "a word of a text": lambda data, old: replaced(data / "notices.sqlite", "Sở Nội vụ", "Sở Nội vợ"),
    "a day": lambda data, old: replaced(data / "notices.sqlite", "2018", "2019"),
    "a lead": lambda data, old: quietly(data, "UPDATE directives SET value = replace(value, 'Nội vụ', 'Tài chính')"),
    "a quote's place": lambda data, old: quietly(data, "UPDATE directives SET value = replace(value, '\"start\":1', '\"start\":2')"),
    "a header": lambda data, old: quietly(data, "UPDATE notices SET header = replace(header, '46/TB', '47/TB')"),
    "a header's braces": lambda data, old: quietly(data, f"UPDATE notices SET header = '[' WHERE id = '{FIRST}'"),
    "a body": lambda data, old: quietly(data, "UPDATE notices SET body = replace(body, 'a', 'e')"),
    "a text": lambda data, old: quietly(data, "UPDATE notices SET text = replace(text, 'giao', 'gieo')"),
    "a source": lambda data, old: quietly(data, "UPDATE notices SET source = 'x' || substr(source, 2)"),
    "a passage": lambda data, old: quietly(data, "UPDATE passages SET text = replace(text, 'giao', 'gieo')"),
    "a passage's item": lambda data, old: quietly(data, "UPDATE passages SET item = '9'"),
    "a passage's notice": lambda data, old: quietly(data, f"UPDATE OR IGNORE passages SET notice_id = '{SECOND}'"),
    "a notice's id": lambda data, old: quietly(data, f"UPDATE notices SET id = 'x' WHERE id = '{FIRST}'"),
    "the words": lambda data, old: quietly(data, "UPDATE words_content SET c1 = replace(c1, 'noi', 'nai')"),
    "the word index": lambda data, old: quietly(data, "UPDATE words_data SET block = zeroblob(length(block)) WHERE id > 100"),
    "a directive less": lambda data, old: quietly(data, "DELETE FROM directives WHERE position = 0"),
    "a passage less": lambda data, old: quietly(data, "DELETE FROM passages WHERE position = 3"),
    "a checksum": lambda data, old: quietly(data, "UPDATE checksums SET value = 'x'"),
    "no checksums": lambda data, old: quietly(data, "DROP TABLE checksums"),
    "the generation": lambda data, old: quietly(data, "UPDATE meta SET value = '1x' WHERE key = 'generation'"),
    "the identity": lambda data, old: quietly(data, "UPDATE meta SET value = 'beefbeef' WHERE key = 'identity'"),
    "the marks in the table": lambda data, old: quietly(data, "DELETE FROM removed"),
    "a new directive by a strange hand": lambda data, old: updated(data, "UPDATE directives SET value = replace(value, 'Nội', 'Ngoại')"),
    "the marks' list gone": lambda data, old: (data / "removed.txt").unlink(),
    "the marks' list empty": lambda data, old: (data / "removed.txt").write_text(""),
    "the marks' list cut": lambda data, old: os.truncate(data / "removed.txt", 110),
    "the marks' list garbage": lambda data, old: (data / "removed.txt").write_bytes(b"\xff\xfe" * 50),
    "the marks' list a folder": lambda data, old: folder_instead(data / "removed.txt"),
    "the marks' list turned": lambda data, old: turned(data / "removed.txt", 3),
    "a list of no marks": lambda data, old: Marks(data).write([]),
    "the database empty": lambda data, old: (data / "notices.sqlite").write_bytes(b""),
    "the database cut": lambda data, old: os.truncate(data / "notices.sqlite", 40_000),
    "the database gone": lambda data, old: (data / "notices.sqlite").unlink(),
    "the database a folder": lambda data, old: folder_instead(data / "notices.sqlite"),
    "the database garbage": lambda data, old: (data / "notices.sqlite").write_bytes(os.urandom(50_000)),
    "the database older": lambda data, old: shutil.copy2(old / "notices.sqlite", data),
    "the database older, with its seal": lambda data, old: [
        shutil.copy2(old / name, data) for name in ("notices.sqlite", "notices.seal")
    ],
    "a page of zeros": lambda data, old: zeroed(data / "notices.sqlite", 7),
    "the first page of zeros": lambda data, old: zeroed(data / "notices.sqlite", 0),
    "a strange log": lambda data, old: (data / "notices.sqlite-wal").write_bytes(b"\x37\x7f\x06\x82" * 300),
    "a strange memory file": lambda data, old: (data / "notices.sqlite-shm").write_bytes(b"\xa5" * 32_768),
    "another version": lambda data, old: updated(data, "PRAGMA user_version = 999"),
    "another program's": lambda data, old: updated(data, "PRAGMA application_id = 5"),
    "the lock a folder": lambda data, old: folder_instead(data / "lock"),
    "the seal a folder": lambda data, old: folder_instead(data / "notices.seal"),
    "the seals garbage": lambda data, old: [seal.write_text("{") for seal in data.glob("*.seal")],
    "the seals swapped": lambda data, old: swapped(data / "notices.seal", data / "chroma.seal"),
    "no seals": lambda data, old: [seal.unlink() for seal in data.glob("*.seal")],
    "no vectors": lambda data, old: shutil.rmtree(data / "chroma"),
    "the vectors a file": lambda data, old: [shutil.rmtree(data / "chroma"), (data / "chroma").write_text("")],
    "older vectors": lambda data, old: [shutil.rmtree(data / "chroma"), shutil.copytree(old / "chroma", data / "chroma")],
    "a vector segment gone": lambda data, old: segment(data, "header.bin").unlink(),
    "a vector segment of zeros": lambda data, old: segment(data, "data_level0.bin").write_bytes(b"\0" * 9_000),
    "vectors turned": lambda data, old: turned(data / "chroma" / "chroma.sqlite3", 5, 40),
    "a folder nobody knows": lambda data, old: (data / "strange").mkdir(),
    **{f"bit {n} of the database": lambda data, old, n=n: turned(data / "notices.sqlite", n, 3) for n in range(8)},
}  # fmt: skip


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_it_is_made_good_or_said(
    mutation: str, settings: Settings, whole: tuple[Path, Path, Path, tuple[str, ...]]
) -> None:
    MUTATIONS[mutation](settings.data, whole[1])
    try:
        found = answers(settings)
    except ChidaoError as error:
        assert "\n" not in str(error) and len(str(error)) < 400
        return
    assert found == whole[3]
    assert answers(settings) == whole[3]
