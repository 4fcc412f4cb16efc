"""What the facts of a notice answer: look_up.py of one hit, header.py of the notice as a whole."""

from rag.values.filled import Filled
from rag.values.look_up import fill, leading

__all__ = ["Filled", "fill", "leading"]
