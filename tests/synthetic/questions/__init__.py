"""Questions about synthetic notices as people ask them, with what answers them or what is missing.

`generate_questions(notices, seed)` yields them; the wording, the matters outside the bank and the questions that
are no business of notices are data (data/). Only what the truth of the notices says decides what is right.
"""

from .generate import generate_questions
from .question import Quote, SyntheticQuestion

__all__ = ["Quote", "SyntheticQuestion", "generate_questions"]
