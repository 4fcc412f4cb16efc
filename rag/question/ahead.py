"""Patterns that look far ahead, made to look once: a long question is read in time that grows as it does.

`meeting.*where` is tried again from each *meeting*, and reads on to the end each time. Whether it fits is told by the first
*meeting* alone: what follows a later one follows the first as well.
"""

from collections.abc import Iterator

_FAR = ".*"


def in_one_go(pattern: str) -> str:
    """A pattern that fits the same one-line texts, each part that `.*` sets apart looked for once, in its turn.

    `a.*b|c` becomes `^(?>.*?(?:a)).*(?:b)|c`. What stands before a `.*` has to end as early as it may (`{0,3}?`).
    """
    return "|".join(map(_from_the_first, _split(pattern, "|")))


def _from_the_first(branch: str) -> str:
    *before, last = _split(branch, _FAR)
    if not before or branch.startswith("^"):
        return branch
    if before[0].startswith("(?="):
        return f"^{branch}"  # looks ahead itself: what it sees from anywhere it sees from the beginning
    return "^" + "".join(f"(?>.*?(?:{part}))" for part in before) + f".*(?:{last})"


def _split(pattern: str, by: str) -> Iterator[str]:
    """The parts of a pattern between those `by` that stand in no group and no class."""
    begun = at = depth = 0
    in_class = False
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 2
            continue
        if in_class or sign == "[":
            in_class = sign != "]"
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif not depth and pattern.startswith(by, at):
            yield pattern[begun:at]
            at += len(by)
            begun = at
            continue
        at += 1
    yield pattern[begun:]
