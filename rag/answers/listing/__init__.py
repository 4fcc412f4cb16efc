"""Answers that list: documents cited, the tasks of a body, the items of a heading, notices that cite a document."""

import re

from corpus.lexicon import kinds, offices
from corpus.models import Facet, Notice
from corpus.text import fold
from rag.answers.listing.documents import all_notices, cited_by, citing
from rag.answers.listing.items import family, under
from rag.answers.listing.tasks import deadlines, tasks_of
from rag.draft import Draft
from rag.index import Index
from rag.models import Question
from rag.search.scope import Scope
from rag.wording import Wording

__all__ = ["family", "listed"]

_OF_NOTICE = re.compile(
    r"vien dan|nhac (den|trong)|trong (bai|thong bao|van ban|tb)|cited|mentioned|in the .*notice|legal document"
)
_WHICH_NOTICES = re.compile(
    r"(van ban|thong bao|tai lieu|noi) nao.{0,30}(nhac|neu|vien dan|de cap|dan)|which (of the |of these )?(documents?|notices?).{0,20}(mention|cite|refer|contain)"
)
_ABOUT_BODY = re.compile(
    r"lam (nhung )?(gi|viec)|(viec|nhiem vu|cong viec)|tham gia|duoc giao|phoi hop trong|do\b|tasks?|responsib"
)
_NOTICE_WORDS = frozenset("thong bao van ban liet ke danh sach tai lieu tat ca hang ket luan".split())
_ASKS_BODIES = re.compile(r"\b(?:so|co quan|don vi|nganh|phong|ban|ben|bo) nao\b|\bwhich (?:agenc|department|bod|unit)")


def listed(index: Index, question: Question, scope: Scope, wording: Wording) -> Draft | None:
    """The list a question asks for, or None where it asks for none that the notices hold as one."""
    folded = fold(question.text)
    ids = scope.ids if scope.ids is not None else index.ids()
    numbers = [asked for asked in question.numbers if asked not in scope.own_numbers]
    if question.listing and _only_notices(question):
        return all_notices([index.notice(notice_id) for notice_id in ids], question, wording)
    if numbers and _WHICH_NOTICES.search(folded):
        return citing((index.notice(notice_id) for notice_id in ids), question, wording)
    lists_of_one = question.listing and len(ids) == 1 and _OF_NOTICE.search(folded)
    if lists_of_one and (question.facet is Facet.BASIS or _names_kinds(folded)):
        return cited_by(index.notice(ids[0]), question, wording)
    if question.years and not scope.own_numbers:  # the number of a notice decides, whatever year was said
        scope = scope._replace(ids=tuple(one for one in ids if _of_years(question, index.notice(one))))
    draft = None
    if question.facet is Facet.DEADLINE and question.listing and scope.ids is not None:
        draft = deadlines(index, question, scope, wording)
    elif question.item and scope.ids is not None and (question.listing or question.facet is Facet.TASK):
        draft = under([index.notice(notice_id) for notice_id in ids], question.item, question, wording)
    return draft or _tasks(index, question, scope, folded, wording)


def _of_years(question: Question, notice: Notice) -> bool:
    """True where a notice's text names every year asked about."""
    return all(str(year) in notice.text for year in question.years)


def _tasks(index: Index, question: Question, scope: Scope, folded: str, wording: Wording) -> Draft | None:
    """The tasks of the body that a question names, where it asks for a body's tasks."""
    bodies = [
        name
        for name in question.agencies
        if not fold(name).startswith(("cac ", "ubnd", "pho ", *(fold(office.name) for office in offices())))
    ]
    several = (question.listing and not _ASKS_BODIES.search(folded)) or question.facet is Facet.TASK
    few_words = len(question.terms) <= 8 + 4 * question.language.startswith("e")
    if bodies and several and _ABOUT_BODY.search(folded) and few_words:
        return tasks_of(index, question, scope, bodies[0], wording)
    return None


def _names_kinds(folded: str) -> bool:
    """True where a question names several kinds of documents: "các luật, nghị định và quyết định"."""
    named = {kind.kind for kind in kinds() for word in kind.cited if re.search(rf"\b{re.escape(fold(word))}\b", folded)}
    return len(named) > 2


def _only_notices(question: Question) -> bool:
    """True for "liệt kê các thông báo": the notices themselves are asked for."""
    spoken = {word for term in question.terms for word in term.alternatives[0].words}
    return bool(spoken) and spoken <= _NOTICE_WORDS
