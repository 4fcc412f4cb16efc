"""Notices that change an earlier one of their province."""

from dataclasses import dataclass, replace
from datetime import date

from .assignments import FREE, clause
from .citations import printed_day
from .deadlines import Deadline
from .draft import Draft
from .marks import capitalised
from .matters import Matter
from .outline import Item
from .phrasebook import Phrase, Province, Sector, phrases, read
from .truth import DirectiveTruth, NoticeTruth


@dataclass(frozen=True)
class Earlier:
    """A notice of before, as later ones remember it."""

    kind_type: str
    number: str
    issued_on: date
    province: Province
    sector: Sector
    notice: NoticeTruth
    directives: tuple[DirectiveTruth, ...]
    matters: dict[str, Matter]

    def changeable(self) -> list[DirectiveTruth]:
        """Main tasks with one body that answers for them."""
        return [
            row
            for row in self.directives
            if row["topic"] and row["topic"]["part"] == "main" and len(row["lead"] + row["assigned"]) == 1
        ]

    def leads(self) -> dict[str, set[str]]:
        """Which body had which main matter."""
        return {row["topic"]["matter"]: {*row["lead"], *row["assigned"]} for row in self.changeable() if row["topic"]}


def name_of(draft: Draft, earlier: Earlier) -> str:
    """The earlier notice by kind, number and day."""
    draft.cited[earlier.number] = earlier.issued_on
    return f"{earlier.kind_type} số {earlier.number} ngày {printed_day(draft.rng, earlier.issued_on)} của UBND tỉnh"


def changes(draft: Draft, earlier: Earlier) -> tuple[str, list[Item]]:
    """The subject and the first items of a notice that moves deadlines or tasks of the earlier one."""
    rows = earlier.changeable()
    dated = [row for row in rows if row["deadline"] and row["deadline"]["date"]]
    mode = "deadline" if dated and draft.rng.random() < 0.6 else "lead"
    chosen = draft.rng.sample(dated if mode == "deadline" else rows, 1)
    if mode == "deadline" and len(dated) > 1 and draft.rng.random() < 0.4:
        chosen = draft.rng.sample(dated, 2)
    name = name_of(draft, earlier)
    draft.amends.append(earlier.number)
    subject = draft.rng.choice(read("amendments")["subjects"][mode]).format(earlier=name)
    items = [Item(_changed(draft, earlier, row, mode, name) + ".") for row in chosen]
    rest = draft.rng.choice(read("amendments")["rest"])
    draft.phrases.add(rest)
    return subject, [*items, Item(rest.format(earlier=f"{earlier.kind_type} số {earlier.number}"), plain=True)]


def replacement(draft: Draft, earlier: Earlier) -> str:
    """The sentence that ends the life of the earlier notice."""
    draft.replaces.append(earlier.number)
    template = draft.rng.choice(read("amendments")["replacing"])
    draft.phrases.add(template)
    this = draft.kind.this
    return str(template).format(This=this, this=this, earlier=name_of(draft, earlier))


def _changed(draft: Draft, earlier: Earlier, row: DirectiveTruth, mode: str, name: str) -> str:
    assert row["topic"]
    matter = earlier.matters[row["topic"]["matter"]]
    phrase = draft.choose(phrases("amendments", mode))
    body = (row["lead"] + row["assigned"])[0]
    item = _cited_item(row["item"])
    if mode == "lead":
        new = draft.cast(matter.sector).lead([body])
        before = phrase.before.format(item=item, earlier=name, old=body, new=new)
        return capitalised(_clause_with(draft, phrase, matter, new, None, before))
    old = row["deadline"]
    assert old and old["date"]
    deadline = draft.deadline("finish", after=max(date.fromisoformat(old["date"]), draft.issued_on))
    before = phrase.before.format(item=item, earlier=name, old=old["text"], new=deadline.text)
    return capitalised(_clause_with(draft, phrase, matter, body, deadline, before))


def _clause_with(
    draft: Draft, phrase: Phrase, matter: Matter, body: str, deadline: Deadline | None, before: str
) -> str:
    """The clause with its body and its deadline already decided."""
    text = phrase.text.replace("{deadline}", deadline.text if deadline else "")
    settled = Phrase(text=text, before="")
    heading = replace(FREE, deadline=deadline)
    written, _ = clause(draft, settled, matter, heading, alone=False, settled=body)
    return before + written


def _cited_item(path: str) -> str:
    if not path or path.startswith(("Điều", "gạch", "sao")):
        return ""
    head, _, dash = path.partition(", gạch ")
    return f"gạch đầu dòng thứ {dash} mục {head} " if dash.isdigit() else f"mục {head} " if not dash else ""
