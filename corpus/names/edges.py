"""Where a name can end: at an act or what follows names, and what only looks so: half of a word, a verb that names work, a dash."""

from corpus.lexicon import body_heads, cues
from corpus.names.words import (
    Phrase,
    acts,
    compounds,
    heads,
    kinds,
    name_stops,
    office_names,
    province_ends,
    province_names,
    surnames,
    two_syllables,
)

_COUNTED = ("án", "đạo", "đội", "đoàn", "tác", "tổ", "vực")  # Dự án 85, Ban Chỉ đạo 751, Tổ công tác 1763
_LONGEST_NUMBER = 4  # figures
_CONNECTOR = "và"
_NEED_AN_OBJECT = (
    ("quản", "lý"),
    ("trật", "tự"),
    ("dự", "án", "đầu", "tư"),
)  # no name ends with them where one follows


def office_at(phrase: Phrase, at: int) -> int:
    """How many words at `at` name an office that a body follows: Giám đốc, Thủ trưởng."""
    found = office_names().longest(phrase.words, at)
    if found is None or at + found[0] >= len(phrase.words) or phrase.apart(at + found[0]):
        return 0
    kind = kinds().longest(phrase.words, at)  # chủ đầu tư
    return 0 if kind and kind[0] > found[0] else found[0]


def hands_work(phrase: Phrase, at: int) -> bool:
    """True for a word that gives work, or says the part of a body in it."""
    act = whole_act(phrase, at)
    return any(act in cues()[name] for name in ("assign", "lead", "coordinate", "report"))


def whole_act(phrase: Phrase, at: int) -> str:
    """The act that begins at word `at`, also where it names work elsewhere (*vận hành* đóng, mở cống); no half of a word."""
    act = acts().longest(phrase.words, at)
    return act[1] if act and not is_half(phrase, at, act[0]) else ""


def acts_at(phrase: Phrase, at: int) -> bool:
    return acts().longest(phrase.words, at) is not None


def number_end(phrase: Phrase, at: int) -> int | None:
    """The word after a number that tells bodies of one name apart: Tổ công tác số 2, Ban Quản lý dự án 2."""
    if phrase.apart(at):
        return None
    if phrase.form(at) == "số" and phrase.form(at + 1).isdigit():
        return at + 2
    number = phrase.form(at)
    told_apart = phrase.form(at - 1) in _COUNTED and len(number) <= _LONGEST_NUMBER
    if not number.isdigit() or not (told_apart or len(number) == 1 or (len(number) == 2 and number[0] == "0")):
        return None
    ends = (
        at + 1 == len(phrase.words)
        or phrase.apart(at + 1)
        or (stops(phrase, at + 1) and not phrase.gap(at + 1).strip())
    )
    return at + 1 if ends else None


def ends_in_place(phrase: Phrase, at: int) -> bool:
    """True where the words before word `at` name a province: nothing small follows in a name."""
    if phrase.form(at - 1) not in province_ends():
        return False
    return any(
        tuple(phrase.form(n) for n in range(at - size, at)) in province_names() for size in (4, 3, 2) if size <= at
    )


def begins_body(phrase: Phrase, at: int) -> bool:
    """True where a body's head, or an office, stands at word `at`."""
    return heads().longest(phrase.words, at) is not None or office_at(phrase, at) > 0


def dashed(phrase: Phrase, at: int) -> bool:
    """True where a dash joins two small words: chính trị - xã hội."""
    return phrase.gap(at).strip() == "-" and not phrase.upper(at)


def stops(phrase: Phrase, at: int) -> bool:
    """True where word `at` begins an act or belongs to what follows a name."""
    act = acts().longest(phrase.words, at)
    if act and (act[0] > 1 or not phrase.upper(at)):
        return not (is_half(phrase, at, act[0]) or _names_work(phrase, at, act[0]))
    if phrase.form(at) in ("tỉnh", "huyện", "xã", "thành", "thị"):
        return False
    if phrase.form(at) == _CONNECTOR:  # tài nguyên và môi trường
        return phrase.upper(at + 1) or not (_compound(phrase, at - 1) and _compound(phrase, at))
    if phrase.form(at) in name_stops() or phrase.form(at).isdigit():
        return phrase.form(at) not in cues()["half_words"] or not _compound(phrase, at - 1)
    return phrase.upper(at) and heads().longest(phrase.words, at) is not None


