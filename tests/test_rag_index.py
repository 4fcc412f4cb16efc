"""What is stored: a notice whole or not at all, gone without a trace, whatever the order and whoever reads."""

import random
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from answering import shipped
from fakes import SAMPLES, sample_notice
from indexing import found, opened, put, searched, vectors_of

from corpus.models import Notice, Passage
from corpus.parse import parse
from corpus.passages import passages
from rag.index import Index, candidates, dense
from rag.index.embed import Vectors
from rag.index.index import Addition
from rag.index.records import Origin

IDS = sorted(path.stem for path in SAMPLES.glob("*.txt"))
QUESTION = "khảo sát dịch vụ công trực tuyến"


def stored(data: Path, notice_id: str) -> dict[str, int]:
    """How many rows of each table name the notice, read past the index."""
    with sqlite3.connect(data / "notices.sqlite") as db:
        tables = {"notices": "id", "passages": "notice_id", "directives": "notice_id", "outbox": "notice_id"}
        counts = {
            table: db.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (notice_id,)).fetchone()[0]
            for table, column in tables.items()
        }
        counts["words"] = db.execute(
            "SELECT count(*) FROM words WHERE rowid NOT IN (SELECT id FROM passages WHERE notice_id != ?)", (notice_id,)
        ).fetchone()[0]
    db.close()
    return counts


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def index(data: Path) -> Iterator[Index]:
    with opened(data) as index:
        yield index


def test_a_passage_is_equally_near_whichever_way_it_is_found(index: Index) -> None:
    for notice_id in IDS:
        put(index, sample_notice(notice_id))
    nearest = {one.passage: one.dense for one in searched(index, QUESTION)}
    restricted = {one.passage: one.dense for one in searched(index, QUESTION, IDS, limit=len(index))}
    assert len(restricted) == len(index)
    assert nearest.items() <= restricted.items()


