"""Text in the Vietnamese fonts of before Unicode (TCVN3, "ABC": .VnTime), as it comes out of old files: B¸o c¸o -> Báo cáo.

The letters stand where Latin-1 has signs. Such a text has many of them inside its words and no Vietnamese letter of Unicode;
nothing else is touched.
"""

import re

_FIRST = 0xA1
# letters in the order of their bytes from A1 on; "\0": not a letter
_TABLE = (
    "ĂÂÊÔƠƯĐăâêôơưđ\0\0\0\0\0\0àảãáạ\0ằẳẵắ\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ"
)
LETTERS = {chr(_FIRST + at): letter for at, letter in enumerate(_TABLE) if letter != "\0"}
_OLD = re.compile("[" + re.escape("".join(LETTERS)) + "]")
_OURS = re.compile(r"[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_SIGN = "[¸µ¶·¹©ª«¬®¨¼½¾]"  # what modern text has beside its words, not inside them
_IN_WORD = re.compile(rf"(?<=[A-Za-z]){_SIGN}|{_SIGN}(?=[A-Za-z])")
_LEAST = 0.03  # of the letters of a text: such signs inside its words


def is_legacy(text: str) -> bool:
    """True for a text in such a font."""
    letters = sum(map(str.isalpha, text)) or 1
    return len(_IN_WORD.findall(text)) > max(4, _LEAST * letters) and not _OURS.search(text)


def mended(text: str) -> str:
    """The same in Unicode; as long as it was."""
    return _OLD.sub(lambda match: LETTERS[match[0]], text)
