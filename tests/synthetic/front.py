"""The subject of a notice and the paragraphs before its first item."""

from .citations import printed_day
from .draft import Draft
from .marks import capitalised
from .people import person
from .phrasebook import SectorDocument, Topic, read
from .talk import Words, fact


def meeting(draft: Draft, topic: Topic) -> Words:
    """Who met whom where and about what: words for the subject, the opening and the close."""
    rng = draft.rng
    chair = f"{rng.choice(read('closings')['chairs'])} {person(rng)}"
    if rng.random() < 0.2:
        office, name = chair.rsplit(" UBND tỉnh ", 1)
        chair = f"đồng chí {name} - {office} UBND tỉnh"
    words = Words(draft, chair=chair, matter=topic.matter, room=rng.choice(read("closings")["rooms"]))
    words["main"] = draft.cast().main[0]
    if draft.kind.meetings:
        words["meeting"] = rng.choice(draft.kind.meetings).format_map(words)
    words["day"] = f"ngày {printed_day(rng, draft.past_day(12))}"
    return words


def opening(draft: Draft, words: Words) -> list[str]:
    """The paragraphs before the items."""
    rng = draft.rng
    attendees = draft.cast().coordinating(3)
    words["attendees"] = f"đại diện lãnh đạo {rng.choice(('', 'các cơ quan: '))}{', '.join(attendees)}"
    words["fact"], words["fact2"] = fact(draft), fact(draft)
    template = rng.choice(draft.kind.openings)
    if any("{invitation}" in line for line in template):
        invitation = draft.cite(SectorDocument(kind="Giấy mời", by="UBND tỉnh"), within=20)
        words["invitation"] = invitation.short
    draft.phrases.add(template[0])
    lines = [capitalised(line.format_map(words)) for line in template]
    grounds = [line if line.endswith((";", ".", ":", ",")) else f"{line}." for line in lines]
    return [line.replace("..", ".") for line in grounds]
