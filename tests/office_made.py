"""Documents of Word before 2007, made by LibreOffice from those of today. Says loudly where it is not found."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.load.office import PACKAGE, office

OFFICE = office()


def converted(folder: Path, ending: str, *paths: Path) -> list[Path]:
    """The same documents as .doc or .rtf, in a folder of their own."""
    if OFFICE is None:
        reason = f"NO LIBREOFFICE WAS FOUND: .doc and .rtf were not tested. Install it: apt-get install {PACKAGE}"
        print(reason, file=sys.__stderr__)
        pytest.skip(reason)
    command = [
        str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format"}[ending], "--outdir", str(folder / ending), *map(str, paths),
    ]  # fmt: skip
    while subprocess.run(command, capture_output=True, timeout=120).returncode in (79, 81):
        continue
    made = [folder / ending / f"{path.stem}.{ending}" for path in paths]
    assert all(path.exists() for path in made)
    return made
