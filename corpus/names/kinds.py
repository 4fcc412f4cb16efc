"""How far bodies reach that are named by kind: các sở, ban, ngành tỉnh; UBND các huyện, thị xã; các bệnh viện tuyến tỉnh."""

from corpus.lexicon import body_heads
from corpus.names.grammar import name_end, tail_end
from corpus.names.scope import level_at
from corpus.names.words import Phrase, kinds, qualifiers

_COMMITTEES = (["ủy", "ban", "nhân", "dân"], ["hội", "đồng", "nhân", "dân"])
_CONNECTOR = "và"


def kind_end(phrase: Phrase, at: int) -> int | None:
    """The word after bodies named by kind that begin at word `at`: các sở, ban, ngành tỉnh; UBND cấp huyện."""
    plural = phrase.form(at) in ("các", "những")
    begin = at + 1 if plural else at
    head = kinds().longest(phrase.words, begin) if begin < len(phrase.words) else None
    if head is None or (plural and phrase.apart(begin)) or not (plural or head[1] in body_heads("alone")):
        return None
    after = begin + head[0]
    listed = 0
    while (joined := _joined_kind(phrase, after)) is not None:
        after, listed = joined, listed + 1
    tail = tail_end(phrase, after)
    which = listed or _qualified(phrase, after) or (tail > after and head[1] in body_heads("qualified"))
    if not plural and not which:
        return None
    if phrase.upper(tail) and not phrase.apart(tail) and head[1] == "thành viên":
        return name_end(phrase, tail) or tail
    return tail


def committee_end(phrase: Phrase, at: int) -> tuple[int, int] | None:
    """For UBND, HĐND by level: (the word after "UBND các huyện, thị xã", how many levels); None for others."""
    first = phrase.form(at)
    length = 1 if first in ("ubnd", "hđnd") else 4 if first in ("ủy", "hội") and _spelled_committee(phrase, at) else 0
    if not length or phrase.form(at + length) == "tỉnh":
        return None
    after = at + length + (phrase.form(at + length) == "các")
    if phrase.form(after) == "cấp" and phrase.form(after + 1) in ("huyện", "xã", "tỉnh", "cơ"):
        return after + 2 + (phrase.form(after + 1) == "cơ"), 2
    levels = 0
    while (level := level_at(phrase, after)) and not (levels == 0 and phrase.apart(after)):
        after, levels = after + level, levels + 1
        following = (
            after
            + (phrase.form(after) in (_CONNECTOR, "các"))
            + (phrase.form(after + 1) == "các" and phrase.form(after) == _CONNECTOR)
        )
        if not level_at(phrase, following):
            break
        after = following
    return (after, levels) if levels else None


def _qualified(phrase: Phrase, at: int) -> bool:
    """True for "đơn vị liên quan", "cơ quan chủ quản": a kind in the singular has to say which."""
    return qualifiers().longest(phrase.words, at) is not None if at < len(phrase.words) else False


def _joined_kind(phrase: Phrase, at: int) -> int | None:
    """The word after another kind that is joined to the one before word `at`: ", ban", " và các đơn vị"."""
    if at >= len(phrase.words):
        return None
    gap = phrase.gap(at)
    begin = at
    if phrase.form(begin) == _CONNECTOR:
        begin += 1
    elif gap.strip() not in (",", "-", "/") and phrase.form(at) != "ngành":
        return None
    begin += phrase.form(begin) == "các"
    head = kinds().longest(phrase.words, begin) if begin < len(phrase.words) else None
    if head is None or (phrase.upper(begin) and phrase.upper(begin + head[0])):
        return None
    return begin + head[0]


def _spelled_committee(phrase: Phrase, at: int) -> bool:
    return [phrase.form(at + n) for n in range(4)] in _COMMITTEES
