"""The stream of questions: the templates of each slot take turns, chance decides whether there is an answer."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..truth import SyntheticNotice
from .answered import answered
from .archive import Archive, archive
from .asked import Asked
from .elsewhere import near_topic, other_topic, outside
from .noise import happen
from .question import Language, Slot, SyntheticQuestion, Why
from .templates import Template, templates
from .unanswered import Maker, other_body, other_province, other_year, slot_missing, swapped_role

PER_NOTICE = 8
NEGATIVE, ENGLISH = 0.4, 0.3
SLOTS: dict[Slot, float] = {
    "lead": 27,
    "coordinating": 12,
    "deadline": 19,
    "task": 13,
    "legal_basis": 8,
    "reports_to": 7,
    "fact": 7,
    "list": 7,
}
WHYS: dict[Why, float] = {
    "other_province": 8,
    "other_year": 6,
    "other_body": 6,
    "slot_missing": 8,
    "swapped_role": 5,
    "near_topic": 6,
    "other_topic": 4,
    "outside": 4,
}
MAKERS: dict[Why, Maker] = {
    "other_province": other_province,
    "other_year": other_year,
    "other_body": other_body,
    "slot_missing": slot_missing,
    "swapped_role": swapped_role,
    "near_topic": near_topic,
    "other_topic": other_topic,
}


def generate_questions(
    notices: Sequence[SyntheticNotice], seed: int, count: int | None = None
) -> Iterator[SyntheticQuestion]:
    """`count` questions about these notices, eight for each unless told; no two are worded alike."""
    rng, shelf, turns = random.Random(f"questions/{seed}"), archive(notices), Turns()
    wanted = PER_NOTICE * len(notices) if count is None or not notices else count
    seen: set[str] = set()
    for _ in range(wanted * 20):
        if len(seen) == wanted:
            return
        asked = _some(rng, shelf, turns)
        text, noise = happen(rng, asked) if asked else ("", ())
        if asked and text.lower() not in seen:
            yield _question(f"q-{len(seen):05d}", asked, text, noise)
            seen.add(text.lower())


@dataclass
class Turns:
    """Decks of templates: none is dealt twice before the others of its kind."""

    decks: dict[tuple[str, ...], list[Template]] = field(default_factory=dict)

    def deal(self, rng: random.Random, language: Language, slot: Slot, why: str) -> Template:
        """The next template."""
        deck = self.decks.setdefault((language, slot, why), [])
        if not deck:
            deck += [template for template in templates(language) if template.slot == slot]
            rng.shuffle(deck)
        return deck.pop()


def _some(rng: random.Random, shelf: Archive, turns: Turns) -> Asked | None:
    language: Language = "en" if rng.random() < ENGLISH else "vi"
    if rng.random() >= NEGATIVE:
        slot = rng.choices(list(SLOTS), list(SLOTS.values()))[0]
        return answered(rng, shelf, turns.deal(rng, language, slot, ""))
    why = rng.choices(list(WHYS), list(WHYS.values()))[0]
    if why == "outside":
        return outside(rng, shelf, language)
    for _ in range(30):  # not every template can go wrong in every way
        slot = rng.choices(list(SLOTS), list(SLOTS.values()))[0]
        asked = MAKERS[why](rng, shelf, turns.deal(rng, language, slot, why))
        if asked:
            return asked
    return None


def _question(name: str, asked: Asked, text: str, noise: tuple[str, ...]) -> SyntheticQuestion:
    return SyntheticQuestion(
        id=name,
        question=text,
        language=asked.template.language,
        slot=asked.template.slot,
        notice_id=asked.notice_id,
        quotes=asked.quotes,
        answerable=asked.why is None,
        why=asked.why,
        template=asked.template.id,
        said=asked.said,
        named=asked.named,
        noise=noise,
        values=asked.values,
    )
