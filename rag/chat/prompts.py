"""The prompts as people wrote them (`prompts/*.md`), filled in."""

import re
from functools import cache
from importlib.resources import files

from corpus.personal import masked

_PLACE = re.compile(r"\{\{(\w+)\}\}")


def filled(name: str, language: str, **values: str) -> str:
    """The prompt `name` in `language` with its places filled in, each once: what is filled in is not looked at again.

    A place that nothing fills (mistyped in the file) stays as it is written. The numbers of people are masked.
    """
    return _PLACE.sub(lambda match: masked(values.get(match[1], match[0])), text_of(name, language))


@cache
def text_of(name: str, language: str) -> str:
    """A prompt as it stands in its file."""
    return files("prompts").joinpath(f"{name}.{language}.md").read_text(encoding="utf-8")
