"""No secret stands in a log."""

from collections.abc import Sequence

_HIDDEN = "[hidden]"


def concealed(text: str, hidden: Sequence[str]) -> str:
    """`text` with every secret in `hidden` taken out."""
    for secret in hidden:
        if secret:
            text = text.replace(secret, _HIDDEN)
    return text
