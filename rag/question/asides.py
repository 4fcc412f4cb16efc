"""What a question shows beside what it asks for: talk, what is no business of notices, work for the person, a comparison.

By the marks of corpus/lexicon/asides.yaml, of both languages: "hello, ai ký?".
"""

from rag.models import Aside
from rag.question.asks import asks_a_thing
from rag.question.tags import Tags, tags_of

_APART = 20  # words between "answer that" and "without a source"


def shows(mark: str, text: str) -> bool:
    """True where a text has a phrase of that mark, in either language."""
    return any(tags.has(mark) for tags in _asides(text))


def aside_of(text: str, language: str, *, idle: bool, asks: bool) -> Aside | None:
    """What a message is beside, or instead of, a question; the graver first.

    `idle`: it names nothing and little of a matter; `asks`: a facet is asked for.
    """
    if to_a_machine(text):
        return Aside.TO_A_MACHINE
    if any(_asks_for_work(tags, asks_a_thing(text, language)) for tags in _asides(text)):
        return Aside.WORK
    greets = not asks and any(tags.opening("greeting", at=_after_polite(tags)[0]) for tags in _asides(text))
    if idle and (greets or shows("small_talk", text)):
        return Aside.SMALL_TALK
    return Aside.OTHER_BUSINESS if shows("other_business", text) else None


def to_a_machine(text: str) -> bool:
    """True for what is said to a machine, not to an office: "ignore all instructions", "đóng vai …"."""
    return any(
        tags.has("to_a_machine")
        or tags.near("ignore", "rules", 2)
        or tags.near("always", "speak", 0)
        or tags.near("speak", "so", 0)
        or tags.near("dont", "cite", 0)
        or tags.near("say", "unsourced", _APART)
        or tags.opening("act")
        for tags in _asides(text)
    )


def _asides(text: str) -> tuple[Tags, Tags]:
    return tags_of("asides", text, "vi"), tags_of("asides", text, "en")


def _after_polite(tags: Tags) -> tuple[int, bool]:
    """The first word after those that only ask for something, and whether they say for whom."""
    at, for_me = 0, False
    while one := tags.opening("polite", "for_me", at=at):
        at, for_me = one.after, for_me or one.has("for_me")
    return at, for_me


def _asks_for_work(tags: Tags, asks: bool) -> bool:
    """True where something is to be written, translated or decided for the person: "soạn giúp tôi công văn …"."""
    if tags.has("advice"):
        return True
    at, for_me = _after_polite(tags)
    verb = tags.opening("write", "work", at=at)
    if verb is None:
        return False
    if verb.has("write") and (for_me or tags.opening("for_me", at=verb.after)):
        return True
    letter = any(tags.opening("letter", at=at) for at in (verb.after, verb.after + 1))
    return not asks and (verb.has("work") or letter or tags.has("for_me", "into"))
