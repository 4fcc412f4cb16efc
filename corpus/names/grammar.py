"""How far the name of a body reaches. A name is head + name + scope: Sở | Kế hoạch và Đầu tư | tỉnh Quảng Nam.

What the lexicon lists is known whole. Elsewhere capital letters carry a name on, and small ones up to the word that
begins an act. Bodies named by kind are read by `corpus.names.kinds`.
"""

from corpus.lexicon import body_heads
from corpus.names.edges import (
    acts_at,
    begins_body,
    dashed,
    ends_in_place,
    hands_work,
    in_title_case,
    joined_by_dash,
    number_end,
    second_syllable,
    stops,
    whole_act,
)
from corpus.names.scope import begins_name, level_at, levels_end, place_end, scope_end
from corpus.names.words import (
    Phrase,
    acts,
    boards,
    first_small_words,
    heads,
    listed_names,
    name_pairs,
    name_stops,
    parts_had,
    qualifiers,
    small_before_capitals,
)
from corpus.text import fold, is_syllable

_LONGEST_TAIL = 8  # words
_LONGEST_GROWN = 40  # words with capitals
_PROJECTS = (
    ("dự", "án"),
    ("đầu", "tư", "xây", "dựng"),
    ("đầu", "tư", "và", "xây", "dựng"),
    ("công", "trình", "giao", "thông"),
)
_PROJECT_ENDS = frozenset(said[-1] for said in _PROJECTS)
_LONGEST_FIELD = 20  # words that say what a board or a centre is for
_JOINS = ("các", "và")
_BEFORE_LEVELS = ("các", "của", "bàn", "cấp", "toàn", "tại")  # a level behind them is no end of a name
_LONGEST_PART = 3  # words of one of several parts of a name
_MOST_PARTS = 5  # bodies one inside the other: Tổ …, Phòng …, Chi cục …, Sở …
_CONNECTOR = "và"


def may_begin(phrase: Phrase, at: int) -> bool:
    """True for one of the first words in a place where a body may begin: a name begins with a capital."""
    if phrase.words[at].form in first_small_words() or phrase.upper(at):
        return True
    if phrase.headed(at):
        return True  # Đối với đội ngũ giáo viên
    small = small_before_capitals().longest(phrase.words, at)
    return small is not None and phrase.upper(at + small[0])


def small_head(phrase: Phrase, at: int) -> bool:
    """True for a head in small letters before a name: giao *phòng* Tài chính - Kế hoạch; phòng COVID names nobody."""
    named = phrase.form(at) in body_heads("shared") and phrase.upper(at + 1) and not phrase.apart(at + 1)
    return named and is_syllable(fold(phrase.form(at + 1)))


def name_end(phrase: Phrase, at: int, part: int = 1) -> int | None:
    """The word after the name that begins with a capital at word `at`; None where none begins.

    `part`: how many bodies one inside the other have been named so far, with this one.
    """
    if not (phrase.upper(at) or small_head(phrase, at)):
        return None
    head = heads().longest(phrase.words, at)
    for begin in (at, at + head[0], at + head[0] + 2) if head else (at,):  # Văn phòng | thường trực | Ban Chỉ đạo 09
        opens = phrase.form(begin) in boards().first_words() and phrase.upper(begin)
        whole = opens and not any(phrase.apart(word) for word in range(at + 1, begin + 1))
        if whole and (board := _board_end(phrase, begin, part)):
            return board
    closed = head is not None and head[1] in body_heads("closed")
    if listed := listed_names().longest(phrase.words, at):
        return _listed_end(phrase, at + listed[0], part, closed=closed)
    act = acts().longest(phrase.words, at)
    if head is None or closed or (act and act[0] > head[0] and not in_title_case(phrase, at + head[0])):
        return None
    begin = at + head[0]
    if number := number_end(phrase, begin):
        return number
    name = grown(phrase, begin)
    if phrase.form(name) == "các" and not phrase.apart(name) and phrase.form(name - 1) == "lý":
        tail = _listed_more(phrase, name + 1, tail_end(phrase, name + 1))
        return number_end(phrase, tail) or scope_end(phrase, tail)  # Ban Quản lý các khu công nghiệp
    after = scope_end(phrase, name)
    if after == begin and head[0] > 1:
        after = _onwards(phrase, after, part)  # Hải quan khu vực XIV
    if after == begin:  # a bare "Ban", "Phòng" is no name; Đoàn trường is one
        acting = after < len(phrase.words) and not phrase.apart(after) and acts().longest(phrase.words, after)
        return after if head[0] > 1 and acting else None
    after = _both_cases(phrase, name) if after == name else after
    return number_end(phrase, after) or _over_comma(phrase, begin, _field_end(phrase, _onwards(phrase, after, part)))


