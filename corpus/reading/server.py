"""Run as a program: reads the files that are named on standard input, within limits of time and memory.

It says "ready" first. A request is one line of JSON, {"id", "path", "digest", "scans", "kept"} to read a file, or {"path", "digest", "page",
"marks"} to draw a page of it; its reply is one line of JSON on standard output: {"reading"} with the JSON of a `Reading`, {"picture"}
with a PNG in base 64, {"error", "kind"} with the sentence and the class of a CorpusError and its "flaw", or {"broken"} with what the file did, in
words that follow its name. Before it comes a line {"page", "of"} for each page that is
recognised; each has the time of a file. What takes too long ends the process (SIGXCPU); after what took much memory it says
that this was its last. It ends with its standard input.
"""

import json
import os
import resource
import sys
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError, ScanWaits
from corpus.load.drawn import drawn
from corpus.load.scans import Scanning, When
from corpus.load.scans.kept import forget
from corpus.reading.read import read


def main() -> None:
    """Serve until standard input ends. Arguments: seconds of processor time a file, bytes of address space."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    os.nice(10)  # answers come first
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    ample = max(_most_memory(), memory // 3)  # what was taken so far is that of whoever started it, too
    print("ready", flush=True)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        kept = _path(request["kept"]) if request.get("kept") else None
        _allow(seconds)
        work = partial(_picture, request) if "page" in request else partial(_reading, request, kept, seconds)
        reply = _reply(work, memory)
        if kept and reply.get("kind") != ScanWaits.__name__:
            forget(kept)
        _write({**reply, "last": _most_memory() > ample})  # the next is for a process that has its memory free


def _reading(request: dict[str, Any], kept: Path | None, seconds: int) -> dict[str, object]:
    scanning = Scanning(When(request["scans"]), kept, partial(_tell, seconds))
    reading = read(request["id"], _path(request["path"]), scanning, request["digest"])
    return {"reading": reading.model_dump_json()}


def _picture(request: dict[str, Any]) -> dict[str, object]:
    page = drawn(_path(request["path"]), request["digest"], request["page"], request["marks"])
    return {"picture": b64encode(page).decode("ascii")}


def _reply(work: Callable[[], dict[str, object]], memory: int) -> dict[str, object]:
    try:
        return work()
    except CorpusError as error:
        return {"error": str(error), "kind": type(error).__name__, "flaw": error.flaw}
    except MemoryError:
        return {"broken": f"needs more than {memory // 2**20} MB of memory to be read"}
    except Exception as error:  # noqa: BLE001 - a mistake of the parser must not keep the other notices out
        return {"broken": f"could not be understood ({error!r:.120}); please report it with the file"}


def _tell(seconds: int, page: int, of: int) -> None:
    """A page is about to be recognised."""
    _allow(seconds)
    _write({"page": page, "of": of})


def _allow(seconds: int) -> None:
    """So much processor time from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _path(named: str) -> Path:
    return Path(os.fsdecode(bytes.fromhex(named)))


def _write(line: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


def _most_memory() -> int:
    """Bytes that were in memory at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
