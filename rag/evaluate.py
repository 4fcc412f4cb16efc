"""Judged questions -> scores, failures, and a results folder that holds the recipe.

A judged question has `id`, `question`, `kind`, `answer_any` (groups of wordings, one of each group must be said),
`answer_none` (must not stand in the headline), `sources` (`doc`, `quote`), optionally `history` and
`sources_mode: "all"`. A question of kind `unanswerable` passes where the answer abstains and cites nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from corpus.text import collapse
from rag.errors import ChidaoError
from rag.models import Answer, Turn
from rag.retrieve import weights

_LONG = frozenset({"list", "comparison", "task"})  # answers that are naturally long: the headline need not hold all
_NOT_DIRECT = _LONG | {"legal_basis", "followup"}
_OVERLAP = 0.6  # of the shorter quote
_WORDS = 6  # in a row: any notice has "giao Sở …"


class Asking(Protocol):
    """Whoever answers."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer."""


class Judgement(NamedTuple):
    """What held of one answer."""

    said: bool
    direct: bool
    sourced: bool
    passed: bool


def evaluate(answerer: Asking, questions: Path, results: Path) -> str:
    """Answer the judged questions, keep answers and recipe in a new folder of `results`, return the table."""
    judged = _read(questions)
    answers = [answerer.ask(one["question"], [Turn(**turn) for turn in one.get("history", ())]) for one in judged]
    judgements = [judge(one, answer) for one, answer in zip(judged, answers, strict=True)]
    folder = results / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    folder.mkdir(parents=True, exist_ok=True)
    lines = [answer.model_dump(mode="json") | {"id": one["id"]} for one, answer in zip(judged, answers, strict=True)]
    (folder / "answers.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )
    table = _table(judged, judgements, answers)
    recipe = {"questions": str(questions), "count": len(judged), "weights": weights(), "engine": "extractive"}
    (folder / "recipe.json").write_text(json.dumps(recipe, ensure_ascii=False, indent=2), encoding="utf-8")
    (folder / "table.txt").write_text(table + "\n", encoding="utf-8")
    failures = [
        f"  {one['id']}: {one['question']} → {answer.headline}"
        for one, judgement, answer in zip(judged, judgements, answers, strict=True)
        if not judgement.passed
    ]
    return "\n".join([table, f"Not passed: {len(failures)}", *failures[:20], f"Results: {folder}"])


def judge(one: Mapping[str, Any], answer: Answer) -> Judgement:
    """Whether the answer says what was judged right, at once, and proves it from the right place."""
    if one["kind"] == "unanswerable":
        refused = answer.abstained and not answer.citations
        return Judgement(refused, refused, refused, refused)
    headline, whole = _plain(answer.headline), _plain(f"{answer.headline} {answer.text}")
    groups = [[_plain(wording) for wording in group] for group in one.get("answer_any", ())]
    wrong = any(_plain(wording) in headline for wording in one.get("answer_none", ()))
    said = not wrong and all(any(wording in whole for wording in group) for group in groups)
    direct = not wrong and all(any(wording in headline for wording in group) for group in groups)
    found = [_sourced(source, answer) for source in one.get("sources", ())]
    sourced = bool(found) and (all(found) if one.get("sources_mode") == "all" else any(found))
    passed = said and sourced and (direct or one["kind"] in _NOT_DIRECT) and not answer.abstained
    return Judgement(said, direct, sourced, passed)


def _sourced(source: Mapping[str, str], answer: Answer) -> bool:
    """True where a citation of the right notice shares enough of the judged quote in a row."""
    wanted = collapse(source["quote"])
    quotes = [collapse(citation.quote) for citation in answer.citations if citation.notice_id == source["doc"]]
    return any(_same_place(wanted, quote) for quote in quotes)


def _same_place(wanted: str, quote: str) -> bool:
    """True where both share most of the shorter one, and six words of it or all that is wanted."""
    from difflib import SequenceMatcher

    run = SequenceMatcher(None, wanted, quote, autojunk=False).find_longest_match()
    shared = wanted[run.a : run.a + run.size]
    enough = shared == wanted or len(shared.split()) >= _WORDS
    return enough and run.size >= _OVERLAP * min(len(wanted), len(quote))


def _plain(text: str) -> str:
    return collapse(text).casefold()


def _read(questions: Path) -> list[dict[str, Any]]:
    try:
        lines = questions.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise ChidaoError(
            f"{questions} cannot be read as JSON Lines ({error}); name a file of judged questions."
        ) from None


def _table(judged: Sequence[Mapping[str, Any]], judgements: Iterable[Judgement], answers: Sequence[Answer]) -> str:
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for one, judgement in zip(judged, judgements, strict=True):
        for name in ("all", f"  {one.get('lang', '')}", f"  {one['kind']}"):
            groups[name].append(judgement)
    lines = [f"{'':20}{'n':>5}{'passed':>9}{'said':>9}{'direct':>9}{'sourced':>9}"]
    for name, rows in groups.items():
        shares = "".join(
            f"{100 * sum(getattr(row, field) for row in rows) / len(rows):9.1f}"
            for field in ("passed", "said", "direct", "sourced")
        )
        lines.append(f"{name:20}{len(rows):5}{shares}")
    totals = sorted(answer.timings_ms.get("total", 0.0) for answer in answers) or [0.0]
    lines.append(
        f"milliseconds an answer: p50 {totals[len(totals) // 2]:.1f}, p95 {totals[int(len(totals) * 0.95)]:.1f}"
    )
    return "\n".join(lines)