def _listed_more(phrase: Phrase, noun: int, after: int) -> int:
    """Past what else is listed with the same noun: các khu kinh tế, *khu công nghiệp*."""
    while after < len(phrase.words):
        begin = after + (phrase.form(after) == _CONNECTOR)
        joined = begin > after or phrase.gap(after).strip() == ","
        if phrase.form(begin) != phrase.form(noun) or phrase.upper(begin) or not joined:
            break
        after = tail_end(phrase, begin + 1)
    return after


def _over_comma(phrase: Phrase, begin: int, after: int) -> int:
    """Past small words behind a comma that end at the part the body has: Phòng Phổ biến, *giáo dục pháp luật* chủ trì;
    at its level where its name is made of verbs: Trung tâm Giám sát, *điều hành giao thông tỉnh*."""
    verb = acts().longest(phrase.words, begin)
    if (
        verb
        and begin + verb[0] == after
        and phrase.gap(after).strip() == ","
        and (whole := _level_ahead(phrase, after, verbs=True))
    ):
        return whole
    if after >= len(phrase.words) or phrase.gap(after).strip() != "," or phrase.upper(after) or acts_at(phrase, after):
        return after
    for at in range(after + 1, min(after + _LONGEST_TAIL, len(phrase.words))):
        if phrase.apart(at) or phrase.upper(at):
            break
        if parts_had().longest(phrase.words, at):
            return at
        if acts_at(phrase, at):
            break
    return after


def _level_ahead(phrase: Phrase, at: int, *, verbs: bool = False) -> int | None:
    """The word after the level that ends a name in small words, with commas among them: các công trình dân dụng, công
    nghiệp *tỉnh*; `verbs`: they may name work, too. None where another name or a part in the work comes first."""
    for word in range(at, min(at + _LONGEST_FIELD, len(phrase.words))):
        if phrase.gap(word).strip() not in ("", ",", "-") and word > at:
            return None
        if word > at and level_at(phrase, word) and phrase.form(word - 1) not in _BEFORE_LEVELS:
            return scope_end(phrase, word)
        if (
            phrase.upper(word)
            or hands_work(phrase, word)
            or not (verbs or phrase.form(word) in _JOINS or not stops(phrase, word))
        ):
            return None
    return None


