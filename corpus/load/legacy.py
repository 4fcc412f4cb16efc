"""Text in the Vietnamese fonts of before Unicode (TCVN3, VISCII, VNI), as it comes out of old files: B¸o c¸o -> Báo cáo.

Such a text has many signs inside its words that no Vietnamese has, no Vietnamese letter of Unicode, and is Vietnamese once it
is read by one of the three tables; nothing else is touched.
"""

import re
import unicodedata
from collections.abc import Mapping

from corpus.load.old_letters import LETTERS, TCVN3, TONES, VISCII, VNI
from corpus.text import fold, is_syllable

_PATTERNS = {
    id(table): re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for table in (TCVN3, VISCII, VNI)
}
_OURS = re.compile(r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_SIGN = "[\u0080-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de-\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
_IN_WORD = re.compile(rf"(?<=[A-Za-z]){_SIGN}|{_SIGN}(?=[A-Za-z])")
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’…–—•«»]+")
_TONED = re.compile(
    f"[{''.join(letter for letter in LETTERS if set(TONES) & set(unicodedata.normalize('NFD', letter)))}]"
)
_LEAST = 0.03  # of the letters of a text: such signs inside its words
_SHARE = 0.85  # of the words with such signs: those that are Vietnamese once they are read
_FEWEST = 4  # of those words
_SAMPLE = 20_000  # characters that are looked at


def encoding_of(text: str) -> Mapping[str, str] | None:
    """The table by which a text is to be read; None for one that is not in such a font."""
    if has_ours(text):
        return None
    text = text[:_SAMPLE]
    letters = sum(map(str.isalpha, text)) or 1
    if len(_IN_WORD.findall(text)) <= max(4, _LEAST * letters):
        return None
    shares = [(_vietnamese(mended(text, table)), at) for at, table in enumerate((TCVN3, VNI, VISCII))]
    share, at = max(shares, key=lambda one: (one[0], -one[1]))
    return (TCVN3, VNI, VISCII)[at] if share >= _SHARE else None


def has_ours(text: str) -> bool:
    """True where a letter is one that only Unicode has: what holds it is in no old font."""
    return _OURS.search(text) is not None


def mended(text: str, table: Mapping[str, str]) -> str:
    """The same in Unicode."""
    return _PATTERNS[id(table)].sub(lambda match: table[match[0]], text)


def _vietnamese(text: str) -> float:
    """Of the words that are not plain ASCII, each counted once, the share that Vietnamese can spell."""
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    return sum(map(_is_spelled, words)) / max(_FEWEST, len(words))


def _is_spelled(word: str) -> bool:
    """True for a syllable of Vietnamese letters, in capitals or not, with one tone at most."""
    small = word.lower()
    cased = word[1:] in (small[1:], word.upper()[1:])
    return cased and LETTERS.issuperset(small) and len(_TONED.findall(small)) < 2 and is_syllable(fold(small))
