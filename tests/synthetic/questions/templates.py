"""The templates and the other data of the questions, read once."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from ..phrasebook import Topic
from .question import Language, Slot

DATA = Path(__file__).parent / "data"
_SLOT = re.compile(r"\{(\w+)\}")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Template(BaseModel):
    """One way of asking; the keys are explained in data/vietnamese.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    slot: Slot
    language: Language
    text: str
    of: str = ""
    role: Literal["", "lead", "coordinating"] = ""
    yes_no: bool = False
    fits: tuple[str, ...] = ("day", "month", "quarter", "year", "relative")
    needs: str = ""

    @property
    def asks(self) -> frozenset[str]:
        """The slots of the text."""
        return frozenset(_SLOT.findall(self.text))

    @property
    def about_topic(self) -> bool:
        """True where the matter is named."""
        return bool({"topic", "bare"} & self.asks)

    @property
    def of_header(self) -> bool:
        """True where a fact of the head or foot of a notice is asked."""
        return self.slot == "fact" and self.of != "amount"

    @property
    def place(self) -> str:
        """Where the document or province is named: where, front or notice."""
        return next((name for name in ("notice", "front", "where") if name in self.asks), "where")


@lru_cache
def read(name: str) -> Any:
    """The data of data/<name>.yaml."""
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), _Loader)


@lru_cache
def templates(language: Language) -> tuple[Template, ...]:
    """All templates of a language."""
    name = {"vi": "vietnamese", "en": "english"}[language]
    return tuple(Template(language=language, **entry) for entry in read(name))


@lru_cache
def absent_topics() -> tuple[tuple[str, Topic], ...]:
    """Matters outside the bank, with their field."""
    return tuple((field, Topic(task="", **entry)) for field, entries in read("absent").items() for entry in entries)


@lru_cache
def alike(matter: str) -> frozenset[str]:
    """The matter and those that could be taken for it."""
    return frozenset({matter}.union(*(group for group in read("alike") if matter in group)))