@pytest.mark.parametrize("exact", [0, dense.EXACT])
def test_the_nearest_are_the_same_whoever_finds_them(exact: int, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chroma where there are too many to compare; and one notice, a few, all of them by number."""
    monkeypatch.setattr(dense, "EXACT", exact)
    monkeypatch.setattr(candidates, "LOOKED_THROUGH", 20)
    for notice_id in IDS:
        put(index, sample_notice(notice_id))
    rows = {passage: row for notice_id in IDS for passage, row in vectors_in(index, notice_id)}
    asked = shipped().embed_query("dịch vụ công")
    for notices in (None, IDS, IDS[:3], IDS[:1]):
        among = [one for one in rows if notices is None or one.notice_id in notices]
        best = sorted((float(rows[one] @ asked) for one in among), reverse=True)[:5]
        found = index.search(accented=[], folded=[], bigrams=[], text="dịch vụ công", notices=notices, limit=5)
        assert [one.dense for one in sorted(found, key=lambda one: -one.dense)] == pytest.approx(best, abs=1e-5)


def vectors_in(index: Index, notice_id: str) -> Iterator[tuple[Passage, Vectors]]:
    given = index.passages(notice_id)
    return zip(given, shipped().embed([passage.text for passage in given]), strict=True)


def test_a_replaced_notice_leaves_nothing_of_the_old_one(index: Index, data: Path) -> None:
    old = sample_notice()
    new = parse(old.id, old.text.replace("khảo sát", "zzkiemđem"))
    put(index, old)
    assert index.notice(old.id) == old
    before = index.generation
    put(index, new, "2")
    assert index.generation > before
    assert index.notice(old.id) == new
    assert index.document_frequencies(["khao", "zzkiemdem"])["khao"] == 0
    assert index.document_frequencies(["zzkiemdem"])["zzkiemdem"] > 0
    assert len(index) == len(passages(new)) == len(vectors_of(index, old.id)) == stored(data, old.id)["words"]
    assert not any("khảo sát" in candidate.passage.text for candidate in searched(index, "khảo sát"))
    assert index.verify() == []


def test_a_removed_notice_leaves_no_trace(index: Index, data: Path) -> None:
    secret = "zzbimatvocung"
    notice = sample_notice()
    kept = sample_notice("tra-vinh-2020")
    put(index, kept)
    put(index, parse(notice.id, notice.text.replace("khảo sát", secret)))
    assert notice.id in found(index, secret)
    assert index.remove(notice.id)
    assert not index.remove(notice.id)
    assert found(index, secret) <= {kept.id}
    assert not found(index, QUESTION, [notice.id])
    assert index.document_frequencies([secret])[secret] == 0
    assert set(stored(data, notice.id).values()) == {0}
    assert not vectors_of(index, notice.id)
    assert index.ids() == (kept.id,)
    assert notice.id not in {one.id for one in index.catalogue()} | {owner for owner, _ in index.directives()}
    with pytest.raises(KeyError):
        index.notice(notice.id)
    assert not [file for file in data.rglob("*") if file.is_file() and secret.encode() in file.read_bytes()]
    assert index.verify() == []


def test_a_change_that_fails_leaves_what_was_there(index: Index) -> None:
    notice = sample_notice()
    put(index, notice)
    first, *_ = passages(notice)
    generation = index.generation
    other = sample_notice("tra-vinh-2020")
    for broken in (notice, other):  # one in place of an earlier one, one new
        twice = [first.model_copy(update={"notice_id": broken.id})] * 2
        with pytest.raises(sqlite3.IntegrityError):
            index.add(Addition(broken, twice, Origin("2", "x.txt")))
    assert index.ids() == (notice.id,)
    assert index.generation == generation
    assert index.notice(notice.id) == notice
    assert index.verify() == []


def test_a_reopened_index_answers_as_before(data: Path) -> None:
    with opened(data) as index:
        put(index, sample_notice())
        before = searched(index, QUESTION)
        generation = index.generation
    with opened(data) as index:
        assert index.notes == ()
        assert index.generation == generation
        again = searched(index, QUESTION)
        assert [one.passage for one in again] == [one.passage for one in before]
        index.rebuild_vectors()
        assert [one.passage for one in searched(index, QUESTION)] == [one.passage for one in before]
        assert index.verify() == []


def test_any_order_of_changes_ends_as_a_dictionary_would(data: Path) -> None:
    chance = random.Random(11)
    expected: dict[str, Notice] = {}
    index = opened(data)
    for step in range(15):
        notice_id = chance.choice(IDS[:3])
        match chance.choice(["add", "add", "change", "remove", "reopen"]):
            case "add":
                expected[notice_id] = sample_notice(notice_id)
                put(index, expected[notice_id])
            case "change":
                expected[notice_id] = parse(notice_id, sample_notice(notice_id).text.replace("UBND", f"UBND{step}"))
                put(index, expected[notice_id], str(step))
            case "remove":
                assert index.remove(notice_id) == (expected.pop(notice_id, None) is not None)
            case "reopen":
                index.close()
                index = opened(data)
                assert index.notes == ()
        assert index.ids() == tuple(sorted(expected))
        assert found(index, "UBND tỉnh") == set(expected)
    assert all(index.notice(notice_id) == notice for notice_id, notice in expected.items())
    assert index.verify() == []
    index.close()


def test_readers_in_other_threads_see_whole_notices(index: Index) -> None:
    old = sample_notice()
    new = parse(old.id, old.text.replace("khảo sát", "điều tra"))
    put(index, old)
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                if index.notice(old.id) not in (old, new):
                    wrong.append("half a notice")
                wrong.extend(one for one in searched(index, QUESTION) if one.passage.text not in old.text + new.text)
            except Exception as error:  # noqa: BLE001  # whatever it is, the test must see it
                wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(5):
        put(index, new if turn % 2 == 0 else old, str(turn))
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert index.verify() == []
