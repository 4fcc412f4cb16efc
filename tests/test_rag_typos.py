"""A slip is read as what it was meant as; what the notices or the lexicon know is left alone."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from itertools import pairwise

import pytest
from answering import Over, made_up
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.models import AnswerStatus
from rag.question import cleaned, understand
from rag.question.typos import corrected
from rag.question.vocabulary import Vocabulary

NOTICE = (
    "so noi vu chu tri tuyen dung vien chuc so y te ra soat danh muc thuoc cua tram y te tap huan nghiep vu".split()
)
VOCABULARY = frozenset(NOTICE)
PAIRS = {f"{left}_{right}" for left, right in pairwise(NOTICE)}


def frequencies(words: Iterable[str]) -> Mapping[str, int]:
    return {word: int(word in VOCABULARY or word in PAIRS) for word in words}


KNOWN = Vocabulary(dict.fromkeys(VOCABULARY, 1), frozenset(), frequencies)


def right(text: str) -> str:
    return corrected(text, KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ai tuyenr dung vien chuc", "ai tuyen dung vien chuc"),
        ("ai tuyeen dung vien chuc", "ai tuyen dung vien chuc"),
        ("ai tuyne dung vien chuc", "ai tuyen dung vien chuc"),
        ("danh mucj thuoc", "danh muc thuoc"),
        ("hoàn thành trước ngàyy nào", "hoàn thành trước ngày nào"),
        ("ai là tác gi bài viết", "ai là tác giả bài viết"),
        ("họp ngày nso", "họp ngày nào"),
        ("What number and datw does it carry?", "What number and date does it carry?"),
        ("Who ledas the survey in Kiiên Giang?", "Who leads the survey in kien Giang?"),
        ("qnnam: sở nội vụ", "qnam: sở nội vụ"),
        ("sở y tế Quảng Namm làm gì", "sở y tế Quảng nam làm gì"),
        ("văn bản gửi đến những nơơi nào", "văn bản gửi đến những nơi nào"),
        ("Ho many tasks are there?", "how many tasks are there?"),
        ("Who chared the meeting?", "Who chaired the meeting?"),
    ],
    ids=[
        "wrong_key",
        "doubled",
        "swapped",
        "tone_key",
        "word_of_time",
        "left_out",
        "wrong_key_of_two",
        "english",
        "english_inflected",
        "province",
        "province_of_two_words",
        "marks_as_typed",
        "english_opening",
        "english_asking",
    ],
)
def test_one_slip_beside_a_known_neighbour_is_put_right(typed: str, meant: str) -> None:
    assert right(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ai tuyển dụng viên chức",
        "Công văn 45/UBND-VX giao ai",
        "qzxv wkpj",
        "xe 4x4 b2b",
        "",
    ],
    ids=["right", "number", "nothing_near", "figures", "empty"],
)
def test_what_has_no_better_reading_stays(text: str) -> None:
    assert right(text) == text


def test_a_known_word_is_never_replaced() -> None:
    for word in ("thuoc", "tram", "ubnd", "kinh", "phi"):
        assert right(f"danh muc {word} y te") == f"danh muc {word} y te"


def test_two_words_run_together_are_read_as_two() -> None:
    assert right("ai chủ trì taphuan") == "ai chủ trì tap huan"


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from("ai tuyenr dunng vien chuc 46/TB ubnd ngàyy İ ( q tap huân".split())).map(" ".join)
)
def test_no_question_breaks_it_and_words_are_neither_lost_nor_made(text: str) -> None:
    text = cleaned(text)
    read = right(text)
    assert len(read.split()) >= len(text.split())
    understand(read)


@pytest.mark.parametrize(
    "question",
    ["Ai tuyenr dụng viên chức?", "Ai tuyen dụg viên chức?", "sở nào tuyển dunng viên chức", "ai tuyểndụng viên chức"],
)
def test_a_question_with_a_slip_gets_the_answer_of_the_one_without(question: str, over: Over) -> None:
    answerer = over(a=made_up("Sở Nội vụ chủ trì tuyển dụng viên chức.", "Sở Y tế chủ trì rà soát danh mục thuốc."))
    answer = answerer.ask(question)
    assert (answer.status, answer.headline) == (AnswerStatus.ANSWERED, "Sở Nội vụ")
    assert answer.question == question


def test_of_equal_readings_the_same_one_is_taken_in_every_process() -> None:
    program = (
        "from collections import Counter\n"
        "from rag.question.typos import corrected\n"
        "from rag.question.vocabulary import Vocabulary\n"
        "known = Vocabulary({}, frozenset(), lambda words: Counter())\n"
        "for text in ('nghị quyết nào củ ahội đồng?', 'vo thuoc na mdinh thu gom', 'bcu bnd tinh thang may'):\n"
        "    print(corrected(text, known))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
