"""What a chat model replies that reads: for each thing asked its answer, the source it rests on and the words that prove it."""

from contextlib import suppress
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from corpus.models import Facet

MOST = 12  # entries
LONGEST = 500  # characters of an answer


def _facet(said: Any) -> Any:
    """What is no facet is a fact."""
    return said if said in Facet._value2member_map_ else Facet.FACT


class Entry(BaseModel):
    """One thing asked. `answer` is None where the documents do not state it; then nothing else counts."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    asked: str = Field(default="", max_length=LONGEST)
    facet: Annotated[Facet, BeforeValidator(_facet)] = Facet.FACT
    answer: str | None = Field(default=None, max_length=LONGEST)
    source: str = Field(default="", max_length=8)
    quote: str = Field(default="", max_length=4_000)


def _entries(said: Any) -> list[Entry]:
    """The first of what is said that are entries; what is none is left out."""
    found = []
    for one in said if isinstance(said, list) else []:
        with suppress(ValidationError):
            found.append(Entry.model_validate(one))
    return found[:MOST]


class Reading(BaseModel):
    """The reply as a whole. `proposal`: the answer of the rules is the model's, too."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    status: Literal["answered", "partial", "not_stated", "proposal"]
    answers: Annotated[tuple[Entry, ...], BeforeValidator(_entries)] = ()
