"""The tags by which facets are asked for: question words joined with the noun they belong to; the bodies named."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from corpus.lexicon import cues, questions
from corpus.models import Facet
from corpus.names.agencies import find_agencies
from corpus.phrases import Word
from corpus.text import fold
from rag.question.phrases import Tag, sorts_of
from rag.question.tags import Tagged, Tags, between, breaks, near, tags_of, unmarked
from rag.question.terms import compounds
from rag.question.vocabulary import listed_words

_NOUN = 3  # words of what a figure counts, a joint before it among them
_GAP = 2  # words between a question word and the noun that says what it asks for
_FAR = 3  # words between which and its noun: which People's Council resolution
_LONGEST_NAME = 12  # words
_BEING = frozenset(
    "a act acts are as be does duoc giao is la lam nhan serves the vai voi will".split()
)  # between who and a part
_FEW = "may"  # mấy thông báo kết luận *này*: it asks for no figure
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b")
_GENERAL = frozenset(("nao", "which"))  # the noun says what they ask for


def asks_in(text: str, language: str) -> Tags:
    """The phrases of a question that name or cue facets, its question words among them."""
    return _joined(tags_of("facets", text, language), tags_of("asides", text, language))


@lru_cache(maxsize=256)
def _joined(tags: Tags, asides: Tags) -> Tags:
    bare = unmarked(tags.words)
    forms = tags.words if tags.accented else bare
    pointed = {at for one in asides.of("back") for at in range(one.first, one.after)}
    few = {at for at, word in enumerate(bare) if word.form == _FEW and pointed & {*range(at + 1, at + _GAP + 2)}}
    tagged = [one for one in tags.tagged if one.first not in few or one.values("ask") != ["howmany"]]
    idle = frozenset(range(len(bare))).difference(*(range(one.first, one.after) for one in tagged))
    found = [whole for one in tagged if (whole := _of_compound(one, forms, idle, accented=tags.accented)).tags]
    found = [_with_noun(one, bare, found, tags.accented) for one in found]
    return Tags(tags.words, [one for one in found if not _repeated(one, found)], accented=tags.accented)


def asks_a_thing(text: str, language: str) -> bool:
    """True where a thing is asked for, not only whether something is so."""
    return any(set(one.values("ask")) - {"whether"} for one in asks_in(text, language).tagged)


def sort_of(facet: Facet, text: str, language: str) -> str:
    """The first sort, in the order of the lexicon, of which the question has a phrase; empty where it has none."""
    sorts = [sort for sort, _ in sorts_of(facet, "en_" if language == "en" else "")]
    tags = tags_of(facet, text, language) if sorts else None
    if tags and facet is Facet.LEAD:
        return next((sort for sort in sorts for one in tags.of(sort) if _asked_who(one, text, language)), "")
    return next((sort for sort in sorts if tags and tags.has(sort)), "")


def _asked_who(part: Tagged, text: str, language: str) -> bool:
    """True where it is asked who has a part: "chủ đầu tư … là ai", "ai làm chủ đầu tư"; not "ai hướng dẫn chủ đầu tư"."""
    tags = asks_in(text, language)
    asks = [one for one in tags.tagged if one.values("ask") and "whether" not in one.values("ask")]
    whether = tags_of("whether", text, language)
    joins = {one.first for one in whether.of("joins")}
    alone = part.first not in {one.after for one in whether.of("beside") if one.first not in joins}
    for ask in asks:
        between = {word.form for word in unmarked(tags.words[ask.after : part.first])}
        if ask.first <= part.after <= ask.after or (between and between <= _BEING):
            return True
        if ask.first > part.after and unmarked(tags.words)[ask.first - 1].form in _BEING:
            return alone
    return not asks and alone


def counted_in(text: str, language: str) -> list[tuple[int, int]]:
    """The nouns after each "how many", first and end word: mấy *đề án*, *kế hoạch* và *quy chế*; one without a noun is empty."""
    tags = asks_in(text, language)
    asking = sorted(one.first for one in tags.tagged if one.values("ask"))
    joints = {one.first for one in tags.tagged if one.values("joint")}
    parted = joints.union(breaks(text, tags.words))
    found: list[tuple[int, int]] = []
    for one in (one for one in tags.tagged if "howmany" in one.values("ask")):
        end = next((at for at in asking if at >= one.after), len(tags.words))
        edges = [one.after, *sorted(parted.intersection(range(one.after, end))), end]
        pieces = list(pairwise(edges))
        more = pieces[1:-1] if end < len(tags.words) else pieces[1:]  # the last one leads to what is asked next
        first, after = pieces[0]
        found.append((first, min(after, first + _NOUN) if first < after and not _goes_on(tags, first) else first))
        found += [(left + (left in joints), right) for left, right in more if right - left <= _NOUN]
    return found


def _goes_on(tags: Tags, at: int) -> bool:
    """True for a word that is no noun but goes on with the sentence: bao nhiêu *trong* năm 2020."""
    form = tags.words[at].form
    return form in cues()["not_counted"] if tags.accented else form in map(fold, cues()["not_counted"])


def kind_asked(text: str, language: str) -> str:
    """The kind that the noun beside a question word names; no part of the name of a body (*UBND tỉnh nào*)."""
    tags = tags_of("kinds", _beside(text) if language == "en" else text, language)
    bodies = {at for first, after in bodies_in(tags.words) for at in range(first + 1, after)} if tags.tagged else set()
    return next((one.values("mark")[0] for one in tags.tagged if one.first not in bodies), "")


def _beside(text: str) -> str:
    """An English question with the noun right behind "which": which *dairy* company."""
    return _before_kind().sub(r"\1", _POSSESSIVE.sub("s", text))  # the people's council is no people


@cache
def _before_kind() -> re.Pattern[str]:
    """A question word, and the word between it and a noun that names a kind."""
    nouns = "|".join(noun for one in questions()["kinds_of_answer"].values() for noun in one["en"])
    return re.compile(rf"\b(which|what)(?: [\w-]+)(?= (?:{nouns})\b)", re.I)


def bodies_in(sequence: Sequence[Word]) -> list[tuple[int, int]]:
    """The names of bodies in a question: first word, end word."""
    bare = unmarked(sequence)
    found = [(first, after) for first, after, _ in find_agencies(bare)]
    for _, after in tuple(found):  # giám đốc sở | sở giáo dục và đào tạo
        found += [
            (after - 1 + first, after - 1 + end)
            for first, end, _ in find_agencies(bare[after - 1 : after + _LONGEST_NAME])[:1]
            if not first
        ]
    return found


def _of_compound(one: Tagged, forms: Sequence[Word], idle: frozenset[int], *, accented: bool) -> Tagged:
    """What is half of a word of the lexicon asks for no body (mạng xã *hội nào*), or for nothing (*nao* vet); after "tại" for a place."""

    def joined(at: int) -> bool:
        pair = forms[max(0, at) : at + 2]
        beside = len(pair) == 2 and pair[1].start - pair[0].end == 1
        return beside and (pair[0].form, pair[1].form) in compounds(accented=accented)

    length, asks = one.after - one.first, one.values("ask")
    halves = {at for at in (one.first, one.first - 1) if at >= 0 and joined(at)}
    general = forms[one.first].form in _GENERAL
    if length == 1 and not (accented or general) and any(idle.intersection((at, at + 1)) for at in halves):
        return one._replace(tags=frozenset(tag for tag in one.tags if tag.role != "cue"))  # *ra* soat, dang *ky*
    if "who" in asks and length == 2 and one.first and joined(one.first - 1):
        return one._replace(tags=frozenset((Tag("ask", "what"),)))
    if "who" in asks and one.first and forms[one.first - 1].form in listed_words("where", accented=accented):
        return one._replace(tags=frozenset((Tag("ask", "place"),)))
    opens = length == 1 and not accented and general and joined(one.first)
    return one._replace(tags=frozenset()) if opens else one


def _with_noun(one: Tagged, bare: Sequence[Word], tagged: Sequence[Tagged], accented: bool) -> Tagged:
    """A general question word with the noun that it belongs to: khoảng thời gian định kỳ *nào*, *which* earlier document."""
    form = bare[one.first].form
    if form not in _GENERAL or one.after - one.first > 1:
        return one
    unaccented = _FAR if form == "which" else 1  # too many words look like such a noun
    gap = _GAP if accented else unaccented
    nouns = [
        noun
        for noun in near(one.first, tagged)
        if noun.values("noun")
        and (noun.first > one.first) == (form == "which")
        and 0 < between(noun, one) <= gap
        and (bare[noun.after - 1].form, bare[noun.after].form if noun.after < len(bare) else "") not in compounds()
    ]
    if not nouns:
        return one
    nearest = min(nouns, key=lambda noun: between(noun, one))
    return one._replace(tags=frozenset(Tag("ask", value) for value in nearest.values("noun")))


def _repeated(one: Tagged, tagged: Sequence[Tagged]) -> bool:
    """True for the "what" of "what is the name of": the words after it say what is asked."""
    if one.values("ask") != ["what"]:
        return False
    return any(
        other.first > one.first and other.values("ask") == ["name"] and between(one, other) <= _GAP
        for other in near(one.first, tagged, 2 * _GAP)
    )