def is_half(phrase: Phrase, at: int, length: int) -> bool:
    """True for a word that is an act by itself and half of another word here: *giao* thông, công *trình*."""
    if length > 1 or phrase.form(at) not in cues()["half_words"]:
        return False
    begins = f"{phrase.form(at)} {phrase.form(at + 1)}" in two_syllables() and not phrase.apart(at + 1)
    ends = f"{phrase.form(at - 1)} {phrase.form(at)}" in two_syllables() and not phrase.apart(at)
    return begins or (ends and not phrase.upper(at - 1))


def _names_work(phrase: Phrase, at: int, length: int) -> bool:
    """True for a verb that names a body's work: another follows it (Trung tâm Kiểm định xây dựng | rà soát), another body
    (Phòng Công nghệ thông tin, Khoa …), or the name goes on (Cục Quản lý xây dựng và Chất lượng công trình)."""
    after = at + length
    if phrase.gap(after).strip() in ("-", "–"):
        return joined_by_dash(phrase, after)
    needed = any(phrase.ends(at, said) for said in _NEED_AN_OBJECT)
    if " ".join(phrase.form(n) for n in range(at, after)) not in cues()["work_in_names"]:
        return (
            needed and length == 1 and after < len(phrase.words) and acts_at(phrase, after)
        )  # Phòng Quản lý thu | gửi
    if needed:
        return True  # Phòng Quản lý | xây dựng công trình
    if after >= len(phrase.words):
        return True
    if phrase.form(after) == _CONNECTOR:
        return phrase.upper(after + 1) and not begins_body(phrase, after + 1)
    if phrase.apart(after):
        return phrase.upper(after) and begins_body(phrase, after)
    return acts().longest(phrase.words, after) is not None


def _compound(phrase: Phrase, at: int) -> bool:
    """True where the lexicon has word `at` and the next one side by side, and no act begins with them: hệ *thống*."""
    return f"{phrase.form(at)} {phrase.form(at + 1)}" in compounds() and not phrase.apart(at + 1)


def in_title_case(phrase: Phrase, at: int) -> bool:
    return phrase.upper(at) and not phrase.text[phrase.words[at].start : phrase.words[at].end].isupper()


def joined_by_dash(phrase: Phrase, at: int) -> bool:
    """True where a dash joins two halves of a name: Kế hoạch - Tài chính; not where a person's office or name follows."""
    if not phrase.upper(at):
        return False
    place = any(
        tuple(phrase.form(at + n) for n in range(size)) in province_names() for size in (2, 3)
    )  # Thăng Long - Hà Nội
    surname = phrase.text[phrase.words[at].start : phrase.words[at].end] in surnames() and phrase.upper(at + 1)
    person = surname and not place
    joined = phrase.gap(at).strip() in ("-", "–")
    kind = kinds().longest(phrase.words, at) and " ".join((phrase.form(at), phrase.form(at + 1))) != "xã hội"
    return joined and not person and not begins_body(phrase, at) and not kind


def second_syllable(phrase: Phrase, at: int) -> bool:
    """True where word `at` completes the capitalised one before it: the *chính* of Tài chính."""
    word = phrase.words[at]
    small = word.form.isalpha() and not phrase.upper(at) and not phrase.apart(at)
    act = acts().longest(phrase.words, at - 1)
    completes = act is not None and act[0] == 2 and act[1] in cues()["task_verbs"]  # Phòng Xây dựng
    compound = f"{phrase.form(at - 1)} {word.form}" in compounds()
    begins_act = acts().longest(phrase.words, at) is not None
    head = phrase.form(at - 1) in body_heads("closed")  # Văn phòng Sở | thông báo
    return small and not head and (completes or compound or (word.form not in name_stops() and not begins_act))
