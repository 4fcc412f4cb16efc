"""How far bodies reach that are named by kind: các sở, ban, ngành tỉnh; UBND các huyện, thị xã; các bệnh viện tuyến tỉnh."""

from corpus.lexicon import body_heads
from corpus.names.edges import begins_body, is_half
from corpus.names.grammar import grown, name_end, tail_end
from corpus.names.scope import level_at
from corpus.names.words import (
    Phrase,
    acts,
    belonging,
    duties,
    every_level,
    kinds,
    no_restriction,
    parts_had,
    persons,
    qualifiers,
    restricting,
)

_COMMITTEES = (["ủy", "ban", "nhân", "dân"], ["hội", "đồng", "nhân", "dân"])
_CONNECTOR = "và"
_LONGEST_WHICH = 14  # words
_FEW = 6  # words between those of a kind and the body they are part of
_RANKS = ("bộ", "sở")  # cơ quan ngang bộ
_LEADS_ON = ("cần", "để", "nhằm", "phải", "và")  # between those who are meant and their act
_PASSIVE = 2  # verbs that a passive takes: được | phân công | chủ trì


def kind_end(phrase: Phrase, at: int) -> int | None:
    """The word after bodies named by kind that begin at word `at`: các sở, ban, ngành tỉnh; UBND cấp huyện."""
    plural = phrase.form(at) in ("các", "những")
    begin = at + 1 if plural else at
    head = kinds().longest(phrase.words, begin) if begin < len(phrase.words) else None
    if head is None or (plural and phrase.apart(begin)):
        return None
    after = begin + head[0]
    joins = phrase.upper(begin) and _joined_kind(phrase, after) is not None  # Bộ, ngành liên quan
    if not (plural or joins or head[1] in body_heads("alone")):
        return None
    if not plural and phrase.upper(after) and not phrase.apart(after) and head[1] in body_heads("named"):
        return name_end(phrase, after) or grown(phrase, after)  # cơ quan Thuế
    if plural and phrase.upper(begin) and phrase.upper(after) and (several := name_end(phrase, begin)):
        return tail_end(phrase, several, free=False)  # Các Công ty Điện lực thành viên
    whose = _whose_end(phrase, after)
    after, listed = whose or after, 0
    while (joined := _joined_kind(phrase, after)) is not None:
        after, listed = _whose_end(phrase, joined) or joined, listed + 1
    tail = tail_end(phrase, after)
    tail = _number_end(phrase, tail) or tail
    if owned := _owned_end(phrase, after, tail):
        return owned
    named = (None if _qualified(phrase, after) else which_end(phrase, after)) or which_end(phrase, tail)
    named = named or (_duty_ahead(phrase, tail) if plural else None)
    if not plural and phrase.gap(named or tail).lstrip().startswith(":") and not phrase.headed(at):
        return None  # "Cơ quan được giao: …" is a label
    if named:
        return named
    which = (
        listed
        or whose
        or head[1].startswith("cơ quan ")
        or _qualified(phrase, after)
        or (tail > after and head[1] in body_heads("qualified"))
    )
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
    if (
        phrase.form(after - 1) == "các"
        and after < len(phrase.words)
        and (spoken := every_level().longest(phrase.words, after))
    ):
        return after + spoken[0], 2  # UBND các địa phương
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


def which_end(phrase: Phrase, at: int) -> int | None:
    """The word after what says which bodies are meant, with a verb of its own: có làng nghề, được giao tại Mục II, dự họp.

    It ends where their act begins; where no act follows, at a colon or the end.
    """
    opened = None if phrase.apart(at) or at >= len(phrase.words) else restricting().longest(phrase.words, at)
    acting = acts().longest(phrase.words, at) if opened else None
    if opened is None or (acting and acting[0] > opened[0]) or no_restriction().longest(phrase.words, at):
        return None  # có trách nhiệm; có lúc
    word = at + opened[0]
    for _ in range(_PASSIVE if opened[1].endswith("được") else 0):
        act = acts().longest(phrase.words, word) if word < len(phrase.words) and not phrase.apart(word) else None
        word += act[0] if act else 0
    while word < min(len(phrase.words), at + _LONGEST_WHICH):
        if phrase.gap(word).strip() and not (phrase.gap(word).strip() == "," and phrase.upper(word) and word > at + 2):
            break
        act = acts().longest(phrase.words, word)
        if (
            act
            and (act[0] > 1 or not phrase.upper(word))
            and word > at + opened[0]
            and not is_half(phrase, word, act[0])
        ):
            ends = word - (phrase.form(word - 1) in _LEADS_ON)
            return ends if ends > at + opened[0] else None
        word += 1
    ends = opened[1] != "có" and (word >= len(phrase.words) or phrase.gap(word).strip() in (":", "("))
    return word if ends and word > at + opened[0] else None


