"""What happens when something fails: one calm sentence for the person, the traceback for the log (`bot.log`).

rag.errors.ChidaoError      expected; shown as it is (its tree is drawn in rag.errors)
├── Busy                    too many questions wait already; every face says so, the web with 503 and Retry-After
└── FaceError               a face was used wrongly; shown by the command line
    ├── SettingsError       (bot.settings) a setting cannot be used
    └── UploadRefused       (bot.uploads) a file is not taken or not published; faces say it in the reader's language
corpus.errors.CorpusError   expected; shown as it is
anything else               unexpected: a reference code is shown, the traceback is in the log under that code
"""

from corpus.errors import CorpusError
from rag.errors import ChidaoError


class FaceError(ChidaoError):
    """A face cannot do what was asked; `str()` is one sentence that ends with the next step."""


class Busy(ChidaoError):
    """Nothing more may wait to be answered, for now."""

    def __init__(self) -> None:
        super().__init__("Too many questions are waiting: ask again in a few seconds.")


EXPECTED = (ChidaoError, CorpusError)


def sentence(error: BaseException) -> str:
    """What an expected error says, on one line."""
    return " ".join(str(error).split())
