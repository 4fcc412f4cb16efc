"""What the lexicon knows of a body: its entry, its full name, and the key that all its spellings share."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from corpus.lexicon import Agency, abbreviations, agencies, body_heads, cues, offices, provinces
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, collapse, fold, is_syllable, nfc

_JOINT_STOCK = re.compile(r"(công ty) CP(?!\w)", re.I)  # no Chính phủ
PEOPLES_COMMITTEE = re.compile(r"[uủ][yỷ]\s+ban\s+nhân\s+dân", re.I)
SCOPES = (
    ("tỉnh",),
    ("thành", "phố"),
    ("huyện",),
    ("thị", "xã"),
    ("quận",),
    ("xã",),
    ("phường",),
    ("thị", "trấn"),
    ("đặc", "khu"),
    ("tp",),
)


_OF_LEVEL = re.compile(r" cấp( huyện| xã| tỉnh)$")
_BARE = ("so", "bo")  # heads that a name follows
_LEVELS = (" tỉnh", " thành phố", " huyện", " xã")


@lru_cache(maxsize=4096)  # the same few bodies are named all over a notice, and in the next one
def full_name(printed: str) -> str:
    """A body's name as the product writes it: one line, abbreviations of the lexicon in full, UBND short."""
    name = _JOINT_STOCK.sub(r"\1 cổ phần", PEOPLES_COMMITTEE.sub("UBND", collapse(printed)))
    name = name.replace("Các ", "các ", 1) if name.startswith("Các ") else name
    sequence = words(fold(nfc(name)))
    for first, after, agency in reversed(_spellings().find(sequence)):
        left, right = sequence[first].start, sequence[after - 1].end
        head = name[sequence[first].start : sequence[first].end]
        same = head.isupper() or fold(head) == fold(agency.name).split(" ")[0]  # Trường THPT … is one of the schools
        before = fold(name[:left]).split()[-2:]
        said = bool(before) and fold(agency.name).split()[: len(before)] == before  # Ủy ban | MTTQ
        said = said or (agency.name.startswith("Các ") and sequence[first].form != "cac")  # one school is not all
        if agency.level != "enterprise" and same and not said and _abbreviates(name[left:right]):
            rest = name[right:]
            said_twice = next(
                (scope for scope in _LEVELS if agency.name.endswith(scope) and rest.startswith(scope)), ""
            )
            whole = _OF_LEVEL.sub(r"\1", agency.name) if "cap" not in fold(name[left:right]).split() else agency.name
            name = name[:left] + whole + rest.removeprefix(said_twice)
    short, blank, rest = name.partition(" ")
    whole = short_heads().get(short.lower(), "") if blank else ""
    return f"{whole[:1].upper()}{whole[1:]} {rest}" if whole else name


def is_central(name: str) -> bool:
    """True for a body of the whole country: the lexicon says so, of the body, of how its name begins or of a word in it."""
    body = agency_named(name)
    form = canonical(name)
    heads = (head for mark in ("name", "central") for head in body_heads(mark) if form.startswith(f"{head} "))
    if body:
        return body.level == "central"
    board = any(form.startswith(f"{head} ") for head in body_heads("board"))  # a park may be national, and a province's
    national = any(f" {word} " in f"{form} " for word in cues()["of_the_country"])
    return max(heads, key=len, default="") in body_heads("central") or (board and national)


@lru_cache(maxsize=4096)
def agency_named(name: str) -> Agency | None:
    """The lexicon's entry for a name in any spelling it lists; the scope (tỉnh Quảng Nam) may follow."""
    sequence = words(fold(nfc(PEOPLES_COMMITTEE.sub("UBND", name))))
    match = _spellings().longest(sequence, 0) if sequence else None
    if match is None or not all(_is_scope(sequence, n) for n in range(match[0], len(sequence))):
        return None
    return match[1]


def listed_exactly(name: str) -> bool:
    """True for a spelling of the lexicon, with nothing after it."""
    sequence = words(fold(nfc(name)))
    match = _spellings().longest(sequence, 0) if sequence else None
    return match is not None and match[0] == len(sequence)


def find_agencies(folded: Sequence[Word]) -> list[tuple[int, int, Agency]]:
    """The lexicon's bodies in a question's folded words, in any spelling: first word, end word, entry.

    "Giám đốc Sở" ends where "Sở Tài chính" begins: the body is named, not the office of some body.
    """
    found = []
    for first, after, agency in _spellings().find(folded):
        whole = (
            _spellings().longest(folded, after - 1) if folded[after - 1].form in _BARE and after - first > 2 else None
        )
        found.append((after - 1, after - 1 + whole[0], whole[1]) if whole and whole[0] > 1 else (first, after, agency))
    return found


def key(name: str) -> str:
    """What two spellings of one name share: folded letters and digits."""
    name = PEOPLES_COMMITTEE.sub("UBND", nfc(name))
    return re.sub(r"[^a-z0-9]+", "", fold(name).replace("&", " va "))


