"""Every hostile file in a reading process of its own: `python -m tests.bench.hostile [PART OF A NAME …]` prints how it ended, seconds, MB."""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import hostile_files

from corpus.errors import CorpusError
from corpus.reading import Reader

SECONDS, MEGABYTES = 60, 512


def main() -> None:
    """Ends with 1 where one of them is not refused, or read, within the limits."""
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for read in (False, True):
            for name, data in hostile_files.contents(read).items():
                if len(sys.argv) < 2 or any(part in name for part in sys.argv[1:]):
                    path = Path(folder) / name
                    path.write_bytes(data)
                    failed |= _measured(path, read)
                    path.unlink()
    sys.exit(failed)


def _measured(path: Path, read: bool) -> bool:
    """True where it went wrong; in a child, as the most memory is told of all children together."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    begun, reader = time.monotonic(), Reader()
    try:
        said, was_read = reader.read("x", path).notice.text[:60].replace("\n", " "), True
    except CorpusError as error:
        said, was_read = str(error).removeprefix(f"{path.name}: "), False
    reader.close()
    seconds = time.monotonic() - begun
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    wrong = was_read is not read or seconds > SECONDS or megabytes > MEGABYTES
    print(f"{'BAD' if wrong else 'ok ':4}{path.name:28}{seconds:6.1f} s{megabytes:6d} MB  {said}", flush=True)
    os._exit(wrong)


if __name__ == "__main__":
    main()
