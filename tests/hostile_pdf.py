"""PDFs that are none: cut, locked, without pages or with too many, whose parts lead to one another, that want to act."""

import random
import zlib
from collections.abc import Callable
from functools import cache

from documents_made import FONT, pdf
from fpdf import FPDF

TEXT = "Giao Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa cho các huyện."
PLAIN = b"BT /F 12 Tf 72 700 Td (Giao So Y te chu tri lap de an kham chua benh tu xa.) Tj ET"
_CATALOG, _PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


@cache
def good() -> bytes:
    return pdf(TEXT)


def built(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from one."""
    made, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    at = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(made) + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, at)


def stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n" % (len(data), about) + data + b"\nendstream"


def page(
    catalog: bytes = _CATALOG,
    pages: bytes = _PAGES,
    one: bytes = _PAGE,
    content: bytes = PLAIN,
    font: bytes = _HELVETICA,
) -> bytes:
    return built(catalog, pages, one, stream(content), font)


def many_pages(count: int) -> bytes:
    """Pages that are all the same object but one."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, count + 5))
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    return built(_CATALOG, pages, _HELVETICA, stream(PLAIN), *([one] * count))


def locked(owner: str, user: str) -> bytes:
    made = FPDF()
    made.set_encryption(owner_password=owner, user_password=user)
    made.add_font("serif", "", str(FONT))
    made.set_font("serif", size=13)
    made.add_page()
    made.multi_cell(0, 7, TEXT)
    return bytes(made.output())


def unmapped() -> bytes:
    """A font that says which shapes to draw, not which letters they are."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4>>>>]>>"
    return page(content=b"BT /F 12 Tf 72 700 Td <0003000400050006000700080009> Tj ET", font=font)


def _bomb() -> bytes:
    """A page whose words unpack to 300 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(PLAIN * 1_000) for _ in range(3_500)) + packer.flush()
    return built(_CATALOG, _PAGES, _PAGE, stream(packed, b"/Filter/FlateDecode"), _HELVETICA)


def _acting(action: bytes) -> bytes:
    return page(catalog=b"<</Type/Catalog/Pages 2 0 R/OpenAction<<%s>>>>" % action)


def _without_table() -> bytes:
    made = page()
    return made[: made.rindex(b"xref\n0 ")]


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "text.pdf": TEXT.encode,
    "header.pdf": lambda: b"%PDF-1.7\n",
    "noise.pdf": lambda: b"%PDF-1.4\n" + random.Random(3).randbytes(20_000),
    **{f"cut-{share}.pdf": lambda share=share: good()[: len(good()) * share // 100] for share in (5, 20, 50, 90)},
    "no-pages.pdf": lambda: page(pages=b"<</Type/Pages/Kids[]/Count 0>>"),
    "blank-page.pdf": lambda: page(content=b""),
    "scanned.pdf": lambda: pdf(" "),
    "ten-thousand-pages.pdf": lambda: many_pages(10_000),
    "pages-in-a-loop.pdf": lambda: page(pages=b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "pages-of-each-other.pdf": lambda: page(pages=b"<</Type/Pages/Kids[3 0 R]/Count 9>>", one=b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 9>>"),
    "count-below-zero.pdf": lambda: page(pages=b"<</Type/Pages/Kids[]/Count -5>>"),
    "no-catalog.pdf": lambda: built(b"<<>>", b"<<>>"),
    "catalog-of-itself.pdf": lambda: built(b"<</Type/Catalog/Pages 1 0 R>>"),
    "content-of-itself.pdf": lambda: page(one=_PAGE.replace(b"4 0 R", b"3 0 R")),
    "locked.pdf": lambda: locked("owner", "user"),
    "locked-badly.pdf": lambda: built(_CATALOG, _PAGES, _PAGE, stream(PLAIN), _HELVETICA, b"<</Filter/Standard/V 9/R 9>>", trailer=b"/Encrypt 6 0 R"),
    "font-without-map.pdf": unmapped,
    "bomb.pdf": _bomb,
    "bomb-of-filters.pdf": lambda: built(_CATALOG, _PAGES, _PAGE, stream(b"x" * 99, b"/Filter[" + b"/FlateDecode" * 999 + b"]"), _HELVETICA),
    "forms-in-a-loop.pdf": lambda: page(content=b"/X Do", one=_PAGE.replace(b"/Font<<", b"/XObject<</X 4 0 R>>/Font<<")),
    "table-of-itself.pdf": lambda: b"%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    "behind-much.pdf": lambda: b"\0" * 2_000 + page(),
    "deep-arrays.pdf": lambda: page(pages=b"<</Type/Pages/Count 1/Kids" + b"[" * 100_000 + b">>"),
    "no-table.pdf": _without_table,
    "pdf-and-zip.pdf": lambda: b"PK\x03\x04%PDF-1.7\n" + bytes(99),
}  # fmt: skip

READ: dict[str, Callable[[], bytes]] = {
    "count-that-lies.pdf": lambda: page(pages=b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"),
    "locked-for-changes.pdf": lambda: locked("owner", ""),
    "javascript.pdf": lambda: _acting(b"/S/JavaScript/JS(app.alert(1); this.submitForm('http://127.0.0.1:9'))"),
    "launching.pdf": lambda: _acting(b"/S/Launch/F(/bin/sh)"),
    "fetching.pdf": lambda: _acting(b"/S/URI/URI(http://127.0.0.1:9)"),
    "huge-page.pdf": lambda: page(one=_PAGE.replace(b"595 842", b"999999999 999999999")),
    "upside-down.pdf": lambda: page(one=_PAGE.replace(b"/Parent", b"/Rotate 180/Parent")),
    "no-size.pdf": lambda: page(one=_PAGE.replace(b"/MediaBox[0 0 595 842]", b"")),
    "pdf-as.docx": good,
    "pdf-as.txt": good,
    "pdf-as.html": good,
    "pdf-as.doc": good,
}
