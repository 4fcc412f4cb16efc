"""What a question is about: the act beside its question word, the object after the act, the places it names."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.phrases import Word, words
from corpus.text import canonical, fold, has_diacritics, nfc
from rag.models import Matter, Question, Term
from rag.question.asks import asks_in, bodies_in
from rag.question.concepts import Phrase, concept
from rag.question.tags import Tagged
from rag.question.terms import compounds
from rag.question.vocabulary import listed_words

_ACTING = frozenset(("who", "people", "person", "place"))  # question words that an act may follow
_CLOSING = frozenset(("who", "when"))  # question words that close a question: … do ai chủ trì, … xong khi nào
_LEADING = ("chu", "tri")
_TOGETHER = frozenset(" -&/")  # what may stand between words of one phrase


def matter_of(question: Question) -> Matter:
    """What a question in Vietnamese is about; of an English one nothing is read."""
    text, terms = question.text, question.terms
    if question.language == "en":
        return Matter()
    sequence = words(canonical(nfc(text)))
    belongs = _terms_by_place(sequence, terms)
    names = tuple(_names(text, sequence, belongs))
    tagged = asks_in(text, "vi").tagged
    accented = has_diacritics(text)
    asks = [one for one in tagged if _ACTING.intersection(one.values("ask"))]
    if not asks:
        closing = next((one for one in tagged if _CLOSING.intersection(one.values("ask"))), None)
        return Matter(object=_beside(text, sequence, belongs, tagged, closing) if closing else (), names=names)
    phrase, suffered = _phrase(text, sequence[asks[0].after - 1 :], belongs)
    found = _of_phrase(phrase, belongs, suffered, accented)
    before = sequence[: asks[0].first]
    if not found.object and before and before[-1].form == "do":  # đề án thu gom rác do ai trình
        said = _clause(text, before[:-1], accented)
        found = found.model_copy(
            update={"object": _object(_ended(said, accented), belongs) if found.act else _done(said, belongs)}
        )
    return found.model_copy(update={"names": names})


def _beside(
    text: str, sequence: Sequence[Word], belongs: Mapping[int, Term], tagged: Sequence[Tagged], closing: Tagged
) -> tuple[tuple[str, Term], ...]:
    """The object of a question that a word for who or when closes, or opens: *Khi nào* phải xong việc lắp đặt camera."""
    accented = has_diacritics(text)
    apart = {at for one in tagged if one.values("name") for at in range(one.first, one.after)}  # thời hạn
    apart |= {at for first, after in bodies_in(sequence) for at in range(first, after)}
    before = [word for at, word in enumerate(sequence[: closing.first]) if at not in apart]
    after = [word for at, word in enumerate(sequence) if at >= closing.after and at not in apart]
    if any(word.start in belongs for word in after):
        opens = listed_words("before_when", accented=accented) | listed_words("before_act", accented=accented)
        while after and after[0].form in opens:
            after = after[1:]
        return () if closing.first else _done(_ended(after, accented), belongs)
    return _done(_clause(text, before, accented), belongs)


def _clause(text: str, before: Sequence[Word], accented: bool) -> Sequence[Word]:
    """What stands before a question word, behind the last mark: Kế hoạch thu gom rác *xong khi nào*."""
    cuts = [at for at in range(1, len(before)) if not _TOGETHER.issuperset(text[before[at - 1].end : before[at].start])]
    before = before[max(cuts, default=0) :]
    while before and before[-1].form in listed_words("before_when", accented=accented):
        before = before[:-1]
    return before


def _names(text: str, sequence: Sequence[Word], belongs: Mapping[int, Term]) -> Iterator[Phrase]:
    """Two words with capitals beside each other that are of the topic: a place, a company; no body, no first word."""
    bodies = {at for first, after in bodies_in(sequence) for at in range(first, after)}
    for at in range(1, len(sequence) - 1):
        pair = sequence[at : at + 2]
        printed = text[pair[0].start : pair[1].end]
        named = printed.istitle() and all(word.start in belongs for word in pair)
        if named and printed[len(pair[0].form)] == " " and bodies.isdisjoint((at, at + 1)):
            yield fold(pair[0].form), fold(pair[1].form)


def _phrase(text: str, asked: Sequence[Word], belongs: Mapping[int, Term]) -> tuple[Sequence[Word], bool]:
    """The act with its object after a question word, the first of `asked`; whether it is something that somebody suffers."""
    accented, suffered = has_diacritics(text), False
    ends = [at for at in range(1, len(asked)) if not _TOGETHER.issuperset(text[asked[at - 1].end : asked[at].start])]
    phrase = asked[1 : min(ends, default=len(asked))]
    if phrase and phrase[0].form in listed_words("where", accented=accented):  # sở nào ở Cần Thơ …
        phrase = phrase[1:]
        while phrase and phrase[0].start not in belongs:
            phrase = phrase[1:]
    before = listed_words("before_act", accented=accented)
    while phrase and (phrase[0].form in before or _leads(belongs.get(phrase[0].start))):
        if not accented and len(phrase) > 1 and phrase[1].form not in before and _compound(phrase):  # ra soat
            break
        suffered |= fold(phrase[0].form) == "bi"
        phrase = phrase[1:]
    return _ended(phrase, accented), suffered


def _ended(phrase: Sequence[Word], accented: bool) -> Sequence[Word]:
    """Up to where the object of the act ends; without diacritics half of a word is no end: chi *thi*."""
    left = " ".join(word.form for word in phrase[:2]) in listed_words("left_to", accented=accented)  # *xem* xét
    ends = [
        at
        for at, word in enumerate(phrase)
        if word.form in listed_words("after_object", accented=accented) and (at or not left)
    ]
    if not accented:
        ends = [at for at in ends if not (at and _compound(phrase[at - 1 :]))]
    return phrase[: min(ends, default=len(phrase))]


def _object(phrase: Sequence[Word], belongs: Mapping[int, Term]) -> tuple[tuple[str, Term], ...]:
    return tuple((word.form, belongs[word.start]) for word in phrase if word.start in belongs)


def _done(phrase: Sequence[Word], belongs: Mapping[int, Term]) -> tuple[tuple[str, Term], ...]:
    """The object of an act that opens a question: Kiểm tra *bếp ăn*; all of it where nothing follows the act."""
    while phrase and phrase[0].start not in belongs:
        phrase = phrase[1:]
    return _object(phrase[1 + _compound(phrase) :], belongs) or _object(phrase, belongs)


def _of_phrase(phrase: Sequence[Word], belongs: Mapping[int, Term], suffered: bool, accented: bool) -> Matter:
    """The act is the first word, or the first two where they are one word of the lexicon."""
    if not phrase:
        return Matter()
    forms = tuple(word.form for word in phrase)
    known = len(phrase) > 1 and _compound(phrase)
    term = belongs.get(phrase[0].start)
    listed = (
        known
        and bool(concept(forms[:2], accented))
        and " ".join(forms[:2]) not in listed_words("general_acts", accented=accented)
    )
    formal = listed and term is not None and len(term.alternatives[0].words) == 2
    act = forms[: 1 + known]
    return Matter(act=act, strict=suffered or formal, object=_object(phrase[len(act) :], belongs))


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


def _compound(phrase: Sequence[Word]) -> bool:
    """True where the first two words are one word of the lexicon."""
    return len(phrase) > 1 and (fold(phrase[0].form), fold(phrase[1].form)) in compounds()


def _leads(term: Term | None) -> bool:
    """True for what people say for leading: cầm trịch, đứng mũi chịu sào."""
    return term is not None and any(one.words == _LEADING for one in term.alternatives[1:])
