"""Fonts of before Unicode in a Word document: the font of a run says by which table its words are shown."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from corpus.load.legacy import has_ours, mended
from corpus.load.old_letters import TCVN3, VISCII, VNI

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FAMILIES: tuple[tuple[str, Mapping[str, str]], ...] = ((".Vn", TCVN3), ("VNI-", VNI), ("VNI ", VNI), ("VI ", VISCII))
_MOST_STYLES = 20  # that are based on one another


class Run(NamedTuple):
    """Words, and the font they are shown in."""

    text: str
    font: str = ""


class Fonts:
    """The fonts of a document: named by a run, by its style, by that of its paragraph, or by the document."""

    def __init__(self, document: Any) -> None:
        styles = document.styles.element
        self._styles = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
        default = styles.find(f"{_W}docDefaults/{_W}rPrDefault")
        self._default = "" if default is None else _named(default)
        self._normal = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true")
            ),
            None,
        )
        self.mended = False  # whether words were found in such a font

    def run(self, node: Any, block: Any) -> Run:
        """The words of a text node of a paragraph."""
        run = node.getparent()
        font = _named(run) or next(
            filter(None, (_named(style) for style in self._styles_of(run, block))), self._default
        )
        return Run(node.text or "", font)

    def hides(self, run: Any, block: Any) -> bool:
        """True where a run of a paragraph is formatted as hidden: nobody sees it on the page."""
        said = (_hidden(one) for one in (run, *self._styles_of(run, block)))
        return next((one for one in said if one is not None), False)

    def shown(self, runs: Iterable[Run]) -> str:
        """The words of runs, one after another, as they are shown; runs of one font together, as a letter may begin in
        one and end in the next. What holds a letter of Unicode was typed in Unicode, whatever its font."""
        pieces = []
        for font, group in groupby(runs, key=lambda run: run.font):
            text = "".join(run.text for run in group)
            table = next((table for name, table in _FAMILIES if font.startswith(name)), None)
            if table and not has_ours(text) and (whole := mended(text, table)) != text:
                self.mended, text = True, whole
            pieces.append(text.upper() if table is TCVN3 and font.endswith("H") else text)
        return "".join(pieces)

    def _styles_of(self, run: Any, block: Any) -> Iterator[Any]:
        """The style of a run, what it is based on, then that of its paragraph."""
        of_run, of_block = run.find(f"{_W}rPr/{_W}rStyle"), block.find(f"{_W}pPr/{_W}pStyle")
        for name in (
            None if of_run is None else of_run.get(f"{_W}val"),
            self._normal if of_block is None else of_block.get(f"{_W}val"),
        ):
            yield from self._based(name)

    def _based(self, name: str | None) -> Iterator[Any]:
        for _ in range(_MOST_STYLES):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            based = style.find(f"{_W}basedOn")
            name = None if based is None else based.get(f"{_W}val")


def _hidden(node: Any) -> bool | None:
    """What a run or a style says of it; None where it says nothing."""
    found = node.find(f"{_W}rPr/{_W}vanish")
    return None if found is None else found.get(f"{_W}val", "1") not in ("0", "false", "off")


def _named(node: Any) -> str:
    font = node.find(f"{_W}rPr/{_W}rFonts")
    return "" if font is None else str(font.get(f"{_W}ascii") or font.get(f"{_W}hAnsi") or "")
