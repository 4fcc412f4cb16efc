"""Where the words that a chat model quotes stand in the text it was shown.

Only this may differ between a quote and the text, because it is lost on the way through a model: Unicode form (NFC),
the kind and amount of white space, markdown marks and tags, the shape of quotation marks and dashes, and quotation marks
around the whole. Letters, tones, capitals, digits and all other marks must agree.
"""

from corpus.text import INVISIBLE, nfc, plain

SHORTEST = 8  # letters and digits: fewer prove nothing
_SHAPES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-"}
)


def located(quote: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The slice of `text[start:end]` that `quote` repeats; None where it repeats none."""
    wanted, _ = _normal(quote, 0)
    wanted = wanted.strip("\"' ")
    if sum(map(str.isalnum, wanted)) < SHORTEST:
        return None
    shown, places = _normal(text[start:end], start)
    at = _whole_words(shown, wanted)
    if at < 0:
        return None
    return places[at], places[at + len(wanted) - 1] + 1


def _whole_words(text: str, wanted: str) -> int:
    """Where `wanted` stands in `text` without half a word at either end; -1 where it does not."""
    at = text.find(wanted)
    while at >= 0:
        after = at + len(wanted)
        half = (at > 0 and text[at - 1].isalnum() and wanted[0].isalnum()) or (
            after < len(text) and text[after].isalnum() and wanted[-1].isalnum()
        )
        if not half:
            return at
        at = text.find(wanted, at + 1)
    return -1


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
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places
