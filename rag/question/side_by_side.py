"""A question about several bodies that stand side by side, as the question about each of them."""

from collections.abc import Iterator

from corpus.names.agencies import find_agencies
from corpus.phrases import words
from corpus.text import fold
from rag.models import Question
from rag.question.entities import inside, places_of
from rag.question.tags import tags_of, unmarked

_BESIDE = frozenset("cho cung gui trinh voi vs with to".split())  # before bodies that others work with


def each_alone(question: Question) -> Iterator[tuple[str, str]]:
    """Each of the bodies with the words of the question about it alone: "Sở Y tế và Sở Nội vụ làm gì" -> "Sở Y tế làm gì"."""
    text = question.text
    sequence = words(fold(text))
    named = [one for one in find_agencies(sequence) if one[2].name in question.agencies]
    tags = tags_of("whether", text, question.language)
    joins = {one.first for one in tags.of("joins")}
    places = inside(places_of(text, question.provinces)["provinces"])
    forms = unmarked(sequence)

    def beside(end: int, first: int) -> bool:
        between = [at for at in range(end, first) if sequence[at].start not in places and forms[at].form != "the"]
        comma = "," in text[sequence[end - 1].end : sequence[first].start]
        return (comma and not between) or (len(between) == 1 and joins.issuperset(between))

    run = named[:1]
    for one in named[1:]:
        if beside(run[-1][1], one[0]):
            run.append(one)
        elif len(run) > 1:
            break
        else:
            run = [one]
    first = run[0][0] if run else 0
    if len(run) < 2 or (first and forms[first - 1].form in _BESIDE):
        return
    start, end = sequence[first].start, sequence[run[-1][1] - 1].end
    rest = text[end:]
    for each in reversed(tags.of("each_of")):  # mỗi bên
        left, right = sequence[each.first].start - end, sequence[each.after - 1].end - end
        rest = rest[:left] + rest[right:] if left > 0 else rest
    for at, after, agency in run:
        yield agency.name, f"{text[:start]}{text[sequence[at].start : sequence[after - 1].end]}{rest}"
