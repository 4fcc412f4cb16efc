"""Which bodies a text names: by the lexicon first, by the grammar of names where the lexicon ends.

A name is `head + name + scope`: Sở | Kế hoạch và Đầu tư | tỉnh Quảng Nam. Bodies named by their kind only
(các sở, ban, ngành tỉnh; UBND cấp huyện; các đơn vị liên quan) count too: work is assigned to them.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.lexicon import Agency, agencies, cues, offices, provinces
from corpus.phrases import PhraseTable, Word, words
from corpus.text import canonical, collapse, fold, nfc

_CONNECTORS = {"và"}
_SCOPES = {
    ("tỉnh",),
    ("thành", "phố"),
    ("huyện",),
    ("thị", "xã"),
    ("quận",),
    ("xã",),
    ("phường",),
    ("thị", "trấn"),
    ("tp",),
}
_PEOPLES_COMMITTEE = re.compile(r"[uủ][yỷ]\s+ban\s+nhân\s+dân", re.I)


class Mention(NamedTuple):
    """A body named at `start:end`; `name` is in full spelling, with UBND kept short."""

    start: int
    end: int
    name: str


def mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """The bodies that `text[start:end]`, as printed, names; in order, none inside another."""
    end = len(text) if end is None else end
    part = text[start:end]
    form = canonical(part)
    sequence = words(form)
    kinds = {match.start(): match.end() for match in _kinds().finditer(form)}
    found: list[Mention] = []
    at = 0
    while at < len(sequence):
        after = _kind_end(sequence, at, kinds) or _name_end(part, sequence, at)
        if after is None:
            at += 1
            continue
        left, right = sequence[at].start, sequence[after - 1].end
        found.append(Mention(start + left, start + right, full_name(part[left:right])))
        at = after
    return found


def full_name(printed: str) -> str:
    """A body's name as the product writes it: one line, abbreviations of the lexicon in full, UBND short."""
    name = _PEOPLES_COMMITTEE.sub("UBND", collapse(printed))
    name = name.replace("Các ", "các ", 1) if name.startswith("Các ") else name
    sequence = words(fold(nfc(name)))
    match = _spellings().longest(sequence, 0) if sequence else None
    if match is None or match[1].level == "enterprise":  # Viettel is how Viettel is named
        return name
    length, agency = match
    used = name[: sequence[length - 1].end]
    if key(used) in {key(short) for short in agency.short}:
        name = agency.name + name[sequence[length - 1].end :]
    return name


def agency_named(name: str) -> Agency | None:
    """The lexicon's entry for a name in any spelling it lists; the scope (tỉnh Quảng Nam) may follow."""
    sequence = words(fold(nfc(_PEOPLES_COMMITTEE.sub("UBND", name))))
    match = _spellings().longest(sequence, 0) if sequence else None
    if match is None or not all(_is_scope(sequence, n) for n in range(match[0], len(sequence))):
        return None
    return match[1]


def find_agencies(folded: Sequence[Word]) -> list[tuple[int, int, Agency]]:
    """The lexicon's bodies in a question's folded words, in any spelling: first word, end word, entry."""
    return _spellings().find(folded)


def key(name: str) -> str:
    """What two spellings of one name share: folded letters and digits."""
    name = _PEOPLES_COMMITTEE.sub("UBND", nfc(name))
    return re.sub(r"[^a-z0-9]+", "", fold(name).replace("&", " va "))


@lru_cache(maxsize=20_000)
def body_key(name: str) -> str:
    """What every spelling of one body shares: `Giám đốc sở tttt` and `Sở Thông tin và Truyền thông tỉnh Quảng Nam`."""
    sequence = words(fold(nfc(name)))
    office = _office_words().longest(sequence, 0) if sequence else None
    body = name[sequence[office[0]].start :] if office and office[0] < len(sequence) else name
    agency = agency_named(body)
    return key(agency.name if agency else body)


def _kind_end(sequence: Sequence[Word], at: int, kinds: dict[int, int]) -> int | None:
    stop = kinds.get(sequence[at].start)
    if stop is None:
        return None
    return next((n for n in range(at, len(sequence)) if sequence[n].start >= stop), len(sequence))


def _name_end(part: str, sequence: Sequence[Word], at: int) -> int | None:
    """The word after the name that begins at word `at`, or None."""
    if not part[sequence[at].start].isupper():
        return None
    office = _offices().longest(sequence, at)
    if office and at + office[0] < len(sequence):
        body = at + office[0]
        if _apart(part, sequence, body) or _offices().longest(sequence, body):
            return None
        return _name_end(part, sequence, body)
    if listed := _names().longest(sequence, at):
        return _with_scope(part, sequence, at + listed[0])
    if head := _heads().longest(sequence, at):
        after = _with_scope(part, sequence, _grown(part, sequence, at + head[0]))
        return after if after - at > 1 else None  # a bare "Sở", "Ban" is no name
    return None


