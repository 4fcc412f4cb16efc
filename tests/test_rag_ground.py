"""A claim is supported by its quotes or it is not made."""

import pytest
from fakes import citation_of, sample_notice

from corpus.models import Notice
from rag.ground import slices_only, supported

NOTICE = sample_notice()
QUOTE = "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân"


def notice(_: str) -> Notice:
    return NOTICE


def test_a_quote_that_is_no_slice_is_dropped() -> None:
    true = citation_of(NOTICE, QUOTE)
    altered = true.model_copy(update={"quote": QUOTE.replace("Nội vụ", "Tài chính")})
    shifted = true.model_copy(update={"start": true.start + 1, "end": true.end + 1})
    assert slices_only([true, altered, shifted], notice) == (true,)


@pytest.mark.parametrize("headline", ["Sở Nội vụ", "Sở Nội vụ (được giao)", "Số 46/TB-UBND ngày 07/02/2018"])
def test_what_the_proof_holds_is_supported(headline: str) -> None:
    assert supported(headline, [citation_of(NOTICE, QUOTE)], notice)


@pytest.mark.parametrize("headline", ["Sở Y tế", "Số 47/TB-UBND", "trước ngày 08/02/2018", "tăng 14 bậc"])
def test_an_entity_the_proof_lacks_is_not(headline: str) -> None:
    assert not supported(headline, [citation_of(NOTICE, QUOTE)], notice)
