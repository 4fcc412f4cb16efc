"""Files made to be slow to read: every kind of line a notice may hold, repeated, alternated, run together.

A shape is a function of its length: what takes time for it says how reading grows. The shapes come from the grammar of
notices (a head, items and their dashes, tables, a foot; bodies, documents, days, roles), not from files that were slow.
"""

from collections.abc import Callable, Iterator
from itertools import combinations

HEAD = """UBND TỈNH QUẢNG NAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG\tĐộc lập - Tự do - Hạnh phúc
Số: 46/TB-VP\tQuảng Nam, ngày 07 tháng 02 năm 2018

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp ngày 05/02/2018

"""
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nNguyễn Văn A\n"

# one line each; {n} is its number
LINES = {
    "capitals": "TM. ỦY BAN NHÂN DÂN",
    "issuer": "UBND TỈNH QUẢNG NAM",
    "department": "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
    "motto": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "number": "Số: {n}/TB-UBND",
    "place": "Quảng Nam, ngày 07 tháng 02 năm 2018",
    "kind": "THÔNG BÁO",
    "subject": "V/v triển khai nhiệm vụ chuyển đổi số",
    "conclusion": "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp",
    "addressee": "Kính gửi: Sở Nội vụ, Sở Tài chính",
    "item": "{n}. Giao Sở Nội vụ chủ trì rà soát biên chế trước ngày 30/6/2018.",
    "heading": "{n}. Về công tác cải cách hành chính:",
    "roman": "II. Nhiệm vụ của các sở, ngành",
    "letter": "a) Sở Tài chính thẩm định dự toán;",
    "dash": "- Sở Y tế phối hợp với Sở Nội vụ báo cáo UBND tỉnh.",
    "plus": "+ Công an tỉnh kiểm tra, xử lý;",
    "body_colon": "- Sở Công Thương:",
    "role": "Cơ quan chủ trì: Sở Xây dựng",
    "table": "| {n} | Rà soát quy hoạch | Sở Xây dựng | Sở Tài chính | 30/6/2018 |",
    "cells": "{n}\tRà soát quy hoạch\tSở Xây dựng\tSở Tài chính\tQuý II/2018",
    "closing": "Văn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện./.",
    "recipients": "Nơi nhận:",
    "recipient": "- Thường trực Tỉnh ủy;",
    "signing": "KT. CHỦ TỊCH",
    "signer": "Nguyễn Văn Bảy",
    "appendix": "PHỤ LỤC {n}",
    "page": "Trang {n}",
    "rule": "-----------------",
    "blank": "",
    "spaces": "   \t   ",
    "bracket": "((((((((",
    "quotes": "“Chiếc lá “cuối” cùng”",
    "markup": "<td><b>Sở Y tế</b></td>",
    "wrapped": "giao cho các đơn vị có liên quan tiếp tục",
    "no_marks": "giao so noi vu chu tri phoi hop voi so tai chinh truoc ngay 30/6/2018",
    "document": "Quyết định số {n}/2016/QĐ-TTg ngày 19/9/2016 của Thủ tướng Chính phủ",
    "amends": "Thông báo này thay thế Thông báo số {n}/TB-UBND ngày 01/01/2018.",
    "meeting": "Ngày 05/02/2018, tại Hội trường UBND tỉnh, ông Trần Văn Tám chủ trì cuộc họp.",
    "attending": "Tham dự có đại diện lãnh đạo Sở Nội vụ, Sở Tài chính.",
}

# what runs on within one line
RUNS = {
    "bodies": "Sở Nội vụ, ",
    "bodies_and": "Sở Nội vụ và ",
    "assigned": "Giao Sở Y tế chủ trì, phối hợp ",
    "coordinating": "phối hợp với Công an tỉnh, ",
    "documents": "Quyết định số 45/2016/QĐ-TTg ",
    "days": "trước ngày 30/6/2018 ",
    "quarters": "quý II năm 2018, ",
    "sentences": "Sở Nội vụ rà soát. ",
    "clauses": "rà soát, báo cáo; ",
    "capital_words": "ỦY BAN NHÂN DÂN ",
    "names": "Nguyễn Văn Bảy ",
    "provinces": "tỉnh Quảng Nam ",
    "figures": "12.345,67 ",
    "dots": ".",
    "spaces": " ",
    "brackets": "(",
    "quotes": "“",
    "colons": "a: ",
    "dashes": "- ",
    "slashes": "1/2/",
    "glued": "sởnộivụ",
    "letters": "A",
    "marks": "ệ́",
    "tabs": "a\t",
    "pipes": "| ",
    "tags": "<td>",
    "syllables": "thực hiện nghiêm túc nhiệm vụ ",
}

Shape = Callable[[int], str]


def shapes() -> Iterator[tuple[str, Shape]]:
    """Name and shape; a shape makes a text of about so many characters, or of as many as its line has."""
    for name, line in LINES.items():
        yield f"lines-{name}", _repeated([line])
        yield f"body-{name}", _repeated([line], HEAD, FOOT)
    for name, run in RUNS.items():
        yield f"run-{name}", _run(run)
        yield f"item-{name}", _run(run, HEAD + "1. ", FOOT)
        yield f"dashes-{name}", _repeated([f"- {run * 3}"], HEAD + "1. Nhiệm vụ:\n", FOOT)
    yield "rows-that-run-on", _rows_that_run_on
    yield "titles-beside-recipients", _titles_beside_recipients
    for first, second in combinations(LINES, 2):
        # every third pair: the kinds of lines differ more than their pairs do
        if (len(first) + len(second)) % 3 == 0:
            yield f"pair-{first}-{second}", _repeated([LINES[first], LINES[second]], HEAD, FOOT)


def _rows_that_run_on(length: int) -> str:
    """A table whose rows have far more lines than columns, between headings that come again."""
    head = "STT\nNội dung\nCơ quan chủ trì\nThời gian\n"
    row = "1\n" + "Rà soát trang thiết bị\nSở Y tế\n" * (length // 60)
    return f"{HEAD}1. Nhiệm vụ cụ thể:\n{head}{row}{head}2\nLập dự toán\nSở Tài chính\nQuý II/2024\n{FOOT}"


def _titles_beside_recipients(length: int) -> str:
    return HEAD + "1. Sở Y tế rà soát.\n\nNơi nhận:\n- TT. HĐND" + "; CHỦ" * (length // 5) + "\n"


def _repeated(lines: list[str], before: str = "", after: str = "") -> Shape:
    def shape(length: int) -> str:
        made, size, count = [], 0, 0
        while size < length:
            count += 1
            line = lines[count % len(lines)].replace("{n}", str(count)) + "\n"
            made.append(line)
            size += max(4, len(line))
        return before + "".join(made) + after

    return shape


def _run(run: str, before: str = "", after: str = "") -> Shape:
    return lambda length: before + run * (length // len(run)) + after
