"""What the notices folder holds; a folder that cannot be used is one sentence that names the setting."""

from pathlib import Path

from corpus.errors import CorpusError
from corpus.load.folder import Contents, contents
from rag.errors import NoticesError


def held(folder: Path) -> Contents:
    """Its files and those below it; there have to be some. Raises NoticesError."""
    found = walked(folder)
    if not any(found):
        raise NoticesError(
            f"The notices folder {folder} is empty; put notices (.docx, .pdf, .txt) into it or set CHIDAO_NOTICES."
        )
    return found


def walked(folder: Path) -> Contents:
    """Its files and those below it, be there none. Raises NoticesError."""
    try:
        return contents(folder)
    except FileNotFoundError as error:
        raise NoticesError(f"The notices folder {folder} does not exist; create it or set CHIDAO_NOTICES.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoticesError(f"The notices folder {folder} cannot be read ({reason}); check CHIDAO_NOTICES.") from error
    except CorpusError as error:
        step = "take away what is no notice, or name another folder in CHIDAO_NOTICES"
        raise NoticesError(f"The notices folder {folder} holds {error}; {step}.") from error
