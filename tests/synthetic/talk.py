"""Background: sentences that name bodies, days and sums and assign nothing."""

import re
from typing import Any

from .citations import organic_law, printed_day
from .draft import Draft
from .matters import Matter
from .people import person
from .phrasebook import read

_CHANGE = re.compile(r"\b(tăng|giảm|lãi|nợ)\b")


class Words(dict[str, Any]):
    """What the slots of background and openings stand for; a capital slot ({Day}) is the same with a capital."""

    def __init__(self, draft: Draft, **fixed: str) -> None:
        super().__init__(fixed)
        self._draft = draft

    def __missing__(self, name: str) -> str:
        if name[0].isupper():
            word = str(self[name.lower()])
            return word[0].upper() + word[1:]
        draft, rng = self._draft, self._draft.rng
        match name:
            case "body" | "main" | "body2":
                return rng.choice(draft.cast().main if name != "body2" else draft.cast().near)
            case "field":
                return draft.sector.field
            case "province":
                return f"{draft.province.kind} {draft.province.name}"
            case "citation":
                return draft.cite().full
            case "citation_short":
                return draft.cite().short
            case "proposal":
                return draft.propose().full
            case "proposal_short":
                return draft.propose().bare
            case "law":
                return organic_law(draft.issued_on)
            case "past":
                return printed_day(rng, draft.past_day())
            case "percent":
                return rng.choice((f"{rng.randint(31, 99)}", f"{rng.randint(31, 98)},{rng.randint(1, 9)}"))
            case "count":
                return f"{rng.randint(3, 480):02d}"
            case "few":
                return f"{rng.randint(2, 35):02d}"
            case "plan_year":
                return str(draft.issued_on.year + (draft.issued_on.month > 9))
            case "year":
                return str(draft.issued_on.year)
            case "money":
                return rng.choice(
                    (f"{rng.randint(1, 95)},{rng.randint(1, 9)} tỷ đồng", f"{rng.randint(11, 99) * 10} triệu đồng")
                )
            case "this":
                return draft.kind.this
            case "name":
                return person(rng)
        raise KeyError(name)


def fact(draft: Draft) -> str:
    """A fact of the field, as a sentence; none is told twice with other figures."""
    template = draft.rng.choice([fact for fact in draft.sector.facts if fact not in draft.told] or draft.sector.facts)
    draft.told.add(template)
    small = {"percent": f"{draft.rng.randint(1, 14)},{draft.rng.randint(1, 9)}"} if _CHANGE.search(template) else {}
    return _filled(draft, template, **small).rstrip(".") + "."


def talk(draft: Draft, matter: Matter, stop: bool = True) -> str:
    """A sentence about the matter, with or without its full stop."""
    group = draft.rng.choices(("facts", "results", "shortcomings", "positions"), (6, 4, 3, 3))[0]
    text = fact(draft) if group == "facts" else _said(draft, group, matter)
    return text if stop else text.rstrip(".")


def purposes(draft: Draft, matter: Matter, count: int) -> list[str]:
    """Lines of a plan's aims, all different."""
    chosen = draft.rng.sample(read("background")["purposes"], count)
    return [_written(draft, template, matter) for template in chosen]


def label(draft: Draft, matter: Matter) -> str:
    """What stands before an assignment: "Về …: "."""
    return _said(draft, "labels", matter)


def _said(draft: Draft, group: str, matter: Matter) -> str:
    return _written(draft, draft.rng.choice(read("background")[group]), matter)


def _written(draft: Draft, template: str, matter: Matter) -> str:
    draft.phrases.add(template)
    return _filled(draft, template, matter=matter.topic.matter, field=matter.sector.field)


def _filled(draft: Draft, template: str, **fixed: str) -> str:
    return template.format_map(Words(draft, **fixed))
