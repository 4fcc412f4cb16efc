"""Who a claim says does what, whether the task register says the same, and whether the text leaves it open.

A role word that no pattern of `saying.yaml` attaches to a body, and a body that stands where the register has another,
are not understood: such a claim is not supported.
"""

import re
from collections.abc import Sequence
from functools import cache

from corpus.models import Directive
from corpus.names.agencies import body_key
from corpus.text import canonical, collapse, nfc, sentences
from rag.proof.claims import saying
from rag.proof.entities import NamedBody, bodies_in, without

_LIST = re.compile(r"⟦(\d+(?:,\d+)*)⟧(?:,? and |,? và |[,;] )⟦(\d+(?:,\d+)*)⟧")
_HELD = re.compile(r"⟦([\d,]+)⟧")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = saying()["roles"]
    return tuple(
        (role, re.compile(pattern.replace("{B}", r"⟦([\d,]+)⟧")))
        for role in ("lead", "coordinating", "assigned")
        for pattern in table[role]
    )


@cache
def _role_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(saying()['parts'])})(?!\w)")


def parts_given(text: str) -> list[tuple[str, str]]:
    """(part, key of the body that has it) as the text says it."""
    bodies = bodies_in(text)
    return [(role, bodies[at].key) for role, at in _parts(text, bodies)[0]]


def misplaced(text: str, row: Directive | None, order: Sequence[str]) -> tuple[str, ...]:
    """What `text` says of a body's part that `row` does not; `order`: the keys of bodies as the quote names them."""
    bodies = bodies_in(text)
    said, rest = _parts(text, bodies)
    lead, assigned, coordinating = (row.lead, row.assigned, row.coordinating) if row else ((), (), ())
    register = {
        "lead": set(map(body_key, lead)),
        "assigned": set(map(body_key, (*lead, *assigned))),
        "coordinating": set(map(body_key, coordinating)),
    }
    doers = register["assigned"]
    faults = [bodies[at].name for role, at in said if bodies[at].key not in register[role]]
    attached = {at for _, at in said}
    acts = [at for at, body in enumerate(bodies) if body.key in doers]
    loose = [at for at in range(len(bodies)) if at not in attached and at not in acts]
    opening = re.compile(saying()["before_a_doer"])
    for at in acts:
        before = re.sub(r"\bthe\s*$", "", canonical(text[: bodies[at].start]))
        if at not in attached and not opening.search(before):
            faults.append(bodies[at].name)
    for at in loose:
        if bodies[at].key in register["coordinating"] or (doers and (not acts or acts[0] > at)):
            faults.append(bodies[at].name)
    unread = tuple(_role_words().findall(rest))
    return (*faults, *unread, *(_out_of_order(bodies, order) if loose else ()))


def hedged(parts: Sequence[tuple[str, str]], passages: Sequence[str]) -> bool:
    """True where one of the passages leaves open who has one of the parts, each with the key of its body; not only the work.

    "Sở Nội vụ chủ trì, tham mưu UBND tỉnh thành lập Tổ ứng cứu": who leads is settled, what is founded is not. "Dự kiến giao
    Sở Nội vụ chủ trì", "Sở Nội vụ có thể chủ trì": who leads is not settled. So a tentative word is of the part where it
    stands before the end of its words in the same sentence, or right after them.
    """
    whole = [collapse(nfc(passage)) for passage in passages]
    told = [passage[start:end] for passage in whole for start, end in sentences(passage)]
    return any(_open(sentence, role, body) for role, body in parts for sentence in told)


def _open(sentence: str, role: str, key: str) -> bool:
    bodies = bodies_in(sentence)
    bare = without(canonical(sentence), bodies, "_")  # a name is not tentative: Viện Nghiên cứu
    end = _end_of_part(bare, bodies, role, key)
    if end is None:
        return False
    tentative = re.search(saying()["turning"]["tentative"]["vi"], bare[:end])
    return tentative is not None or re.match(saying()["hedge"], bare[end:]) is not None


def _end_of_part(bare: str, bodies: Sequence[NamedBody], role: str, key: str) -> int | None:
    """Where the words end that give the body of that key its part; None where the sentence has none of them."""
    named = next((at for at, one in enumerate(bodies) if one.key == key), None)
    pattern = saying()["part_words"].get(role)
    if named is None:
        words = re.search(pattern, bare) if pattern else None
        return words.end() if words else None
    end = bodies[named].end
    for one in bodies[named + 1 :]:  # the list it stands in
        if not re.fullmatch(r"\s*(?:[,;]|,?\s*(?:và|hoặc))\s*", bare[end : one.start]):
            break
        end = one.end
    after = re.search(pattern, bare[end:]) if pattern and role == "lead" else None
    return end + after.end() if after else end


def _parts(text: str, bodies: Sequence[NamedBody]) -> tuple[list[tuple[str, int]], str]:
    """(role, which body) as the words say it, and what is left of the words."""
    marked = canonical(text)
    for at in range(len(bodies) - 1, -1, -1):
        marked = f"{marked[: bodies[at].start]}⟦{at}⟧{marked[bodies[at].end :]}"
    marked = re.sub(r"\b(?:the|các) (?=⟦)", "", " ".join(marked.split()))
    while joined := _LIST.search(marked):
        marked = f"{marked[: joined.start()]}⟦{joined[1]},{joined[2]}⟧{marked[joined.end() :]}"
    said: list[tuple[str, int]] = []
    for role, pattern in _patterns():
        while match := pattern.search(marked):
            said += [(role, int(number)) for number in match[1].split(",")]
            held = " ".join(f"⟦{one}⟧" for one in _HELD.findall(match[0]))
            marked = f"{marked[: match.start()]}{held}·{marked[match.end() :]}"
    return said, marked


def _out_of_order(bodies: Sequence[NamedBody], order: Sequence[str]) -> tuple[str, ...]:
    """The first body that the quote does not name after the one before it."""
    left = list(order)
    for body in bodies:
        if body.key in order:
            if body.key not in left:
                return (body.name,)
            left = left[left.index(body.key) :]
    return ()
