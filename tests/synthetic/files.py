"""Notices and questions as files of a folder."""

from collections.abc import Iterable
from pathlib import Path

from .questions import SyntheticQuestion
from .truth import SyntheticNotice


def write_notice(folder: Path, notice: SyntheticNotice) -> None:
    """The text of a notice, byte for byte: line ends are part of the noise."""
    (folder / f"{notice.id}.txt").write_bytes(notice.text.encode())


def write_questions(folder: Path, asked: Iterable[SyntheticQuestion]) -> None:
    """questions.jsonl, a question a line."""
    with (folder / "questions.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(f"{question.model_dump_json()}\n" for question in asked)
