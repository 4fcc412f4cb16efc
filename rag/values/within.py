"""The facts that stand within a passage."""

from corpus.models import CitedDocument, Facet, Fact, Notice, Passage


def facts_within(notice: Notice, facet: Facet, passage: Passage) -> list[Fact]:
    """What the passage states of a facet, in the order it was read."""
    return [one for one in notice.facts if one.facet is facet and passage.start <= one.start < passage.end]


def cited_within(notice: Notice, passage: Passage) -> list[CitedDocument]:
    """The documents that the passage cites, in order."""
    return [one for one in notice.cited_documents if passage.start <= one.start < passage.end]
