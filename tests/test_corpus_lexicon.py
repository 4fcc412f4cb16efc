"""The lexicon's files: what a clerk may have broken is said with its file and line."""

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from corpus import lexicon
from corpus.lexicon import abbreviation_key, phrase_key

FILES = ["agencies.yaml", "provinces.yaml", "kinds.yaml", "offices.yaml", "cues.yaml", "honesty.yaml", "questions.yaml",
         "abbreviations.tsv", "everyday.tsv", "glossary.tsv"]  # fmt: skip
TABLES = {"abbreviations.tsv": abbreviation_key, "everyday.tsv": phrase_key, "glossary.tsv": str.lower}
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


def read(name: str) -> str:
    return files("corpus.lexicon").joinpath(name).read_text(encoding="utf-8")


def rows(name: str) -> list[tuple[int, str]]:
    """The lines of a table that carry data, with their number."""
    return [(n, r) for n, r in enumerate(read(name).splitlines(), 1) if r.strip() and not r.startswith("#")]


def repeated(forms: list[str]) -> list[str]:
    return [form for form, count in Counter(forms).items() if count > 1]


@pytest.mark.parametrize("name", FILES)
def test_is_nfc_without_odd_spaces(name: str) -> None:
    text = read(name)
    assert unicodedata.is_normalized("NFC", text)
    assert not {"\u00a0", "\u200b", "\ufeff", "\r"} & set(text)
    assert not [n for n, line in enumerate(text.splitlines(), 1) if line != line.rstrip()]


@pytest.mark.parametrize("name", TABLES)
def test_line_is_key_tab_readings(name: str) -> None:
    for number, row in rows(name):
        left, *rest = row.split("\t")
        assert left == left.strip() != "", f"{name}:{number}"
        assert len(rest) == 1, f"{name}:{number} needs exactly one tab"
        readings = rest[0].split(" | ")
        assert all(reading == reading.strip() != "" for reading in readings), f"{name}:{number}"
        assert not repeated(readings), f"{name}:{number}"


@pytest.mark.parametrize("name", TABLES)
def test_key_stands_on_one_line(name: str) -> None:
    keys = [TABLES[name](row.partition("\t")[0]) for _, row in rows(name)]
    assert not repeated(keys)
    assert "" not in keys


def test_no_abbreviation_or_phrase_stands_for_itself() -> None:
    assert not [k for k, readings in lexicon.abbreviations().items() if k in map(abbreviation_key, readings)]
    assert not [k for k, readings in lexicon.everyday().items() if k in map(phrase_key, readings)]


def test_full_name_means_one_agency() -> None:
    forms = [phrase_key(form) for a in lexicon.agencies() for form in {a.name, a.en, *a.also}]
    assert len(lexicon.agencies()) >= 250
    assert not repeated(forms)


def test_agency_repeats_no_form() -> None:
    for agency in lexicon.agencies():
        forms = [phrase_key(form) for form in (agency.name, agency.en, *agency.also, *agency.short)]
        assert all(forms), agency.name
        assert not repeated(forms), agency.name
        assert agency.level is not None, agency.name


def test_successors_are_known_and_end() -> None:
    successor = {a.name: a.successor.name for a in lexicon.agencies() if a.successor}
    assert set(successor.values()) <= {a.name for a in lexicon.agencies()}
    for name in successor:
        chain = [name]
        while chain[-1] in successor:
            chain.append(successor[chain[-1]])
            assert len(chain) < 5, f"{name} succeeds itself: {chain}"


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Sở Giao thông vận tải", "Sở Xây dựng"),
        ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
        ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
        ("Ban Dân tộc", "Sở Dân tộc và Tôn giáo"),
    ],
)
def test_department_merged_in_2025(former: str, present: str) -> None:
    [agency] = [a for a in lexicon.agencies() if a.name == former]
    assert agency.successor
    assert (agency.successor.name, str(agency.successor.since)) == (present, "2025-03-01")


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
        assert not repeated([phrase_key(form) for form in (province.name, *province.short)]), province.name


def test_short_form_means_one_province() -> None:
    assert not repeated([phrase_key(form) for p in lexicon.provinces() for form in {p.name, *p.short}])


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


@pytest.mark.parametrize(("said", "official"), [("tivi", "truyền hình"), ("tiền", "kinh phí"), ("bà con", "người dân")])
def test_everyday_word_is_read(said: str, official: str) -> None:
    assert official in lexicon.everyday()[phrase_key(said)]


def test_a_kind_is_named_once() -> None:
    assert not repeated([entry.kind.value for entry in lexicon.kinds()])
    assert not repeated([phrase_key(word) for entry in lexicon.kinds() for word in (*entry.cited, *entry.asked)])
    assert not repeated([entry.symbol for entry in lexicon.kinds() if entry.symbol])


def test_of_two_offices_alike_the_longer_stands_first() -> None:
    names = [office.name.lower() for office in lexicon.offices()]
    assert not repeated(names)
    assert not [(a, b) for at, a in enumerate(names) for b in names[at + 1 :] if a in b]
