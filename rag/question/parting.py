"""A message that asks for several things by conditions of their own: "thông báo nào …, thông báo nào …" is two questions."""

from rag.question.language import language_of
from rag.question.tags import between, breaks, tags_of

_NOUNS = ("notice", "paper", "province")
_JOINTS = ("và", "va", "and")


def parted(text: str) -> list[str]:
    """The parts of a question, each with a "which" of its own: after a comma or a joint, of the same or another noun."""
    language = language_of(text)
    tags = tags_of("shapes", text, language)
    edges, starts = set(breaks(text, tags.words)), []
    for noun in (one for name in _NOUNS for one in tags.of(name)):
        asking = (one for one in tags.of("which") if (one.first < noun.first) == (language == "en"))
        which = next((one for one in asking if between(one, noun) == 0), None)
        starts += [min(noun.first, which.first)] if which else []
    cuts = []
    for at in sorted(starts)[1:]:
        joined = tags.words[at - 1].form in _JOINTS
        if joined or at in edges:
            cuts.append((tags.words[at - joined].start, tags.words[at].start))
    parts, left = [], 0
    for end, start in cuts:
        parts.append(text[left:end].rstrip(" ,;"))
        left = start
    return [*parts, text[left:]]
