"""What a sentence states: who leads, to whom it goes, people, contacts, documents, times, figures, who pays, who benefits, what for, what is
required."""

import re
from collections.abc import Iterator
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
from corpus.patterns import cue, either, opening, whole
from corpus.text import collapse

_TO = re.compile(
    r"(?<!\w)(?:(?P<sent>gửi(?:\s+(?:về|cho|đến))?)|(?P<opinion>xin\s+ý\s+kiến(?:\s+chỉ\s+đạo)?(?:\s+của)?)|báo\s+cáo|trình)\s*$"
)
_CONTACT = re.compile(r"(?<!\d)0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)|[\w.]+@[\w.]*\w")
_BEFORE_WHOM = re.compile(r"(?:(?<!\w)(?:cho|đối\s+với|để|là|thì)|[.;:,(])\s+|^\W*")
_CLAUSE_END = re.compile(r"[;,)]|\.(?=\s|$)|:(?=\s|$)")
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"")


def sentence_facts(source: Source) -> Iterator[Fact]:
    """Of the sentences and long clauses that become passages, in the order of the text."""
    for item, start, end in pieces(source.notice):
        subject = FactSubject(kind=SubjectKind.SENTENCE, item=item.path if item else "", start=start, end=end)
        for read in (_leaders, _reported, _people, basis_facts, time_facts, figure_facts):
            yield from read(source, (start, end), subject)
        for contact in _CONTACT.finditer(source.view, start, end):
            yield source.fact(Facet.PHONE, contact.span(), subject, re.sub(r"[\s.]", "", contact[0]))
        for pattern in payers():
            for match in pattern.finditer(source.form, start, end):
                yield source.fact(Facet.PAYER, match.span("who"), subject, body_key(_words(source, match.span("who"))))
        for span in _beneficiaries(source, start, end):
            yield source.fact(Facet.BENEFICIARY, span, subject, key(_words(source, span)))
        for facet, words in ((Facet.PURPOSE, "aims"), (Facet.CONDITION, "requires")):
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
        if said := _TO.search(source.form, max(sentence[0], body.start - 30), body.start):
            yield source.fact(
                Facet.REPORTS_TO, (body.start, body.end), subject, body_key(body.name), said.lastgroup or "reported"
            )


def _people(source: Source, sentence: Span, subject: FactSubject) -> Iterator[Fact]:
    for person in people_in(source.view, *sentence):
        office = held_by(source.view, person, sentence[1])
        held = source.fact(Facet.PERSON, office, subject).value if office else None
        yield source.fact(Facet.PERSON, (person.start, person.end), subject, key(person.value), held)


def _clauses_from(source: Source, words: str, start: int, end: int) -> Iterator[Span]:
    """From each of these words to the end of its clause; one within the last is part of it."""
    last = start
    quoted = [match.span() for match in _QUOTED.finditer(source.view, start, end)]
    for match in whole(words).finditer(source.form, start, end):
        if match.start() < last:
            continue
        if any(left < match.start() < right for left, right in quoted):
            continue
        last = _clause_end(source, match.start(), match.end(), end)
        if len(source.form[match.end() : last].split()) > 1:
            yield match.start(), last


def _clause_end(source: Source, start: int, at: int, end: int) -> int:
    """At a mark, at the bracket that was open, or where work is given after a comma."""
    for stop in _CLAUSE_END.finditer(source.form, at, end):
        open_here = source.form.count("(", start, stop.start()) > source.form.count(")", start, stop.start())
        if stop[0] == ")" and open_here:
            continue
        if stop[0] == "," and not cue("assign").match(source.form, stop.end() + 1, end):
            continue
        return stop.start()
    return end


def _words(source: Source, span: Span) -> str:
    return collapse(source.view[slice(*span)])


@cache
def payers() -> tuple[re.Pattern[str], ...]:
    """The patterns of who pays, in order; `who` is the body, the budget or the fund."""
    words = {name: "|".join(listed) for name, listed in cues()["pay_words"].items()}
    return tuple(re.compile(pattern.format(**words).replace(" ", r"\s+")) for pattern in cues()["pays"])


def _beneficiaries(source: Source, start: int, end: int) -> Iterator[Span]:
    """To whom something is given, and who is said to be entitled to it."""
    given, entitled = _benefits()
    for match in given.finditer(source.form, start, end):
        commas = re.finditer(r",\s+", source.form[match.start("whom") : match.end("whom")])
        stops = (at for at in commas if cue("task_verbs").match(source.form, match.start("whom") + at.end(), end))
        yield match.start("whom"), next((match.start("whom") + at.start() for at in stops), match.end("whom"))
    for match in entitled.finditer(source.form, start, end):
        before = [at.end() for at in _BEFORE_WHOM.finditer(source.form, max(start, match.start() - 120), match.start())]
        if begin := next(iter(before[-1:]), 0):
            yield begin, match.start()


@cache
def _benefits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "hỗ trợ … cho X", as `whom`; "được hưởng", before which X stands."""
    given, entitled, ends = (either(cues()["benefits"][name]) for name in ("given", "entitled", "ends"))
    return (
        re.compile(
            rf"(?<!\w)(?:{given})(?!\w)[^.;:,()]{{0,80}}?(?<!\w)cho\s+(?P<whom>[^.;:()\n]{{3,100}}?)(?=\s+(?:{ends})(?!\w)|[.;:()\n]|$)"
        ),
        re.compile(rf"\s+(?:{entitled})(?!\w)"),
    )
