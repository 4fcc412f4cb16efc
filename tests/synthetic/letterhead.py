"""The header of a notice with the facts a reader can take from it."""

from dataclasses import dataclass
from typing import Any

from .draft import Draft
from .header import LAYOUTS, Header, number_and_day
from .phrasebook import read
from .truth import NoticeTruth


@dataclass(frozen=True)
class Letterhead:
    """`lines` is empty when the copy has no header; `speaker` is who speaks in the closing paragraph."""

    lines: list[str]
    facts: NoticeTruth
    speaker: str
    symbol: str
    prints_issuer: bool


def letterhead(draft: Draft, serial: int, signer: dict[str, Any], under_number: str) -> Letterhead:
    """A header in one of the forms that copies come in; `under_number`: the V/v line of a công văn."""
    rng, kind = draft.rng, draft.kind
    place = f"{draft.province.kind} {draft.province.name}"
    office = kind.name == "conclusion" and (bool(signer.get("office")) or rng.random() < 0.08)
    speaker = draft.local("Văn phòng UBND tỉnh" if office or rng.random() < 0.3 else "UBND tỉnh")
    unit = rng.choice(read("citations")["units"])
    symbol = (
        f"UBND-{unit}"
        if kind.name == "letter"
        else f"{kind.symbol}-{rng.choice(('VP', 'VPUBND')) if office else 'UBND'}"
    )
    facts = NoticeTruth(
        number=None,
        type=kind.type,
        issuer=None,
        province=draft.province.name,
        place=None,
        date=None,
        subject=None,
        signer=None,
    )
    choices = [layout for layout in LAYOUTS if layout is not number_and_day or kind.name in ("conclusion", "letter")]
    layout = rng.choices(choices, [LAYOUTS[choice] for choice in choices])[0]
    speaks = "Văn phòng UBND" if speaker.startswith("Văn phòng") and kind.name == "conclusion" else "UBND"
    facts["issuer"] = f"{speaks} {place}"
    if not draft.dated and kind.name in ("conclusion", "letter") and rng.random() < 0.6:
        lines = [under_number] if under_number else []
        return Letterhead(lines, facts, f"{speaks} {place}", symbol, prints_issuer=False)
    parent, issuer = _issuer(draft, place, office)
    header = Header(
        parent=parent,
        issuer=issuer,
        serial=f"{serial:02d}" if rng.random() < 0.94 else "",
        symbol=symbol,
        place="Thành phố Hồ Chí Minh" if draft.province.name == "Hồ Chí Minh" else draft.province.name,
        day=draft.issued_on if draft.dated else None,
        month=draft.issued_on,
        under_number=under_number,
    )
    lines = layout(rng, header)
    facts["place"] = header.place
    facts["number"] = f"{header.serial}/{symbol}" if header.serial else None
    facts["date"] = draft.issued_on.isoformat() if draft.dated else None
    if layout is not number_and_day:
        facts["issuer"] = f"{'Văn phòng UBND' if office else 'UBND'} {place}"
    elif kind.name == "letter":
        speaker = draft.local("UBND tỉnh")
    return Letterhead(lines, facts, speaker, symbol, prints_issuer=layout is not number_and_day)


def _issuer(draft: Draft, place: str, office: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    full, short = ("ỦY BAN NHÂN DÂN", place.upper()), f"UBND {place}".upper()
    if office:
        return draft.rng.choice(
            (((short,), ("VĂN PHÒNG",)), (full, ("VĂN PHÒNG",)), ((), ("VĂN PHÒNG UBND", place.upper())))
        )
    return (), draft.rng.choice((full, full, (short,), (f"ỦY BAN NHÂN DÂN {place}".upper(),)))
