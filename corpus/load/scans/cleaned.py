"""A picture of a page made readable: grey, evenly lit, its lines level."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image

_LONGEST, _SHORTEST = 4400, 1900  # pixels of the longer side of a page that is read well
_WINDOW = 9  # an eighth of the pixels: wider than the stroke of a letter
_EVEN = 0.9  # of the brightest part of the paper: the darkest one
_WHITE = 225
_DARKEST = 40  # of the paper; darker is no paper
_INK = 170  # darker is a letter, once the grain of the paper is smoothed
_LEAST_INK = 0.0001  # of a page: less is blank
_STEEPEST = 6.0  # degrees
_LYING = 1.5  # times as unlike
_LEVEL = 0.08  # degrees that are not worth turning


def grey(picture: "Image") -> "Image":
    """Shades of grey on white, of a size that is read well."""
    from PIL import Image

    shades = in_shades(picture)
    longest = max(shades.size)
    share = _LONGEST / longest if longest > _LONGEST else 2.0 if longest < _SHORTEST else 1.0
    if share == 1.0:
        return shades
    size = (max(1, round(shades.width * share)), max(1, round(shades.height * share)))
    return shades.resize(size, Image.Resampling.LANCZOS)


def in_shades(picture: "Image") -> "Image":
    """The same picture in shades of grey on white."""
    from PIL import Image

    if picture.mode.startswith("I") or picture.mode == "F":
        values = np.asarray(picture, dtype=np.float32)
        picture = Image.fromarray((values * (255 / max(float(values.max()), 1.0))).astype(np.uint8))
    if picture.has_transparency_data:
        layer = picture.convert("LA")
        picture = Image.new("L", layer.size, 255)
        picture.paste(layer.getchannel("L"), mask=layer.getchannel("A"))
    return picture if picture.mode == "L" else picture.convert("L")


def evened(picture: "Image") -> "Image":
    """Without the shadow on a photo: each place is compared with the paper around it. A clean scan stays as it is."""
    from PIL import Image, ImageFilter

    if min(picture.size) < 8 * _WINDOW:
        return picture
    paper = picture.reduce(8).filter(ImageFilter.MaxFilter(_WINDOW)).filter(ImageFilter.GaussianBlur(_WINDOW / 2))
    dark, light = np.percentile(np.asarray(paper), (2, 98))
    if light >= _WHITE and dark >= _EVEN * light:
        return picture
    around = np.asarray(paper.resize(picture.size, Image.Resampling.BILINEAR), dtype=np.float32)
    lit = np.asarray(picture, dtype=np.float32) * (255.0 / np.maximum(around, _DARKEST))
    return Image.fromarray(np.minimum(lit, 255).astype(np.uint8))


def is_blank(picture: "Image") -> bool:
    """True for a page without letters, however grainy its paper: the program would read letters into the grain."""
    return float((np.asarray(picture.reduce(4)) < _INK).mean()) < _LEAST_INK


def lies(picture: "Image") -> bool:
    """True where the lines of a page run up and down: its rows are more alike than its columns."""
    dark = (np.asarray(picture.reduce(max(1, max(picture.size) // 1200))) < _INK).astype(np.float32)
    rows, columns = (np.diff(dark.mean(axis=axis)) for axis in (1, 0))
    return float(np.square(columns).mean()) > _LYING * float(np.square(rows).mean())


def slope(picture: "Image") -> float:
    """By how many degrees the lines of a page rise to the right; 0 where they are level or there are none."""
    small = picture.reduce(max(1, max(picture.size) // 1200))
    rows, columns = np.nonzero(np.asarray(small) < 128)
    if not 200 < len(rows) < 0.4 * small.width * small.height:
        return 0.0
    step = max(1, len(rows) // 60_000)
    rows, columns = rows[::step].astype(np.float32), columns[::step].astype(np.float32)

    def sharpness(angle: float) -> float:
        heights = np.round(rows + columns * np.tan(np.radians(angle))).astype(np.int64)
        return float(np.square(np.bincount(heights - heights.min()).astype(np.float64)).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=sharpness)
    fine = float(max(np.arange(coarse - 0.5, coarse + 0.51, 0.05), key=sharpness))
    return fine if abs(fine) > _LEVEL and sharpness(fine) > 1.02 * sharpness(0.0) else 0.0


def levelled(picture: "Image", angle: float) -> "Image":
    """Turned so that lines that rise by `angle` are level; as large as it was."""
    from PIL import Image

    return picture.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=255) if angle else picture
