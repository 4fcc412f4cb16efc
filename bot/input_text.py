"""Text as it comes from outside: JSON and arguments may hold half a character, a value may not."""

from typing import Annotated

from pydantic import BeforeValidator


def paired(value: object) -> object:
    """A string whose surrogates are paired or replaced; anything else as it is."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


InputText = Annotated[str, BeforeValidator(paired)]
