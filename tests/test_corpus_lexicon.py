"""The lexicon's files: what a clerk may have broken is said with its file and line."""

import unicodedata
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from corpus import lexicon
from corpus.lexicon import Level, abbreviation_key, phrase_key
from corpus.names.agencies import agency_named
from corpus.text import has_diacritics

FILES = ["agencies.yaml", "provinces.yaml", "kinds.yaml", "offices.yaml", "heads.yaml", "cues.yaml", "deadlines.yaml",
         "honesty.yaml", "questions.yaml",
         "abbreviations.tsv", "everyday.tsv", "glossary.tsv"]  # fmt: skip
TABLES = {"abbreviations.tsv": abbreviation_key, "everyday.tsv": phrase_key, "glossary.tsv": str.lower}
MINISTRIES = (  # before 2025 and since
    "Công an, Quốc phòng, Ngoại giao, Nội vụ, Tư pháp, Tài chính, Công Thương, Xây dựng, Y tế, Giáo dục và Đào tạo, "
    "Khoa học và Công nghệ, Dân tộc và Tôn giáo, Nông nghiệp và Môi trường, Kế hoạch và Đầu tư, Giao thông vận tải, "
    "Tài nguyên và Môi trường, Nông nghiệp và Phát triển nông thôn, Lao động - Thương binh và Xã hội, "
    "Thông tin và Truyền thông"
)
SECTORS = (  # the sections of glossary.tsv that hold the words of one sector
    "ICT and e-government", "telecoms, broadcasting, press, post", "budget and finance", "planning and investment",
    "health", "education", "agriculture and rural development", "fisheries and forestry", "transport",
    "construction, housing, urban", "land", "environment and climate", "disaster response",
    "law, justice, inspection, complaints", "labour and social affairs", "culture and sports", "tourism",
    "security, defence, border, foreign affairs", "science, industry, trade, market", "reform, elections, personnel",
)  # fmt: skip


def read(name: str) -> str:
    return files("corpus.lexicon").joinpath(name).read_text(encoding="utf-8")


def rows(name: str) -> list[tuple[int, str]]:
    """The lines of a table that carry data, with their number."""
    return [(n, r) for n, r in enumerate(read(name).splitlines(), 1) if r.strip() and not r.startswith("#")]


def sections(name: str) -> dict[str, int]:
    """How many lines of data stand under each heading of a table."""
    counted: dict[str, int] = {}
    heading = ""
    for row in read(name).splitlines():
        if row.startswith("# "):
            heading = row[2:]
        elif row:
            counted[heading] = counted.get(heading, 0) + 1
    return counted


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
    forms = [phrase_key(form) for a in lexicon.agencies() for form in {a.name, a.en, *a.other_names}]
    assert len(lexicon.agencies()) >= 750
    assert not repeated(forms)


def test_agency_repeats_no_form() -> None:
    for agency in lexicon.agencies():
        forms = [phrase_key(form) for form in (agency.name, agency.en, *agency.other_names, *agency.typed)]
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


@pytest.mark.parametrize(
    ("former", "present", "since"),
    [
        ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ", "2025-03-01"),
        ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính", "2025-03-01"),
        ("Bộ Giao thông vận tải", "Bộ Xây dựng", "2025-03-01"),
        ("Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường", "2025-03-01"),
        ("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Nông nghiệp và Môi trường", "2025-03-01"),
        ("Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ", "2025-03-01"),
        ("Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo", "2025-03-01"),
        ("Tổng cục Thuế", "Cục Thuế", "2025-03-01"),
        ("Tổng cục Hải quan", "Cục Hải quan", "2025-03-01"),
        ("Cục Thuế tỉnh", "Chi cục Thuế khu vực", "2025-03-01"),
        ("Cục Hải quan tỉnh", "Chi cục Hải quan khu vực", "2025-03-01"),
        ("Kho bạc Nhà nước tỉnh", "Kho bạc Nhà nước khu vực", "2025-03-01"),
        ("Công an huyện", "Công an tỉnh", "2025-03-01"),
        ("Tòa án nhân dân huyện", "Tòa án nhân dân khu vực", "2025-07-01"),
        ("Viện kiểm sát nhân dân huyện", "Viện kiểm sát nhân dân khu vực", "2025-07-01"),
        ("Đài Phát thanh và Truyền hình tỉnh", "Báo và Phát thanh, truyền hình tỉnh", "2025-07-01"),
    ],
)
def test_body_succeeded_in_2025(former: str, present: str, since: str) -> None:
    [agency] = [a for a in lexicon.agencies() if a.name == former]
    assert agency.successor
    assert (agency.successor.name, str(agency.successor.since)) == (present, since)


