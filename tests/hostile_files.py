"""Every file that should not be there, in one folder: what it holds, what it is called, what it is."""

from collections.abc import Iterable
from pathlib import Path

import hostile_names
import hostile_pdf
import hostile_text
import hostile_word

from corpus.load.office import office

_KINDS = (hostile_text, hostile_word, hostile_pdf)
EXPENSIVE = frozenset(
    {"bare-elements.docx", "much-text.docx", "noise.rtf", "bomb.pdf"}
)  # seconds each: `tests.bench.hostile`
_THROUGH_OFFICE = frozenset({"rich-as.docx"})


def names() -> list[str]:
    """Of all of them."""
    return [name for kind in (*_KINDS, hostile_names) for name in (*kind.REFUSED, *kind.READ)]


def contents(read: bool) -> dict[str, bytes]:
    """What each file holds, by its name: of those that are read, or of those that are refused."""
    made = ((name, data) for kind in _KINDS for name, data in (kind.READ if read else kind.REFUSED).items())
    held = {name: data if isinstance(data, bytes) else data() for name, data in made}
    return held if office() else {name: data for name, data in held.items() if name not in _THROUGH_OFFICE}


def put(folder: Path) -> tuple[set[str], set[str]]:
    """All but the expensive ones; the names of those that are refused, and of those that are read."""
    refused, read = (_put(folder, contents(read).items()) for read in (False, True))
    refused.update(hostile_names.made(hostile_names.REFUSED, folder))
    read.update(hostile_names.made(hostile_names.READ, folder))
    hostile_names.made(hostile_names.BESIDE, folder)
    return refused, read


def _put(folder: Path, files: Iterable[tuple[str, bytes]]) -> set[str]:
    wanted = {name: data for name, data in files if name not in EXPENSIVE}
    for name, data in wanted.items():
        (folder / name).write_bytes(data)
    return set(wanted)
