"""Several questions in one message: each answered for itself, said together; what is not answered is said, too."""

from collections.abc import Sequence
from string import ascii_lowercase

from rag.draft import LIST_LENGTH, About, Draft, Finding, Line, Said
from rag.models import AnswerStatus, Question
from rag.shorten import HEADLINE, shortened
from rag.wording import Wording

MOST = 6  # questions of one message


def together(questions: Sequence[Question], found: Sequence[Finding], wording: Wording, *, more: bool) -> Finding:
    """The findings of several questions as one; `more`: the message held others that were not looked at."""
    language = questions[0].language
    answered = [not one.draft.status.abstained and bool(one.draft.lines) for one in found]
    if not any(answered):
        return found[0]
    room = LIST_LENGTH // len(found)
    lines: list[Line] = []
    heads: list[str] = []
    notes: list[str] = []
    facets: list[Said] = []
    subjects: list[About] = []
    for mark, one, stated in zip(ascii_lowercase, found, answered, strict=False):
        draft = one.draft
        facets += draft.facets_from(len(subjects))
        subjects += draft.subjects
        if not stated:
            said = wording.say(language, draft.reason or f"status.{draft.status}")
            heads.append(f"{mark}) {said.rstrip('.')}")
            notes.append(f"{mark}) {said}")
            continue
        heads.append(f"{mark}) {draft.headline or draft.lines[0].text}")
        first, *rest = draft.lines
        lines.append(first.model_copy(update={"text": f"{mark}) {shortened(first.text, room)}"}))
        lines += [line for line in rest if len(line.text) < room // 2][:1]
        notes += draft.notes
    if more:
        notes.append(wording.say(language, "answer.too_many", count=MOST))
    share = HEADLINE // len(heads) - 3
    whole = all(answered) and all(one.draft.status is AnswerStatus.ANSWERED for one in found) and not more
    return Finding(
        Draft(
            status=AnswerStatus.ANSWERED if whole else AnswerStatus.PARTIAL,
            headline=shortened("; ".join(shortened(head, share) for head in heads), HEADLINE - 1),
            lines=tuple(lines),
            counted=tuple(number for one in found for number in one.draft.counted),
            notes=tuple(notes),
            facets=tuple(facets),
            subjects=tuple(subjects),
        ),
        [hit for one in found for hit in one.hits],
    )
