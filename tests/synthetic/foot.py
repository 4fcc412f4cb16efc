"""The foot of a notice: who receives it and who signed."""

import random
from typing import Any

from .draft import Draft
from .people import person
from .phrasebook import read
from .truth import SignerTruth


def signer_lines(draft: Draft) -> dict[str, Any]:
    """The lines of authority above the name; `office` when the Văn phòng speaks for itself."""
    choices = read("closings")["signers"]["conclusion" if draft.kind.name == "conclusion" else "board"]
    if draft.kind.name == "dispatch":  # the Chairman's own word
        choices = [entry for entry in choices if not entry["lines"][0].startswith("TM.")]
    chosen: dict[str, Any] = draft.rng.choices(choices, [entry.get("weight", 1) for entry in choices])[0]
    return chosen


def foot(draft: Draft, lines: list[str]) -> tuple[list[str], SignerTruth | None]:
    """The paragraphs of the foot, and the signer as printed."""
    rng = draft.rng
    named = rng.random() < 0.94
    name = person(rng) if named else None
    receivers = _recipients(draft)
    if rng.random() < 0.04:
        return [receivers], None
    block = [*lines]
    if rng.random() < 0.15:
        block.append(rng.choice(("(Đã ký)", "(đã ký)", "Đã ký")))
    signed = "\n".join(block) + (f"\n\n\n{name}" if name else "")
    parts = [receivers, signed] if rng.random() < 0.85 else [signed, receivers]
    if rng.random() < 0.06:
        parts = [signed]
    return parts, SignerTruth(name=name, title=lines[-1])


def _recipients(draft: Draft) -> str:
    rng = draft.rng
    names = rng.sample(read("closings")["recipients"], rng.randint(3, 6))
    unit = rng.choice(read("citations")["units"])
    initials = "".join(rng.choice("abđghklmnpqtvxy") for _ in range(2)).upper()
    last = rng.choice(
        (
            f"Lưu: VT, {unit}.",
            f"Lưu: VT, {unit} ({initials}).",
            f"Lưu: VT, {initials.lower()} ({rng.randint(1, 30):02d}b).",
            "Lưu: VT.",
        )
    )
    addressed = read("closings")["addressed"].get(draft.kind.name)
    if addressed and (draft.kind.name != "conclusion" or rng.random() < 0.5):
        names.insert(0, addressed)
    return "\n".join([f"Nơi nhận:{' ' if rng.random() < 0.2 else ''}", *[f"- {name};" for name in names], f"- {last}"])


def web_frame(rng: random.Random, province: str) -> tuple[list[str], list[str]]:
    """What a portal prints above and below a copied text."""
    web = read("closings")["web"]
    values = {"province": province, "name": person(rng), "count": rng.randint(40, 9000)}
    top = [line.format(**values) for line in web["top"]]
    bottom = [line.format(**values) for line in rng.sample(web["bottom"], 2)]
    return top[: rng.randint(1, 3)], bottom