@lru_cache(maxsize=20_000)
def spelled_out(name: str) -> str:
    """The folded words of a name, or of a text that may hold it, one blank between."""
    return " ".join(re.findall(r"\w+", fold(PEOPLES_COMMITTEE.sub("UBND", nfc(name))).replace("&", " va ")))


@lru_cache(maxsize=20_000)
def body_key(name: str) -> str:
    """What every spelling of one body shares: `Giám đốc sở tttt` and `Sở Thông tin và Truyền thông tỉnh Quảng Nam`."""
    sequence = words(fold(nfc(name)))
    begin = _after_office(sequence)
    body = name[sequence[begin].start :] if 0 < begin < len(sequence) else name
    agency = agency_named(body)
    return key(agency.name if agency else body)


@cache
def predecessors() -> dict[str, tuple[str, ...]]:
    """By the key of a body of today: the keys of those whose work it took over."""
    found: dict[str, tuple[str, ...]] = {}
    for agency in agencies():
        if agency.successor:
            new = key(agency.successor.name)
            found[new] = (*found.get(new, ()), key(agency.name))
    return found


def keys_of(name: str) -> set[str]:
    """The key of a body and of those whose work it took over."""
    one = body_key(name)
    return {one, *predecessors().get(one, ())}


@cache
def every_spelling() -> tuple[tuple[Agency, str], ...]:
    """Every body with each of its Vietnamese spellings."""
    return tuple((agency, form) for agency in agencies() for form in spellings(agency))


def spellings(agency: Agency) -> Iterator[str]:
    """Every Vietnamese spelling of a body: with UBND short and in full, and with parts of its names abbreviated."""
    for form in (agency.name, *agency.other_names, *agency.typed):
        yield form
        if "UBND" in form:
            yield form.replace("UBND", "Ủy ban nhân dân")
    for name in (agency.name, *agency.other_names):
        for form in _abbreviated(name):
            yield form
            if " và " in form:
                yield form.replace(" và ", " & ")


def _abbreviates(printed: str) -> bool:
    """True where a word stands in capitals that is no UBND: KH&ĐT, PTNT."""
    found = re.findall(r"[^\W\d_]+", printed)
    if printed.isupper():  # a letterhead
        found = [word for word in found if not is_syllable(fold(word))]
    return any(word.isupper() and len(word) > 1 and word not in ("UBND", "HĐND") for word in found)


def _abbreviated(name: str) -> Iterator[str]:
    """The name with one or two of its parts abbreviated: Sở Nông nghiệp và PTNT, Ban Chỉ huy PCTT và TKCN tỉnh."""
    sequence = words(fold(nfc(name)))
    parts = [part for part in _readings().find(sequence) if part[0] > 0]
    for number, (first, after, short) in enumerate(parts):
        left, right = sequence[first].start, sequence[after - 1].end
        yield name[:left] + short + name[right:]
        for other, until, second in parts[number + 1 :]:
            middle = name[right : sequence[other].start]
            yield name[:left] + short + middle + second + name[sequence[until - 1].end :]


def _after_office(sequence: Sequence[Word]) -> int:
    office = _office_words().longest(sequence, 0) if sequence else None
    return office[0] if office else 0


def _is_scope(folded: Sequence[Word], at: int) -> bool:
    return folded[at].form in _scope_words()


@cache
def _office_words() -> PhraseTable[str]:
    names = [fold(office.name) for office in offices()]
    return PhraseTable((name, name) for name in (*names, *(f"pho {name}" for name in names)))


@cache
def short_heads() -> Mapping[str, str]:
    """The abbreviations, in small letters, that stand for a head and nothing else: btl -> Bộ Tư lệnh."""
    known = frozenset((*body_heads("name"), *body_heads("kind")))
    return {
        short.lower(): readings[0]
        for short, readings in abbreviations().items()
        if len(short) > 2 and len(readings) == 1 and readings[0].lower() in known
    }


@cache
def _spellings() -> PhraseTable[Agency]:
    names = ((agency, agency.name) for agency in agencies())
    listed = ((agency, form) for agency in agencies() for form in (*agency.other_names, *agency.typed, agency.en))
    entries = [*names, *listed, *every_spelling()]
    forms = fold("\n".join(form for _, form in entries)).split("\n")  # at once, which is quicker
    return PhraseTable(zip(forms, (agency for agency, _ in entries), strict=True))


@cache
def _readings() -> PhraseTable[str]:
    """The full words of an abbreviation that has one reading, and the abbreviation."""
    table = ((fold(readings[0]), short.upper()) for short, readings in abbreviations().items())
    return PhraseTable((reading, short) for reading, short in table if len(reading.split()) > 1 and len(short) > 2)


@cache
def _scope_words() -> frozenset[str]:
    named = {word.form for province in provinces() for word in words(fold(province.name))}
    return frozenset(named | {fold(part) for scope in SCOPES for part in scope})
