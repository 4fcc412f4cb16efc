"""No secret stands in a log, and no number of an identity card or an account."""

from collections.abc import Sequence

from corpus.personal import masked

_HIDDEN = "[hidden]"


def concealed(text: str, hidden: Sequence[str]) -> str:
    """`text` with every secret in `hidden` taken out and the numbers of people masked."""
    for secret in hidden:
        if secret:
            text = text.replace(secret, _HIDDEN)
    return masked(text)
