"""A follow-up is completed from the turns before it; evidence is always looked up anew.

What goes on from the turn before points back ("còn …", "văn bản đó") or leaves out what it is about. Where it names only
another subject ("còn Sở Nội vụ?"), the question before is asked of that; else it keeps the subject of the one before.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol

from corpus.lexicon import facets, kinds, of_notice
from corpus.models import DocumentKind, Facet
from corpus.patterns import any_of
from corpus.text import fold
from rag.models import Asked, Over, Question, Shape, Term, Turn
from rag.question.cues import asking_words
from rag.question.entities import places_of
from rag.question.facets import parts_of
from rag.question.items import points_at_item
from rag.question.language import language_of
from rag.question.matter import matter_of
from rag.question.pointing import Pointing, asks_with, named_words, names, pointing, reach_of, serial_in, unplaced
from rag.question.vocabulary import folded_functions

_BRIEF = 6  # words of "còn thông báo 46 và 171 thì sao?"
_OF_NOTICE = re.compile(rf"(?<!\w)(?:{any_of(fold(one) for kind in kinds() for one in kind.named)})\s+(?:so\s+)?\d")
_BARE_NUMBER = re.compile(r"(?<!\S)(\d{1,4})(?=\W*(?:$|và\b|va\b|and\b|thì\b|thi\b))", re.I)
_END = re.compile(r"\?+\s+")
_OWN_TERMS = 1  # a question that names more of a matter of its own stands alone, unless it points back
_FIELDS = ("provinces", "numbers", "dates", "date_parts", "agencies")
_OWN = ("wanted", "terms", "provinces", "numbers")
_MEETING = (Facet.CHAIR, Facet.MEETING_PLACE, Facet.ATTENDEES, Facet.ABSENT, Facet.HELD_ON)
_DOCUMENTS = (Facet.BASIS, Facet.REPLACES, Facet.CHANGES)


class Read(Protocol):
    """Reads one text in one language, whatever came before but the contexts it is said in (notice, meeting)."""

    def __call__(self, text: str, language: str, contexts: Collection[str] = ()) -> Question: ...


class Reader(NamedTuple):
    """Reads a text; `known` are the provinces of the index."""

    known: frozenset[str]
    read: Read


def completed(text: str, history: Sequence[Turn], reader: Reader) -> Question:
    """The question in `text` with what it leaves out taken from the turns before it."""
    language = language_of(text)
    reach = reach_of(text)
    text = reach.rest or (text if not history else "")
    rest, back, nth = pointing(text) if history else Pointing(text, back=False)
    rest = _numbered(rest, history)
    reached = {"everywhere": reach.everywhere, "others": reach.others and bool(history)}
    question = reader.read(rest, language).model_copy(update=reached)
    if not history:
        of_places = question.provinces and not _matter(question)  # "Sơn La: ai ký?": its notices are spoken of
        return reader.read(rest, language, ("notice",)) if of_places and not reach.everywhere else question
    *earlier, turn = history
    if nth and (question.provinces or question.numbers):  # "nội dung cuối cùng của thông báo 46"
        rest, nth = text, 0
    if not back and not _leans(question) and not _leans(reader.read(rest, language, ("notice",))):
        return question
    last = completed(_last_of(turn.question, reader), earlier, reader)
    if (
        not (back or reach.everywhere)
        and last.numbers
        and question.over is Over.NOTICE
        and question.shape is not Shape.SUMMARY
    ):
        return question  # how many there are is not asked of one
    spoken = facets()[last.facet].within.split()
    contexts = ("notice", *(["document"] if last.numbers else []), *spoken)  # what is spoken of
    question = reader.read(rest, language, contexts).model_copy(update=reached)
    # the office of a signer is asked about the signer, who is then asked of another notice
    asked = last.after if last.facet is Facet.SIGNER_TITLE and last.after else last
    if _only_names(question, asked):
        return _asked_of(question, asked, reader)
    if question.facet is Facet.SIGNER_TITLE and last.facet is Facet.CHAIR:
        return last.model_copy(update={"after": last})  # the office stands beside the name
    joined = _joined(_asking(question, last), last, turn, reader)
    held = bool(nth) or points_at_item(text)
    of_same = held or not (stands_alone(question) or _matter(question) or question.everywhere)
    if of_same and (held or not of_notice(joined.facet)) and not joined.source_only and (held or not question.over):
        joined = joined.model_copy(update={"same": True, "nth": nth})
    return joined


def _numbered(text: str, history: Sequence[Turn]) -> str:
    """The text with its bare numbers as those of notices, where a notice was spoken of by number: "còn 46?"."""
    brief = history and len(text.split()) <= _BRIEF and not _OF_NOTICE.search(fold(text))
    if not brief or not _OF_NOTICE.search(fold(history[-1].question)):
        return text
    notice = next(kind for kind in kinds() if kind.kind is DocumentKind.NOTICE)
    word = notice.en_asked[0] if language_of(text) == "en" else notice.cited[0]
    return _BARE_NUMBER.sub(rf"{word} \1", text)


def _last_of(message: str, reader: Reader) -> str:
    """The last question of a message, with those after it that name nothing of their own."""
    *before, last = [piece for piece in _END.split(message) if piece.strip()] or [message]
    while before and not stands_alone(reader.read(last, language_of(last))):
        last = f"{before.pop()}? {last}"
    return last


def stands_alone(question: Question) -> bool:
    """True where it names something: a matter, a body, a place, a document."""
    named = question.agencies or question.provinces or question.numbers
    return bool(named) or len(_matter(question)) > _OWN_TERMS


def _leans(question: Question) -> bool:
    """True for a question that leaves out what it asks ("Sở Nội vụ?") or what about ("thời hạn khi nào?")."""
    own = _matter(question)
    if question.facet is Facet.SOURCE:
        return not (question.provinces or question.numbers or question.agencies) and len(question.terms) <= 2
    if question.facet is Facet.FACT:
        return not own or _asks_title(question)
    if of_notice(question.facet) and (question.provinces or question.numbers):
        return False
    about = matter_of(question)
    if about.act and not about.object and not question.provinces:
        return True  # sở nào thẩm định
    body = question.facet in (Facet.TASK, Facet.LEAD) and any(
        not names(question.facet, one) for one in question.agencies
    )
    return not (body or question.numbers) and len(own) <= _OWN_TERMS


def _only_names(question: Question, last: Question) -> bool:
    """True where another subject is named, and nothing is asked but what the question before asks: "còn Quảng Nam?"."""
    subject = question.provinces or question.numbers or question.agencies or question.everywhere
    return bool(subject) and not question.yes_no and not _matter(question) and _asks_no_more(question, last)


def _asks_no_more(question: Question, last: Question) -> bool:
    """True where no facet is asked for, or only with a word like "ai" or "khi nào" that the one before has, too."""
    facet, before = question.facet, last.facet
    named = named_words(facet, question.text)
    if named and named <= _of_bodies(question):  # the "chính" of "còn Sở Tài chính?"
        return True
    return facet is Facet.FACT or bool(not names(facet, question.text) and _asks(facet) & _asks(before))


def _asked_of(question: Question, last: Question, reader: Reader) -> Question:
    """The question before, asked of the subject that this one names: each in the place of its kind, else at the end."""
    text = unplaced(last.text, reader.known) if question.everywhere else last.text
    named, before = places_of(question.text, reader.known), places_of(text, reader.known)
    if not before["provinces"] and named["provinces"] and not named["numbers"]:
        before["provinces"] = [serial_in(text, span) for span in before["numbers"]]
    elif named["numbers"] and not before["numbers"]:
        before["numbers"] = before["provinces"]
    changes = []
    for kind, spans in named.items():
        if spans:
            start, end = before[kind][0] if before[kind] else (len(text.rstrip(" ?.!")),) * 2
            changes.append((start, end, ", ".join(question.text[first:after] for first, after in spans)))
    if named["numbers"] and not named["provinces"] and before["provinces"] != before["numbers"]:
        changes += [(*span, "") for span in before["provinces"]]
    for start, end, said in sorted(changes, reverse=True):
        text = f"{text[:start].rstrip()} {said} {text[end:].lstrip()}"
    whole = reader.read(" ".join(text.split()), last.language)
    kept = tuple(name for name in _FIELDS if getattr(whole, name) and not getattr(question, name))
    within = () if question.everywhere or question.provinces or question.numbers else last.within
    changed = {"after": last, "kept": kept, "within": within, "page": question.page}
    changed |= {"everywhere": question.everywhere, "others": question.others}
    if last.after and any(getattr(last, name) != getattr(reader.read(last.text, last.language), name) for name in _OWN):
        changed |= {
            "wanted": last.wanted,
            "listing": last.listing,
            "shape": last.shape,
        }  # its own words did not say it all
        changed |= {} if of_notice(last.facet) or question.agencies else {"terms": last.terms, "pairs": last.pairs}
    return whole.model_copy(update={**changed, "language": question.language})


def _joined(question: Question, last: Question, turn: Turn, reader: Reader) -> Question:
    """What is asked, of the subject of the question before."""
    if question.facet is Facet.SOURCE:
        kept = {"text": question.text, "language": question.language, "source_only": True}
        return last.model_copy(update={**kept, "after": last, "kept": _FIELDS})
    answer, facet = reader.read(turn.answer, "vi"), question.facet
    topic = (not of_notice(facet) or facet is last.facet) and not (facet is Facet.TASK and question.agencies)
    topic = topic and not _names_a_matter(question)
    alone = len(turn.notices) < 2  # what an answer from several notices begins with limits nothing
    placed = question.provinces or question.numbers or question.everywhere
    of_document = last.facet in _DOCUMENTS and of_notice(facet)
    answered = answer.numbers
    if of_document:  # the document the answer names, not the notice that cites it
        notice = fold(DocumentKind.NOTICE.value)
        answered = tuple(one for one in answered if one.kind != notice)[:1] or answered
    old = {
        "provinces": () if question.everywhere else last.provinces or (answer.provinces if alone else ()),
        "numbers": (() if of_document else last.numbers) or (answered if alone and not question.provinces else ()),
        "dates": () if question.numbers or question.everywhere else last.dates,
        "date_parts": () if question.numbers or question.everywhere else last.date_parts,
        "agencies": last.agencies if topic and facet is not Facet.LEAD else (),
    }
    taken = {name: value for name, value in old.items() if value and not getattr(question, name)}
    earlier = (
        (*last.terms, *(answer.terms if len(last.terms) < 2 and not of_notice(last.facet) else ())) if topic else ()
    )
    return question.model_copy(
        update={
            **taken,
            "after": last,
            "kept": tuple(taken),
            "within": () if placed else last.within or (turn.notices if alone or not question.agencies else ()),
            "terms": question.terms + earlier,
            "pairs": question.pairs + (last.pairs if topic else ()),
        }
    )


def _asking(question: Question, last: Question) -> Question:
    """With what is asked as the question before makes it clear: the office of the signer, the day of the notice."""
    facet, before = question.facet, last.facet
    if _asks_title(question) and (before is Facet.CHAIR or facet is Facet.FACT):
        person = of_notice(before) and "who" in _asks(before)
        return question.model_copy(
            update={"wanted": last.wanted if person else (Asked(facet=Facet.SIGNER),), "terms": ()}
        )
    bare = not _matter(question) and not names(facet, question.text)
    if question.items and facet is Facet.FACT and (of_notice(before) or parts_of(question.text, question.language)):
        return question  # what an item says
    if facet is Facet.DEADLINE and bare and (of_notice(before) or before in _DOCUMENTS):
        day = before if before is Facet.ARRIVAL else Facet.ISSUED_ON
        return question.asking(Facet.HELD_ON if before in _MEETING else day)
    if facet is Facet.FIGURE and bare and asks_with("number", question.text):
        return question.asking(Facet.NUMBER)
    if facet is Facet.FACT and of_notice(before) and bare and asks_with("where", question.text):
        return question.asking(Facet.MEETING_PLACE)
    if facet is Facet.FACT and not question.yes_no and (bare or _names_a_matter(question)):
        return question.model_copy(update={"wanted": last.wanted, "listing": last.listing, "shape": last.shape})
    return question


def _asks(facet: Facet) -> set[str]:
    return set(facets()[facet].asks.split())


def _names_a_matter(question: Question) -> bool:
    """True where another matter is all that is said: "còn đóng cửa mỏ?"."""
    return bool(_matter(question)) and not question.yes_no and not parts_of(question.text, question.language)


def _of_bodies(question: Question) -> set[str]:
    """The words of the bodies named."""
    return {word for name in question.agencies for word in fold(name).split()}


def _matter(question: Question) -> list[Term]:
    """The terms of a matter of its own: not what only asks, nor the name of a body."""
    bodies = _of_bodies(question) | named_words(question.facet, question.text)
    asking = asking_words() | folded_functions()

    def says_nothing(spoken: set[str]) -> bool:
        return spoken <= asking_words() or spoken <= bodies or (len(spoken) > 1 and spoken <= asking)

    return [term for term in question.terms if not says_nothing(set(term.alternatives[0].words))]


def _asks_title(question: Question) -> bool:
    """True for "chức vụ gì", "giữ chức gì": the office of whoever was named before."""
    return len(_matter(question)) <= 3 and names(Facet.SIGNER_TITLE, question.text)
