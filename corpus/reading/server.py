"""Run as a program: reads the files that are named on standard input, within limits of time and memory.

It says "ready" first. A request is one line of JSON, {"id", "path"}; its reply is one line of JSON on standard output:
{"reading"} with the JSON of a `Reading`, or {"error", "kind"} with the sentence and the class of a CorpusError, or {"broken"}
with what the file did, in words that follow its name. A file that takes too long ends the process (SIGXCPU); after one that
took much memory it says that this was its last. It ends with its standard input.
"""

import json
import os
import resource
import sys
from pathlib import Path

from corpus.errors import CorpusError
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
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
        try:
            _write(_reply(line), ample)
        except MemoryError:
            _write({"broken": f"needs more than {memory // 2**20} MB of memory to be read"}, ample)


def _reply(line: bytes) -> dict[str, object]:
    request = json.loads(line)
    try:
        reading = read(request["id"], Path(os.fsdecode(bytes.fromhex(request["path"]))))
    except CorpusError as error:
        return {"error": str(error), "kind": type(error).__name__}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a mistake of the parser must not keep the other notices out
        return {"broken": f"could not be understood ({error!r:.120}); please report it with the file"}
    return {"reading": reading.model_dump_json()}


def _write(reply: dict[str, object], most: int) -> None:
    """`last`: more memory than `most` was taken, and the next file is for a process that has its memory free."""
    last = _most_memory() > most
    sys.stdout.buffer.write(json.dumps({**reply, "last": last}).encode() + b"\n")
    sys.stdout.buffer.flush()


def _most_memory() -> int:
    """Bytes that were in memory at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