def _grown(part: str, sequence: Sequence[Word], at: int) -> int:
    """Past the words that continue a name: each begins with a capital syllable (Hành chính, Kế hoạch)."""
    while at < len(sequence) and not _apart(part, sequence, at):
        if part[sequence[at].start].isupper():
            at += 1
            if at < len(sequence) and _second_syllable(part, sequence, at):
                at += 1
        elif (
            sequence[at].form in _CONNECTORS
            and _starts_upper(part, sequence, at + 1)
            and not _is_head(sequence, at + 1)
        ):
            at += 2
        else:
            break
    return at


def _second_syllable(part: str, sequence: Sequence[Word], at: int) -> bool:
    """True where word `at` completes the capitalised one before it: the *chính* of Tài chính."""
    word = sequence[at]
    return (
        word.form.isalpha()
        and not part[word.start].isupper()
        and not _apart(part, sequence, at)
        and word.form not in _name_stops()
    )


def _with_scope(part: str, sequence: Sequence[Word], at: int) -> int:
    for length in (2, 1):
        forms = tuple(word.form for word in sequence[at : at + length])
        if len(forms) == length and forms in _SCOPES and not _apart(part, sequence, at):
            return _grown_name(part, sequence, at + length)
    return _grown_name(part, sequence, at)


def _grown_name(part: str, sequence: Sequence[Word], at: int) -> int:
    """Past a place name of up to four capitalised words that stands at word `at`."""
    stop = at
    while (
        stop < min(at + 4, len(sequence)) and _starts_upper(part, sequence, stop) and not _apart(part, sequence, stop)
    ):
        if _is_head(sequence, stop) or _tasks().longest(sequence, stop):
            break
        stop += 1
    return stop


def _apart(part: str, sequence: Sequence[Word], at: int) -> bool:
    """True where punctuation stands between word `at` and the one before it."""
    return at > 0 and re.search(r"[,;:.()\"“”]", part[sequence[at - 1].end : sequence[at].start]) is not None


def _starts_upper(part: str, sequence: Sequence[Word], at: int) -> bool:
    return at < len(sequence) and part[sequence[at].start].isupper()


def _is_head(sequence: Sequence[Word], at: int) -> bool:
    return _heads().longest(sequence, at) is not None


def _is_scope(folded: Sequence[Word], at: int) -> bool:
    return folded[at].form in _scope_words()


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(cues()["body_kinds"]) + r")(?!\w)")


@cache
def _heads() -> PhraseTable[str]:
    return PhraseTable((head, head) for head in cues()["body_heads"])


@cache
def _tasks() -> PhraseTable[str]:
    """The words that begin a task, which a new line may print with a capital letter: Sở Y tế / Chủ trì …"""
    return PhraseTable((cue, cue) for role in ("lead", "coordinate", "report") for cue in cues()[role])


@cache
def _name_stops() -> frozenset[str]:
    return frozenset(cues()["name_stops"].split())


@cache
def _offices() -> PhraseTable[str]:
    names = [canonical(office.name) for office in offices()]
    return PhraseTable((name, name) for name in (*names, *(f"phó {name}" for name in names)))


@cache
def _office_words() -> PhraseTable[str]:
    names = [fold(office.name) for office in offices()]
    return PhraseTable((name, name) for name in (*names, *(f"pho {name}" for name in names)))


@cache
def _names() -> PhraseTable[Agency]:
    return PhraseTable((canonical(form), agency) for agency in agencies() for form in _vietnamese(agency))


@cache
def _spellings() -> PhraseTable[Agency]:
    spelled = ((fold(spelling), agency) for agency in agencies() for spelling in (*_vietnamese(agency), agency.en))
    return PhraseTable(spelled)


@cache
def _scope_words() -> frozenset[str]:
    named = {word.form for province in provinces() for word in words(fold(province.name))}
    return frozenset(named | {fold(part) for scope in _SCOPES for part in scope})


def _vietnamese(agency: Agency) -> list[str]:
    """Every spelling of a body, with UBND short and in full."""
    spellings = [agency.name, *agency.also, *agency.short]
    return spellings + [form.replace("UBND", "Ủy ban nhân dân") for form in spellings if "UBND" in form]