@pytest.mark.parametrize("level", get_args(Level))
def test_every_level_has_agencies(level: str) -> None:
    assert [a for a in lexicon.agencies() if a.level == level]


def test_ministries_are_all_there() -> None:
    names = {a.name for a in lexicon.agencies()}
    assert not {f"Bộ {name}" for name in MINISTRIES.split(", ")} - names


@pytest.mark.parametrize(
    ("typed", "agency"),
    [
        ("sở nn", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("snnptnt", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở NN và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("sở gdđt", "Sở Giáo dục và Đào tạo"),
        ("SO GD-DT", "Sở Giáo dục và Đào tạo"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("so ldtbxh", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở KH và ĐT", "Sở Kế hoạch và Đầu tư"),
        ("BQL KKT", "Ban Quản lý Khu kinh tế"),
        ("BCH QS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("BCHBP", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
        ("Hội LHPN", "Hội Liên hiệp Phụ nữ tỉnh"),
        ("tỉnh đoàn", "Tỉnh Đoàn"),
        ("CDC", "Trung tâm Kiểm soát bệnh tật tỉnh"),
        ("PC07", "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ"),
        ("EVN", "Tập đoàn Điện lực Việt Nam"),
    ],
)
def test_agency_is_known_by_what_people_type(typed: str, agency: str) -> None:
    found = agency_named(typed)
    assert found is not None
    assert found.name == agency


def test_everyday_words_leave_out_syllables_that_are_many_words() -> None:
    """Lô, lộ, lỗ; hoàn, hoãn; trẻ, trễ; góp, gộp; nghiên, nghiện: without diacritics they are one word."""
    said = lexicon.everyday()
    assert len(said) >= 2_500
    assert not {"lo", "hoan", "tre", "gop", "nghien", "huy", "dep", "cam", "bi", "bao", "muoi"} & set(said)


@pytest.mark.parametrize("table", ["abbreviations", "everyday", "glossary"])
def test_no_reading_is_empty_or_only_a_sign(table: str) -> None:
    read_table: lexicon.Table = getattr(lexicon, table)()
    assert not [
        key for key, readings in read_table.items() if not all(any(map(str.isalnum, r)) or r in "%/" for r in readings)
    ]


def test_glossary_is_broad() -> None:
    english = lexicon.glossary()
    assert len(english) >= 9_000
    assert len({head for head in english if " " not in head}) >= 3_500
    assert not [head for head in english if head != head.lower() or has_diacritics(head)]


@pytest.mark.parametrize("sector", SECTORS)
def test_sector_has_its_english_words(sector: str) -> None:
    assert sections("glossary.tsv")[sector] >= 120


@pytest.mark.parametrize(
    "words",
    [
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
        "who what which when where why how whose whom",
        "good bad big small new old high low long short early late important urgent public private safe dangerous",
        "ask answer give take make send sign approve reject submit report lead assign coordinate pay spend build repair",
        "one two three four five six seven eight nine ten hundred thousand million billion first second third",
    ],
)
def test_common_english_words_are_known(words: str) -> None:
    assert not set(words.split()) - set(lexicon.glossary())


@pytest.mark.parametrize(("said", "official"), [("tivi", "truyền hình"), ("tiền", "kinh phí"), ("bà con", "người dân")])
def test_everyday_word_is_read(said: str, official: str) -> None:
    assert official in lexicon.everyday()[phrase_key(said)]


def test_a_kind_is_named_once() -> None:
    assert not repeated([entry.kind.value for entry in lexicon.kinds()])
    assert not repeated([phrase_key(word) for entry in lexicon.kinds() for word in entry.named])
    assert not repeated([entry.symbol for entry in lexicon.kinds() if entry.symbol])


def test_of_two_offices_alike_the_longer_stands_first() -> None:
    names = [office.name.lower() for office in lexicon.offices()]
    assert not repeated(names)
    assert not [(a, b) for at, a in enumerate(names) for b in names[at + 1 :] if a in b]
