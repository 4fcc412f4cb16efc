"""The one normal form of text, and how text is compared.

The stored text of a notice is its source in NFC, nothing removed. Every other form made here (`fold`,
`canonical`, `plain`) has the SAME LENGTH as its input, so an offset found in one form is an offset into the stored text
and no map of offsets is needed.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))

_INVISIBLE = re.compile(f"[{''.join(map(chr, INVISIBLE))}]+")
_LONG = 1_000  # characters
FIGURE = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_SYLLABLE = re.compile(r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|n[gh]?|[cmpt])?")
_TONE_ON_SECOND_VOWEL = re.compile(r"(?:o(?P<oa>[àáảãạ])|o(?P<oe>[èéẻẽẹ])|u(?<!qu)(?P<uy>[ỳýỷỹỵ]))(?!\w)")
_TONE_ON_FIRST = dict(
    zip(
        "àáảãạèéẻẽẹỳýỷỹỵ",
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_ESCAPED = re.compile(r"\\(?=[-.+*#()_])")
_TABLE_ROW = re.compile(r"<tr\b[^<]*(?:<(?!/tr>)[^<]*)*</tr>", re.I)
_TABLE_TAG = re.compile(r"<(/?)(table|thead|tbody|tr|td|th)\b[^<>]*>", re.I)
_QUOTE = re.compile(r"^(?:[ \t]*>)+(?=\s)", re.M)
SMALL = "a-z" + "".join(
    filter(str.islower, map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))))
)  # à-ỹ holds Đ, Ư, Ủ
CAPITAL = f"[^\\W\\d_{SMALL}]"
_LINE_END = re.compile(r"\r(?!\n)|[\x85\u2028\u2029]")
_MARKUP = re.compile(
    r"\*{2,}|\*(?=\S)|(?<=\S)\*|^[ \t]*#{1,6}(?=\s)|</?(?:b|i|u|em|strong|p|br|span|div)\s*/?>|[\u00a0\r\u200b\ufeff]",
    re.M | re.I,
)
_IN_WORD = re.compile(r"\w+(?:\*+\w+)+\**")  # n**ă**m
_NO_CELL = re.compile(r"^[ \t]*\|[ \t|]*$", re.M)
_MARKUP_SIGN = re.compile(r"[*#<\u00a0\r\u200b\ufeff]")  # one stands in all markup


class _FoldTable(dict[int, str]):
    """Maps one character to one lower-case character without diacritics."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        if base in "đðɖ":
            base = "d"
        if unicodedata.category(base[0]) == "Mn":  # a mark left over after NFC carries no letter
            base = " "
        self[code] = base if len(base) == 1 else char
        return self[code]


_FOLD = _FoldTable()


def nfc(text: str) -> str:
    """The normal form that is stored and that offsets refer to."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d; as long as `text` is. `fold("Sở Nội vụ") == "so noi vu"`."""
    if len(text) >= _LONG:
        return _folded_long(text)
    return text.lower() if text.isascii() else _folded(text)


def unaccented(text: str) -> str:
    """Without diacritics, capitals kept: `unaccented("Sở Nội vụ") == "So Noi vu"`; as long as `text` is."""
    pairs = zip(text, fold(text), strict=True)
    return "".join(bare.upper() if letter.isupper() else bare if letter.isalpha() else letter for letter, bare in pairs)


def canonical(text: str) -> str:
    """Lower case with the tone mark where most clerks put it: hoà -> hòa, uỷ -> ủy; as long as `text` is."""
    return _canonical(text) if len(text) < _LONG else _canonical_long(text)


def _folded_now(text: str) -> str:
    return text.translate(_FOLD)


def _canonical_now(text: str) -> str:
    def move(match: re.Match[str]) -> str:
        return _TONE_ON_FIRST[match[match.lastgroup or 0]]

    lowered = text.lower()
    if len(lowered) != len(text):  # İ: one letter whose small form is two
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _TONE_ON_SECOND_VOWEL.sub(move, lowered)


# A notice's whole text is compared again for each of its sentences, and with each question; names must not push it out.
_folded, _folded_long = lru_cache(maxsize=4096)(_folded_now), lru_cache(maxsize=512)(_folded_now)
_canonical, _canonical_long = lru_cache(maxsize=4096)(_canonical_now), lru_cache(maxsize=512)(_canonical_now)


