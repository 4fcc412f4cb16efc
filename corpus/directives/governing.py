"""What a heading or a lead-in says for the items under it: who has to act, with whom, by when."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from corpus.directives.bodies import Before, Group, groups, heads
from corpus.directives.roles import Roles, read_roles
from corpus.lexicon import cues
from corpus.models import Deadline, Item
from corpus.patterns import cue
from corpus.text import canonical, collapse

_OPENS_A_LIST = re.compile(r":\s*[*_]*$")
_EMPTY = re.compile(
    r"[\W_]+|(?<!\w)(?:đối với|riêng|các|và|với|có trách nhiệm|có nhiệm vụ|thực hiện|(?:trách nhiệm|nhiệm vụ)(?: chung| cụ thể)? của|cho|cơ quan)(?!\w)"
)
_ASIDE = re.compile(r"\((?![^)]*(?:chủ trì|phối hợp|đầu mối))[^)]*\)")  # (thầy Hải), (Toán, Lý)
_LONGEST_NAME = 200  # characters of a heading that is nothing but bodies


@cache
def said_of_headings() -> frozenset[str]:
    """The words a heading is made of beside its bodies: Các nhiệm vụ do Sở Y tế chủ trì thực hiện."""
    return frozenset(cues()["label_words"])


class Governor(NamedTuple):
    """A heading at `path` with what it says; both may be missing. `title`: its words, where it has no number of its own."""

    path: str
    start: int
    roles: Roles | None
    deadline: Deadline | None
    title: str = ""

    def governs(self, item: Item) -> bool:
        """True for the items under it; without a number, for the numbered ones after it and for those it is the heading of."""
        if self.title:
            return self.title in item.heading
        if item.start == self.start or (item.path and item.path == self.path):
            return True
        if not self.path:
            return bool(item.path or item.heading)
        return item.path.startswith((self.path + ".", self.path + ","))


def opens_a_list(text: str, start: int, end: int) -> bool:
    """True for a sentence that ends in a colon."""
    return _OPENS_A_LIST.search(text, start, end) is not None


def heading_roles(
    text: str, start: int, end: int, short: Mapping[str, str] | None = None, *, title: bool = False
) -> Roles | None:
    """The roles of a line that only names bodies, with or without a colon: "Đối với Sở Y tế", "Sở Y tế (chủ trì):".

    `title`: others stand under it, so it may name a body that is not known, as long as it says of none what to do.
    """
    if end - start > _LONGEST_NAME * (1 + title):
        return None
    cast = groups(text, start, end, short)
    form = canonical(text)
    if not cast:
        return None
    first = cast[0].bodies[0].start
    if not heads(text[start:first], form[start:first]) and cast[0].before not in (Before.ASSIGNED, Before.BY):
        return None
    rest = form[start:end]
    for body in (body for group in cast for body in group.bodies):
        rest = rest[: body.start - start] + " " * (body.end - body.start) + rest[body.end - start :]
    rest = _ASIDE.sub(" ", rest)
    for name in ("assign", "lead", "coordinate"):
        rest = cue(name).sub(" ", rest)
    if title and cast[0].before is Before.HEAD and (whole := _told_at_length(text, cast, end)):
        return Roles((), (whole,), (), start, end)
    ordered = title and cast[0].before is Before.ASSIGNED and rest[cast[-1].end - start :].strip(" .*_") == ""
    if not set(re.findall(r"\w+", _EMPTY.sub("", rest))) <= said_of_headings() and not (
        ordered and cue("task_verbs").search(rest) is None
    ):
        return None
    if ordered:
        return Roles((), tuple(dict.fromkeys(name for group in cast for name in group.names)), (), start, end)
    return read_roles(text, start, end, short) or Roles((), cast[0].names, (), start, end)


def _told_at_length(text: str, cast: Sequence[Group], end: int) -> str:
    """The bodies of one kind whose heading says which in many words: các cơ sở sản xuất có lượng khí thải lớn."""
    body = cast[0].bodies[0]
    words = collapse(text[body.start : end].partition("(")[0]).strip(" *_:.")
    said = canonical(text[body.end : end])
    plain = len(cast) == len(cast[0].bodies) == 1 and body.name.startswith(("các ", "những ")) and ":" not in words
    parts = any(cue(name).search(said) for name in ("assign", "lead", "coordinate"))
    return f"{words[:1].lower()}{words[1:]}" if plain and not parts and body.end < end else ""


def above(governors: Sequence[Governor]) -> tuple[Roles | None, Deadline | None]:
    """What holds for an item: the nearest heading that names bodies, the nearest that sets a deadline."""
    roles = next((governor.roles for governor in reversed(governors) if governor.roles), None)
    return roles, next((governor.deadline for governor in reversed(governors) if governor.deadline), None)
