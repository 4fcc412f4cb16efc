"""What the facts of a notice answer: look_up.py of one hit, header.py of the notice as a whole."""

from rag.values.look_up import Filled, fill, leading

__all__ = ["Filled", "fill", "leading"]