def in_lines(text: str) -> str:
    """`text` with every end of a line as most files have it: a CR alone ends one, too; as long as `text` is.

    What escapes a sign in Markdown, or quotes a line in a letter, is blank; cells that tags set apart have bars.
    """
    text = _ESCAPED.sub(" ", _LINE_END.sub("\n", text))
    if "**" in text:
        text = plain(_IN_WORD.sub(lambda word: word[0].replace("*", "").ljust(len(word[0])), text))
    if "|" in text:
        text = _NO_CELL.sub(lambda line: " " * len(line[0]), text)
    if "<t" in text.lower():
        text = _TABLE_TAG.sub(_as_bar, _TABLE_ROW.sub(lambda row: row[0].replace("\n", " "), text))
    return _QUOTE.sub(lambda mark: " " * len(mark[0]), text)


def _as_bar(tag: re.Match[str]) -> str:
    """A tag of a table as what parts its cells and rows in print; as long as the tag is."""
    sign = {"tr": "\n", "td": "|", "th": "|"}.get(tag[2].lower(), " ") if not tag[1] else " "
    return sign + " " * (len(tag[0]) - 1)


def plain(text: str) -> str:
    """`text` with known markup and odd spaces blanked out, as long as `text` is."""
    return _MARKUP.sub(lambda match: " " * len(match[0]), text) if _MARKUP_SIGN.search(text) else text


def seen(text: str) -> str:
    """`text` without what has no width."""
    return _INVISIBLE.sub("", text)


def syllables(text: str) -> list[str]:
    """The words of `text` as they are compared: NFC, nothing invisible, canonical tone placement."""
    return _WORD.findall(canonical(seen(nfc(text))))


def folded_syllables(text: str) -> list[str]:
    """`syllables`, each folded; folding leaves a word a word, so it is done once for all."""
    return _WORD.findall(fold(canonical(seen(nfc(text)))))


def is_syllable(folded: str) -> bool:
    """True for what Vietnamese can spell, without its marks: *tu*, *nghieng*; false for *snv*, *the*, *bch*."""
    return _SYLLABLE.fullmatch(folded) is not None


def collapse(text: str) -> str:
    """One line: NFC, white space collapsed."""
    return " ".join(nfc(text).split())


_LETTERS = {letter: at for at, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {mark: at for at, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", 1)}  # huyền, hỏi, ngã, sắc, nặng


def in_order(text: str) -> tuple[list[tuple[int, int]], list[int], str]:
    """By what names are sorted as Vietnamese dictionaries do: Đ after D, Ă and Â after A, tones last."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for sign in nfc(text).lower():
        parts = unicodedata.normalize("NFD", sign)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
        letter = nfc("".join(mark for mark in parts if mark not in _TONES))
        other = (2 if letter.isalpha() else 0, ord(letter[:1] or " "))
        letters.append((1, _LETTERS[letter]) if letter in _LETTERS else other)
        tones.append(tone)
    return letters, tones, text


def has_diacritics(text: str) -> bool:
    """True where a letter of `text` is one that only Vietnamese with diacritics has."""
    letters = () if text.isascii() else text
    return any(ord(char) > 127 and char.isalpha() and fold(char) != char.lower() for char in letters)


# A full stop ends a sentence unless it stands in an abbreviation or between a number and its unit.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Ông|Bà|TP|Tp|TX|TT|P|Q|PCT|CT|ThS|TS|GS|PGS|BS|KS|Nxb|tr|v\.v|Mr|Mrs|St|No)|\b[A-ZĐ])\.$"
)
_SENTENCE_END = re.compile(
    r"[.!?…](?<![.!?…][.!?…])[.!?…]*[\"”’)*]*(?=\s+(?P<bullet>[-–+*•]\s+)?[\"“‘(*]*(?P<next>\w))"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]` as offsets, without white space around them, or the sign of a list."""
    end = len(text) if end is None else end
    left = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match["next"].islower() or _ABBREVIATION.search(text, max(left, match.start() - 8), match.start() + 1):
            continue
        yield from trimmed(text, left, match.end())
        left = match.end("bullet") if match["bullet"] else match.end()
    yield from trimmed(text, left, end)


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`start, end` without white space at either side; nothing where only white space is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
