"""The lexicon's lists as a clerk keeps them: one entry a line, sorted, none doubled, glued, over-long or astray."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple, get_args

import pytest
import yaml

from corpus.lexicon import HeadMark, agencies, everyday, glossary, questions
from corpus.text import canonical, collapse, fold, has_diacritics, is_syllable

FILES = sorted(file.name for file in files("corpus.lexicon").iterdir() if file.name.endswith(".yaml"))
LONGEST_LINE, LONGEST_PHRASE = 120, 8  # characters; words, where a phrase is plain and no name
PATTERN = re.compile(r"[\\()\[\]{}|?*+^$]")
NAMES = {("also",), ("en_also",), ("laws",)}  # may be long
WORDS = {"name_stops", "surnames", "objects", "bare_words", "stop_vi", "stop_en", "asking_words"}  # single words
VERBS = ("task_verbs",)  # where a comma was lost twice
IN_ORDER = {("pays",), ("kinds",)}  # the first that fits wins: their remarks say so
PROGRAMS = {"kinds"}  # patterns that are not yet words: lines of any length
MATCHED = {"facets", "nouns", "plain", "words"}  # the longest phrase wins: one may hold two others
NO_SLIP = {  # two other entries of its list side by side, and yet one
    "Bà Rịa Vũng Tàu": "a province of two towns",
    "đoàn trường": "the Youth Union of a school",
    "hội liên hiệp": "a kind of society",
    **dict.fromkeys(("cơ quan công an", "cơ quan thanh tra", "cơ quan thuế"), "which body it is"),
    "hội đoàn thể": "a kind of its own: societies and organisations",
    "thành đoàn": "the Youth Union of a city",
    **dict.fromkeys(("trưởng ấp", "trưởng bản", "trưởng khu phố", "trưởng thôn"), "the head of a hamlet"),
    "thị xã": "a town; thị is what people cut it to",
    "trên địa bàn tỉnh": "longer than trên địa bàn",
    "trực thuộc tỉnh": "longer than trực thuộc",
    "cùng phối hợp với": "said in one",
    "phối hợp cùng": "said in one",
    "riêng đối với": "said in one",
    "phối hợp cùng với": "said in one",
    "kết quả thực hiện": "said in one",
    "các cơ quan gồm": "said in one",
    "trong thời gian tới": "longer than thời gian tới",
    "trong trường hợp": "longer than trường hợp",
    "den het": "longer than den",
    "cắt giảm": "a verb of two verbs",
    "cung cấp": "a verb of two verbs",
    "giao nộp": "a verb of two verbs",
    "lắp đặt": "a verb of two verbs",
    "rà soát": "a verb of two verbs",
    "siết chặt": "a verb of two verbs",
    "giải cứu": "a verb of two verbs",
    "truyền dạy": "a verb of two verbs",
    "tổng kiểm tra": "a check of all",
    "tổng rà soát": "a review of all",
    "soạn thảo": "a verb of two verbs",
    "có giải pháp": "to have a solution is a task",
    "có phương án": "to have a plan is a task",
    "có văn bản": "to write is a task",
}
EITHER_LANGUAGE = {  # not to be told by letters
    *("FPT", "Mobifone", "PetroVietnam", "Petrolimex", "Vinacomin", "SCTV", "VTVcab", "VTC"),  # brands: one name in
    *("VinaPhone", "Vinalines", "LienVietPostBank", "VnExpress.net"),  # both languages
    "do",  # by, and what one does
    *("alo", "k", "bn", "dc", "j", "ko", "ntn", "vs"),  # Vietnamese as people chat
    *("bye", "hey", "hi", "poem"),  # English that Vietnamese could spell
}


class Listed(NamedTuple):
    """A list of the lexicon: the keys it stands under, its entries, and the line of each."""

    keys: tuple[str, ...]
    entries: tuple[str, ...]
    lines: tuple[int, ...]


Check = Callable[[Listed], Iterator[tuple[str, str]]]


def lint(text: str) -> list[str]:
    """What has to be mended in a YAML file of the lexicon: `["line 12: tiêm tiêu hủy: two entries in one"]`."""
    found: list[tuple[int, str]] = []
    free: set[int] = set()  # lines of patterns that may have any length
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for keys, node in _nodes(root, ()):
        if keys and keys[0] in PROGRAMS:
            free |= set(range(node.start_mark.line, node.end_mark.line + 1))
        if isinstance(node, yaml.MappingNode):
            table = _listed(keys, [key for key, _ in node.value])
            of_words = node is root and all(isinstance(value, yaml.ScalarNode) for _, value in node.value)
            found += _said(table, (misplaced, doubled, glued, untidy) if of_words else (doubled,))
        elif isinstance(node, yaml.SequenceNode):
            found += [(node.start_mark.line, "[…]: one entry a line")] * node.flow_style
            entries = _listed(keys, [item for item in node.value if isinstance(item, yaml.ScalarNode)])
            found += _said(entries, (misplaced, doubled, glued, over_long, untidy, astray))
    for at, line in enumerate(text.splitlines()):
        if len(line) > LONGEST_LINE and at not in free:
            found.append((at, f"{line[:40]}…: more than {LONGEST_LINE} characters"))
    return [f"line {at + 1}: {why}" for at, why in sorted(found)]


def misplaced(listed: Listed) -> Iterator[tuple[str, str]]:
    if listed.keys[:1] not in IN_ORDER:
        for before, entry in pairwise(listed.entries):
            if (fold(before), before) > (fold(entry), entry):
                yield entry, f"comes before {before!r} in the alphabet"


def doubled(listed: Listed) -> Iterator[tuple[str, str]]:
    forms = [canonical(collapse(entry)) for entry in listed.entries]
    yield from (
        (entry, "stands twice") for entry, form in zip(listed.entries, forms, strict=True) if forms.count(form) > 1
    )


def glued(listed: Listed) -> Iterator[tuple[str, str]]:
    """Two entries of the list side by side; of verbs, too, two words that are neighbours nowhere else."""
    own = {_words(entry) for entry in listed.entries}
    for entry in listed.entries:
        words = _words(entry)
        if listed.keys[-1:] and listed.keys[-1] in WORDS and len(words) > 1:
            yield entry, "more than one word"
        if MATCHED.intersection(listed.keys[:1]) or entry in NO_SLIP or PATTERN.search(entry):
            continue
        for left, right in ((words[:cut], words[cut:]) for cut in range(1, len(words))):
            strange = listed.keys == VERBS and (left[-1], right[0]) not in _neighbours()
            if {left, right} <= own or (strange and {left, right} <= own | _known()):
                yield entry, "two entries in one"


def over_long(listed: Listed) -> Iterator[tuple[str, str]]:
    for entry in listed.entries:
        if listed.keys[-1:] not in NAMES and not PATTERN.search(entry) and len(_words(entry)) > LONGEST_PHRASE:
            yield entry, f"more than {LONGEST_PHRASE} words"


def untidy(listed: Listed) -> Iterator[tuple[str, str]]:
    for entry in listed.entries:
        if entry != collapse(entry):
            yield entry, "blanks too many, or letters in pieces"


def astray(listed: Listed) -> Iterator[tuple[str, str]]:
    """Of the other language, as far as letters tell; keys of both languages begin with vi, en or are `also`."""
    key = listed.keys[-1] if listed.keys else ""
    language = key.removeprefix("stop_").partition("_")[0]
    for entry in (entry for entry in listed.entries if entry.rstrip(" .") not in EITHER_LANGUAGE):
        marked = has_diacritics(entry)
        spoken = re.findall(r"[^\W\d_]+", re.sub(r"\\[a-zA-Z]", " ", entry))
        spelled = [is_syllable(fold(word)) and word not in _english_stops() for word in spoken]
        abbreviated = [word.isupper() or able for word, able in zip(spoken, spelled, strict=True)]
        if language == "en" and (marked or (key != "en_short" and all(spelled) and not _is_english(spoken))):
            yield entry, "no English"
        if (language == "vi" and not marked and not any(spelled)) or (
            key == "also" and not marked and not all(abbreviated)
        ):
            yield entry, "no Vietnamese"


def _nodes(node: yaml.Node, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    yield keys, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, (*keys, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _nodes(item, keys)


def _listed(keys: tuple[str, ...], entries: list[yaml.ScalarNode]) -> Listed:
    return Listed(keys, tuple(one.value for one in entries), tuple(one.start_mark.line for one in entries))


def _said(listed: Listed, checks: Iterable[Check]) -> list[tuple[int, str]]:
    line = dict(zip(listed.entries, listed.lines, strict=True))  # of two alike, the second
    return [(line[entry], f"{entry}: {why}") for check in checks for entry, why in dict.fromkeys(check(listed))]


def _words(entry: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", canonical(entry)))


@cache
def _known() -> frozenset[tuple[str, ...]]:
    """The Vietnamese words of the glossary and of everyday speech."""
    return frozenset(_words(word) for table in (glossary(), everyday()) for row in table.values() for word in row)


@cache
def _neighbours() -> frozenset[tuple[str, str]]:
    """Words that stand beside each other there or in the name of a body."""
    names = {_words(name) for agency in agencies() for name in (agency.name, *agency.other_names)}
    return frozenset(pair for words in _known() | names for pair in pairwise(words))


@cache
def _english_stops() -> frozenset[str]:
    return frozenset(questions()["stop_en"])


def _is_english(words: list[str]) -> bool:
    return any(word.lower() in glossary() or word.lower() in _english_stops() for word in words)


@pytest.mark.parametrize("name", FILES)
def test_lexicon_is_as_a_clerk_keeps_it(name: str) -> None:
    complaints = lint(files("corpus.lexicon").joinpath(name).read_text(encoding="utf-8"))
    assert not complaints, "\n".join(f"{name}, {complaint}" for complaint in complaints)


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        ("task_verbs:\n  - cấp\n  - cấp phát\n  - rà soát\n", []),
        ("task_verbs: [cấp, chuyển]", ["line 1: […]: one entry a line"]),
        ("task_verbs:\n  - phun\n  - cấp\n", ["line 3: cấp: comes before 'phun' in the alphabet"]),
        ("task_verbs:\n  - vệ sinh\n  - vệ sinh\n", ["line 3: vệ sinh: stands twice"]),
        ("changes:\n  - hủy bỏ\n  - huỷ bỏ\n", ["line 2: hủy bỏ: stands twice", "line 3: huỷ bỏ: comes before 'hủy bỏ' in the alphabet", "line 3: huỷ bỏ: stands twice"]),
        ("task_verbs:\n  - tiêm tiêu hủy\n", ["line 2: tiêm tiêu hủy: two entries in one"]),
        ("task_verbs:\n  - phòng phục hồi\n", ["line 2: phòng phục hồi: two entries in one"]),
        ("aims:\n  - nhằm\n  - nhằm, tránh\n  - tránh\n", ["line 3: nhằm, tránh: two entries in one"]),
        ("name_stops:\n  - và với\n", ["line 2: và với: more than one word"]),
        ("aims:\n  - một hai ba bốn năm sáu bảy tám chín\n", ["line 2: một hai ba bốn năm sáu bảy tám chín: more than 8 words"]),
        ("aims:\n  - 'nhằm '\n", ["line 2: nhằm : blanks too many, or letters in pieces"]),
        ("aims:\n  - nha\u0300m\n", ["line 2: nha\u0300m: blanks too many, or letters in pieces"]),
        ("sở: name\nsở: kind\n", ["line 2: sở: stands twice"]),
        ("sở: name\nbộ: kind\n", ["line 2: bộ: comes before 'sở' in the alphabet"]),
        ("- also:\n  - Department of Health\n", ["line 2: Department of Health: no Vietnamese"]),
        ("- en_also:\n  - ngành Y tế\n", ["line 2: ngành Y tế: no English"]),
        ("- en_short:\n  - SYTĐ\n", ["line 2: SYTĐ: no English"]),
        ("listing:\n  vi_words:\n  - every\n", ["line 3: every: no Vietnamese"]),
        ("listing:\n  en:\n  - liet ke\n", ["line 3: liet ke: no English"]),
        (f"aims:\n  # {'x' * 120}\n  - nhằm\n", [f"line 2:   # {'x' * 36}…: more than 120 characters"]),
    ],
)  # fmt: skip
def test_what_a_clerk_may_get_wrong_is_said_with_its_line(text: str, complaints: list[str]) -> None:
    assert lint(text) == complaints


def test_exceptions_are_needed() -> None:
    """An exception whose entry is gone goes, too."""
    listed = "\n".join(files("corpus.lexicon").joinpath(name).read_text(encoding="utf-8") for name in FILES)
    stands = set(re.findall(r"^ *- (.+?)(?: \.)?$|^([^\s:#]+(?: [^\s:]+)*): ", listed, re.M))
    assert {*NO_SLIP, *EITHER_LANGUAGE} <= {entry or head for entry, head in stands}


def test_every_head_says_what_it_is() -> None:
    heads = yaml.safe_load(files("corpus.lexicon").joinpath("heads.yaml").read_text(encoding="utf-8"))
    assert {mark for marks in heads.values() for mark in marks.split(", ")} == set(get_args(HeadMark))
