"""A word that neither the notices nor the lexicon know is read as the known words it may have been meant as.

One letter too many, too few, wrong, or in the wrong place (Damerau 1964), or two words run together. Of several
candidates those stay that stand beside the question's neighbouring words somewhere in the notices.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from corpus.lexicon import abbreviations, agencies, everyday, glossary, provinces, questions
from corpus.phrases import words
from corpus.text import fold
from rag.models import Alternative, Question, Term
from rag.question.language import language_of

Frequencies = Callable[[Iterable[str]], Mapping[str, int]]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 3  # letters: a shorter word is one letter away from too many
_MOST = 4  # readings of one word
_WITH_NEIGHBOUR, _ALONE = 0.85, 0.6  # how much a reading counts


def corrected(text: str, vocabulary: Collection[str], frequencies: Frequencies) -> str:
    """`text` with each unknown word that its neighbours explain put right: so are the words that say what is asked.

    A Vietnamese word is replaced where a reading stands beside one of its neighbours in the notices or in the lexicon.
    """
    english = language_of(text) == "en"
    sequence = words(fold(text))
    forms = [word.form for word in sequence]
    for at in reversed(range(len(sequence))):
        word = sequence[at]
        if not _may_be_wrong(word.form, vocabulary):
            continue
        if english:
            found = [edit for edit in _edits(word.form) if edit in _english()][:1]
        else:
            found = _explained(forms, at, vocabulary, frequencies)[:1]
        if found:
            text = text[: word.start] + found[0] + text[word.end :]
    return text


def _explained(forms: Sequence[str], at: int, vocabulary: Collection[str], frequencies: Frequencies) -> list[str]:
    """The readings of word `at` that stand beside one of its neighbours somewhere, the most usual first."""
    beside = (forms[at - 1] if at else "", forms[at + 1] if at + 1 < len(forms) else "")
    candidates = [edit for edit in _edits(forms[at]) if edit in vocabulary or edit in _lexicon()]
    near = frequencies(pair for one in candidates for pair in _beside(one, beside))
    weight = {
        one: sum(near[pair] + 5 * (pair in _lexicon_pairs()) for pair in _beside(one, beside)) for one in candidates
    }
    return sorted((one for one in candidates if weight[one]), key=lambda one: -weight[one])


def mended(question: Question, vocabulary: Collection[str], frequencies: Frequencies) -> Question:
    """The question with readings added to its unknown words; known words are left alone."""
    known = vocabulary if question.language == "vi" else _english()
    meant: dict[str, list[Alternative]] = {}
    sequence = [word.form for word in words(fold(question.text))]
    for term in question.terms:
        word = _unknown(term, vocabulary)
        if word:
            meant[word] = _readings(word, sequence, known, frequencies, question.language)
    if not any(meant.values()):
        return question
    terms = tuple(_with(term, meant.get(_unknown(term, vocabulary) or "", [])) for term in question.terms)
    pairs = [*question.pairs, *(pair for pair in _pairs(sequence, meant) if pair not in question.pairs)]
    return question.model_copy(update={"terms": terms, "pairs": tuple(pairs)})


def _unknown(term: Term, vocabulary: Collection[str]) -> str | None:
    """The single word of a term that nothing knows."""
    if len(term.alternatives) > 1 or len(term.alternatives[0].words) > 1:
        return None
    word = term.alternatives[0].words[0]
    return word if _may_be_wrong(word, vocabulary) else None


def _may_be_wrong(word: str, vocabulary: Collection[str]) -> bool:
    plain = word.isalpha() and word.isascii() and len(word) >= _SHORTEST
    return plain and word not in vocabulary and word not in _lexicon()


def _readings(
    word: str, sequence: Sequence[str], known: Collection[str], frequencies: Frequencies, language: str
) -> list[Alternative]:
    candidates = [edit for edit in _edits(word) if edit in known]
    if language == "en":
        return [
            Alternative(words=_folded(reading), weight=_ALONE)
            for edit in candidates[:1]
            for reading in glossary()[edit][:2]
        ]
    split = [(word[:at], word[at:]) for at in range(2, len(word) - 1) if word[:at] in known and word[at:] in known]
    joined = frequencies(f"{left}_{right}" for left, right in split)
    whole = [Alternative(words=pair, weight=_WITH_NEIGHBOUR) for pair in split if joined["_".join(pair)]]
    beside = _neighbours(word, sequence)
    near = frequencies(pair for candidate in candidates for pair in _beside(candidate, beside))
    backed = [one for one in candidates if any(near[pair] for pair in _beside(one, beside))]
    counts = frequencies(candidates)
    best = sorted(backed or candidates, key=lambda one: -counts[one])[:_MOST]
    weight = _WITH_NEIGHBOUR if backed else _ALONE
    return [*whole, *(Alternative(words=(one,), weight=weight) for one in best)]


def _edits(word: str) -> list[str]:
    """Every word one edit away, in a fixed order."""
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    swapped = [a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1]
    dropped = [a + b[1:] for a, b in splits if b]
    changed = [a + letter + b[1:] for a, b in splits if b for letter in _LETTERS]
    added = [a + letter + b for a, b in splits for letter in _LETTERS]
    return [edit for edit in dict.fromkeys([*swapped, *dropped, *changed, *added]) if edit != word and len(edit) > 1]


def _neighbours(word: str, sequence: Sequence[str]) -> tuple[str, str]:
    at = sequence.index(word) if word in sequence else -1
    if at < 0:
        return "", ""
    return (sequence[at - 1] if at else ""), (sequence[at + 1] if at + 1 < len(sequence) else "")


def _beside(word: str, beside: tuple[str, str]) -> list[str]:
    left, right = beside
    return [*([f"{left}_{word}"] if left else []), *([f"{word}_{right}"] if right else [])]


def _pairs(sequence: Sequence[str], meant: Mapping[str, Sequence[Alternative]]) -> Iterable[tuple[str, str]]:
    """The pairs of neighbours with the first reading in the place of each unknown word."""
    said = [meant[word][0].words[0] if meant.get(word) else word for word in sequence]
    for (left, right), (old_left, old_right) in zip(pairwise(said), pairwise(sequence), strict=True):
        if (left, right) != (old_left, old_right):
            yield left, right


def _with(term: Term, readings: Sequence[Alternative]) -> Term:
    return term.model_copy(update={"alternatives": (*term.alternatives, *readings)}) if readings else term


def _folded(phrase: str) -> tuple[str, ...]:
    return tuple(word.form for word in words(fold(phrase)))


@cache
def _english() -> frozenset[str]:
    known = {word for word in glossary() if word.isalpha() and len(word) > _SHORTEST}
    return frozenset(known | {word for word in questions()["stop_en"].split() if len(word) > _SHORTEST})


@cache
def _lexicon() -> frozenset[str]:
    """Every folded word of the lexicon."""
    return frozenset(word.form for phrase in _phrases() for word in words(fold(phrase)))


@cache
def _lexicon_pairs() -> frozenset[str]:
    """Every two neighbours in a Vietnamese phrase of the lexicon, joined by "_"."""
    spoken = ([word.form for word in words(fold(phrase))] for phrase in _phrases())
    return frozenset("_".join(pair) for forms in spoken if len(forms) < 12 for pair in pairwise(forms))


@cache
def _phrases() -> tuple[str, ...]:
    phrases = [*abbreviations(), *everyday(), questions()["stop_vi"], questions()["asking_words"]]
    phrases += [
        reading for table in (abbreviations(), everyday(), glossary()) for row in table.values() for reading in row
    ]
    phrases += [*glossary(), questions()["stop_en"], *questions()["asking_phrases"]]
    phrases += [name for agency in agencies() for name in (agency.name, *agency.also, *agency.short)]
    phrases += [name for province in provinces() for name in (province.name, *province.short)]
    return tuple(phrases)
