"""The slots of a phrase, filled one after the other; each body that is named takes its role."""

import re

from .draft import Draft, Roles
from .matters import Matter
from .timing import Timing

SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
EVERYBODYS = ("figures", "summary", "obstacles", "training")  # what all bodies can be told to do at once
_REPORTED = re.compile(r"(?:báo cáo|trình) ((?:Chủ tịch UBND|UBND|HĐND|Thường trực HĐND) tỉnh|Thường trực Tỉnh ủy)\b")


def slot_value(draft: Draft, name: str, count: int, matter: Matter, roles: Roles, previous: list[str]) -> str:
    """What is printed for `{name}`; `previous` are the bodies named just before."""
    cast = draft.cast(matter.sector)
    if roles.settled and name in ("lead", "assigned"):
        setattr(roles, name, [roles.settled])
        return roles.settled
    match name:
        case "lead":
            barred = (*roles.named, *previous, *avoided(draft, matter))
            roles.lead = [usual_body(draft, matter, roles) or cast.lead(barred)]
            return cast.printed(roles.lead)
        case "assigned":
            usual = None if count else usual_body(draft, matter, roles)
            barred = (*roles.named, *previous, *avoided(draft, matter))
            few = 2 if draft.rng.random() < 0.12 else 1
            roles.assigned = [usual] if usual else cast.assigned(count or few, barred, matter.part in EVERYBODYS)
            return cast.printed(roles.assigned)
        case "head":
            roles.assigned = [cast.head(usual_body(draft, matter, roles))]
            return roles.assigned[0]
        case "coordinating":
            chosen = cast.coordinating(count, roles.named)
            roles.coordinating += chosen
            return cast.printed(chosen)
        case "same":
            roles.assigned = list(previous)
            return "Sở" if len(previous) == 1 and previous[0].startswith("Sở ") else cast.printed(previous)
        case "report":
            roles.reports_to.append(draft.report())
            return roles.reports_to[-1]
        case "basis":
            citation = draft.cite()
            roles.legal_basis.append(citation.name)
            return citation.short
        case "proposal":
            return draft.propose().full
        case "matter":
            return matter.topic.matter
        case "other":
            return cast.lead(roles.named)
    raise KeyError(name)


def task_text(draft: Draft, matter: Matter, roles: Roles, when: Timing, last: bool) -> str:
    """The task with what it may carry: a sum, a legal basis, a report; only at the end of a sentence (`last`)."""
    rng = draft.rng
    text = when.manner + matter.task
    roles.reports_to += reported_in(draft, matter.task)
    if not last:
        return text
    if matter.topic.amount and matter.part == "main" and rng.random() < 0.2:
        text += rng.choice((" với kinh phí {}", " (kinh phí {})", ", kinh phí dự kiến {}")).format(matter.topic.amount)
    if not roles.legal_basis and rng.random() < 0.15:
        citation = draft.law() if matter.part == "funding" and rng.random() < 0.6 else draft.cite()
        roles.legal_basis.append(citation.name)
        text += rng.choice((" theo {}", " theo quy định tại {}", " theo tinh thần {}")).format(citation.short)
    if not when.report and not roles.reports_to and rng.random() < 0.13:
        roles.reports_to.append(draft.report())
        report = rng.choice((", báo cáo {}", ", trình {} xem xét, quyết định", ", báo cáo kết quả về {}"))
        text += report.format(roles.reports_to[-1])
    return text


def avoided(draft: Draft, matter: Matter) -> set[str]:
    """The bodies that a similar notice gave this very task to."""
    return draft.avoided.get(matter.topic.matter, set()) if matter.part == "main" else set()


def reported_in(draft: Draft, task: str) -> list[str]:
    """Who the task itself says is reported to."""
    return [draft.local(report) for report in _REPORTED.findall(task)]


def usual_body(draft: Draft, matter: Matter, roles: Roles) -> str | None:
    """One of those that mostly do this kind of work, if the matter has such."""
    usual = [body for body in map(draft.local, matter.usual) if body not in roles.named]
    return draft.rng.choice(usual) if usual and draft.rng.random() < 0.95 else None
