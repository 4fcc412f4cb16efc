"""What a sentence states: who leads, to whom it goes, people, contacts, who pays, who benefits, what for, what is required."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.facts.documents import basis_facts
from corpus.facts.figures import figure_facts
from corpus.facts.source import Source, Span
from corpus.facts.times import time_facts
from corpus.lexicon import cues
from corpus.models import Facet, Fact, FactSubject, SubjectKind
from corpus.names.agencies import body_key, key
from corpus.names.people import held_by, people_in
from corpus.passages import pieces
from corpus.patterns import any_of, cue, either, opening, whole

_TO = re.compile(
    r"(?<!\w)(?:(?P<sent>(?:gửi|nộp)(?:(?:\s+[^\s.;:,]+){0,6}?\s+(?:về|cho|đến|tới))?)|(?P<opinion>xin\s+ý\s+kiến(?:\s+chỉ\s+đạo)?(?:\s+của)?)|(?P<advised>tham\s+mưu(?:\s+cho)?)|báo\s+cáo|trình)\s*$"
)
_TO_WHOM = 50  # characters from "gửi" to the body that something is sent to
_CONTACT = re.compile(r"(?<!\d)0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)|(?:(?<![\w.])|(?<=\d))[\w.]{1,64}@[\w.]*\w")
_CONTACT_SIGN = re.compile(r"0\d\d|@")
# Words of which one has to stand where a pattern holds them: the first of these that it does. No pattern may leave them out.
_NEEDED = ("entitled", "given", "served", "paid", "purses", "out_of", "money")
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"")


def sentence_facts(source: Source) -> Iterator[Fact]:
    """Of the sentences and long clauses that become passages, in the order of the text."""
    for item, start, end in pieces(source.notice):
        subject = FactSubject(kind=SubjectKind.SENTENCE, item=item.path if item else "", start=start, end=end)
        for read in (_leaders, _reported, _people, basis_facts, time_facts, figure_facts):
            yield from read(source, (start, end), subject)
        may_tell = _CONTACT_SIGN.search(source.view, start, end)
        for contact in _CONTACT.finditer(source.view, start, end) if may_tell else ():
            yield source.fact(Facet.PHONE, contact.span(), subject, re.sub(r"[\s.]", "", contact[0]))
        for facet, words in ((Facet.PAYER, "pays"), (Facet.BENEFICIARY, "benefits")):
            for match in _told_of(words, source.form, start, end):
                fact = source.fact(facet, match.span("who"), subject, how=_served(match))
                yield fact._replace(key=body_key(fact.value))
        for facet, words in ((Facet.PURPOSE, "aims"), (Facet.PURPOSE, "causes"), (Facet.CONDITION, "requires")):
            for span in _clauses_from(source, words, start, end):
                yield source.fact(facet, span, subject)


def _leaders(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    """The bodies that the words right after them make lead: do *Sở Tư pháp* chủ trì."""
    for body in source.bodies_in(*sentence):
        leads = cue("lead").match(source.form, body.end + 1, sentence[1])
        if leads and not opening("meetings").match(source.form, leads.end(), sentence[1]):
            yield source.fact(Facet.LEAD, (body.start, body.end), subject, body_key(body.name), "lead")


def _reported(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    """The bodies right after a word that reports, sends or asks for an opinion."""
    for body in source.bodies_in(*sentence):
        if said := _TO.search(source.form, max(sentence[0], body.start - _TO_WHOM), body.start):
            yield source.fact(
                Facet.REPORTS_TO, (body.start, body.end), subject, body_key(body.name), said.lastgroup or "reported"
            )


def _people(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    for person in people_in(source.view, *sentence):
        office = held_by(source.view, person.start, person.end)
        held = source.fact(Facet.PERSON, office, subject).value if office else None
        yield source.fact(Facet.PERSON, (person.start, person.end), subject, key(person.value), held)


def _clauses_from(source: Source, words: str, start: int, end: int) -> Iterator[Span]:
    """From each of these words to the end of its clause; one within the last is part of it."""
    last = start
    quoted = [match.span() for match in _QUOTED.finditer(source.view, start, end)]
    for match in whole(words).finditer(source.form, start, end):
        if match.start() < last or any(left < match.start() < right for left, right in quoted):
            continue
        if words == "causes" and any(body.start == match.end() + 1 for body in source.bodies_in(match.end(), end)):
            continue  # do Sở Y tế chủ trì
        last = source.clause_end(match.start(), match.end(), end) or end
        if len(source.form[match.end() : last].split()) > 1:
            yield match.start(), last


def _served(match: re.Match[str]) -> str | None:
    """Whether they are said to be served, not to be given something: phục vụ *nhân dân và du khách*."""
    return "served" if match.groupdict().get("serves") else None


def _told_of(name: str, form: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the patterns of cues.yaml of that name fit; `who` is the body, the budget, those it is for."""
    for needed, pattern in _who(name):
        if needed.search(form, start, end):
            yield from pattern.finditer(form, start, end)


@cache
def _who(name: str) -> Sequence[tuple[re.Pattern[str], re.Pattern[str]]]:
    """The words of which one has to stand where a pattern is to fit, and the pattern."""
    words = {one: either(listed) for one, listed in cues()[f"{name}_words"].items()}
    acts = any_of(cues()["task_verbs"])
    return [
        (
            re.compile(next((words[one] for one in _NEEDED if f"{{{one}}}" in pattern), "")),
            re.compile(pattern.replace(" ", r"\s+").format(**words, acts=acts)),
        )
        for pattern in cues()[name]
    ]
