"""Whether a text leaves open who has a part, or only what the work is.

"Sở Nội vụ chủ trì, tham mưu UBND tỉnh thành lập Tổ ứng cứu": who leads is settled, what is founded is not. "Dự kiến giao
Sở Nội vụ chủ trì", "Sở Nội vụ có thể chủ trì": who leads is not settled. So a tentative word is of the part where it stands
before the end of its words in the same sentence, or right after them.
"""

import re
from collections.abc import Sequence

from corpus.text import canonical, collapse, nfc, sentences
from rag.proof.claims import saying
from rag.proof.entities import NamedBody, bodies_in, without


def hedged(parts: Sequence[tuple[str, str]], passages: Sequence[str]) -> bool:
    """True where one of the passages leaves open one of the parts, each with the key of the body that is said to have it."""
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
