"""Made-up notices and questions about them, made once for all tests that read them."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from synthetic import SyntheticNotice
    from synthetic.questions import SyntheticQuestion
    from synthetic.questions.templates import Template


@pytest.fixture(scope="session")
def synthetic_notices() -> "list[SyntheticNotice]":
    """A thousand made-up notices."""
    from synthetic import generate

    return list(generate(1_000, 7))


@pytest.fixture(scope="session")
def asked_notices(synthetic_notices: "list[SyntheticNotice]") -> "dict[str, SyntheticNotice]":
    """The first four hundred of them, by id: those that questions are asked about."""
    return {notice.id: notice for notice in synthetic_notices[:400]}


@pytest.fixture(scope="session")
def synthetic_questions(asked_notices: "dict[str, SyntheticNotice]") -> "list[SyntheticQuestion]":
    """The questions about them."""
    from synthetic.questions import generate_questions

    return list(generate_questions(list(asked_notices.values()), 7))


@pytest.fixture(scope="session")
def named_templates() -> "dict[str, Template]":
    """The templates of questions in both languages, by id."""
    from synthetic.questions.templates import templates

    return {template.id: template for language in ("vi", "en") for template in templates(language)}
