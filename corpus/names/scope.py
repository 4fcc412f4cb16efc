"""The scope after a body's name: the level and the place it belongs to (tỉnh Quảng Nam, các huyện, thành phố)."""

import re

from corpus.lexicon import body_heads
from corpus.names.agencies import SCOPES
from corpus.names.words import Phrase, acts, heads, name_stops

_LEVEL_WORDS = frozenset(scope[0] for scope in SCOPES)
_LEVEL_JOINT = re.compile(r"\s*,?\s*")
_NUMBERED = ("phường", "quận", "xã")  # places that may have a number for a name
_HAMLETS = (("thôn",), ("bản",), ("ấp",), ("buôn",), ("khu", "phố"), ("tổ", "dân", "phố"), ("khu", "dân", "cư"))
_CONNECTOR = "và"


def level_at(phrase: Phrase, at: int) -> int:
    """How many words at `at` name a level: huyện, thị xã, đặc khu."""
    first = phrase.form(at)
    if first not in _LEVEL_WORDS or (first == "xã" and phrase.form(at + 1) == "hội"):
        return 0
    if phrase.upper(at) and (head := heads().longest(phrase.words, at)) and head[0] > 1:
        return 0  # Tỉnh đoàn, Huyện ủy
    for scope in SCOPES:
        if scope[0] == first and (len(scope) == 1 or phrase.form(at + 1) == scope[1]):
            return len(scope)
    alone = phrase.form(at) in ("thành", "thị") and (
        phrase.apart(at) or phrase.apart(at + 1) or at + 1 >= len(phrase.words)
    )
    return int(alone)  # UBND các huyện, thành, thị


def scope_end(phrase: Phrase, at: int) -> int:
    """Past the level and the place that follow a name: tỉnh Quảng Nam, huyện Cao Lộc, các huyện, thành phố."""
    if at >= len(phrase.words) or phrase.apart(at) or (phrase.breaks(at) and acts().longest(phrase.words, at)):
        return at
    if phrase.form(at) == "các" and level_at(phrase, at + 1):
        return levels_end(phrase, at + 1)
    if phrase.form(at) == "các" and (hamlets := next(filter(lambda said: phrase.begins(at + 1, said), _HAMLETS), None)):
        return at + 1 + len(hamlets)
    if level := level_at(phrase, at):
        if phrase.breaks(at + level) and acts().longest(phrase.words, at + level):
            return at + level
        if (several := levels_end(phrase, at)) > at + level:
            return several  # Công an phường, xã, đặc khu
        return place_end(phrase, at + level) if not phrase.apart(min(at + level, len(phrase.words) - 1)) else at + level
    return place_end(phrase, at)


def levels_end(phrase: Phrase, at: int) -> int:
    """Past the levels that are listed from word `at` on: huyện, thị xã và thành phố."""
    after = at
    while level := level_at(phrase, after):
        after += level
        joined = after + (phrase.form(after) == _CONNECTOR)
        if not level_at(phrase, joined) or not _LEVEL_JOINT.fullmatch(phrase.gap(joined)):
            break
        after = joined
    return after


def place_end(phrase: Phrase, at: int) -> int:
    """The word after a place name of up to four capitalised words at word `at`, or after a number: phường 2."""
    if phrase.form(at - 1) in _NUMBERED and phrase.form(at).isdigit() and len(phrase.form(at)) < 3:
        return at + 1
    if phrase.form(at) in name_stops() and not phrase.upper(at + 1):
        return at  # Cục Quản lý thị trường tỉnh | Theo chức năng
    stop = at
    while stop < min(at + 4, len(phrase.words)) and phrase.upper(stop) and (stop == at or not phrase.apart(stop)):
        head = heads().longest(phrase.words, stop)
        closed = head is not None and head[1] in body_heads("closed")  # Phòng thủ dân sự | Bộ Xây dựng
        if ((stop > at or closed) and begins_name(phrase, stop)) or (head and head[0] > 1):
            break
        stop += 1
        if (
            phrase.text[phrase.words[stop - 1].end :][:3] == " - "
            and phrase.upper(stop)
            and not begins_name(phrase, stop)
        ):
            stop += 1  # Xuân Hương - Đà Lạt
    return stop


def begins_name(phrase: Phrase, at: int) -> bool:
    """True for the head of another body; a syllable that places are named with, too, is none (Xuân Trường, Hội An)."""
    head = heads().longest(phrase.words, at)
    return head is not None and (head[0] > 1 or head[1] not in body_heads("place"))
