"""Whether the clause bears out a yes or a no that a chat model says of a question: by the rules' own comparison, thing by thing."""

import re
from collections.abc import Sequence

from corpus.patterns import whole
from corpus.text import canonical
from rag.answers.decide import Decision
from rag.answers.premises import compared
from rag.answers.supposed import without_supposed
from rag.answers.whether import judged
from rag.coverage import rarity_of
from rag.index import Index
from rag.models import AnswerStatus, Hit, Polarity, Question, Whether
from rag.proof.claims import saying
from rag.proof.entry_checks import Proved
from rag.values import Filled
from rag.wording import Wording


def is_borne_out(index: Index, question: Question, one: Proved, hits: Sequence[Hit], wording: Wording) -> bool:
    """True where what the clause states, compared with what the question supposes, does not say the contrary, and says enough.

    A no rests on something else stated in the place of what is supposed, or on words that deny or leave open; that something
    has been done, on its being said so.
    """
    terms = without_supposed(question, index.originals()).terms
    supposing, rarity = question.model_copy(update={"terms": terms}), rarity_of(index, terms)
    decided = (
        Decision(AnswerStatus.ANSWERED, hit, Filled(values=(), start=hit.passage.start, end=hit.passage.end))
        for hit in hits
    )
    said = {judged(supposing, decision, one.notice, rarity, wording).polarity for decision in decided}
    if one.polarity in said:
        return True
    if said & {Polarity.YES, Polarity.NO}:
        return False
    agreeing = [thing.agrees for hit in hits for thing in compared(supposing, hit, one.notice, wording)]
    quote, turning = canonical(one.quote), saying()["turning"]
    open_or_denied = re.search(turning["denied"]["vi"], quote) or whole("undecided").search(quote)
    if one.polarity is Polarity.NO:
        return bool(open_or_denied) or any(agrees is False for agrees in agreeing)
    done = question.whether is not Whether.DONE or re.search(turning["past"]["vi"], quote) is not None
    return done and not open_or_denied and all(agreeing)
