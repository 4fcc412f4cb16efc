"""Every sentence a user can see, Vietnamese and English, as data."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.wording import Wording

LANGUAGES = ("vi", "en")


@cache
def tables() -> dict[str, dict[str, str]]:
    """The sentences by language and key, as they stand in `vi.yaml` and `en.yaml`."""
    import yaml

    folder = files(__name__)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = ((language, (folder / f"{language}.yaml").read_text(encoding="utf-8")) for language in LANGUAGES)
    return {language: yaml.load(text, Loader=loader) for language, text in read}


@cache
def messages() -> "Wording":
    """The sentences, ready to be said."""
    from rag.wording import Wording

    return Wording(tables())
