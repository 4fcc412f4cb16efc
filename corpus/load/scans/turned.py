"""Pages that lie on their side or stand on their head, and lines that rise: where a line stands on the page as it was given."""

from math import radians, tan
from typing import TYPE_CHECKING

from corpus.load.lines import Line

if TYPE_CHECKING:
    from PIL.Image import Image


def turned(picture: "Image", degrees: int) -> "Image":
    """Turned clockwise by a multiple of 90 degrees."""
    from PIL.Image import Transpose

    how = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    return picture.transpose(how[degrees]) if degrees else picture


def back(line: Line, size: tuple[int, int], angle: float, degrees: int) -> Line:
    """A line of a page of `size` that was levelled by `angle` and turned by `degrees`, as it stood before."""
    width, height = size
    rise = tan(radians(angle)) * width / height  # of the page's height, over its width
    tilt = [(0.5 - at) * rise for at in (line.left, line.right)]
    top, bottom = line.top + min(tilt), line.bottom + max(tilt)
    # a small turn moves what stands high or low to the side
    aside = tan(radians(angle)) * height / width * ((line.top + line.bottom) / 2 - 0.5)
    left, right = line.left + aside, line.right + aside
    left, top, right, bottom = (min(1.0, max(0.0, at)) for at in (left, top, right, bottom))
    box = {
        0: (left, top, right, bottom),
        90: (top, 1 - right, bottom, 1 - left),
        180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        270: (1 - bottom, left, 1 - top, right),
    }[degrees]
    return line._replace(left=box[0], top=box[1], right=box[2], bottom=box[3])
