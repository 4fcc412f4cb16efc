"""How well a document was read: what `chidao parse` says of it, compared with the truth written by hand.

Rows are paired by the slices they quote. `truth` files stand beside their documents (tests/documents) or, for the
sample corpus, in tests/golden/directives; README.md there says what their keys mean.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.show.parsed_notice import parsed_notice
from corpus.load import load
from corpus.parse import parse

Row = Mapping[str, Any]
ROLES = ("lead", "assigned", "coordinating", "legal_basis", "reports_to")
HEADER = ("number", "type", "issuer", "province", "place", "date", "subject", "signer")


class Reading(NamedTuple):
    """Counts over documents: per role (right, said, true), deadlines, swaps, header fields; what went wrong in words."""

    roles: Mapping[str, tuple[int, int, int]]
    counts: Counter[str]
    faults: tuple[str, ...]

    def f1(self, role: str) -> float:
        """2 · right / (said + true), over the bodies of all rows; 1 where nobody is named and nobody said."""
        right, said, true = self.roles[role]
        return 2 * right / (said + true) if said + true else 1.0

    def share(self, right: str, of: str) -> float:
        """The share `right / of`; 1 of nothing."""
        return self.counts[right] / self.counts[of] if self.counts[of] else 1.0

    def summary(self) -> str:
        """One line of figures."""
        roles = "  ".join(f"{role} {self.f1(role):.3f}" for role in ROLES)
        counts = self.counts
        return (
            f"{roles}  deadline {self.share('deadline_right', 'rows'):.3f} invented {counts['deadline_invented']}"
            f" swaps {counts['swaps']}  header {self.share('header_right', 'header'):.3f}"
            f"  rows found {counts['paired']}/{counts['rows']} extra {counts['extra']}"
        )


def read(documents: Iterable[tuple[Path, Path]]) -> Reading:
    """The reading of (document, truth) pairs."""
    roles = {role: [0, 0, 0] for role in ROLES}
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for document, truth in documents:
        said = parsed_notice(parse(document.stem, load(document)))
        _compare(document, said, yaml.safe_load(truth.read_text(encoding="utf-8")), roles, counts, faults)
    return Reading({role: (a, b, c) for role, (a, b, c) in roles.items()}, counts, tuple(faults))


def _compare(
    document: Path, said: Row, true: Row, roles: Mapping[str, list[int]], counts: Counter[str], faults: list[str]
) -> None:
    text = unicodedata.normalize("NFC", load(document))
    place = document.stem
    for name in HEADER:
        told, known = said[name], (true["notice"] or {}).get(name)
        if name == "signer":
            told, known = told["name"], (known or {}).get("name")
        counts["header"] += 1
        right = key(told) == key(known)
        counts["header_right"] += right
        if not right:
            faults.append(f"{place}: {name}: said {told!r}, is {known!r}")
    spans = [_span(text, row["quote"]) for row in true["directives"]]
    pairs = _paired(spans, [(row["start"], row["end"]) for row in said["directives"]])
    for number, row in enumerate(true["directives"]):
        found = said["directives"][pairs[number]] if number in pairs else None
        if found is None and row.get("optional"):
            continue
        _compare_row(f"{place} [{row['item']}] {row['quote'][:60]!r}", found or {}, row, roles, counts, faults)
    for number, row in enumerate(said["directives"]):
        if number not in pairs.values():
            counts["extra"] += 1
            for role in ROLES:
                roles[role][1] += len(set(map(key, row[role])))
            counts["deadline_invented"] += row["deadline"] is not None
            faults.append(f"{place} [{row['item']}] EXTRA {row['quote'][:80]!r} {row['lead']} {row['assigned']}")


def _compare_row(
    place: str, said: Row, true: Row, roles: Mapping[str, list[int]], counts: Counter[str], faults: list[str]
) -> None:
    counts["rows"] += 1
    counts["paired"] += bool(said)
    if not said:
        faults.append(f"{place}: NO ROW {true.get('lead')} {true.get('assigned')}")
    for role in ROLES:
        told, known = ({key(name) for name in side.get(role) or ()} for side in (said, true))
        for number, count in enumerate((len(told & known), len(told), len(known))):
            roles[role][number] += count
        if told != known and said:
            faults.append(f"{place}: {role}: said {said[role]}, is {true.get(role)}")
    lead, coordinating = ({key(name) for name in said.get(role) or ()} for role in ("lead", "coordinating"))
    counts["swaps"] += len(lead & {key(name) for name in true.get("coordinating") or ()})
    counts["swaps"] += len(coordinating & {key(name) for name in true.get("lead") or ()})
    told, known = _due(said.get("deadline")), _due(true.get("deadline"))
    counts["deadline_right"] += told == known
    counts["deadline_invented"] += known is None and told is not None
    counts["dated"] += known is not None
    counts["dated_right"] += known is not None and told == known
    if told != known:
        faults.append(f"{place}: deadline: said {said.get('deadline')}, is {true.get('deadline')}")


def _due(deadline: Row | None) -> tuple[str | None, str] | None:
    return (str(deadline["date"]) if deadline["date"] else None, deadline["precision"]) if deadline else None


def _span(text: str, quote: str) -> tuple[int, int]:
    """Where a quote stands, white space aside."""
    words = map(re.escape, unicodedata.normalize("NFC", quote).split())
    found = re.search(r"\s+".join(words), text)
    if found is None:
        raise ValueError(f"the truth quotes what is not in the document: {quote!r}")
    return found.span()


def _paired(true: Sequence[tuple[int, int]], said: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Row of the truth -> row that was read: those that share most come first, at least half of the shorter."""
    shares = []
    for number, (left, right) in enumerate(true):
        for other, (start, end) in enumerate(said):
            shared = min(right, end) - max(left, start)
            if shared * 2 >= min(right - left, end - start):
                shares.append((shared / max(right - left, end - start), number, other))
    pairs: dict[int, int] = {}
    for _, number, other in sorted(shares, reverse=True):
        if number not in pairs and other not in pairs.values():
            pairs[number] = other
    return pairs


def key(value: object) -> str:
    """Letters and digits without case and diacritics: what two spellings share."""
    plain = unicodedata.normalize("NFD", str(value if value is not None else "").replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in plain.casefold() if char.isalnum()).replace("uybannhandan", "ubnd")
