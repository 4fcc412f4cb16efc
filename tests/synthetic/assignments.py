"""Tasks in words: a phrase with its bodies, its task and its deadline, entered in the truth as it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .deadlines import Deadline
from .draft import Draft, Roles
from .marks import capitalised
from .matters import Matter
from .phrasebook import Phrase, phrases
from .slots import SLOT, slot_value, task_text
from .timing import NO_TIMING, timed

_ADVISABLE = re.compile(
    r"(xây dựng|ban hành|hoàn thiện|triển khai|tổ chức|lập|điều chỉnh|rà soát|quy định|phê duyệt|bố trí|cân đối)\b"
)
_OPEN_TO_FRONT = ("giao ", "yêu cầu ", "đề nghị ", "{lead} ", "{assigned} ", "{task}", "chủ trì")


@dataclass(frozen=True)
class Governed:
    """What a heading says for its dashes: bodies, who helps them, a deadline for all."""

    bodies: list[str] = field(default_factory=list)
    is_lead: bool = False
    coordinating: list[str] = field(default_factory=list)
    deadline: Deadline | None = None


FREE = Governed()


def sentence(draft: Draft, matter: Matter, heading: Governed = FREE, barred: list[str] | None = None) -> str:
    """One task as a sentence without its full stop; `barred`: bodies that do not get it."""
    choices = list(phrases("assignments", "under" if heading.bodies else "sentences"))
    if heading.is_lead:
        choices = [phrase for phrase in choices if phrase.gives == "assigned" and "{coordinating}" not in phrase.text]
    phrase = draft.choose([phrase for phrase in choices if _fits(phrase.text, matter)])
    return clause(draft, phrase, matter, heading, alone=True, previous=barred)[0]


def chain(draft: Draft, pattern: dict[str, Any], upcoming: Iterator[Matter]) -> str:
    """Several tasks in one breath, each a row of its own."""
    texts: list[str] = pattern["clauses"]
    draft.phrases.add(" | ".join(texts))
    made: list[str] = []
    bodies: list[str] = []
    for text in texts:
        matter = next(matter for matter in upcoming if _fits(text, matter))
        part, roles = clause(draft, Phrase(text=text), matter, FREE, alone=False, previous=bodies)
        made.append(capitalised(part) if made and pattern["join"].startswith(".") else part)
        bodies = roles.lead or roles.assigned
    return str(pattern["join"]).join(made)


def clause(
    draft: Draft,
    phrase: Phrase,
    matter: Matter,
    heading: Governed,
    alone: bool,
    previous: list[str] | None = None,
    settled: str | None = None,
) -> tuple[str, Roles]:
    """The phrase filled in, its quote marked, and who has which part in it.

    `previous`: the bodies named just before; `settled`: the body that gets the task, else one is chosen.
    """
    if phrase.part:
        matter = replace(matter, part=phrase.part, usual=())
    roles = Roles(coordinating=list(heading.coordinating), settled=settled)
    if heading.bodies:
        (roles.lead if heading.is_lead or phrase.gives == "lead" else roles.assigned).extend(heading.bodies)
    named = previous or []
    before = SLOT.sub(lambda slot: slot_value(draft, slot[1], 0, matter, Roles(), named), phrase.before)
    values = {
        name + count: slot_value(draft, name, int(count or 0), matter, roles, named)
        for name, count in SLOT.findall(phrase.text)
        if name != "task"
    }
    when = NO_TIMING
    if heading.deadline is None:
        front = phrase.text.startswith(_OPEN_TO_FRONT) and not phrase.before
        manner = phrase.text == "{task}" or phrase.text.endswith("} {task}")
        reported = bool(roles.reports_to) or "báo cáo" in matter.task
        when = timed(draft, front=front and (alone or not named), after=alone, manner=manner, reported=reported)
    values["task"] = task_text(draft, matter, roles, when, last=phrase.text.endswith("{task}"))
    text = SLOT.sub(lambda slot: values[slot[1] + slot[2]], phrase.text)
    if when.front:
        text = capitalised(when.front) + text
    if when.report:
        roles.reports_to.append(when.report)
    quote = text + when.inline + when.after
    return before + draft.assign(quote, roles, when.deadline or heading.deadline, matter), roles


def _fits(text: str, matter: Matter) -> bool:
    """Nobody writes "tiếp tục tiếp tục" or "phối hợp … phối hợp", and UBND tỉnh is advised on papers only."""
    before, slot, _ = text.partition("{task}")
    if not slot:
        return matter.part == "main"
    first = re.escape(matter.task.split()[0])
    if re.search(rf"\b{first}\b[^{{}}]*$", before) or ("phối hợp" in before and "phối hợp" in matter.task):
        return False
    if "tham mưu" in before:
        return bool(_ADVISABLE.match(matter.task)) and "UBND tỉnh" not in matter.task
    return True
