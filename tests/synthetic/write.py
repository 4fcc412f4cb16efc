"""One notice from its order: subject, opening, items, close, foot, and the truth of all of it."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from .amendments import Earlier, changes, replacement
from .bodies import body, closing_tasks
from .draft import Draft
from .foot import foot, signer_lines, web_frame
from .front import meeting, opening
from .letterhead import Letterhead, letterhead
from .marks import capitalised, decapitalised
from .matters import matters
from .noise.befall import Sheet
from .outline import Item
from .phrasebook import Kind, Province, Sector, Topic
from .style import some_style
from .talk import Words
from .truth import NoticeTruth

_SPELLED = re.compile(r"(?<![-/\w])UBND(?= (?![A-ZĐ]{2}))")


@dataclass(frozen=True)
class Order:
    """What is to be written. `avoided`: the leads that a similar notice gave its matters to."""

    kind: Kind
    province: Province
    issued_on: date
    serial: int
    sector: Sector
    topics: tuple[tuple[Sector, Topic], ...]
    avoided: dict[str, set[str]] = field(default_factory=dict)
    amended: Earlier | None = None
    replaced: Earlier | None = None


def write(rng: random.Random, order: Order) -> tuple[Draft, Sheet, NoticeTruth]:
    """The draft with its directives, the clean sheet with marks around their quotes, and the facts of the header."""
    draft = Draft(rng, order.kind, order.province, order.issued_on, order.sector, some_style(rng), rng.random() > 0.16)
    draft.avoided = order.avoided
    upcoming = matters(rng, list(order.topics))
    words = meeting(draft, order.topics[0][1])
    first: list[Item] = []
    subject, theme = _subject(draft, words)
    if order.amended:
        subject, first = changes(draft, order.amended)
        subject = f"V/v {decapitalised(subject.removeprefix('Về việc '))}" if order.kind.name == "letter" else subject
    subject = draft.local(subject)
    signer = signer_lines(draft)
    top = letterhead(draft, order.serial, signer, subject if order.kind.name == "letter" else "")
    words["speaker"] = top.speaker
    leaves = int(rng.triangular(4, 18, 8)) - 2 * len(first)
    middle = [
        *_title(draft, subject),
        *opening(draft, words),
        *body(draft, upcoming, max(3, leaves), first, theme),
        *([replacement(draft, order.replaced)] if order.replaced else []),
        *closing_tasks(draft),
        *_closing(draft, words, top),
    ]
    last, signed = foot(draft, signer["lines"])
    top.facts["subject"], top.facts["signer"] = subject, signed
    return draft, _sheet(draft, top, middle, last), top.facts


def _sheet(draft: Draft, top: Letterhead, middle: list[str], last: list[str]) -> Sheet:
    rng, place = draft.rng, f"{draft.province.kind} {draft.province.name}"
    above, below = web_frame(rng, place) if rng.random() < 0.04 else ([], [])
    text = draft.local(draft.style.gap.join(middle))
    text = _SPELLED.sub(lambda _: "Ủy ban nhân dân" if rng.random() < draft.style.spells_out else "UBND", text)
    gap = "\n" if rng.random() < 0.7 else "\n\n"
    return Sheet(
        head=gap.join([*above, *top.lines]),
        middle=text,
        foot="\n\n".join([*map(draft.local, last), *below]),
        issuer=top.facts["issuer"] or "",
        receiver=f"{draft.cast().main[0]} {place.removeprefix('tỉnh ')}",
        issued_on=draft.issued_on,
        dated=draft.dated,
        running_head=rng.choice((f"UBND {place}".upper(), f"{draft.kind.type} - UBND {place}")),
    )


def _subject(draft: Draft, words: Words) -> tuple[str, str]:
    """The subject, and what the first article of a decision says about the same thing."""
    chosen = draft.rng.randrange(len(draft.kind.subjects))
    draft.phrases.add(draft.kind.subjects[chosen])
    later = Words(draft, **{**words, "year": str(draft.issued_on.year + 2)})
    theme = draft.kind.firsts[chosen].format_map(later) if draft.kind.firsts else ""
    return draft.kind.subjects[chosen].format_map(words), theme


def _title(draft: Draft, subject: str) -> Iterator[str]:
    kind, place = draft.kind, f"{draft.province.kind} {draft.province.name}"
    if kind.name == "letter" and draft.rng.random() < 0.4:
        yield f"Kính gửi: {draft.rng.choice((draft.cast().main[0], draft.cast().everyone[0].capitalize()))}."
        return
    if kind.name == "letter":
        receivers = draft.rng.sample([*draft.cast().main, *draft.cast().near[:4]], 2)
        yield "\n".join(["Kính gửi:", *[f"- {name};" for name in receivers[:-1]], f"- {receivers[-1]}."])
        return
    yield f"{kind.type.upper()}\n{subject}"
    if kind.name == "decision":
        yield draft.rng.choice((f"ỦY BAN NHÂN DÂN {place}", f"CHỦ TỊCH ỦY BAN NHÂN DÂN {place}")).upper()


def _closing(draft: Draft, words: Words, top: Letterhead) -> list[str]:
    """The last sentence; it must name the issuer where no header does."""
    choices = [
        text for text in draft.kind.closings if top.prints_issuer or "peaker}" in text or "UBND tỉnh thông báo" in text
    ]
    choices = [
        text
        for text in choices or draft.kind.closings
        if "Thừa lệnh" not in text or top.speaker.startswith("Văn phòng")
    ]
    if not choices:
        return []
    template = draft.rng.choice(choices)
    draft.phrases.add(template)
    if not top.prints_issuer:
        template = template.replace("UBND tỉnh thông báo", f"{top.speaker} thông báo")
    return [capitalised(template.format_map(words))]
