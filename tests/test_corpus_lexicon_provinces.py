"""The provinces of the lexicon: those there were, those there are, and how people type them."""

from collections import Counter

import pytest

from corpus import lexicon
from corpus.lexicon import phrase_key
from corpus.text import fold
from rag.question.entities import provinces_named

MERGERS_OF_2025 = {
    "An Giang": "Kiên Giang",
    "Bắc Ninh": "Bắc Giang",
    "Cà Mau": "Bạc Liêu",
    "Cần Thơ": "Hậu Giang, Sóc Trăng",
    "Đà Nẵng": "Quảng Nam",
    "Đắk Lắk": "Phú Yên",
    "Đồng Nai": "Bình Phước",
    "Đồng Tháp": "Tiền Giang",
    "Gia Lai": "Bình Định",
    "Hải Phòng": "Hải Dương",
    "Hồ Chí Minh": "Bà Rịa - Vũng Tàu, Bình Dương",
    "Huế": "Thừa Thiên Huế",
    "Hưng Yên": "Thái Bình",
    "Khánh Hòa": "Ninh Thuận",
    "Lâm Đồng": "Bình Thuận, Đắk Nông",
    "Lào Cai": "Yên Bái",
    "Ninh Bình": "Hà Nam, Nam Định",
    "Phú Thọ": "Hòa Bình, Vĩnh Phúc",
    "Quảng Ngãi": "Kon Tum",
    "Quảng Trị": "Quảng Bình",
    "Tây Ninh": "Long An",
    "Thái Nguyên": "Bắc Kạn",
    "Tuyên Quang": "Hà Giang",
    "Vĩnh Long": "Bến Tre, Trà Vinh",
}


def repeated(forms: list[str]) -> list[str]:
    return [form for form, count in Counter(forms).items() if count > 1]


def test_63_provinces_became_34() -> None:
    provinces = lexicon.provinces()
    present = {p.name for p in provinces if p.into is None}
    assert not repeated([p.name for p in provinces])
    assert len(present) == 34
    assert len({p.name for p in provinces} - {"Huế"}) == 63  # the city of Huế is one of the 34 only
    assert Counter(p.kind for p in provinces if p.into is None) == {"tỉnh": 28, "thành phố": 6}
    assert {p.into for p in provinces if p.into} <= present


def test_mergers_are_those_of_the_resolution() -> None:
    merged = {name: into for into, names in MERGERS_OF_2025.items() for name in names.split(", ")}
    assert {p.name: p.into for p in lexicon.provinces() if p.into} == merged


def test_province_repeats_no_form() -> None:
    for province in lexicon.provinces():
        assert not repeated([phrase_key(form) for form in (province.name, *province.typed)]), province.name


def test_short_form_means_one_province() -> None:
    assert not repeated([phrase_key(form) for p in lexicon.provinces() for form in {p.name, *p.typed}])


@pytest.mark.parametrize("province", lexicon.provinces(), ids=lambda province: province.name)
def test_province_is_found_as_people_type_it(province: lexicon.Province) -> None:
    bare = fold(province.name)
    typed = {province.name, bare, bare.upper(), "".join(filter(str.isalnum, bare)), province.en}
    assert {name: provinces_named(name) for name in typed} == dict.fromkeys(typed, (province.name,))


@pytest.mark.parametrize(
    ("typed", "province"),
    [
        ("TPHCM", "Hồ Chí Minh"),
        ("sài gòn", "Hồ Chí Minh"),
        ("hanoi", "Hà Nội"),
        ("đnẵng", "Đà Nẵng"),
        ("BRVT", "Bà Rịa - Vũng Tàu"),
        ("br-vt", "Bà Rịa - Vũng Tàu"),
        ("TTH", "Thừa Thiên Huế"),
        ("hue", "Huế"),
        ("BKạn", "Bắc Kạn"),
        ("đắc lắc", "Đắk Lắk"),
        ("q.nam", "Quảng Nam"),
        ("H.Giang", "Hà Giang"),
    ],
)
def test_province_is_found_by_its_short_form(typed: str, province: str) -> None:
    assert provinces_named(typed) == (province,)
