"""Where the words that a chat model quotes stand in the text it was shown.

Only this may differ between a quote and the text, because it is lost on the way through a model: Unicode form (NFC),
the kind and amount of white space, markdown marks and tags, the shape of quotation marks and dashes, and quotation marks
around the whole. Letters, tones, capitals, digits and all other marks must agree.
"""

import re

from corpus.text import INVISIBLE, nfc, plain

SHORTEST = 8  # letters and digits: fewer prove nothing
_SHAPES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-"}
)


def located(quote: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The slice of `text[start:end]` that `quote` repeats in whole words; None where it repeats none."""
    wanted = _normal(quote, 0)[0].strip("\"' ")
    if sum(map(str.isalnum, wanted)) < SHORTEST:
        return None
    shown, places = _normal(text[start:end], start)
    begin, last = r"(?<![^\W_])" * wanted[0].isalnum(), r"(?![^\W_])" * wanted[-1].isalnum()
    found = re.search(f"{begin}{re.escape(wanted)}{last}", shown)
    return (places[found.start()], places[found.end() - 1] + 1) if found else None


def _normal(text: str, offset: int) -> tuple[str, list[int]]:
    """The text as quotes are compared, and where each of its characters stands."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(plain(nfc(text).translate(_SHAPES)), offset):
        if ord(char) in INVISIBLE:
            continue
        if char.isspace():
            if not letters or letters[-1] == " ":
                continue
            char = " "
        elif char in ",.;:)?!" and letters and letters[-1] == " ":  # where a mark stood between them
            letters.pop()
            places.pop()
        letters.append(char)
        places.append(place)
    return "".join(letters).rstrip(), places
