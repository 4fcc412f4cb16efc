"""What is in a compound file (OLE2), the package of Office before 2007: the names of its streams, and where they begin.

Laid out as in Microsoft's [MS-CFB]: sectors, chained by a table (FAT), one chain of which is the directory.
"""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY, _STREAM, _IN_HEADER, _FIRST_DIFAT = 128, 2, 109, 0x4C
_SMALL = 4096  # bytes: what is shorter shares sectors with others


class Stream(NamedTuple):
    """A stream by its name; `at`: the byte it begins with, None where it is too short to have sectors of its own."""

    name: str
    at: int | None


def is_compound(data: bytes) -> bool:
    """True where a compound file begins."""
    return data.startswith(_MAGIC)


def streams(data: bytes) -> list[Stream]:
    """The streams of a compound file. Raises ValueError where it is damaged."""
    try:
        return list(_entries(data))
    except (struct.error, IndexError) as error:
        raise ValueError("the directory is cut short") from error


def _entries(data: bytes) -> Iterator[Stream]:
    shift = _short(data, 0x1E)
    if shift not in (9, 12):
        raise ValueError("no size of sectors")
    size = 1 << shift
    table = _Table(data, size)
    for sector in table.chain(_long(data, 0x30)):
        for at in range((sector + 1) * size, (sector + 2) * size, _ENTRY):
            if data[at + 0x42] == _STREAM:
                length = min(64, max(2, _short(data, at + 0x40)))
                name = data[at : at + length - 2].decode("utf-16-le", "replace")
                own = _long(data, at + 0x78) >= _SMALL
                yield Stream(name, (_long(data, at + 0x74) + 1) * size if own else None)


class _Table:
    """Which sector comes after which."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size = data, size
        self._most = len(data) // size + 1
        self._parts = list(islice(self._found(), self._most))

    def _found(self) -> Iterator[int]:
        """The sectors of the table itself: the first ones are named in the header, the others in a chain."""
        for number in range(_IN_HEADER):
            yield _long(self._data, _FIRST_DIFAT + 4 * number)
        each, sector = self._size // 4 - 1, _long(self._data, 0x44)
        while sector < self._most:
            for number in range(each):
                yield _long(self._data, (sector + 1) * self._size + 4 * number)
            sector = _long(self._data, (sector + 1) * self._size + 4 * each)

    def chain(self, sector: int) -> Iterator[int]:
        """The sectors from one on; a chain that leads back to itself ends after as many as there are."""
        for _ in range(self._most):
            if sector >= self._most:
                return
            yield sector
            part, number = divmod(sector, self._size // 4)
            sector = _long(self._data, (self._parts[part] + 1) * self._size + 4 * number)


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])


def _long(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])
