"""The items of each kind of document, as paragraphs."""

from collections.abc import Iterator

from .blocks import some_items
from .draft import Draft, Roles
from .matters import Matter
from .outline import Item, printed
from .phrasebook import phrases, read
from .table import task_table
from .talk import fact, purposes, talk


def body(draft: Draft, upcoming: Iterator[Matter], leaves: int, first: list[Item], theme: str) -> list[str]:
    """The paragraphs between the opening and the close.

    `first`: items that come before all others; `theme`: what a decision approves, its first article.
    """
    if draft.kind.name == "plan":
        return _plan(draft, upcoming, leaves)
    if draft.kind.name == "decision":
        return _decision(draft, upcoming, leaves, theme)
    if draft.kind.name == "conclusion" and not first and draft.rng.random() < 0.25:
        return _sectioned(draft, upcoming, leaves)
    items = [*first, *some_items(draft, upcoming, leaves, heavy=draft.kind.name in ("directive", "dispatch"))]
    if draft.kind.name == "letter" and draft.rng.random() < 0.25:
        for item in items:
            item.plain = True
    return list(printed(items, draft.style.numbering, draft.directives))


def closing_tasks(draft: Draft) -> list[str]:
    """Unnumbered paragraphs after the items that still give work, in a third of the notices."""
    if draft.kind.name in ("decision", "plan") or draft.rng.random() > 0.3:
        return []
    phrase = draft.choose(phrases("assignments", "closings"))
    names = {name: draft.local(draft.rng.choice(read("bodies")[f"{name}s"])) for name in ("closer",)}
    names["everyone"] = draft.rng.choice(draft.cast().everyone)
    names["this"] = draft.kind.this
    names["report"] = draft.report()
    roles = Roles()
    if "{report}" in phrase.text and phrase.reporting:
        roles.reports_to.append(names["report"])
    opening, sep, rest = phrase.text.partition("vướng mắc, ")
    if sep:  # nobody's task but everybody's duty; the body it is sent to gathers it
        roles.assigned = [names["everyone"]]
        return [(opening + sep).format(**names) + draft.assign(rest.format(**names), roles, None, None) + "."]
    roles.assigned = [names["closer" if "{closer}" in phrase.text else "everyone"]]
    return [draft.assign(phrase.text.format(**names), roles, None, None) + "."]


def _sectioned(draft: Draft, upcoming: Iterator[Matter], leaves: int) -> list[str]:
    names = {part: draft.rng.choice(titles) for part, titles in read("sections")["conclusion"].items()}
    matter = next(upcoming)
    results = Item(names["results"], under=[Item(talk(draft, matter)) for _ in range(draft.rng.choice((1, 2)))])
    many = max(2, leaves * 2 // 3)
    tasks = Item(names["tasks"], under=some_items(draft, upcoming, many))
    others = Item(names["others"], under=some_items(draft, upcoming, max(1, leaves - many - len(results.under))))
    sections = [results, tasks, others]
    return list(printed(sections, draft.style.sections, draft.directives))


def _plan(draft: Draft, upcoming: Iterator[Matter], leaves: int) -> list[str]:
    names = {part: draft.rng.choice(titles) for part, titles in read("sections")["plan"].items()}
    aims = Item(names["aims"], under=[Item(line) for line in purposes(draft, next(upcoming), draft.rng.choice((2, 3)))])
    if draft.rng.random() < 0.5:
        first = draft.style.sections[0]
        rows = max(3, leaves // 2)
        middle = Item(names["tables"], table=task_table(draft, upcoming, rows, "II" if first == "I." else "B"))
    else:
        rows = max(2, leaves // 3)
        middle = Item(names["contents"], under=some_items(draft, upcoming, rows))
    doing = Item(names["doing"], under=some_items(draft, upcoming, max(2, leaves - rows), heavy=True))
    for item in doing.under:
        if item.under and item.text.removesuffix(":") in (*draft.cast().main, *draft.cast().near):
            item.text = item.text.removesuffix(":" if draft.rng.random() < 0.6 else "")
    return list(printed([aims, middle, doing], draft.style.sections, draft.directives))


def _decision(draft: Draft, upcoming: Iterator[Matter], leaves: int, start: str) -> list[str]:
    texts = read("sections")["decision"]
    tasks = Item(draft.rng.choice(texts["tasks"]), under=some_items(draft, upcoming, leaves, heavy=True))
    sở = [name for name in (*draft.cast().main, *draft.cast().near) if name.startswith("Sở ")][:2]
    office, heads = draft.local("Chánh Văn phòng UBND tỉnh"), [f"Giám đốc {name}" for name in sở]
    sentence = texts["enforced"].format(office=office, heads="; ".join(heads)).removesuffix("./.")
    everyone = [office, *heads, "Thủ trưởng các cơ quan, đơn vị liên quan"]
    last = Item(draft.assign(sentence, Roles(assigned=everyone), None, None) + "./.")
    return list(
        printed(
            [Item(f"{start} {fact(draft)}" if draft.rng.random() < 0.3 else start), tasks, last],
            ("Điều 1.", "1.", "-"),
            draft.directives,
        )
    )