def _listed_end(phrase: Phrase, at: int, part: int, *, closed: bool) -> int:
    """The word after a name that the lexicon lists and that ends before word `at`, with its scope or what it is part of."""
    if (
        phrase.form(at - 1) == "sở"
        and part < _MOST_PARTS
        and not phrase.apart(at)
        and (whole := name_end(phrase, at - 1, part + 1))
    ):
        return whole  # Thanh tra Sở | Giao thông vận tải
    board = at < len(phrase.words) and not phrase.apart(at) and phrase.upper(at) and boards().longest(phrase.words, at)
    if board and part < _MOST_PARTS:
        return name_end(phrase, at, part + 1) or at + board[0]  # Cơ quan thường trực | Ban Chỉ huy
    if number := number_end(phrase, at):
        return number
    if phrase.form(at) == _CONNECTOR or phrase.gap(at).strip() == ",":
        plural = next((n for n in range(at - 1, max(0, at - _LONGEST_TAIL), -1) if phrase.form(n) == "các"), None)
        if plural and (more := _listed_more(phrase, plural + 1, at)) > at:
            return scope_end(phrase, more)  # Ban Quản lý các khu kinh tế, khu công nghiệp tỉnh
    if _is_for_projects(phrase, at) and (whole := _level_ahead(phrase, at)):
        return whole
    if level_at(phrase, at - 1) == 1 and (several := levels_end(phrase, at - 1)) > at:
        return several  # Công an phường, xã, đặc khu
    after = scope_end(phrase, at)
    if closed or (after > at and not phrase.upper(at)):
        return after + 2 * phrase.ends(after + 2, ("còn", "lại"))  # UBND các huyện còn lại
    goes_on = phrase.upper(at) or (
        phrase.form(at) == _CONNECTOR and phrase.upper(at + 1) and not begins_body(phrase, at + 1)
    )
    apart = phrase.apart(at) and not joined_by_dash(phrase, at) and not _goes_on_behind_comma(phrase, at)
    # Cục Quản lý thị trường tỉnh | Theo chức năng
    apart = apart or ((level_at(phrase, at - 1) == 1 or level_at(phrase, at - 2) == 2) and stops(phrase, at))
    if goes_on and not apart and not begins_name(phrase, at):
        after = max(after, _both_cases(phrase, grown(phrase, at)))
    return _field_end(phrase, _onwards(phrase, after, part))


def _field_end(phrase: Phrase, at: int) -> int:
    """Past small words that other names hold, where an act follows them or nothing: Trung tâm Tin học | *hành chính quốc gia* rà soát."""
    after = at
    if level_at(phrase, at - 1) == 1 or level_at(phrase, at - 2) == 2 or ends_in_place(phrase, at):
        return at  # UBND tỉnh | kết quả kiểm tra
    while after - at < _LONGEST_TAIL and f"{phrase.form(after)} {phrase.form(after + 1)}" in name_pairs():
        if any(
            (phrase.apart(n) and not dashed(phrase, n)) or phrase.upper(n) or stops(phrase, n) or whole_act(phrase, n)
            for n in (after, after + 1)
        ):
            break
        after += 2
    ends = after >= len(phrase.words) or phrase.apart(after) or acts_at(phrase, after)
    return after if ends else at


def _is_for_projects(phrase: Phrase, at: int) -> bool:
    """True where a listed name ends before word `at` that says what is built in small words: Ban Quản lý dự án đầu tư
    xây dựng | các công trình dân dụng, công nghiệp."""
    goes_on = at < len(phrase.words) and not phrase.apart(at) and not phrase.upper(at)
    return goes_on and phrase.form(at - 1) in _PROJECT_ENDS and any(phrase.ends(at, said) for said in _PROJECTS)


def _board_end(phrase: Phrase, at: int, part: int) -> int | None:
    """The word after a board's name: one that is listed, or goes on in small letters as far as a level (Ban Chỉ đạo 09 tỉnh)."""
    board = boards().longest(phrase.words, at)
    if board is None:
        return None
    listed = listed_names().longest(phrase.words, at)
    begin = at + board[0]
    if phrase.form(begin) == "về" and not phrase.apart(begin) and (whole := _level_ahead(phrase, begin, verbs=True)):
        return whole
    small = begin < len(phrase.words) and not phrase.apart(begin) and not (phrase.upper(begin) or stops(phrase, begin))
    if listed and (at + listed[0] > begin or not small):  # Ban chỉ đạo | phòng thủ dân sự tỉnh
        return _listed_end(phrase, at + listed[0], part, closed=False)
    for word in range(begin, min(begin + _LONGEST_TAIL + 1, len(phrase.words))):
        if phrase.apart(word):
            break
        if level_at(phrase, word):
            return scope_end(phrase, word)
        if phrase.form(word) in name_stops() or acts().longest(phrase.words, word):
            break
    return _listed_end(phrase, at + listed[0], part, closed=False) if listed else None


