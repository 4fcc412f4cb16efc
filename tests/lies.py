"""Lies that a chat model which reads may tell, made of careful replies: each is false of the question it answers."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from corpus.names.agencies import body_key, key
from corpus.text import collapse, plain
from rag.proof.sources import Source

BODIES = ("Sở Ngoại vụ", "Ban Dân tộc tỉnh", "Thanh tra tỉnh", "Kiểm toán nhà nước khu vực XIV")
DAY, FIGURE = "17/11/2031", "7.341"


class Lie(NamedTuple):
    """A reply, and what it says that is not so."""

    kind: str
    reply: str
    value: str


def lies(
    reply: dict[str, Any], sources: Sequence[Source], others: Sequence[dict[str, Any]], seed: str
) -> Iterator[Lie]:
    """Every kind of lie that the entries of a reply allow; `others`: entries of replies to other questions."""
    chance = random.Random(seed)
    for at, entry in enumerate(reply["answers"]):
        if not entry.get("answer"):
            continue
        true = {key(str(one.get("answer"))) for one in reply["answers"]}
        made = [*_fabricated(entry, chance), *_borrowed(entry, others, chance), *_swapped(entry, sources)]
        made += [*_altered(entry), *_another_task(entry, sources, chance)]
        if turned := _turned(entry):
            answers = [*reply["answers"][:at], entry | {"answer": turned}, *reply["answers"][at + 1 :]]
            yield Lie("turned", json.dumps({"status": "answered", "answers": answers}, ensure_ascii=False), turned)
        for kind, false, value in made:
            if not any(key(value) in one or one in key(value) for one in true):
                answers = [*reply["answers"][:at], entry | false, *reply["answers"][at + 1 :]]
                alone = {"status": "answered", "answers": [answers[at]] if kind in ("deadline", "act") else answers}
                yield Lie(kind, json.dumps(alone, ensure_ascii=False), value)


Made = tuple[str, dict[str, str], str]


def _fabricated(entry: dict[str, Any], chance: random.Random) -> Iterator[Made]:
    """A value that stands nowhere; the same with a quote made up around it."""
    by_facet = {"deadline": f"trước ngày {DAY}", "figure": FIGURE}
    value = by_facet.get(entry["facet"], chance.choice(BODIES))
    yield "fabricated", {"answer": value}, value
    yield "fabricated", {"answer": value, "quote": f"{entry['quote']} {value}"}, value


def _borrowed(entry: dict[str, Any], others: Sequence[dict[str, Any]], chance: random.Random) -> Iterator[Made]:
    """The answer to another question over the quote of this one."""
    same = [one for one in others if one["facet"] == entry["facet"] and key(one["answer"]) not in key(entry["quote"])]
    if same:
        value = chance.choice(same)["answer"]
        yield "borrowed", {"answer": value}, value


def _turned(entry: dict[str, Any]) -> str:
    """Yes for no, no for yes; empty where neither was said."""
    other = {"có": "Không", "không": "Có", "yes": "No", "no": "Yes"}
    first, mark, rest = re.match(r"(\w*)(\W*)(.*)", entry["answer"], re.DOTALL).groups()  # type: ignore[union-attr]
    polar = entry["facet"] == "polarity" or mark.startswith(",")
    return f"{other[first.lower()]}{mark}{rest}" if first.lower() in other and polar else ""


def _swapped(entry: dict[str, Any], sources: Sequence[Source]) -> Iterator[Made]:
    """Who helps is said to lead, who leads to help."""
    source = next((one for one in sources if one.token == entry.get("source")), None)
    for row in source.rows if source else ():
        quoted = key(entry["quote"])[:60] in key(row.quote) or key(row.quote)[:60] in key(entry["quote"])
        mine = {*map(body_key, row.lead), *map(body_key, row.assigned)}
        if not quoted:
            continue
        if entry["facet"] in ("lead", "assigned"):
            for body in (one for one in row.coordinating if body_key(one) not in mine):
                yield "swapped role", {"answer": body}, body
        if entry["facet"] == "coordinating":
            for body in row.lead:
                yield "swapped role", {"answer": body}, body


def _altered(entry: dict[str, Any]) -> Iterator[Made]:
    """One digit another; in the quote, too."""
    found = re.search(r"\d", entry["answer"])
    if found:
        value = f"{entry['answer'][: found.start()]}{(int(found[0]) + 3) % 10}{entry['answer'][found.end() :]}"
        yield "altered figure", {"answer": value}, value
        yield "altered figure", {"answer": value, "quote": entry["quote"].replace(entry["answer"], value)}, value


def _another_task(entry: dict[str, Any], sources: Sequence[Source], chance: random.Random) -> Iterator[Made]:
    """The deadline of another task, the doer of another act: true words, and no answer."""
    rows = [(one.token, row) for one in sources for row in one.rows if one.start <= row.start and row.end <= one.end]
    rows = [
        (token, row)
        for token, row in rows
        if key(row.quote)[:50] not in key(entry["quote"]) and key(entry["quote"])[:50] not in key(row.quote)
    ]
    chance.shuffle(rows)
    for token, row in rows:
        quote = collapse(plain(row.quote))
        if entry["facet"] == "deadline" and row.deadline and row.deadline.date:
            yield "deadline", {"answer": row.deadline.text, "source": token, "quote": quote}, row.deadline.text
            return
        doers = row.lead or row.assigned
        if entry["facet"] in ("lead", "assigned") and doers and key(doers[0]) in key(quote):
            yield "act", {"answer": doers[0], "source": token, "quote": quote}, doers[0]
            return
