"""Marks of an exam, as good as they have to be; what a test changes of them."""

import datetime

from rag.chat.marks import Marks, fingerprint_of_exam


def marks_of(**other: object) -> Marks:
    values = {
        "model": "m", "place": "here", "prompts": fingerprint_of_exam(), "day": datetime.date(2026, 1, 2), "count": 60,
        "rules": 40, "passed": 55, "statements": 50, "kept": 48, "traps": 1, "tokens": 9,
    }  # fmt: skip
    return Marks.model_validate(values | other)
