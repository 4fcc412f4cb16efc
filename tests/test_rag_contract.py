"""Every answer keeps to DESIGN §4 and §4.1 (`contract.py`), whatever is asked; the same JSON from both faces.

A third of the judged questions is asked by `make test`; `CONTRACT_EVERY=1 pytest tests/test_rag_contract.py` asks all.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from answering import made
from asking import client_over
from contract import broken
from fakes import SAMPLES
from indexing import opened
from written_questions import FOLDER, written

from bot.messages import messages
from rag.answer import Answerer
from rag.index import Index
from rag.models import Turn

JUDGED = Path(__file__).with_name("judged")
HERE = Path(__file__).parent
FOLDERS = {
    "second": SAMPLES,
    "own": JUDGED / "own",
    "seen": HERE / "documents",
    "unseen": HERE / "documents_unseen",
    "second_unseen": HERE / "documents_unseen",
}
EVERY = int(os.environ.get("CONTRACT_EVERY", "3"))

# several things at once, every shape, what is not there, what goes on from before
COMPOSED = (
    "Số, ngày, người ký và nơi nhận của thông báo 46/TB-UBND?",
    "Nơi nhận và người ký thông báo 171?",
    "Công an tỉnh chủ trì những việc gì, phối hợp với ai, hạn khi nào?",
    "Who leads the survey of public opinion in Quảng Nam, with whom, and by when?",
    "Ai ký thông báo 104, chức vụ gì, ký thay ai?",
    "Thông báo nào mới nhất?",
    "Có bao nhiêu thông báo?",
    "Có bao nhiêu thông báo của Kiên Giang?",
    "Việc nào hạn năm 2018?",
    "Việc nào không có thời hạn?",
    "Nhiệm vụ nào đến hạn sớm nhất?",
    "Những tỉnh nào nhắc Nghị định 09/2017?",
    "Liệt kê các nhiệm vụ của Sở Nội vụ",
    "List all tasks of the Department of Information and Communications",
    "Mỗi tỉnh giao việc gì cho Sở Nội vụ?",
    "Tóm tắt thông báo 171",
    "Sở Nội vụ có chủ trì khảo sát ý kiến người dân không?",
    "Đã khảo sát ý kiến người dân chưa?",
    "So sánh nhiệm vụ của Sở Nội vụ ở Quảng Nam và Kiên Giang",
    "Ai chủ trì cuộc họp? Họp ngày nào? Ở đâu?",
    "Ai rà soát bãi thải đá vôi?",
    "Hạn nộp báo cáo là khi nào?",
    "việc nào trước 2015 và sau 2020?",
    "Đà Nẵng giao việc gì cho Sở Nội vụ?",
    "Soạn giúp công văn trả lời",
    "giá vàng hôm nay?",
    "Ai, ở đâu, khi nào, bao nhiêu, vì sao, căn cứ gì, báo cáo ai, ai ký, nơi nhận, thông báo 171?",
)
CONVERSATIONS = (
    ("Ai ký thông báo 46?", "chức vụ gì?", "còn thông báo 104?", "nơi nhận?"),
    ("Công an tỉnh Kiên Giang làm gì?", "hạn khi nào?", "sở nội vụ làm gì", "còn ở Quảng Nam?"),
    ("Có bao nhiêu thông báo?", "cái nào mới nhất?", "ai ký?", "tóm tắt"),
    ("Who carries out the survey in Quảng Nam?", "by when?", "on what basis?", "in all notices?"),
)


@pytest.fixture(scope="module")
def of_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The data folder over a notices folder, made once."""
    known: dict[Path, Path] = {}

    def data(folder: Path) -> Path:
        if folder not in known:
            known[folder] = made(tmp_path_factory.mktemp("contract") / "data", folder)
        return known[folder]

    return data


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_answers_to_judged_questions_keep_the_contract(name: str, of_folder: Callable[[Path], Path]) -> None:
    lines = (JUDGED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines[::EVERY]]
    with _asking(of_folder(FOLDERS[name])) as faults:
        wrong = [fault for row in rows for fault in faults(row["question"], _turns(row.get("history", ())))]
    assert len(rows) >= 20
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_answers_to_written_questions_keep_the_contract(of_folder: Callable[[Path], Path]) -> None:
    """But for `values`: a body that stands above its task, in a heading or a row of its own, is not always in the quote."""
    rows = [*written(apart=False), *written(apart=True)][::EVERY]
    with _asking(of_folder(FOLDER)) as faults:
        wrong = [fault for row in rows for fault in faults(row["question"], [])]
    wrong, unproved = ([one for one in wrong if ("| values: " in one) is so] for so in (False, True))
    assert not wrong, "\n".join(wrong)
    assert len({one.split(" | ")[0] for one in unproved}) <= len(rows) / 80, "\n".join(unproved)


def test_answers_of_every_shape_keep_the_contract(of_folder: Callable[[Path], Path]) -> None:
    with _asking(of_folder(SAMPLES)) as faults:
        wrong = [fault for question in COMPOSED for fault in faults(question, [])]
    assert not wrong, "\n".join(wrong)


def test_answers_that_go_on_keep_the_contract(of_folder: Callable[[Path], Path]) -> None:
    wrong = []
    with _asking(of_folder(SAMPLES)) as faults:
        for questions in CONVERSATIONS:
            for at, question in enumerate(questions):
                wrong += faults(question, [Turn(question=one) for one in questions[:at]])
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("indexed")
def test_both_faces_give_the_same_json(
    chidao_here: Callable[..., subprocess.CompletedProcess[str]], samples: Index, tmp_path: Path
) -> None:
    notices = [samples.notice(one) for one in samples.ids()]
    with client_over(tmp_path, Answerer(samples, messages()), *notices) as client:  # type: ignore[arg-type]
        for question in COMPOSED[:6]:
            printed = json.loads(chidao_here("ask", "--json", question).stdout)
            sent = client.post("/api/ask", json={"question": question}).json()
            assert list(printed) == list(sent)
            assert _lasting(printed) == _lasting(sent)


@contextmanager
def _asking(data: Path) -> Iterator[Callable[[str, list[Turn]], list[str]]]:
    """What is wrong with the answer to a question, each fault with the question."""
    with opened(data) as index:
        answerer = Answerer(index, messages())
        notices = {one: index.notice(one) for one in index.ids()}
        yield lambda question, history: [
            f"{question} | {fault}" for fault in broken(answerer.ask(question, history), notices)
        ]


def _turns(history: list[dict[str, str]]) -> list[Turn]:
    return [Turn(question=one["question"], answer=one.get("answer", "")) for one in history]


def _lasting(answer: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in answer.items() if key not in ("id", "timings_ms")}
