"""The index against a dictionary: notices come, change and go, vectors are made anew, processes end and begin.

`python -m tests.bench.machine` takes ten thousand steps; the suite takes a few.
"""

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from corpus.honesty import honesty
from corpus.parse import parse
from corpus.passages import passages
from rag.index import Index, tokens
from rag.index.embed import load_embedder
from rag.index.index import Addition
from rag.index.records import Origin

NAMES = st.sampled_from(["mot", "hai", "ba", "bốn", "năm năm"])
BODIES = ("Sở Nội vụ", "Công an tỉnh", "Sở Y tế", "UBND huyện Núi Thành")
ACTS = ("rà soát biên chế", "kiểm tra phòng cháy", "thống kê giường bệnh", "khảo sát mặt bằng")


def text_of(body: str, act: str, count: int) -> str:
    """A notice of so many tasks."""
    lines = [
        f"{number}. Giao {body} chủ trì {act} đợt {number} trước ngày 30/6/2019." for number in range(1, count + 1)
    ]
    return "THÔNG BÁO\nSố: 12/TB-VP\n\n" + "\n".join(lines) + "\n"


class IndexMachine(RuleBasedStateMachine):
    """What the dictionary holds is what the index holds, finds and gives back, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.embedder = load_embedder("")
        self.index = Index.open(self.folder, self.embedder)
        self.held: dict[str, str] = {}
        self.marked: set[str] = set()

    @rule(name=NAMES, body=st.sampled_from(BODIES), act=st.sampled_from(ACTS), count=st.integers(1, 4))
    def put(self, name: str, body: str, act: str, count: int) -> None:
        text = text_of(body, act, count)
        notice = parse(name, text)
        assert honesty(notice).tasks
        self.index.add(Addition(notice, passages(notice), Origin(text, f"{name}.txt")))
        self.held[name] = text
        self.marked.discard(name)

    @rule(name=NAMES, keep_out=st.booleans())
    def remove(self, name: str, keep_out: bool) -> None:
        assert self.index.remove(name, keep_out=keep_out) == (name in self.held)
        if self.held.pop(name, None) and keep_out:
            self.marked.add(name)

    @rule()
    def begin_anew(self) -> None:
        self.index.close()
        self.index = Index.open(self.folder, self.embedder)

    @rule()
    def rebuild(self) -> None:
        self.index.rebuild_vectors()

    @rule(act=st.sampled_from(ACTS))
    def ask(self, act: str) -> None:
        found = {one.passage.notice_id for one in self.index.search(**tokens(act)._asdict(), text=act)}
        assert found <= self.held.keys()
        assert found >= {name for name, text in self.held.items() if act in text}

    @invariant()
    def it_holds_what_the_dictionary_holds(self) -> None:
        assert set(self.index.ids()) == self.held.keys()
        assert self.index.removed() == self.marked
        for name, text in self.held.items():
            assert self.index.notice(name).text == text
            assert all(passage.text in text for passage in self.index.passages(name))

    def teardown(self) -> None:
        try:
            assert self.index.verify() == []
        finally:
            self.index.close()
            shutil.rmtree(self.folder)
