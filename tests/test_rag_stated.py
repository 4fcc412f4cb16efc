"""What a notice states as a whole: every facet by itself, said in normal spelling, quoted in lines and clauses."""

from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from corpus.lexicon import of_notice
from corpus.load import KINDS, load
from corpus.models import Facet, Notice, SubjectKind
from corpus.parse import parse
from corpus.text import collapse
from rag.values.header import facts_stating, quote_of, stated

FOLDERS = ("corpus/notices", "tests/documents", "tests/documents_unseen", "tests/judged/own")
DOCUMENTS = sorted(path for folder in FOLDERS for path in (ROOT / folder).iterdir() if path.suffix in KINDS)


@cache
def parsed(path: Path) -> Notice:
    return parse(path.stem, load(path))


def sample(name: str) -> Notice:
    return parsed(ROOT / "corpus" / "notices" / f"{name}.txt")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_quote_proves_its_fact_and_ends_at_no_half_word(path: Path) -> None:
    notice = parsed(path)
    text, whole = notice.text, collapse(notice.text)
    for fact in notice.facts:
        if fact.subject.kind is not SubjectKind.NOTICE:
            continue
        start, end = quote_of(notice, fact)
        quote = collapse(text[start:end])
        assert start <= fact.start and fact.end <= end
        assert len(quote) >= 20 or (len(quote) >= 8 and whole.count(quote) == 1), (fact.facet, quote)
        assert quote and not (start and text[start - 1].isalnum() and text[start].isalnum()), quote
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum()), quote


@pytest.mark.parametrize(
    ("name", "facet", "value", "quote"),
    [
        ("kien-giang-171-2019", Facet.NUMBER, "171/TB-VP", "Số: 171 /TB-VP"),
        ("kien-giang-171-2019", Facet.ISSUED_ON, "18/02/2019", "Kiên Giang, ngày 18 tháng 02 năm 2019"),
        ("kien-giang-171-2019", Facet.ISSUER, "Văn phòng UBND tỉnh Kiên Giang", None),
        ("quang-nam-46-2018", Facet.ISSUER, "UBND tỉnh Quảng Nam", "ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM"),
        ("quang-nam-46-2018", Facet.PROVINCE, "Quảng Nam", "Quảng Nam, ngày 07 tháng 02 năm 2018"),
        ("quang-nam-46-2018", Facet.SIGNER, "Võ Văn Viên, Phó Chánh Văn phòng", None),
        ("quang-nam-46-2018", Facet.SIGNER_TITLE, "Phó Chánh Văn phòng", "PHÓ CHÁNH VĂN PHÒNG"),
        ("quang-nam-46-2018", Facet.ARCHIVE, "VT, KGVX(Hậu)", "- Lưu: VT, KGVX(Hậu)"),
        ("quang-nam-46-2018", Facet.CAPACITY, "TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG", None),
        ("binh-phuoc-104-2017", Facet.ABSENT, "Văn phòng Tỉnh ủy", "Vắng: Văn phòng Tỉnh ủy (Có lý do)."),
    ],
)
def test_each_facet_is_answered_by_itself(name: str, facet: Facet, value: str, quote: str | None) -> None:
    notice = sample(name)
    fact = stated(notice, facet)
    assert fact is not None and fact.value == value
    assert quote is None or collapse(notice.text[fact.start : fact.end]) == quote


def test_what_is_not_printed_is_not_stated() -> None:
    notice = sample("kien-giang-171-2019")
    missing = (Facet.SIGNER, Facet.SIGNER_TITLE, Facet.CAPACITY, Facet.ABSENT, Facet.REPLACES, Facet.ARRIVAL)
    assert not any(stated(notice, facet) or facts_stating(notice, facet) for facet in missing)


@pytest.mark.parametrize("facet", [facet for facet in Facet if of_notice(facet)])
def test_every_facet_of_a_notice_is_stated_by_some_notice(facet: Facet) -> None:
    assert any(stated(parsed(path), facet) for path in DOCUMENTS)
