"""The sentences an answer is worded in; what they are is data that the caller brings."""

from collections.abc import Mapping


class Wording:
    """Sentences by language and key, with `{names}` to fill in."""

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        self._tables = tables

    def say(self, language: str, key: str, **values: object) -> str:
        """The sentence `key` in `language`, filled in; KeyError for a key that is not there."""
        return self._tables[language][key].format(**values)
