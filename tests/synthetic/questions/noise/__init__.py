"""What happens to a question between the head and the screen."""

from .happen import happen

__all__ = ["happen"]
