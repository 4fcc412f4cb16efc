"""What happens when something fails: one calm sentence for the person, the traceback for the log.

rag.errors.ChidaoError      expected; shown as it is (its tree is drawn in rag.errors)
└── FaceError               a face was used wrongly; shown by the command line
    └── SettingsError       (bot.settings) a setting cannot be used
corpus.errors.CorpusError   expected; shown as it is
anything else               unexpected: a reference code is shown, the traceback is in the log under that code
"""

import secrets
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from corpus.errors import CorpusError
from rag.errors import ChidaoError

LOG_NAME = "chidao.log"
_LOG_BYTES = 1_000_000


class FaceError(ChidaoError):
    """A face cannot do what was asked; `str()` is one sentence that ends with the next step."""


EXPECTED = (ChidaoError, CorpusError)


def record(error: BaseException, folder: Path) -> tuple[str, Path]:
    """Write the traceback of `error` to the log in `folder`; returns its reference code and the log's path.

    Where `folder` cannot be written the log goes to the folder for temporary files, so that the failure of
    a disk does not hide the failure of the program.
    """
    reference = secrets.token_hex(4)
    lines = "".join(traceback.format_exception(error))
    entry = f"{datetime.now().astimezone().isoformat(timespec='seconds')} reference {reference}\n{lines}\n"
    for place in (folder, Path(tempfile.gettempdir())):
        path = place / LOG_NAME
        try:
            place.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > _LOG_BYTES:
                path.replace(path.with_name(LOG_NAME + ".1"))
            with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(entry)
        except OSError:
            continue
        return reference, path
    return reference, Path(LOG_NAME)
