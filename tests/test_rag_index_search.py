"""A full index, only read: what was stored comes back, and is found by its words and its vectors."""

from collections.abc import Iterator

import pytest
from fakes import SAMPLES, sample_notice
from indexing import found, opened, put, searched, vectors_of

from corpus.passages import passages
from rag.index import Index, lexical, tokens

IDS = sorted(path.stem for path in SAMPLES.glob("*.txt"))
QUESTION = "khảo sát dịch vụ công trực tuyến"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Every sample notice, for tests that only read."""
    with opened(tmp_path_factory.mktemp("full")) as index:
        for notice_id in IDS:
            put(index, sample_notice(notice_id))
        yield index


@pytest.mark.parametrize("notice_id", IDS)
def test_a_stored_notice_comes_back_as_it_was(notice_id: str, full: Index) -> None:
    notice = sample_notice(notice_id)
    assert full.notice(notice_id) == notice
    assert tuple(full.passages(notice_id)) == passages(notice)
    assert [row for owner, row in full.directives() if owner == notice_id] == list(notice.directives)
    assert len(passages(notice)) == len(vectors_of(full, notice_id))


def test_the_samples_are_sound(full: Index) -> None:
    assert full.verify() == []


def test_every_passage_is_found_by_its_own_words_and_vector(full: Index) -> None:
    for notice_id in IDS:
        for passage in full.passages(notice_id)[::4]:
            own = next(one for one in searched(full, passage.text) if one.passage == passage)
            assert own.lexical > 0
            assert own.dense == pytest.approx(1, abs=1e-5)


def test_a_filter_holds_for_words_and_for_vectors(full: Index) -> None:
    for wanted in ([IDS[0]], IDS[1:3]):
        both = searched(full, QUESTION, wanted)
        assert {candidate.passage.notice_id for candidate in both} == set(wanted)
        assert {one.passage.notice_id for one in both if one.dense} == set(wanted)
    only_words = full.search(**tokens(QUESTION)._asdict(), text="", notices=[IDS[3]])
    assert {one.passage.notice_id for one in only_words} == {IDS[3]}
    only_vectors = full.search(accented=[], folded=[], bigrams=[], text=QUESTION, notices=[IDS[3]])
    assert {one.passage.notice_id for one in only_vectors} == {IDS[3]}
    assert all(one.dense and not one.lexical for one in only_vectors)
    assert searched(full, QUESTION, []) == []
    assert searched(full, QUESTION, ["no-such-notice"]) == []


def test_words_count_the_same_asked_for_one_by_one_or_at_once(full: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    for notices in (IDS, IDS[1:3]):
        found = {}
        for few in (0, len(IDS)):
            monkeypatch.setattr(lexical, "FEW", few)
            both = searched(full, QUESTION, notices, limit=len(full))
            found[few] = {one.passage: one.lexical for one in both}
        assert found[0].keys() == found[len(IDS)].keys()
        assert any(found[0].values())
        assert all(found[0][one] == pytest.approx(score, rel=1e-5) for one, score in found[len(IDS)].items())


def test_a_question_with_and_without_diacritics_finds_the_same(full: Index) -> None:
    assert found(full, "đẩy mạnh dịch vụ công") == found(full, "day manh dich vu cong")
    dense = [
        {one.passage: one.dense for one in searched(full, words)}
        for words in ("đẩy mạnh dịch vụ công", "day manh dich vu cong")
    ]
    both = dense[0].keys() & dense[1].keys()
    assert both
    assert all(dense[0][passage] == pytest.approx(dense[1][passage], abs=1e-6) for passage in both)
    assert full.document_frequencies(["dong"])["dong"] > 0  # đ is stored as d


@pytest.mark.parametrize(
    "words", ["", "?!", '"', "NEAR(a b)", "a* OR -b", "{folded} : x", "\0", "\ud800", "x" * 5000, "sở " * 5000]
)
def test_no_question_is_an_error(words: str, full: Index) -> None:
    assert all(candidate.passage.text for candidate in searched(full, words))


def test_notices_are_found_that_hold_all_words_of_a_phrase(full: Index) -> None:
    held = full.holding([tokens("khảo sát dịch vụ công trực tuyến").folded, ["khong", "co", "trong", "nao", "xyz"]])
    whole = {one for one in IDS if "khảo sát" in sample_notice(one).text and "trực tuyến" in sample_notice(one).text}
    assert held and held <= whole
    assert full.holding([]) == full.holding([[]]) == set()
