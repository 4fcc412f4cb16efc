"""Is a document marked as a state secret? MẬT, TỐI MẬT, TUYỆT MẬT, however the stamp came through.

Such a document is never read into the index. A mark stands alone: in a line or cell of its own, spaced out, without
diacritics, after "Độ mật:", beside the number, or in the file's name. "bảo mật", "bí mật", "mật độ" are no marks.
"""

import re
from itertools import islice

from corpus.text import fold, nfc, plain

_HEAD = 40  # lines in which a cell, not only a line, can be a mark
_BESIDE_MARKS = re.compile(  # what else a stamp says
    r"\b(?:hỏa tốc|hoả tốc|thượng khẩn|khẩn|hoa toc|thuong khan|khan|hẹn giờ)\b"
    r"|\b(?:dấu|tài liệu|tai lieu|văn bản|mức độ)\b|\bbản số\W*\d*",
    re.I,
)
_SAID = re.compile(r"độ\s+mật\W{1,3}((?:TỐI |TUYỆT )?MẬT)(?!\w)")  # in the middle of a sentence
_CELLS, _GAPS = re.compile(r"[\t|]"), re.compile(r"[\t|]|\s{2,}")
_TAGS = re.compile(r"<[^<>]{1,40}>")
_LEVEL = re.compile(r"^\W*độ\s+mật\W*", re.I)
_BESIDE = re.compile(r"^(?:(.*?)\s)?(?:Số|So)\s*:.*?/\S*(?:\s(.*))?$")  # what stands beside a number
_LETTERS = {
    **dict.fromkeys(("MẬT", "MÂT", "MAT"), "MẬT"),
    **dict.fromkeys(("TỐIMẬT", "TÔIMÂT", "TOIMAT"), "TỐI MẬT"),
    **dict.fromkeys(("TUYỆTMẬT", "TUYÊTMÂT", "TUYETMAT"), "TUYỆT MẬT"),
}
_SPELLED = re.compile(r"m[\W\d_]*[aâậ][\W\d_]*t", re.I)  # the end of each of them, perhaps spaced out
_NAME_WORD = re.compile(r"[^\W\d_]+")
_NOT_AFTER = {"bao", "bi"}  # bảo mật, bí mật; but thông báo mật
_NOT_BEFORE = {"do", "ong", "khau", "ma"}  # mật độ, mật ong, mật khẩu, mật mã


def secrecy(text: str) -> str | None:
    """The mark a document carries; None where it carries none."""
    text = nfc(text)
    lines = text.splitlines()
    for line in islice(lines, _HEAD):
        whole = _TAGS.sub(" ", plain(line))
        if not _SPELLED.search(whole):
            continue
        beside = _BESIDE.match(whole)
        for cell in (*_CELLS.split(whole), *_GAPS.split(whole), *((beside[1], beside[2]) if beside else ())):
            if cell and (mark := _mark(cell)):
                return mark
    if said := _SAID.search(text):
        return said[1]
    alone = (_mark(_TAGS.sub(" ", plain(line))) for line in lines if len(line) < 80)
    return next((mark for mark in alone if mark), None)


def secrecy_of_name(stem: str) -> str | None:
    """The mark a file's name says its document carries."""
    printed = _NAME_WORD.findall(nfc(stem))
    words = [fold(word) for word in printed]
    for at, word in enumerate(words):
        before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        if word != "mat":
            continue
        if before in ("toi", "tuyet"):
            return f"{'TỐI' if before == 'toi' else 'TUYỆT'} MẬT"
        told = nfc(printed[at]).lower() == "mật" or printed[at] == "MAT" or before == "do"
        notice = before == "bao" and at > 1 and words[at - 2] == "thong"
        if told and (before not in _NOT_AFTER or notice) and after not in _NOT_BEFORE:
            return "MẬT"
    return None


def _mark(cell: str) -> str | None:
    """The mark a line or cell is, with nothing else in it."""
    if not _SPELLED.search(cell):
        return None
    cell = _BESIDE_MARKS.sub("", cell)
    after_level = _LEVEL.sub("", cell)
    letters = "".join(char for char in after_level if char.isalpha())
    if not letters[:1].isupper() and after_level == cell:
        return None
    upper = letters.upper()
    # a single small word may be the end of a wrapped line
    return _LETTERS.get(upper) if letters.isupper() or upper in ("MẬT", "TỐIMẬT", "TUYỆTMẬT") else None
