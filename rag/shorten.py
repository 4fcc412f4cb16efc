"""What of a text is shown where the whole is too long: its best clauses, its beginning, as many names as fit."""

import re
from collections.abc import Iterator, Sequence, Set

from corpus.text import CAPITAL, collapse, fold
from rag.models import PLACE, Question, Term

HEADLINE = 240  # characters

_FOCUSED = 2.0  # what a word around the question word counts, against one of any other
_HEADING = 3  # words in capitals before a sentence
_SHORT = 110  # characters of a clause that is a headline
_MARKS = " .,;:*-"
_PAUSE = re.compile(r"[;,.]\s")
_EDGE = re.compile(r"[;:,.]\s+|[()]|\s[–-]\s|(?<!\S)[IVX]+\.\s|\.$")
_PLACE = re.compile(rf"(?<!\w)(?:[Tt]ại|[Ởở]|đến|vào|thuộc)\s+(?:\w+\s+){{0,4}}?{CAPITAL}")
_CLAUSE = re.compile(r"[;:,.(–]\s+|\s-\s")


def best_clauses(text: str, question: Question, limit: int = HEADLINE) -> str:
    """The run of clauses of at most `limit` characters that holds most of the question's words, on one line.

    Words around the question word count double; where a place is asked for, so does a place that is named. It is what
    headlines show and what yes or no is read from.
    """
    whole = _unheaded(text)
    if len(whole) <= limit:
        return whole
    starts = [0, *(match.end() for match in _CLAUSE.finditer(whole))]
    ends = [*(match.start() + (match[0][0] not in ";:,(–") for match in _CLAUSE.finditer(whole)), len(whole)]
    wanted = dict.fromkeys(question.terms, 1.0) | dict.fromkeys(question.wanted[0].focus, _FOCUSED)
    places = _FOCUSED if question.wanted[0].kind == PLACE else 0.0
    best, best_score = "", -1.0
    for first, start in enumerate(starts):
        for piece in _pieces(whole, start, ends[first:], limit):
            held = set(re.findall(r"\w+", fold(piece)))
            score = sum(worth * _held(term, held) for term, worth in wanted.items())
            score += len(piece) / 10_000 + places * len(_PLACE.findall(piece))
            if score > best_score + 1e-9:
                best, best_score = piece, score
    return best.strip(" ,;:")


def _held(term: Term, words: Set[str]) -> float:
    """How much of a term some text has, in the wording of which it has most; a term of more words counts more."""
    shares = (one.weight * sum(word in words for word in one.words) / len(one.words) for one in term.alternatives)
    return len(term.alternatives[0].words) * max(shares)


def clause_of(text: str, value: str) -> str:
    """A figure with its clause where that is short and has no other; a list may stand before or behind a comma."""
    whole = _unheaded(text)
    at = whole.find(value)
    before = [mark for mark in _EDGE.finditer(whole, 0, max(at, 0))]
    behind = _EDGE.search(whole, at + len(value))
    left = at if before and before[-1][0].startswith(",") else before[-1].end() if before else 0
    right = len(whole) if behind is None else at + len(value) if behind[0].startswith(",") else behind.start()
    clauses = (whole[left:right], whole[left : at + len(value)], whole[at:right])
    fits = (one for one in clauses if len(one) <= _SHORT and not re.search(r"\d", one.replace(value, "", 1)))
    return next(fits, value).strip(_MARKS) if at >= 0 else value


def shortened(quote: str, limit: int = 560) -> str:
    """A quote on one line; where it is very long, cut before a mark of its last half, else at a word."""
    whole = collapse(re.sub(r"\*+|</?\w+>", "", quote))
    if len(whole) <= limit:
        return whole
    marks = [mark.start() for mark in _PAUSE.finditer(whole, limit // 2, limit)]
    return whole[: marks[-1] if marks else whole.rfind(" ", 0, limit + 1)] + " …"


def fitting(parts: Sequence[str], limit: int = HEADLINE) -> str:
    """As many of the parts as `limit` characters hold, at least the first."""
    kept = list(parts)
    while len(kept) > 1 and len("; ".join(kept)) > limit:
        kept.pop()
    return shortened("; ".join(kept), limit - 1)


def _unheaded(text: str) -> str:
    """A text on one line, without a heading in capitals that runs into its sentence: KINH PHÍ THỰC HIỆN Tổng kinh phí …"""
    words = text.split()
    first = next((at for at, word in enumerate(words) if not word.isupper()), 0)
    return " ".join(words[first:] if first >= _HEADING and words[first][0].isupper() else words)


def _pieces(whole: str, start: int, ends: Sequence[int], limit: int) -> Iterator[str]:
    """The clauses from `start` that fit whole; where they leave much room, as many words as fit."""
    whole_end = max((end for end in ends if end - start <= limit), default=start)
    if whole_end > start:
        yield whole[start:whole_end]
    if whole_end - start < limit // 2 and start + limit < len(whole):
        yield whole[start : start + limit - 2].rsplit(" ", 1)[0] + " …"
