"""Several bodies asked about side by side: each answered for itself under its name; whom no task names, is said."""

from collections.abc import Callable

from corpus.models import Facet
from corpus.names.agencies import body_key
from rag.answers.collection.page import whose
from rag.answers.match import Match
from rag.answers.roles import is_called
from rag.draft import LIST_LENGTH, About, Draft, Finding, Line, Said
from rag.models import AnswerStatus, Hit
from rag.proof.evidence import Evidence
from rag.proof.ground import grounded
from rag.question.reading import read_question
from rag.question.side_by_side import each_alone
from rag.shorten import HEADLINE, shortened

_EACH = 4  # tasks of a body
_KEPT = ("provinces", "numbers", "years", "within", "after", "kept", "held_to", "same", "nth", "everywhere", "language")


def each_body(match: Match, found: Callable[[Match], Finding]) -> Finding | None:
    """What each of several bodies has to do; None where one is asked about, or something else."""
    question = match.question
    if question.yes_no or len(question.agencies) < 2 or len(question.provinces) > 1:
        return None
    if all(asked.facet is not Facet.TASK for asked in question.wanted):
        return None
    kept = {name: getattr(question, name) for name in _KEPT}
    alone = [(name, read_question(match.index, text)) for name, text in each_alone(question)]
    findings = [(name, found(match.of(one.model_copy(update=kept)))) for name, one in alone]
    if len({one.draft.lines for _, one in findings}) < 2:  # one is asked about, or all have the same tasks, or none
        return findings[0][1] if findings and findings[0][1].draft.status.abstained else None
    lines: list[Line] = []
    heads: list[str] = []
    facets: list[Said] = []
    subjects: list[About] = []
    hits: list[Hit] = []
    missing: list[str] = []
    notes: list[str] = []
    share, language = LIST_LENGTH // len(findings), question.language
    for name, one in findings:
        draft = grounded(one.draft, match.index.notice)
        if draft.status.abstained or not draft.lines:
            missing.append(name)
            facets.append(Said(facet=Facet.TASK, subject=None))
            continue
        hits += one.hits
        shown = draft.lines[:_EACH]
        room = share // len(shown) - 8
        of_body = [_under(match, name, line, room) for line in shown]
        called, said = _called(match, name, shown[0]), draft.headline or shown[0].text.removeprefix("- ")
        if draft.more:  # its page is not what is shown here
            said = match.wording.say(language, "answer.tasks", count=draft.total)
        heads.append(f"{called}: {said.rstrip(' :')}")
        notes += [f"{called}: {note}" for note in draft.notes]
        lines += of_body
        proof = {span for line in of_body for span in line.proof}
        facets += [said for said in draft.facets_from(len(subjects)) if said.value is None or proof & {*said.proof}]
        subjects += draft.subjects
    notes += [match.wording.say(language, "answer.missing", facets=", ".join(missing))] if missing else []
    room = HEADLINE // len(heads) - 3
    draft = Draft(
        status=AnswerStatus.PARTIAL if missing else AnswerStatus.ANSWERED,
        headline=shortened("; ".join(shortened(head, room) for head in heads), HEADLINE - 1),
        lines=tuple(lines),
        listing=True,
        counted=tuple(number for _, one in findings for number in one.draft.counted),
        notes=tuple(notes),
        facets=tuple(facets),
        subjects=tuple(subjects),
    )
    return Finding(draft, hits)


def _called(match: Match, name: str, line: Line) -> str:
    """A body as the task that proves a line names it."""
    span = line.proof[0]
    rows = (
        row for row in match.index.notice(span.notice_id).directives if row.start < span.end and span.start < row.end
    )
    bodies = (body for row in rows for body in row.bodies if is_called(body, name, match.question))
    return min(bodies, key=lambda body: body_key(body) != body_key(name), default=name)


def _under(match: Match, name: str, line: Line, room: int) -> Line:
    """A line under the name of its body, as far as its quotes name it, or what stands above them does."""
    called, text = _called(match, name, line), line.text.removeprefix("- ")
    notice = match.index.notice(line.proof[0].notice_id)
    proof = (*line.proof, *whose(notice, (called,), line.proof[0])[1])
    said = f"{called}: {text}"
    if Evidence.of(proof, match.index.notice).lacks(said):
        proof, said = line.proof, text
    return line.model_copy(update={"text": f"- {shortened(said, room)}", "proof": tuple(dict.fromkeys(proof))})
