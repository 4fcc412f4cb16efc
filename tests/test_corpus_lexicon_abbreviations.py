"""The abbreviations of the lexicon are read, with all their readings."""

import pytest

from corpus import lexicon
from corpus.lexicon import abbreviation_key

PRINTED_SHORT = (
    "UBND HĐND MTTQ ATTP CCHC DVC DVCTT CQĐT CĐS TTHC GPMB ĐTC NTM OCOP BHYT BHXH BHTN GDTX THPT THCS PCCC CNCH ANTT "
    "ATGT TNGT PCTT TKCN XKLĐ VSATTP QLDA QLTT KCN CCN KKT FDI ODA PPP ĐTM BĐKH KBNN NHNN TTTT CNTT QLNN QPPL CSDL "
    "PCTN KNTC GCN QSDĐ KTXH QPAN BVMT NSNN CBCCVC LLVT BĐBP CHQS GDĐT NN&PTNT TN&MT VHTTDL LĐTBXH KH&ĐT KH&CN"
)
TYPED_SHORT = (
    "ko k hok dc đc vs j z tgian ng nhìu bn bnhiêu cty qđ tb cv tt mn r ntn lm lsao ad ib trc hqua hnay ckhai pduyệt "
    "bcao kqua ktra htro ttin dvi qly nvu tdo bsung yk thop rsoat hthanh"
)


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("TT&TT", "Thông tin và Truyền thông"),
        ("ko", "không"),
        ("đc", "được"),
        ("tgian", "thời gian"),
        ("TTHC", "thủ tục hành chính"),
    ],
)
def test_abbreviation_is_read(typed: str, reading: str) -> None:
    assert lexicon.abbreviations()[abbreviation_key(typed)][0] == reading


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("TT", "Thông tư | trung tâm | Thường trực | thị trấn"),
        ("CT", "Chủ tịch | Chỉ thị | chương trình"),
        ("KH", "Kế hoạch | khoa học"),
        ("HĐ", "hợp đồng | hội đồng"),
        ("TB", "Thông báo | thiết bị | thương binh"),
        ("CĐ", "Công điện | cao đẳng"),
        ("VP", "Văn phòng | vi phạm"),
        ("QH", "Quốc hội | quy hoạch"),
        ("CS", "chính sách | cơ sở"),
        ("KT", "kinh tế | kiểm tra"),
        ("TC", "Tài chính | tiêu chuẩn"),
        ("NS", "ngân sách | nước sạch"),
        ("GT", "giao thông | giới thiệu"),
        ("TH", "tổng hợp | thực hiện | tiểu học"),
        ("MN", "mầm non | mọi người"),
    ],
)
def test_ambiguous_abbreviation_has_all_its_readings(typed: str, readings: str) -> None:
    assert set(readings.split(" | ")) <= set(lexicon.abbreviations()[abbreviation_key(typed)])


def test_abbreviations_of_notices_are_known() -> None:
    known = lexicon.abbreviations()
    assert len(known) >= 1_500
    assert not [short for short in PRINTED_SHORT.split() if abbreviation_key(short) not in known]
    assert not [short for short in TYPED_SHORT.split() if abbreviation_key(short) not in known]


def test_syllables_that_are_many_words_are_no_abbreviations() -> None:
    """CAT (Công an tỉnh) would be read in *cát*, AI in *ai*; KG stays free for Kiên Giang."""
    assert not {"cat", "ai", "bot", "than", "thien", "dan", "rui", "sau", "hong", "kg", "cap"} & set(
        lexicon.abbreviations()
    )
