"""Items of a notice: single tasks, chains, headings with dashes, deadlines for several, and talk that assigns nothing."""

from collections.abc import Iterator
from itertools import islice

from .assignments import FREE, Governed, chain, sentence
from .draft import Draft, Roles
from .marks import capitalised
from .matters import Matter
from .outline import Item
from .phrasebook import phrases, read
from .slots import EVERYBODYS, SLOT, avoided, slot_value
from .talk import label, talk


def some_items(draft: Draft, upcoming: Iterator[Matter], leaves: int, heavy: bool = False) -> list[Item]:
    """Items with about so many leaves in all; `heavy`: mostly headings with dashes, as in a Chỉ thị."""
    makers = (single, chained, headed, led_in, background)
    weights = (5, 1, 14, 1, 0.3 * (draft.kind.name == "directive")) if heavy else (12, 2, 3, 1, 2)
    made: list[Item] = []
    while sum(item.leaves for item in made) < leaves:
        made.append(draft.rng.choices(makers, weights)[0](draft, upcoming))
    return made


def single(draft: Draft, upcoming: Iterator[Matter]) -> Item:
    """One task, with or without a label and a sentence of background; at times a second paragraph."""
    matter = next(upcoming)
    text = _labelled(draft, matter, sentence(draft, matter))
    more = []
    if draft.rng.random() < 0.1:
        more = [_ended(capitalised(sentence(draft, next(upcoming))))]
    elif draft.rng.random() < 0.1:
        more = [talk(draft, matter)]
    return Item(_ended(text), more=more)


def chained(draft: Draft, upcoming: Iterator[Matter]) -> Item:
    """Two or three tasks in one sentence."""
    chains = read("assignments")["chains"]
    pattern = draft.rng.choices(chains, [entry.get("weight", 1) for entry in chains])[0]
    return Item(_ended(capitalised(chain(draft, pattern, upcoming))))


def headed(draft: Draft, upcoming: Iterator[Matter]) -> Item:
    """A body as heading, its tasks as dashes; now and then a dash names another body."""
    first = next(matter for matter in upcoming if not matter.usual)
    phrase = draft.choose(phrases("assignments", "headings"))
    roles = Roles()
    deadline = draft.deadline("finish") if "{deadline}" in phrase.text else None
    values = {
        name + count: slot_value(draft, name, int(count or 0), first, roles, [])
        for name, count in SLOT.findall(phrase.text)
        if name != "deadline"
    }
    if deadline:
        values["deadline"] = deadline.text
    heading = Governed(roles.lead or roles.assigned, bool(roles.lead), roles.coordinating, deadline)
    count = draft.rng.choices((2, 3, 4, 5), (4, 5, 3, 1))[0]
    dashes = []
    fitting = (matter for matter in upcoming if matter.sector is first.sector and _suits(draft, matter, heading.bodies))
    for matter in (first, *islice(fitting, count - 1)):
        own = FREE if draft.rng.random() < 0.06 and deadline is None else heading
        dashes.append(capitalised(sentence(draft, matter, own, barred=heading.bodies)))
    if draft.rng.random() < 0.12 and draft.kind.name in ("conclusion", "directive"):
        dashes.append(talk(draft, first, stop=False))
    text = SLOT.sub(lambda slot: values[slot[1] + slot[2]], phrase.text)
    return Item(capitalised(text), under=_dashes(draft, dashes))


def _suits(draft: Draft, matter: Matter, bodies: list[str]) -> bool:
    """Money is for those who have it, a whole group gets no single job, and a similar notice's lead is not repeated."""
    if matter.usual:
        return not set(map(draft.local, matter.usual)).isdisjoint(bodies)
    if not set(bodies).isdisjoint(draft.cast(matter.sector).everyone):
        return matter.part in EVERYBODYS
    return avoided(draft, matter).isdisjoint(bodies)


def led_in(draft: Draft, upcoming: Iterator[Matter]) -> Item:
    """Dashes that each name their body, under a line that may hold the deadline of all."""
    phrase = draft.choose(phrases("assignments", "lead_ins"))
    deadline = draft.deadline("finish") if "{deadline}" in phrase.text else None
    text = phrase.text.format(deadline=deadline.text if deadline else "")
    heading = Governed(deadline=deadline)
    count = draft.rng.choice((2, 3, 4))
    return Item(
        text,
        under=_dashes(draft, [capitalised(sentence(draft, matter, heading)) for matter in islice(upcoming, count)]),
    )


def background(draft: Draft, upcoming: Iterator[Matter]) -> Item:
    """Praise, findings, positions; no task."""
    matter = next(upcoming)
    return Item(" ".join(talk(draft, matter) for _ in range(draft.rng.choice((1, 2, 2, 3)))))


def _labelled(draft: Draft, matter: Matter, text: str) -> str:
    if draft.rng.random() < draft.style.labels:
        before = label(draft, matter)
        if draft.rng.random() < 0.15:
            before = f"{before.strip().rstrip(',:')}: {talk(draft, matter)} "
            return before + capitalised(text)
        capital = draft.style.capital_after_label and before.endswith(": ")
        return before + (capitalised(text) if capital else text)
    if draft.rng.random() < 0.15:
        return f"{talk(draft, matter)} {capitalised(text)}"
    return capitalised(text)


def _dashes(draft: Draft, texts: list[str]) -> list[Item]:
    end = draft.style.dash_end
    return [Item(text + ("." if ". " in text or text is texts[-1] else end)) for text in texts]


def _ended(text: str) -> str:
    return f"{text}."
