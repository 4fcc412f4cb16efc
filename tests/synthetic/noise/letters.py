"""Noise on letters. Marks around quotes pass through all of these. `level` is 1, 2 or 3."""

import random
import re
import unicodedata

MISREAD = {
    "đ": "d", "ă": "â", "â": "ă", "ư": "u", "ơ": "o", "ế": "ê", "ề": "ê", "ấ": "â", "ậ": "â", "ổ": "ố", "ộ": "ô", "ị": "i", "ạ": "a",
    "ả": "à", "ỉ": "i", "ụ": "u", "ũ": "ù", "ữ": "ử", "ợ": "ơ", "ẽ": "ẻ", "0": "O", "l": "1", "rn": "m", "Đ": "D", "Ư": "U",
}  # fmt: skip
_MISREAD = re.compile("|".join(map(re.escape, sorted(MISREAD, key=len, reverse=True))))
_OLD = {
    new: old
    for vowels, base in (("a", "o"), ("e", "o"), ("y", "u"))
    for tone in "\u0300\u0301\u0309\u0303\u0323"
    for new, old in [
        (unicodedata.normalize("NFC", base + tone + vowels), unicodedata.normalize("NFC", base + vowels + tone))
    ]
}
_OLD |= {new[0].upper() + new[1:]: old[0].upper() + old[1:] for new, old in _OLD.items()}
_OLD |= {new.upper(): old.upper() for new, old in _OLD.items()}
_OPEN_SYLLABLE = re.compile(f"({'|'.join(_OLD)})(?!\\w)")


def misread_letters(text: str, level: int, rng: random.Random) -> str:
    """OCR takes letters for others: about 3 in a thousand at level 1."""
    return _MISREAD.sub(lambda found: MISREAD[found[0]] if rng.random() < 0.009 * level else found[0], text)


def lost_diacritics(text: str, level: int, rng: random.Random) -> str:
    """An old printer or a hasty typist: no diacritics at all."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if unicodedata.category(letter) != "Mn")


def decomposed(text: str, level: int, rng: random.Random) -> str:
    """Letters and their marks as separate code points."""
    return unicodedata.normalize("NFD", text)


def old_tone_places(text: str, level: int, rng: random.Random) -> str:
    """hoà, uỷ, thuỷ, as many were taught."""
    return _OPEN_SYLLABLE.sub(lambda found: _OLD[found[0]], text)


def foreign_d(text: str, level: int, rng: random.Random) -> str:
    """The Icelandic Ð, which looks the same."""
    return text.replace("Đ", "Ð")
