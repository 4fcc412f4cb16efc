"""Pictures of pages as files: .jpg, .png, .tif; one page each, a TIFF several. What is too large is told before it is unpacked."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.errors import Flaw, LoadError

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000  # of one page; A3 at 600 dpi has seventy million
_BEGINS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")


def is_picture(data: bytes) -> bool:
    """True where a JPEG, a PNG or a TIFF begins."""
    return data.startswith(_BEGINS)


class Pictures:
    """The pages of such a file; `name` is that of the file. Whatever it holds, what is wrong with it is a LoadError."""

    def __init__(self, name: str, data: bytes) -> None:
        from PIL import Image

        self._name = name
        with self._as_one_sentence():
            self._image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF"))
            self._within_limits()
            several = self._image.format == "TIFF"
            self.count: int = getattr(self._image, "n_frames", 1) if several else 1

    def page(self, number: int) -> "Image":
        """A page, from 0, as its camera held it up."""
        from PIL import ImageOps

        with self._as_one_sentence():
            if self.count > 1:
                self._image.seek(number)
                self._within_limits()
            self._image.load()
            turned: Image = ImageOps.exif_transpose(self._image)
            return turned

    def _within_limits(self) -> None:
        if self._image.width * self._image.height > MOST_PIXELS:
            raise LoadError(
                f"{self._name}: the picture has {self._image.width} by {self._image.height} pixels, too many to be "
                "unpacked; save it at 300 dpi.",
                Flaw.LONG,
            )

    @contextmanager
    def _as_one_sentence(self) -> Iterator[None]:
        from PIL import Image

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what is odd in a file, and of pixels, which are counted here
                yield
        except (LoadError, MemoryError):
            raise
        except Image.DecompressionBombError as error:
            raise LoadError(
                f"{self._name}: the picture has too many pixels to be unpacked; save it at 300 dpi.",
                Flaw.LONG,
            ) from error
        except Exception as error:  # of a damaged picture the library raises whatever it stumbles over
            raise LoadError(
                f"{self._name}: the picture is damaged or cut short ({type(error).__name__}); scan or save it again."
            ) from error