def _both_cases(phrase: Phrase, at: int) -> int:
    """Past small and capital words by turns: Công ty TNHH Dịch vụ du lịch cáp treo Fansipan Sa Pa."""
    if at > 0 and ends_in_place(phrase, at):
        return at
    if (whole := scope_end(phrase, at)) > at:
        return whole  # Trung tâm Văn hóa, Thông tin và Du lịch huyện | phát thanh
    after, found = tail_end(phrase, at), at
    while found < after and (onward := after + (phrase.form(after) == _CONNECTOR)) < len(phrase.words):
        apart = phrase.apart(onward) and not joined_by_dash(phrase, onward)
        if apart or not phrase.upper(onward) or begins_name(phrase, onward):
            break
        found = grown(phrase, onward)
        after = tail_end(phrase, found)
    return _field_end(phrase, found) if found > at else after  # other small words belong to a name once only


def _onwards(phrase: Phrase, after: int, part: int) -> int:
    """Past what still belongs to the name of an office: the place after two or three small words (Đồn Biên phòng cửa
    khẩu Tân Thanh), the body it is part of (Thanh tra Sở Y tế)."""
    if after >= len(phrase.words) or phrase.apart(after) or phrase.breaks(after) or part == _MOST_PARTS:
        return after
    if phrase.upper(after) and heads().longest(phrase.words, after):
        return name_end(phrase, after, part + 1) or (after + 1 if phrase.form(after) == "sở" else after)
    for place in range(after + 2, min(after + 4, len(phrase.words))):
        small = range(after, place)
        if phrase.upper(place) and not any(phrase.apart(n + 1) or phrase.upper(n) or stops(phrase, n) for n in small):
            return place_end(phrase, place) if not heads().longest(phrase.words, place) else after
    return after


def tail_end(phrase: Phrase, at: int, *, free: bool = True) -> int:
    """The word after the small words that say which bodies are meant: ven biển, tuyến tỉnh, có liên quan.

    `free`: also words that the lexicon does not list as such.
    """
    after = at
    while after < len(phrase.words) and not (phrase.apart(after) and not dashed(phrase, after)):
        if qualifier := qualifiers().longest(phrase.words, after):
            after = scope_end(phrase, after + qualifier[0])
            continue
        if not free or stops(phrase, after):
            break
        if after - at >= _LONGEST_TAIL:
            return at
        after += 1
    return after - (after > at and phrase.form(after - 1) == _CONNECTOR)


def grown(phrase: Phrase, at: int) -> int:
    """Past the words that continue a name: each begins with a capital syllable (Hành chính, Kế hoạch)."""
    most = min(len(phrase.words), at + _LONGEST_GROWN)
    while at < most and (not phrase.apart(at) or joined_by_dash(phrase, at) or _goes_on_behind_comma(phrase, at)):
        acting = acts().longest(phrase.words, at) and (phrase.breaks(at) or ends_in_place(phrase, at))
        if acting or boards().longest(phrase.words, at):
            break
        if phrase.upper(at) and not (level_at(phrase, at) and not phrase.all_upper(at)):
            at += 1
            if at < len(phrase.words) and not ends_in_place(phrase, at) and second_syllable(phrase, at):
                at += 1
        elif phrase.form(at) == _CONNECTOR and phrase.upper(at + 1) and not heads().longest(phrase.words, at + 1):
            at += 1
        else:
            break
    return at


def _goes_on_behind_comma(phrase: Phrase, at: int) -> bool:
    """True for the middle of a name in three parts: Văn hóa, *Thông tin* và Du lịch; bodies that are listed have heads."""
    if phrase.gap(at).strip() != "," or not phrase.upper(at) or begins_body(phrase, at):
        return False
    for joint in range(at + 1, min(at + _LONGEST_PART + 1, len(phrase.words))):
        if phrase.apart(joint):
            return False
        if phrase.form(joint) == _CONNECTOR:
            return phrase.upper(joint + 1) and not phrase.apart(joint + 1) and not begins_body(phrase, joint + 1)
    return False
