"""Pictures of pages, made here: what a scanner and a phone make of them. Says loudly where no tesseract is found."""

import io
import sys
from collections.abc import Iterable

import numpy as np
import pypdfium2
import pytest
from documents_made import pdf
from PIL import Image, ImageFilter

from corpus.load.scans import tesseract

NO_TESSERACT = "NO TESSERACT WAS FOUND: no scan was read. Install it: apt-get install tesseract-ocr tesseract-ocr-vie"
MONOTONE = "L"


def needs_tesseract() -> None:
    if not tesseract.is_there():
        print(NO_TESSERACT, file=sys.__stderr__)
        pytest.skip(NO_TESSERACT)


def pages(*paragraphs: str, dpi: int = 300) -> list[Image.Image]:
    """The pages of a text as a good scanner sees them."""
    document = pypdfium2.PdfDocument(pdf(*paragraphs))
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def noisy(page: Image.Image, seed: int = 0) -> Image.Image:
    """Laid down askew, out of focus, with the grain of a copy of a copy."""
    grain = np.random.default_rng(seed).normal(0, 12, (page.height, page.width))
    askew = page.rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.8))
    return Image.fromarray(np.clip(np.asarray(askew, dtype=float) + grain, 0, 255).astype(np.uint8))


def photo(page: Image.Image, seed: int = 0) -> Image.Image:
    """On a dark table, in the light of a window on one side, held a little askew."""
    width, height = round(page.width * 1.12), round(page.height * 1.1)
    table = Image.new(MONOTONE, (width, height), 70)
    table.paste(page.rotate(-1.2, Image.Resampling.BICUBIC, fillcolor=70, expand=True), (width // 25, height // 30))
    leaning = (1.0, 0.02, 0.0, 0.01, 1.0, 0.0, 0.00001, 0.000008)
    table = table.transform((width, height), Image.Transform.PERSPECTIVE, leaning, Image.Resampling.BICUBIC)
    down, across = np.mgrid[0:height, 0:width]
    light = 0.95 - 0.5 * (((across - width * 0.2) / width) ** 2 + ((down - height * 0.3) / height) ** 2)
    shown = np.asarray(table.filter(ImageFilter.GaussianBlur(1)), dtype=float) * np.clip(light, 0.35, 1)
    grain = np.random.default_rng(seed).normal(0, 7, shown.shape)
    return Image.fromarray(np.clip(shown + grain, 0, 255).astype(np.uint8))


def scanned(images: Iterable[Image.Image], kind: str = "PDF", dpi: int = 300) -> bytes:
    """The pages in one file: a PDF or a TIFF; a PNG or a JPEG of the first."""
    first, *others = images
    content = io.BytesIO()
    if kind in ("PDF", "TIFF"):
        more = {"compression": "tiff_lzw"} if kind == "TIFF" else {"resolution": dpi}
        first.save(content, kind, save_all=True, append_images=others, **more)
    else:
        first.save(content, kind)
    return content.getvalue()
