"""Tables of Word documents and pages of the web: those with rows, and those that only set things side by side."""

from collections.abc import Sequence, Sized

_ROWS, _COLUMNS = 3, 2  # at most, of a table that is none: the head, the signature


def sets_beside(rows: Sequence[Sized]) -> bool:
    """True for the rows of a table that only sets things side by side."""
    return len(rows) <= _ROWS and max(map(len, rows), default=0) <= _COLUMNS


def barred(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines, their cells between bars; without those that are empty."""
    lines = ([" ".join(cell.split()) for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines if any(cells))
