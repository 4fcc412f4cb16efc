"""Numbers of people are masked in logs and prompts; numbers of documents, days and sums are not."""

import random
from pathlib import Path

import pytest
from conftest import ROOT

from corpus.personal import masked

CUES = ("CCCD", "số CCCD:", "căn cước công dân số", "Thẻ căn cước số", "CMND", "chứng minh nhân dân số", "can cuoc cong dan so",
        "số định danh cá nhân:", "CMT")  # fmt: skip
ACCOUNTS = (
    "số tài khoản",
    "STK",
    "tài khoản số",
    "so tai khoan:",
    "TK ngân hàng",
    "Tài khoản 3713.0 tại Kho bạc, số tài khoản",
)


def digits(source: random.Random, count: int, how: str) -> str:
    """So many digits, the first a zero, set as people set them."""
    made = "0" + "".join(source.choice("0123456789") for _ in range(count - 1))
    return how.join(made[at : at + 3] for at in range(0, count, 3))


def test_at_least_98_of_a_hundred_are_masked() -> None:
    source = random.Random(13)
    missed, total = [], 0
    for _ in range(2_000):
        cue, account = source.choice(CUES), source.choice(ACCOUNTS)
        how = source.choice(("", "", "", " ", ".", "-"))
        for text, number in (
            (f"Ông Nguyễn Văn A, {cue} {(one := digits(source, 12, how))}, cấp ngày 05/3/2021", one),
            (f"{cue} {(two := digits(source, 9, how))} do Công an tỉnh cấp", two),
            (f"Người nhận {(three := digits(source, 12, how))}.", three),
            (f"chuyển vào {account} {(four := digits(source, source.randint(8, 14), how))} tại Vietcombank", four),
        ):
            total += 1
            left = masked(text)
            assert len(left) == len(text)
            missed += [text] if number in left else []
    assert len(missed) <= 0.02 * total, missed[:10]


def test_a_passport_is_masked() -> None:
    assert masked("hộ chiếu số B1234567, cấp năm 2019") == "hộ chiếu số B•••••••, cấp năm 2019"


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 45/2016/QĐ-TTg ngày 19/9/2016",
        "kinh phí 12.345.678.901 đồng và 123.456.789.012 đồng",
        "điện thoại 0235.3852.744, fax 02353852745",
        "mã hồ sơ 000.00.01.H43, phiên bản 2.0.1",
        "Căn cước công dân được cấp trước ngày 30/6/2018",
        "mở 1.250 tài khoản định danh điện tử trong năm 2023",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("folder", ["corpus/notices", "tests/documents", "tests/documents_unseen"])
def test_nothing_of_the_notices_here_is_masked(folder: str) -> None:
    paths: list[Path] = list((ROOT / folder).rglob("*.txt"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    assert texts and [name for name, text in texts.items() if masked(text) != text] == []
