"""Documents of Word before 2007 (.doc) and rich text (.rtf): LibreOffice makes a .docx of them, where it is there.

It runs with a profile of its own, made for the one file: no macros, nothing fetched, no link brought up to date
(`office.xcu`), within limits of time and memory. What it leaves running is ended with it.
"""

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from corpus.errors import BreaksReading, Flaw, LoadError
from corpus.load.compound import is_compound, streams

PACKAGE = "libreoffice-writer-nogui"  # of Debian
SECONDS = 45  # by the clock; a long document takes five
MEMORY, LARGEST = 720 * 2**20, 200 * 2**20  # bytes of address space, bytes of a file it writes
_RICH = b"{\\rtf"
_AGAIN = (79, 81)  # what it ends with when a new profile was made: it wants to be started anew
_STARTS = 4  # one more is enough where nothing is wrong with it
_WORD, _FLAGS, _ENCRYPTED = (
    0xA5EC,
    0x0A,
    0x0100,
)  # how a document of Word begins, where its flags are, and the one for locked
_OTHERS = {
    "EncryptedPackage": "is locked with a password; save it without one",
    "Workbook": "holds a workbook, not a document; save what the notice says as .docx",
    "Book": "holds a workbook, not a document; save what the notice says as .docx",
    "PowerPoint Document": "holds slides, not a document; save what the notice says as .docx",
}


def is_old_word(data: bytes) -> bool:
    """True where a compound file or rich text begins."""
    return is_compound(data) or data.startswith(_RICH)


def as_docx(name: str, data: bytes) -> bytes:
    """The document as .docx; `name` is that of its file. Raises LoadError, and BreaksReading where it takes too long."""
    ending = "rtf"
    if not data.startswith(_RICH):
        _check(name, data)
        ending = "doc"
    program = office()
    if program is None:
        raise LoadError(
            f"{name}: a .{ending} is read through LibreOffice; install {PACKAGE}, or save it as .docx.", Flaw.OLD_WORD
        )
    try:
        with tempfile.TemporaryDirectory(prefix="chidao-", ignore_cleanup_errors=True) as place:
            made = _converted(program, Path(place), data, ending)
            return made.read_bytes()
    except TimeoutError as error:
        raise BreaksReading(
            f"{name}: LibreOffice did not read it within {SECONDS} seconds; save it as .docx."
        ) from error
    except OSError as error:
        raise LoadError(f"{name}: LibreOffice cannot read it; open it in Word, and save it as .docx.") from error


def office() -> Path | None:
    """The program of LibreOffice; None where it is not on this machine."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    program = Path(found).resolve()
    itself = program.with_name("soffice.bin")  # what the others start; it alone can be told to end with us
    return itself if itself.exists() else program


def _check(name: str, data: bytes) -> None:
    """Raises LoadError where a compound file is no document of Word that can be opened."""
    try:
        found = {stream.name: stream.at for stream in streams(data)}
    except ValueError as error:
        raise LoadError(f"{name}: the document is cut short or damaged; save it again.") from error
    for stream, what in _OTHERS.items():
        if stream in found:
            raise LoadError(f"{name}: it {what}.", Flaw.LOCKED if stream == "EncryptedPackage" else Flaw.DISGUISED)
    if "WordDocument" not in found:
        raise LoadError(f"{name}: it holds no document of Word; save the notice as .docx.", Flaw.DISGUISED)
    at = found["WordDocument"]
    begins = data[at : at + 32] if at is not None else b""
    flags = int.from_bytes(begins[_FLAGS : _FLAGS + 2], "little")
    if int.from_bytes(begins[:2], "little") == _WORD and flags & _ENCRYPTED:
        raise LoadError(f"{name}: it is locked with a password; save it without one.", Flaw.LOCKED)


def _converted(program: Path, place: Path, data: bytes, ending: str) -> Path:
    """Raises OSError where nothing was made, and TimeoutError."""
    source, profile = place / f"notice.{ending}", place / "profile"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    settings = files("corpus.load").joinpath("office.xcu").read_bytes()
    (profile / "user" / "registrymodifications.xcu").write_bytes(settings)
    command = [
        str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "made"), str(source),
    ]  # fmt: skip
    until = time.monotonic() + SECONDS
    for _ in range(_STARTS):
        if _run(command, place, until - time.monotonic()) not in _AGAIN:
            break
    return place / "made" / "notice.docx"


def _run(command: list[str], place: Path, seconds: float) -> int:
    """The code it ended with; whatever it started is ended, too. Raises TimeoutError."""
    libc = ctypes.CDLL(None)

    def limited() -> None:
        for kind, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_FSIZE, LARGEST),
        ):
            resource.setrlimit(kind, (_least(most, resource.getrlimit(kind)[1]),) * 2)
        if sys.platform == "linux":
            libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it ends with whoever started it

    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(place), "TMPDIR": str(place), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
        preexec_fn=limited,
        start_new_session=True,
    )
    try:
        return process.wait(max(0.1, seconds))
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _least(most: int, hard: int) -> int:
    return most if hard == resource.RLIM_INFINITY else min(most, hard)
