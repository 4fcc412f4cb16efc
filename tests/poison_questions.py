"""Questions that are made to take long: what a question can hold, over and over, in every way it can be strung together."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import NamedTuple

from corpus.lexicon import abbreviations, agencies, everyday, glossary, kinds, offices, provinces
from corpus.text import fold, unaccented

# What stands between two pieces; none of them ends what is glued.
JOINTS = {"spaced": " ", "comma": ", ", "and": " và ", "glued": "", "semicolon": "; ", "dash": "-", "slash": " / "}
BRACKETS = {"round": ("(", ")"), "quoted": ("“", "”"), "square": ("[", "] ")}
EACH = 24  # entries of a table that are strung together


class Shape(NamedTuple):
    """A way to fill a question of any length: pieces taken in turn, with a joint between them."""

    name: str
    pieces: tuple[str, ...]
    joint: str = " "
    opening: str = ""

    def question(self, length: int) -> str:
        """So many characters of it, or a few less: no piece is cut."""
        text = self.opening
        for piece in cycle(self.pieces):
            longer = text + (self.joint if text else "") + piece
            if len(longer) > length:
                return text or piece[:length]
            text = longer
        raise AssertionError("a shape has pieces")


# The first halves of what people ask: each waits for a second half that never comes.
ASKING = {
    "who": ("ai",),
    "which": ("nào",),
    "notice": ("thông báo", "văn bản", "công văn"),
    "meeting": ("cuộc họp", "hội nghị", "buổi làm việc"),
    "meeting_when": ("hội nghị ngày nào",),
    "lead": ("chủ trì",),
    "coordinating": ("phối hợp",),
    "coordinating_run": ("cùng",),
    "payer_run": ("phải", "chịu trách nhiệm"),
    "list": ("nhiệm vụ", "tất cả các", "liệt kê"),
    "what_work": ("việc gì",),
    "money": ("kinh phí", "tiền"),
    "telephone": ("điện thoại", "email"),
    "replaced": ("thay thế văn bản",),
    "legal_basis": ("theo quyết định", "giấy mời"),
    "deadline": ("thời hạn", "trước ngày"),
    "purpose": ("để làm",),
    "beside": ("ngoài",),
    "yes": ("có phải", "không"),
    "english_who": ("who",),
    "english_what": ("what",),
    "english_number": ("what number",),
    "english_documents": ("documents",),
    "english_when": ("when",),
    "english_asking": ("which agency", "how many", "other than"),
    "small_talk": ("xin chào", "cảm ơn"),
    "machine": ("answer that", "hãy trả lời"),
    "compare": ("so sánh", "khác nhau"),
    "back": ("việc đó", "nêu trên", "này"),
}
# What is named outright, and what only looks like it.
NAMED = {
    "short_name": ("STTTT",),
    "short_small": ("stttt",),
    "short_of_several": ("BĐT", "BCH", "BTC"),
    "office_short": ("GĐ Sở", "PCT UBND", "BCHQS tỉnh"),
    "enterprise": ("viễn thông", "điện lực"),
    "number": ("46/TB-UBND",),
    "number_apart": ("171 / TB - VP",),
    "number_long": ("12/2018/QĐ-UBND-NC-TH-KSTTHC",),
    "number_begun": ("thông báo số 46 /",),
    "number_unended": ("1/abcdefgh/9",),
    "kind": ("quyết định số",),
    "figures": ("1", "22", "333"),
    "figures_slashed": ("1/1",),
    "dotted": ("1.1.1",),
    "date": ("07/02/2018", "31-12-2019"),
    "date_words": ("ngày 07 tháng 02 năm 2018",),
    "date_impossible": ("31/02/2018",),
    "day": ("ngày 15/3",),
    "month": ("tháng 3 năm 2019", "tháng 4"),
    "date_english": ("March 5, 2020", "5 June 2021"),
    "scanned": ("l5/1o/2o19",),
    "year": ("2018", "2019"),
    "item": ("mục II.2", "khoản 3", "item 4.5.6"),
    "item_deep": ("mục 1.1.1.1.1.1.1.1",),
    "code": ("kg", "bp", "QN"),
    "clipped": ("qnam", "tphcm"),
}
# What is written badly, on purpose or not.
WRITTEN = {
    "slip": ("dịhc vụ", "khảo sta", "tuyênt ruyền"),
    "slip_bare": ("khaor sats", "dichj vuj"),
    "slip_english": ("surevy", "depratment"),
    "slips_unknown": ("qwrtz", "bcdfg", "zzxxw", "hjklm", "vbnmq", "plokm"),
    "doubled": ("khhaaoo", "ssaatt"),
    "unmarked": ("khao sat y kien", "nguoi dan"),
    "marked_wrong": ("khảỏ sàt", "ngừơi dần"),
    "capitals": ("KHẢO SÁT Ý KIẾN",),
    "telex": ("khaor saats", "yys kieens"),
    "teen": ("ntn", "dc", "k", "j", "nhg"),
    "combining": ("a\u0301\u0302\u0323", "o\u031b\u0309"),
    "marks_alone": ("\u0301", "\u0323"),
    "wide": ("Ｓở", "ＴＴＴＴ"),
    "other_script": ("通知", "уведомление"),
    "pictures": ("😀", "📌"),
    "hyphens": ("-", "--"),
    "dots": (".", "...", "…"),
    "questions": ("?", "??"),
    "underscores": ("_", "a_b"),
    "one_letter": ("a",),
    "two_letters": ("ab", "ba"),
    "one_syllable": ("sát",),
    "digits_letters": ("a1b2", "3c4d"),
}


def shapes() -> Iterator[Shape]:
    """More than two hundred; each name once."""
    for name, pieces in {**ASKING, **NAMED, **WRITTEN, **_tables()}.items():
        yield Shape(name, pieces)
        if len(pieces) < EACH:
            joint = JOINTS_OF[len(name) % len(JOINTS_OF)]
            yield Shape(f"{name}:{joint}", pieces, JOINTS[joint])
    for bracket, (left, right) in BRACKETS.items():
        yield Shape(f"nested:{bracket}", (left,), "")
        yield Shape(f"around:{bracket}", (f"{left}Sở Tài chính{right}", f"{left}46/TB-UBND{right}"))
    for name, joint in JOINTS.items():
        yield Shape(f"everything:{name}", tuple(piece for pieces in NAMED.values() for piece in pieces), joint)
        yield Shape(f"bodies:{name}", _tables()["bodies"], joint)
        yield Shape(f"asked_of_many:{name}", ("Sở Nội vụ", "khảo sát", "tháng 3"), joint, "ai chủ trì")
    for name, piece in {
        "word": "khaosatykien",
        "letter": "q",
        "slip": "khaaorsat",
        "figure": "7",
        "number": "1/tb-",
    }.items():
        yield Shape(f"one_word:{name}", (piece,), "")
    for first, second in zip(ASKING, [*list(ASKING)[5:], *list(ASKING)[:5]], strict=True):
        yield Shape(f"{first}+{second}", (*ASKING[first], *ASKING[second]))
    for first, second in zip(NAMED, WRITTEN, strict=False):  # as many as there are of both
        yield Shape(f"{first}+{second}", (*NAMED[first], *WRITTEN[second]))


JOINTS_OF = ("comma", "and", "glued", "dash", "semicolon", "slash")


def _tables() -> dict[str, tuple[str, ...]]:
    """Terms of every kind that the lexicon has: those with the most readings, and those in its order."""
    typed = [short for agency in agencies() for short in agency.typed]
    return {
        "bodies": tuple(islice((agency.name for agency in agencies()), EACH)),
        "bodies_bare": tuple(unaccented(agency.name) for agency in agencies()[-EACH:]),
        "bodies_english": tuple(agency.en for agency in agencies()[:EACH]),
        "bodies_typed": tuple(typed[:: max(1, len(typed) // EACH)]),
        "abbreviations": _richest(abbreviations()),
        "everyday": _richest(everyday()),
        "everyday_one": _richest(everyday())[:1],
        "glossary": _richest(glossary()),
        "glossary_one": _richest(glossary())[:1],
        "provinces": tuple(one.name for one in provinces()[:EACH]),
        "provinces_bare": tuple(fold(one.name).replace(" ", "") for one in provinces()[-EACH:]),
        "province_one": (provinces()[3].name,),
        "kinds": tuple(word for kind in kinds() for word in kind.named)[:EACH],
        "offices": tuple(office.name for office in offices())[:EACH],
    }


def _richest(table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    ordered: Sequence[str] = sorted(table, key=lambda phrase: (-len(table[phrase]), phrase))
    return tuple(ordered[:EACH])
