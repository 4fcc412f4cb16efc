"""Questions that the notices answer."""

import random

from .answers import right_rows, slot_values, values_of
from .archive import Archive, Row, topics
from .asked import Asked, ask
from .bodies import nameable, strangers
from .facts import header_question
from .lists import list_question
from .scope import row_scopes
from .templates import Template

MAIN_ONLY = 0.8  # the rest asks for the work around a matter as well: its funding, the training for it
WRONG_BODY = 0.5  # of questions for yes or no: the answer is no, with the right one
MOST = 14  # quotes of a question that names no place


def answered(rng: random.Random, archive: Archive, template: Template) -> Asked | None:
    """A question of the template with its answer; None where these notices have none for it."""
    if template.of_header:
        return header_question(rng, archive, template)
    if template.slot == "list":
        return list_question(rng, archive, template)
    only_main = template.of == "amount" or rng.random() < MAIN_ONLY
    for row in archive.some_rows(rng):
        if slot_values(row, template) and (row.part == "main" or not only_main):
            asked = _asked(rng, archive, row, template)
            if asked:
                return asked
    return None


def _asked(rng: random.Random, archive: Archive, row: Row, template: Template) -> Asked | None:
    body = rng.choice(nameable(row, template.role) or [""]) if "body" in template.asks else ""
    for scope in row_scopes(rng, archive, row, template):
        rows = right_rows(archive, row, scope, template, body)
        if row not in rows or len(rows) > MOST:
            continue
        if template.yes_no and rng.random() < WRONG_BODY:
            body = next(iter(strangers(rng, rows, archive.rows[row.filed.notice.id])), body)
        asked = ask(rng, archive, template, scope, topics()[row.matter], row.part, body)
        if asked:
            return asked.answered_by(row, rows, values_of(rows, template))
    return None
