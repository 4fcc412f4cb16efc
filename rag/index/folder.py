"""The folder of notices: which files are in it, and which only seem to be."""

from pathlib import Path

from rag.errors import NoticesError


def files_of(folder: Path) -> list[Path]:
    """The files by name. Raises NoticesError where there are none."""
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    except FileNotFoundError as error:
        raise NoticesError(f"The notices folder {folder} does not exist; create it or set CHIDAO_NOTICES.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoticesError(f"The notices folder {folder} cannot be read ({reason}); check CHIDAO_NOTICES.") from error
    if not paths:
        raise NoticesError(
            f"The notices folder {folder} is empty; put notices (.docx, .pdf, .txt) into it or set CHIDAO_NOTICES."
        )
    return paths


def lies_in(folder: Path, path: Path) -> bool:
    """False for a link that leads out of the folder: what it shows was not put there to be answered from."""
    try:
        return not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead to one another
        return False
