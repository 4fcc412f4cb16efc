"""Is the clause about what the question asks: about its act, its object and the places it names?

All are compared as concepts: the words themselves, or what the lexicon gives for them. Words that stand beside each other
in the question have to stand beside each other in the clause, in what it stands under or in the header of its notice: a
single syllable of a compound that is missing (thịt heo, sầu riêng) matches by accident. A word that people say for another
one (the lexicon has it as everyday) is nothing that is missing, nor is an object of which most is there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from corpus.lexicon import asking, facets
from corpus.models import Facet, Notice, Passage
from corpus.names.agencies import body_key
from corpus.names.mentions import mentions
from corpus.text import canonical, fold, has_diacritics
from rag.coverage import words_of, written_words
from rag.models import Hit, Question, Term
from rag.question.concepts import Phrase, concept
from rag.question.vocabulary import folded_functions, folded_words_of, listed_words

_REACH = 60  # characters from a body to what is left to it
_LOOKED_AT = 4  # hits, where a place is named
_MOST = 0.5  # share of an object's words: more of them there, and what is missing is said otherwise


def meant(question: Question, hits: Sequence[Hit], near: Sequence[Hit]) -> Sequence[Hit]:
    """The hits from the first on that is about the matter: of those near the best, or of the first few where it names a place."""
    few = bool(question.about.names) and len(near) < _LOOKED_AT
    first = next((hit for hit in (hits[:_LOOKED_AT] if few else near) if not missing(question, hit)), None)
    return hits[hits.index(first) :] if first else ()


def missing(question: Question, hit: Hit) -> str:
    """The words of the act or the object asked about that stand nowhere near the clause; empty where they do."""
    passage = hit.passage
    matter = question.about
    typed = question.accented
    near = _Near(f"{passage.text} {passage.context} {passage.header}", typed)
    apart = question.comparison or question.numbers  # what it names may stand in several places
    if lost := next((name for name in matter.names if not apart and not near.folded(name)), None):
        return " ".join(lost)
    spoken = any(_everyday(term, near) for _, term in matter.object)
    if matter.strict and not spoken and not _acts(question, passage):
        return " ".join(matter.act)
    return _missing(matter.object, near)


def _acts(question: Question, passage: Passage) -> bool:
    """True where the clause has the act: where its object stands in it, what it stands under does not count."""
    matter, clause = question.about, _Near(passage.text, question.accented)
    if not matter.object or _missing(matter.object, clause):
        clause = _Near(f"{passage.text} {passage.context}", question.accented)
    folded = tuple(map(fold, matter.act))
    spoken = [one for one in question.terms if one.alternatives[0].words == folded]
    return _means(matter.act, clause) or any(_worded("", one, clause) or _everyday(one, clause) for one in spoken)


def deciding(question: Question, hit: Hit, notice: Notice) -> str:
    """The body that the act asked about is left to: "trình *UBND tỉnh* xem xét, phê duyệt" for "ai phê duyệt"; else empty."""
    row, act = hit.row, question.about.act
    if row is None or not act:
        return ""
    others = {body_key(name) for name in (*row.lead, *row.assigned, *row.coordinating)}
    above = {body_key(name) for name in row.reports_to}
    leaving = _leaving(question.accented)
    decides = leaving.issuperset(_spelled(act, question).split())
    for body, between in _followed_by_act(question, hit, notice, _REACH):
        is_above = body_key(body) in above or (decides and body_key(body) not in others)
        if is_above and leaving.issuperset(re.findall(r"\w+", between)):
            return body
    return ""


def doing(question: Question, hit: Hit, notice: Notice) -> str:
    """The body right before the act asked about, where somebody else leads: A chủ trì lập đề án, *B* thẩm định; else empty."""
    row, act = hit.row, question.about.act
    if row is None or not row.lead or len(act) < 2:
        return ""
    others = {*map(body_key, row.assigned)}
    before_act = listed_words("before_act", accented=question.accented)
    for body, between in _followed_by_act(question, hit, notice):
        if body_key(body) in others and before_act.issuperset(between.split()):
            return body
    return ""


def _followed_by_act(
    question: Question, hit: Hit, notice: Notice, reach: int | None = None
) -> Iterator[tuple[str, str]]:
    """Each body of a clause that the act asked about follows, and what is between: in the clause, or in `reach` characters."""
    act = _spelled(question.about.act, question)
    for body in mentions(notice.text, hit.passage.start, hit.passage.end):
        end = hit.passage.end if reach is None else body.end + reach
        between, found, _ = _spelled([notice.text[body.end : end]], question).partition(act)
        if found:
            yield body.name, between


def _spelled(words: Sequence[str], question: Question) -> str:
    """Words as the question has them, with diacritics or without."""
    return " ".join(map(canonical if question.accented else fold, words))


@cache
def _leaving(accented: bool) -> frozenset[str]:
    """The words between a body and what is left to it: xem xét, quyết định."""
    return frozenset(" ".join(listed_words("left_to", accented=accented)).split())


def touches(question: Question, hit: Hit) -> bool:
    """True where the clause, or what it stands under, has something of the topic: not only of the words that ask."""
    asking = _asking(question.facet)
    topic = [term for term in question.terms if not asking.issuperset(term.alternatives[0].words)]
    if question.language == "en" and question.facet is Facet.LEAD:
        topic = topic[1:] or topic  # after the act, which is the first
    if hit.features.get("number") == 1.0:  # it cites the document asked about
        return True
    passage = hit.passage
    parts = [words_of(part).single for part in (passage.text, passage.context, passage.header)]
    wordings = (one.words for term in topic for one in term.alternatives)
    return not topic or any(all(any(word in part for part in parts) for word in words) for words in wordings)


@cache
def _asking(facet: Facet) -> frozenset[str]:
    """The words by which a facet is asked for, without diacritics."""
    table = asking()
    listed = [phrase for named in ("words", "en_words") for phrases in table[named].values() for phrase in phrases]
    listed += [*facets()[facet].phrases(""), *facets()[facet].phrases("en_")]
    return folded_words_of(listed) | folded_functions()


class _Near:
    """The words in which an act or an object is looked for; as they are written where both sides have diacritics."""

    def __init__(self, text: str, typed: bool) -> None:
        self.typed = typed  # the question has its diacritics
        accented = typed and has_diacritics(text)
        self._folded = words_of(text)
        self._single = written_words(text) if accented else self._folded.single
        self._form = canonical if accented else fold

    def holds(self, phrase: Sequence[str]) -> bool:
        """True where the words stand beside each other; one alone where it stands as it is written."""
        if len(phrase) == 1:
            return self._form(phrase[0]) in self._single
        return all(map(self._folded.has, pairwise(map(fold, phrase))))

    def folded(self, phrase: Sequence[str]) -> bool:
        """The same for words of the lexicon without diacritics."""
        return phrase[0] in self._folded.single if len(phrase) == 1 else self.holds(phrase)


def _missing(asked: Sequence[tuple[str, Term]], near: _Near) -> str:
    """The first words beside each other of which none stands near, in no wording, where most of the object does not.

    Of a word of two syllables one may stand alone by accident: with its diacritics it is then missing where most is.
    """
    there = [_worded(word, term, near) for word, term in asked]
    for at, pair in enumerate(pairwise(word for word, _ in asked)):
        if _means(pair, near):
            there[at] = there[at + 1] = True
    most = sum(there) > _MOST * len(there)
    for at, ((word, term), (other, of_other)) in enumerate(pairwise(asked)):
        if there[at] or there[at + 1] or _everyday(term, near) or _everyday(of_other, near):
            continue
        compound, apart = term is of_other, near.holds((word,)) or near.holds((other,))
        if (compound and not (apart and (most or not near.typed))) or (not most and not apart):
            return f"{word} {other}"
    alone = len(asked) == 1 and not there[0] and not near.holds((asked[0][0],)) and not _everyday(asked[0][1], near)
    return asked[0][0] if alone else ""


def _everyday(term: Term, near: _Near) -> bool:
    """True for what people say for something else, of which half the words stand near: phụ cấp for chế độ."""
    first, *others = (one.words for one in term.alternatives)
    other = (words for words in others if not set(first) & set(words))
    return any(2 * sum(near.folded((word,)) for word in words) >= len(words) for words in other)


def _worded(word: str, term: Term, near: _Near) -> bool:
    """True where a wording of more than one word stands near, or one that the lexicon gives for the word."""
    first, *others = (one.words for one in term.alternatives)
    if len(first) > 1:
        return any(near.folded(words) for words in (first, *others))
    return any(map(near.folded, others)) or any(map(near.holds, concept((word,), near.typed) - {(word,)}))


def _means(phrase: Phrase, near: _Near) -> bool:
    """True where the words, or others of the same meaning, stand near."""
    return near.holds(phrase) or any(map(near.holds, concept(phrase, near.typed)))
