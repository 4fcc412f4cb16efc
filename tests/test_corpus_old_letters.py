"""Fonts of before Unicode: each of their letters, whole notices in them, and nothing taken for one that is not."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from documents_made import FONT, paragraphs_of, pdf, saved
from docx.oxml.ns import qn
from fakes import SAMPLES
from fpdf import FPDF

from corpus.load import loaded
from corpus.load.legacy import encoding_of
from corpus.load.old_letters import LETTERS, TCVN3, VISCII, VNI
from corpus.text import nfc

if TYPE_CHECKING:
    from synthetic import SyntheticNotice

FIVE = sorted(SAMPLES.glob("*.txt"))
TABLES = {"TCVN3": TCVN3, "VISCII": VISCII, "VNI": VNI}
FONTS = {"TCVN3": ".VnTime", "VISCII": "VI Times", "VNI": "VNI-Times"}
# as VNI's makers print it: a letter bare, then with acute, grave, hook, tilde and dot
PRINTED = """
a aù aø aû aõ aï: a á à ả ã ạ
aâ aá aà aå aã aä: â ấ ầ ẩ ẫ ậ
aê aé aè aú aü aë: ă ắ ằ ẳ ẵ ặ
e eù eø eû eõ eï: e é è ẻ ẽ ẹ
eâ eá eà eå eã eä: ê ế ề ể ễ ệ
o où oø oû oõ oï: o ó ò ỏ õ ọ
oâ oá oà oå oã oä: ô ố ồ ổ ỗ ộ
ô ôù ôø ôû ôõ ôï: ơ ớ ờ ở ỡ ợ
u uù uø uû uõ uï: u ú ù ủ ũ ụ
ö öù öø öû öõ öï: ư ứ ừ ử ữ ự
i í ì æ ó ò: i í ì ỉ ĩ ị
y yù yø yû yõ î: y ý ỳ ỷ ỹ ỵ
ñ: đ
"""
FRENCH = (
    "Où est la forêt ? L’été dernier, Noël à l’île d’Oléron : maïs, cœur, naïveté, ambiguïté, façade, là-bas, déjà vu. "
    * 6
)
GERMAN = (
    "Über die Straße hörte man größere Züge; für schöne Gärten wäre das natürlich übertrieben, Fräulein Müller. " * 6
)
ENGLISH = "Café © 2024 Société Générale ¼ cup, 5 µm ± 2 %, naïve façade; price £3 – ¥200. " * 5
NORDIC = "Smørrebrød på Ærø, så går vi til søen; ål, øl og æbler: en hyggelig påskeø får dårligt vejr. " * 6


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def printed(*lines: str) -> bytes:
    """A PDF of lines that are set sign by sign, as a printer's driver does."""
    made = FPDF()
    made.add_font("serif", "", str(FONT))
    made.set_font("serif", size=12)
    made.add_page()
    for line in lines:
        made.cell(0, 7, line)
        made.ln(7)
    return bytes(made.output())


def old(text: str, table: Mapping[str, str]) -> str:
    """A text as a font of before Unicode has it: of several signs the first, and the one that is the same in case."""
    signs: dict[str, str] = {}
    for sign, letter in table.items():
        if letter not in signs or (sign.isupper() and letter.isupper() and not signs[letter].isupper()):
            signs[letter] = sign
    return "".join(signs.get(letter, letter) for letter in text)


def test_letters_of_one_sign_are_those_of_the_standards() -> None:
    assert len(TCVN3) == len(set(TCVN3.values())) == 74
    assert len(set(VISCII.values())) == len(set(VNI.values())) == 134
    assert len(LETTERS) == 26 + 67
    if not shutil.which("iconv"):
        pytest.skip("no iconv to compare with")
    for name, table in (("TCVN", TCVN3), ("VISCII", VISCII)):
        signs = [sign for sign in table if ord(sign) < 0x100]
        said = subprocess.run(
            ["iconv", "-f", name, "-t", "UTF-8"], input=" ".join(signs).encode("latin-1") + b" ", capture_output=True
        )
        assert nfc(said.stdout.decode()).split(" ")[:-1] == [table[sign] for sign in signs]


def test_letters_of_vni_are_as_its_makers_print_them() -> None:
    rows = [line.split(":") for line in PRINTED.strip().splitlines()]
    pairs = [pair for signs, letters in rows for pair in zip(signs.split(), letters.split(), strict=True)]
    assert len(pairs) == 73
    for sign, letter in pairs:
        for said, shown in ((sign, letter), (sign.upper(), letter.upper())):
            assert VNI.get(said, said) == shown
    assert VNI["Aù"] == "Á" and VNI["Ôù"] == "Ớ"


