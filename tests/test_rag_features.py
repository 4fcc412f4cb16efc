"""Evidence: what is computed once for several views is what each of them holds alone."""

from hypothesis import given
from hypothesis import strategies as st

from rag.coverage import Rarity, coverage, coverages, unheard, words_of
from rag.models import Alternative, Term

word = st.sampled_from("so noi vu khao sat chu tri phoi hop".split())
some_words = st.lists(word, min_size=1, max_size=3).map(tuple)
alternative = st.builds(Alternative, words=some_words, weight=st.sampled_from((0.6, 0.85, 1.0)))
term = st.builds(Term, alternatives=st.lists(alternative, min_size=1, max_size=3).map(tuple))
view = st.tuples(st.lists(word, max_size=8).map(lambda words: words_of(" ".join(words))), st.sampled_from((0.5, 1.0)))


@given(st.lists(term, max_size=4), st.lists(view, min_size=1, max_size=3), st.dictionaries(word, st.integers(0, 50)))
def test_coverages_are_those_of_the_first_views(terms: list, views: list, frequencies: dict) -> None:
    rarity = Rarity(frequencies, 50)
    expected = [coverage(terms, views[: number + 1], rarity) for number in range(len(views))]
    assert coverages(terms, views, rarity) == expected


def test_half_of_the_topic_by_hand() -> None:
    """Two terms of one word each, equally rare: one held, one missing, is a half; found in the second view, a whole."""
    terms = [Term(alternatives=(Alternative(words=(one,)),)) for one in ("khao", "sat")]
    views = [(words_of("khảo nghiệm"), 1.0), (words_of("giám sát"), 1.0)]
    assert coverages(terms, views, Rarity({"khao": 3, "sat": 3}, 10)) == [0.5, 1.0]


def test_a_word_of_two_syllables_is_heard_where_they_stand_together() -> None:
    terms = [Term(alternatives=(Alternative(words=words),)) for words in (("khao", "sat"), ("noi",))]
    apart, known = words_of("khảo nghiệm, giám sát, nội vụ"), {"khao": 1, "sat": 1, "khao_sat": 1}
    assert unheard(terms, words_of("khảo sát nội vụ"), Rarity({}, 9)) == unheard(terms, apart, Rarity(known, 9)) == 0.0
    assert 0 < unheard(terms, apart, Rarity({}, 9)) < 1.0 == unheard(terms, words_of(""), Rarity({}, 9))
    assert unheard([], apart, Rarity({}, 9)) == 0.0
