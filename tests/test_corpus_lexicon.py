"""The lexicon's files: what a clerk may have broken is said with its file and line."""

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from corpus import lexicon
from corpus.lexicon import abbreviation_key, phrase_key
from corpus.text import has_diacritics

FILES = ["agencies.yaml", "provinces.yaml", "kinds.yaml", "offices.yaml", "heads.yaml", "cues.yaml", "deadlines.yaml",
         "honesty.yaml", "questions.yaml",
         "abbreviations.tsv", "everyday.tsv", "glossary.tsv"]  # fmt: skip
TABLES = {"abbreviations.tsv": abbreviation_key, "everyday.tsv": phrase_key, "glossary.tsv": str.lower}
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