def _duty_ahead(phrase: Phrase, at: int) -> int | None:
    """The word after what bodies of a kind do, where it only says which are meant: các doanh nghiệp *tiếp nhận học viên* có
    trách nhiệm …"""
    for word in range(at, min(len(phrase.words), at + _LONGEST_WHICH)):
        if phrase.apart(word) or parts_had().longest(phrase.words, word) or begins_body(phrase, word):
            return None
        if duties().longest(phrase.words, word):
            ends = word - (phrase.form(word - 1) in _LEADS_ON)
            return ends if ends > at else None
    return None


def person_end(phrase: Phrase, at: int) -> int | None:
    """The word after somebody named by office or trade alone: Kế toán, Phó Hiệu trưởng phụ trách cơ sở vật chất.

    None unless an act follows, a colon, a bracket, or nothing.
    """
    headed = phrase.headed(at)
    begin = at + 2 * (headed and phrase.begins(at, ("đội", "ngũ")))
    found = persons().longest(phrase.words, begin) if begin < len(phrase.words) else None
    after = begin + found[0] if found else at
    field = phrase.upper(after) and not phrase.apart(after) and not phrase.shouts(after)  # Công chức | Địa chính
    if not found or not (phrase.upper(at) or field or headed) or phrase.text[phrase.words[at].start :][:2].isupper():
        return None
    if field:
        after = grown(phrase, after)
    elif phrase.form(after) == "các" and (whose := kind_end(phrase, after)):
        after = whose
    alone = field and phrase.form(after - 1) in body_heads("bare")  # Giám đốc Sở
    tail = after if alone else which_end(phrase, after) or tail_end(phrase, after)
    tail = _number_end(phrase, tail) or tail
    if phrase.form(tail) == "các" and _ends_line(phrase, tail + 2):
        tail += 2  # Giáo viên chủ nhiệm các lớp
    if headed:
        return tail if _ends_line(phrase, tail) else None
    if tail >= len(phrase.words) or phrase.gap(tail).strip() in (":", "(", ","):
        return tail
    acting = acts().longest(phrase.words, tail) or phrase.form(tail) == "theo"  # theo lĩnh vực phụ trách
    return tail if acting and not phrase.apart(tail) else None


def _ends_line(phrase: Phrase, at: int) -> bool:
    """True where nothing follows the words before word `at` on their line, or a colon."""
    return at == len(phrase.words) or (at < len(phrase.words) and phrase.gap(at).strip(" \t") in (":", "\n", ":\n"))


def _whose_end(phrase: Phrase, at: int) -> int | None:
    """The word after the body that the bodies of a kind are part of, or rank with: cơ quan ngang Bộ, đơn vị thuộc Sở Y tế."""
    begin = at
    while begin < len(phrase.words) and (joint := belonging().longest(phrase.words, begin)):
        if phrase.apart(begin) and begin == at:
            return None
        begin += joint[0]  # thuộc, trực thuộc
    if begin == at or begin >= len(phrase.words) or phrase.apart(begin):
        return None
    named = name_end(phrase, begin) if phrase.upper(begin) else None
    if phrase.form(begin) == "các" and phrase.form(begin + 1) in _RANKS:
        named = kind_end(phrase, begin)  # đơn vị thuộc các Bộ có liên quan
    return named or (
        begin + 1
        if phrase.form(begin) in _RANKS or (phrase.upper(begin) and phrase.form(begin) in body_heads("shared"))
        else None
    )


def _owned_end(phrase: Phrase, at: int, tail: int) -> int | None:
    """The word after the body that those bodies are part of which small words tell: đơn vị *có liên quan thuộc Bộ Y tế*;
    beyond `tail` only where an act follows it."""
    for word in range(at + 1, min(at + _FEW, len(phrase.words))):
        if phrase.apart(word) or phrase.upper(word):
            return None
        if (joint := belonging().longest(phrase.words, word)) and (whose := _whose_end(phrase, word)):
            inside = word <= tail or word + joint[0] <= tail
            acting = whose < len(phrase.words) and not phrase.apart(whose) and acts().longest(phrase.words, whose)
            return whose if inside or acting else None
    return None


def _number_end(phrase: Phrase, at: int) -> int | None:
    """The word after a number that ends a kind's name: giáo viên chủ nhiệm khối 10."""
    if at == 0 or phrase.apart(at) or not phrase.form(at).isdigit() or len(phrase.form(at)) > 2:
        return None
    ends = at + 1 >= len(phrase.words) or phrase.gap(at + 1).strip() in (":", "(", ",")
    return at + 1 if ends or (not phrase.apart(at + 1) and acts().longest(phrase.words, at + 1)) else None


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
    head = kinds().longest(phrase.words, begin) if begin < len(phrase.words) else None
    if head is None or (phrase.upper(begin) and phrase.upper(begin + head[0])):
        return None
    return begin + head[0]


def _spelled_committee(phrase: Phrase, at: int) -> bool:
    return [phrase.form(at + n) for n in range(4)] in _COMMITTEES
