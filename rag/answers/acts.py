"""Is the clause about what the question asks: its act (the verb beside the question word) and its object (the noun after it)?

Both are compared as concepts: the words themselves, or what the lexicon gives for them. Words that stand beside each other
in the question have to stand beside each other in the clause, in what it stands under or in the header of its notice: a
single syllable of a compound that is missing (thịt heo, sầu riêng) matches by accident. A word that people say for another
one (the lexicon has it as everyday) is nothing that is missing, nor is an object of which most is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.lexicon import questions
from corpus.phrases import Word, words
from corpus.text import canonical, fold, has_diacritics, nfc
from rag.answers.concepts import concept
from rag.coverage import words_of, written_words
from rag.models import Hit, Question, Term
from rag.question.tags import bodies_in, tagged_in
from rag.question.terms import compounds, english_terms

_ACTING = frozenset(("who", "people", "person", "place"))  # question words that an act may follow
_LEADING = ("chu", "tri")
_LOOKED_AT = 4  # hits
_MOST = 0.5  # share of an object's words: more of them there, and what is missing is said otherwise
_TOGETHER = frozenset(" -&/")  # what may stand between words of one phrase

Phrase = tuple[str, ...]


class Matter(NamedTuple):
    """What a question for who does something asks about: `act` in folded words, the words of its object.

    `strict`: the act has this wording only, as officials write it or after *bị*.
    """

    act: Phrase = ()
    strict: bool = False
    object: tuple[tuple[str, Term], ...] = ()
    names: tuple[Phrase, ...] = ()


def meant(question: Question, hits: Sequence[Hit], near: int) -> Sequence[Hit]:
    """The hits from the first on that is about the matter: of the `near` best, or of a few more where it names a place."""
    names = matter_of(question.text, question.terms, question.language).names
    looked_at = hits[: max(near, _LOOKED_AT if names else 0)]
    first = next((at for at, hit in enumerate(looked_at) if not missing(question, hit)), None)
    return hits[first:] if first is not None else ()


def missing(question: Question, hit: Hit) -> str:
    """The words of the act or the object asked about that stand nowhere near the clause; empty where they do."""
    passage = hit.passage
    matter = matter_of(question.text, question.terms, question.language)
    accented = has_diacritics(question.text) and has_diacritics(passage.text)
    near = _Near(f"{passage.text} {passage.context} {passage.header}", accented)
    apart = question.comparison or question.numbers  # what it names may stand in several places
    if lost := next((name for name in matter.names if not apart and not near.folded(name)), None):
        return " ".join(lost)
    spoken = any(_everyday(term, near) for _, term in matter.object)
    if matter.strict and not spoken and not _means(matter.act, _Near(f"{passage.text} {passage.context}", accented)):
        return " ".join(matter.act)
    return _missing(matter.object, near)


class _Near:
    """The words in which an act or an object is looked for; as they are written where both sides have diacritics."""

    def __init__(self, text: str, accented: bool) -> None:
        self._folded = words_of(text)
        self._single = written_words(text) if accented else self._folded.single
        self._form = canonical if accented else fold

    def holds(self, phrase: Sequence[str]) -> bool:
        """True where the words stand beside each other; one alone where it stands as it is written."""
        if len(phrase) == 1:
            return self._form(phrase[0]) in self._single
        return all(pair in self._folded.pairs for pair in pairwise(map(fold, phrase)))

    def folded(self, phrase: Sequence[str]) -> bool:
        """The same for words of the lexicon without diacritics."""
        return phrase[0] in self._folded.single if len(phrase) == 1 else self.holds(phrase)


@lru_cache(maxsize=256)
def matter_of(text: str, terms: tuple[Term, ...], language: str) -> Matter:
    """What a question in Vietnamese is about."""
    sequence = words(canonical(nfc(text)))
    if language == "en":
        return Matter()
    belongs = _terms_by_place(sequence, terms)
    names = tuple(_names(text, sequence, belongs))
    asks = [one for one in tagged_in(text, sequence, language) if _ACTING.intersection(one.values("ask"))]
    if not asks:
        return Matter(names=names)
    phrase, suffered = _phrase(text, sequence[asks[0].after :], belongs)
    return _of_phrase(phrase, belongs, suffered)._replace(names=names)


def _names(text: str, sequence: Sequence[Word], belongs: Mapping[int, Term]) -> Iterator[Phrase]:
    """Two words with capitals beside each other that are of the topic: a place, a company; no body, no first word."""
    bodies = {at for first, after in bodies_in(sequence) for at in range(first, after)}
    for at in range(1, len(sequence) - 1):
        pair = sequence[at : at + 2]
        printed = text[pair[0].start : pair[1].end]
        named = printed.istitle() and all(word.start in belongs for word in pair)
        if named and printed[len(pair[0].form)] == " " and bodies.isdisjoint((at, at + 1)):
            yield fold(pair[0].form), fold(pair[1].form)


def _phrase(text: str, rest: Sequence[Word], belongs: Mapping[int, Term]) -> tuple[Sequence[Word], bool]:
    """The act with its object after a question word, and whether it is something that somebody suffers."""
    accented, suffered = has_diacritics(text), False
    ends = [at for at in range(1, len(rest)) if not _TOGETHER.issuperset(text[rest[at - 1].end : rest[at].start])]
    phrase = rest[: min(ends, default=len(rest))]
    if phrase and phrase[0].form in _words("where", accented):  # sở nào ở Cần Thơ …
        phrase = phrase[1:]
        while phrase and phrase[0].start not in belongs:
            phrase = phrase[1:]
    while phrase and (phrase[0].form in _words("before_act", accented) or _leads(belongs.get(phrase[0].start))):
        suffered |= fold(phrase[0].form) == "bi"
        phrase = phrase[1:]
    ends = [at for at, word in enumerate(phrase) if word.form in _words("after_object", accented)]
    return phrase[: min(ends, default=len(phrase))], suffered


def _of_phrase(phrase: Sequence[Word], belongs: Mapping[int, Term], suffered: bool) -> Matter:
    """The act is the first word, or the first two where they are one word of the lexicon."""
    if not phrase:
        return Matter()
    bare = [fold(word.form) for word in phrase]
    known = len(bare) > 1 and (bare[0], bare[1]) in compounds()
    term = belongs.get(phrase[0].start)
    formal = known and term is not None and len(term.alternatives) == 1 and len(term.alternatives[0].words) == 2
    formal = formal and bool(concept((bare[0], bare[1]))) and " ".join(bare[:2]) not in _words("general_acts", False)
    rest = tuple((word.form, belongs[word.start]) for word in phrase[1 + known :] if word.start in belongs)
    return Matter(tuple(bare[: 1 + known]), suffered or formal, rest)


def _terms_by_place(sequence: Sequence[Word], terms: Sequence[Term]) -> dict[int, Term]:
    """The term that each word of the question belongs to, by where the word begins."""
    bare = [fold(word.form) for word in sequence]
    found: dict[int, Term] = {}
    at = 0
    for term in terms:
        spelled = list(term.alternatives[0].words)
        first = next((to for to in range(at, len(bare)) if bare[to : to + len(spelled)] == spelled), None)
        if first is not None:
            at = first + len(spelled)
            found.update((word.start, term) for word in sequence[first:at])
    return found


def _missing(asked: Sequence[tuple[str, Term]], near: _Near) -> str:
    """The first words beside each other of which none stands near, in no wording, where most of the object does not."""
    bare = [fold(word) for word, _ in asked]
    there = [_worded(word, term, near) for word, term in asked]
    for at, pair in enumerate(pairwise(bare)):
        if _means(pair, near):
            there[at] = there[at + 1] = True
    if sum(there) > _MOST * len(there):
        return ""
    run: list[str] = []
    for (word, term), found in zip(asked, there, strict=True):
        alone = near.holds((word,))
        run = [] if found or alone or _everyday(term, near) else [*run, word]
        if len(run) == min(2, len(asked)):
            return " ".join(run)
    return ""


def _everyday(term: Term, near: _Near) -> bool:
    """True for what people say for something else, of which half the words stand near: phụ cấp for chế độ."""
    first, *others = (one.words for one in term.alternatives)
    other = (words for words in others if not set(first) & set(words))
    return any(2 * sum(near.folded((word,)) for word in words) >= len(words) for words in other)


def _leads(term: Term | None) -> bool:
    """True for what people say for leading: cầm trịch, đứng mũi chịu sào."""
    return term is not None and any(one.words == _LEADING for one in term.alternatives[1:])


def _worded(word: str, term: Term, near: _Near) -> bool:
    """True where a wording of more than one word stands near, or one that the lexicon gives for the word."""
    first, *others = (one.words for one in term.alternatives)
    if len(first) > 1:
        return any(near.folded(words) for words in (first, *others))
    return any(map(near.folded, others)) or any(map(near.holds, concept(first) - {(word,)}))


def _means(phrase: Phrase, near: _Near) -> bool:
    """True where the words, or others of the same meaning, stand near."""
    return near.folded(phrase) or any(map(near.holds, concept(phrase)))


@cache
def _words(name: str, accented: bool) -> frozenset[str]:
    listed: list[str] = questions()[name]
    return frozenset(map(canonical if accented else fold, listed))
