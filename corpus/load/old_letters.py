"""The letters of the Vietnamese fonts of before Unicode, by the signs of Latin-1 (or Windows-1252) that stand for them.

TCVN3  .VnTime ("ABC"), a sign a letter; capitals with tones are small letters in another font (.VnTimeH)
VISCII VI Times, a sign a letter (RFC 1456)
VNI    VNI-Times, the letter and then the sign of its tone, some of them one sign
"""

import unicodedata
from collections.abc import Iterator
from itertools import product

# from A1 on, in the order of their bytes; "\0": not a letter
_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđ\0\0\0\0\0\0àảãáạ\0ằẳẵắ\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ"
)
# from 80 on
_VISCII = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
_VISCII_LOW = {"\x02": "Ẳ", "\x05": "Ẵ", "\x06": "Ẫ", "\x14": "Ỷ", "\x19": "Ỹ", "\x1e": "Ỵ"}

TONES = "\u0301\u0300\u0309\u0303\u0323"  # acute, grave, hook, tilde, dot
# what follows a letter: the signs of the five tones; of a hat, with the five tones; of a bowl, with the five tones
_VNI_TONES, _VNI_HAT, _VNI_BOWL = "ùøûõï", "âáàåãä", "êéèúüë"
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _tcvn3() -> Iterator[tuple[str, str]]:
    for at, letter in enumerate(_TCVN3, 0xA1):
        if letter != "\0":
            yield chr(at), letter


def _viscii() -> Iterator[tuple[str, str]]:
    """The bytes 80 to 9F come as Latin-1 has them, and as Windows-1252 does."""
    yield from _VISCII_LOW.items()
    for at, letter in enumerate(_VISCII, 0x80):
        yield chr(at), letter
        if at < 0xA0 and (shown := bytes([at]).decode("cp1252", "ignore")):
            yield shown, letter


def _vni() -> Iterator[tuple[str, str]]:
    """A capital is followed by the sign of a capital, or by that of a small letter."""
    for sign, letter in (*_vni_pairs(), *_VNI_ALONE.items()):
        for cased in {sign, sign.upper(), sign[:-1].upper() + sign[-1]}:
            yield cased, letter.upper() if cased[0].isupper() else letter


def _vni_pairs() -> Iterator[tuple[str, str]]:
    shaped = ("", *TONES)
    for signs, letters, tones, marks in (
        ("aeouyôö", "aeouyơư", TONES, _VNI_TONES),
        ("aeo", "âêô", shaped, _VNI_HAT),
        ("a", "ă", shaped, _VNI_BOWL),
    ):
        for (sign, letter), (tone, mark) in product(zip(signs, letters, strict=True), zip(tones, marks, strict=True)):
            yield sign + mark, unicodedata.normalize("NFC", letter + tone)


TCVN3, VISCII, VNI = dict(_tcvn3()), dict(_viscii()), dict(_vni())
# every letter of Vietnamese, small
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz").union(letter.lower() for letter in VISCII.values())
