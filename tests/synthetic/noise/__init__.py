"""What happens to a document between the clerk and the reader; every noise is a function of text, level and chance."""

from .befall import befall

__all__ = ["befall"]
