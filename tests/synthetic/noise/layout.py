"""Noise on spaces, lines and pages. `level` is 1, 2 or 3."""

import random
import re

_LONG = re.compile(r"[^\n]{160,}")
_HEADING = re.compile(
    r"^((?:[IVXA-D]+\.|\d+\.|Điều \d+\.|Phần|Nơi nhận|THÔNG BÁO|CHỈ THỊ|KẾ HOẠCH|QUYẾT ĐỊNH|CÔNG ĐIỆN)[^\n]{0,110})$",
    re.MULTILINE,
)


def doubled_spaces(text: str, level: int, rng: random.Random) -> str:
    """A heavy thumb."""
    return re.sub(r"(?<=\S) (?=\S)", lambda _: "  " if rng.random() < 0.02 * level else " ", text)


def bold_marks(text: str, level: int, rng: random.Random) -> str:
    """Converted to Markdown: bold headings, at times with hashes."""
    marks = rng.choice(("**{}**", "**{}**", "### {}", "## **{}**"))
    return _HEADING.sub(lambda found: marks.format(found[0].rstrip()) if rng.random() < 0.3 * level else found[0], text)


def form_feeds(text: str, level: int, rng: random.Random) -> str:
    """Pages told apart by form feeds."""
    return re.sub(r"\n\n", lambda _: "\n\f\n" if rng.random() < 0.05 * level else "\n\n", text)


def broken_pages(text: str, level: int, rng: random.Random, running_head: str = "") -> str:
    """The page ends in mid-sentence: a page number, at times a running head, then the rest."""
    page = 1
    pieces: list[str] = []
    last = 0
    for found in _LONG.finditer(text):
        if page > level + 1 or rng.random() < 0.5 or found[0].startswith("|"):
            continue
        spaces = [at for at in range(found.start() + 40, found.end() - 40) if text[at] == " "]
        if not spaces:
            continue
        page += 1
        at = rng.choice(spaces)
        pieces += [text[last:at], rng.choice(("\n\n{}\n\n", "\n\n- {} -\n\n", "\n{}\n", "\n\n{}\n\f")).format(page)]
        if running_head and rng.random() < 0.4:
            pieces.append(f"{running_head}\n\n")
        last = at + 1
    return "".join([*pieces, text[last:]])


def wrapped_lines(text: str, level: int, rng: random.Random) -> str:
    """Lines cut at the edge of the page."""
    width = rng.choice((60, 72, 80, 95))
    return "\n".join(
        _wrapped(line, width) if "|" not in line and "\t" not in line else line for line in text.split("\n")
    )


def dos_lines(text: str, level: int, rng: random.Random) -> str:
    """Carriage returns before the line feeds."""
    return text.replace("\n", "\r\n")


def _wrapped(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    lines: list[str] = []
    filled = 0
    for word in line.split(" "):
        if lines and filled + len(word) < width:
            lines[-1] += f" {word}"
            filled += len(word) + 1
        else:
            lines.append(word)
            filled = len(word)
    return "\n".join(lines)
