"""What fills a slot."""

from corpus.models import Value


class Filled(Value):
    """What fills a slot: names or phrases in the order of the text, their role, and the slice that proves them."""

    values: tuple[str, ...] = ()
    role: str = ""
    start: int
    end: int
