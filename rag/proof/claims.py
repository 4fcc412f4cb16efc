"""What a chat model says: a reply of claims, each resting on a source it was shown."""

from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

Model = TypeVar("Model", bound=BaseModel)

MOST_CLAIMS = 6
LONGEST = 700  # characters of a claim


class Claim(BaseModel):
    """One sentence, the token of the source it rests on, and the words of that source, letter by letter."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str = Field(min_length=1, max_length=LONGEST)
    source: str = Field(min_length=1, max_length=8)
    quote: str = Field(min_length=1, max_length=4_000)


def readable(said: Any, kind: type[Model], most: int) -> list[Model]:
    """The first of what is said that are of a kind; what is none is left out."""
    found = []
    for one in said if isinstance(said, list) else []:
        with suppress(ValidationError):
            found.append(kind.model_validate(one))
    return found[:most]


class Reply(BaseModel):
    """What the model returns. What is not asked for is passed over, what is missing makes it no reply."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    status: Literal["answered", "not_stated"]
    headline: str = Field(default="", max_length=LONGEST)
    claims: Annotated[tuple[Claim, ...], BeforeValidator(lambda said: readable(said, Claim, MOST_CLAIMS))] = ()


@cache
def saying() -> dict[str, Any]:
    """How statements are compared with their text: the lists and patterns of saying.yaml by their names."""
    import yaml

    table: dict[str, Any] = yaml.safe_load(files("rag.proof").joinpath("saying.yaml").read_text(encoding="utf-8"))
    return table
