"""What a chat model replies that reads: for each thing asked its answer, the source it rests on and the words that prove it."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from corpus.models import Facet
from rag.proof.claims import readable

MOST = 12  # entries
LONGEST = 2_000  # characters of a text


def _facet(said: Any) -> Any:
    """What is no facet is a fact."""
    return said if isinstance(said, str) and said in Facet._value2member_map_ else Facet.FACT


def _text(said: Any) -> Any:
    """What models write in place of a text: nothing as null, a number as it is, what is too long cut."""
    if said is None or isinstance(said, int | float | str):
        return "" if said is None else str(said)[:LONGEST]
    return said


def _answer(said: Any) -> Any:
    """An answer that is empty is none."""
    return _text(said) or None


Text = Annotated[str, BeforeValidator(_text)]


class Entry(BaseModel):
    """One thing asked. `answer` is None where the documents do not state it; then nothing else counts."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    asked: Text = ""
    facet: Annotated[Facet, BeforeValidator(_facet)] = Facet.FACT
    answer: Annotated[str | None, BeforeValidator(_answer)] = None
    source: Text = ""
    quote: Text = ""


class Reading(BaseModel):
    """The reply as a whole. `proposal`: the answer of the rules is the model's, too. One that says it answers and has no entry that
    can be read is no reply.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    status: Literal["answered", "partial", "not_stated", "proposal"]
    answers: Annotated[tuple[Entry, ...], BeforeValidator(lambda said: readable(said, Entry, MOST))] = ()

    @model_validator(mode="after")
    def _has_what_it_says(self) -> Self:
        if self.status in ("answered", "partial") and not self.answers:
            raise ValueError("no entry")
        return self

    @property
    def silent(self) -> bool:
        """True where it says that nothing of what is asked is stated."""
        return self.status != "proposal" and not any(entry.answer for entry in self.answers)