@pytest.mark.parametrize("path", FIVE, ids=[path.stem for path in FIVE])
@pytest.mark.parametrize("name", TABLES)
def test_a_notice_in_an_old_font_comes_back(name: str, path: Path, tmp_path: Path) -> None:
    text = nfc(path.read_text(encoding="utf-8"))
    text = text.lower() if name == "TCVN3" else text  # capitals with tones are in another font
    data = old(text.translate(str.maketrans("“”–’", '""-\'')), TABLES[name]).encode("latin-1", "replace")
    file = loaded(put(tmp_path / "a.txt", data))
    assert file.repaired == ("encoding",)
    same = [one == other for one, other in zip(file.text, text, strict=True) if other.isalpha()]
    assert sum(same) >= 0.999 * len(same)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_it_is_read_in_every_kind_of_file(kind: str, name: str, tmp_path: Path) -> None:
    lines = (
        "giao sở y tế chủ trì, phối hợp với sở tài chính như",
        "đề án; ủy ban nhân dân tỉnh được báo cáo trước ngày 30.",
    )
    printer = [old(line, TABLES[name]).encode("latin-1").decode("cp1252") for line in lines]
    text, said = " ".join(lines), " ".join(printer)
    document = docx.Document()
    document.add_paragraph(said)
    page = f'<html><head><meta charset="windows-1252"></head><body><p>{said}</p></body></html>'
    data = {"html": page.encode("cp1252"), "docx": saved(document), "pdf": printed(*printer)}[kind]
    file = loaded(put(tmp_path / f"a.{kind}", data))
    assert " ".join(file.text.split()) == text and file.repaired == ("encoding",)


@pytest.mark.parametrize("name", TABLES)
def test_pages_begin_where_they_do_once_they_are_read(name: str, tmp_path: Path) -> None:
    first, second = "sở nội vụ chủ trì, phối hợp với sở tài chính.", "ủy ban nhân dân các huyện phối hợp."
    made = pdf(old(first, TABLES[name]), old(second, TABLES[name]), break_after=1)
    file = loaded(put(tmp_path / "a.pdf", made))
    assert [file.text[start:][:5] for start in file.page_starts] == [first[:5], second[:5]]


def test_the_font_of_a_run_decides_how_it_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for said, font in (
        (old("báo cáo", TCVN3), ".VnTimeH"),
        (old(" tình hình", TCVN3), ".VnTime"),
        (" Sở Y tế", "Times New Roman"),
        (" Sôû Noäi vu", "VNI-Times"),
        ("ï", "VNI-Times"),  # the sign of a letter in the run before
        (old(" Ủy ban", VISCII), "VI Times"),
        (" đã gõ", "VNI-Times"),
        (" à où", "Arial"),
    ):
        paragraph.add_run(said).font.name = font
    file = loaded(put(tmp_path / "a.docx", saved(document)))
    assert file.text == "BÁO CÁO tình hình Sở Y tế Sở Nội vụ Ủy ban đã gõ à où"
    assert file.repaired == ("encoding",)


@pytest.mark.parametrize("name", TABLES)
def test_the_font_of_a_style_counts_where_a_run_names_none(name: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = FONTS[name]
    document.styles["Title"].element.rPr.rFonts.set(qn("w:ascii"), "Arial")
    document.add_paragraph(old("sở nội vụ", TABLES[name]))
    document.add_paragraph("Sở Nội vụ, à où", style="Title")
    assert loaded(put(tmp_path / "a.docx", saved(document))).text == "sở nội vụ\n\nSở Nội vụ, à où"


@pytest.mark.parametrize("text", [FRENCH, GERMAN, ENGLISH, NORDIC], ids=["french", "german", "english", "nordic"])
def test_no_other_language_is_taken_for_an_old_font(text: str, tmp_path: Path) -> None:
    assert encoding_of(text) is None
    assert all(encoding_of(f"{word} " * 9) is None for word in text.split())
    assert loaded(put(tmp_path / "a.txt", text.encode())).text == text


def test_no_modern_text_is_taken_for_an_old_font(synthetic_notices: "list[SyntheticNotice]") -> None:
    texts = [part for path in FIVE for part in paragraphs_of(path.read_text(encoding="utf-8"))]
    for folder in ("documents", "documents_unseen", "documents_untidy", "written"):
        for path in sorted((Path(__file__).parent / folder).glob("*.txt")):
            texts += paragraphs_of(path.read_text(encoding="utf-8"))
    texts += [line for notice in synthetic_notices for line in notice.text.splitlines() if line.strip()]
    assert len(texts) > 10_000
    assert not [one for one in (*texts, "".join(texts[:2_000])) if encoding_of(one)]
    # neither where every letter that only Unicode has is missing, as in lines of few words
    bare = ["".join(letter for letter in one if ord(letter) < 0x100) for one in texts]
    assert not [one for one in bare if encoding_of(one)]
