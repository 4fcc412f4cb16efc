"""A claim stands in its quotes or in the header of its notice, or it is not made: drafts that lie."""

import pytest
from fakes import SAMPLES, sample_notice

from corpus.models import Notice
from rag.draft import Draft, Line, Span
from rag.models import AnswerStatus
from rag.proof.ground import grounded

NOTICE, OTHER = sample_notice(), sample_notice("tra-vinh-2020")
QUOTE = "giao Sở Nội vụ thực hiện việc khảo sát, thăm dò ý kiến người dân"
STOP = "trước ngày 31/12/2018"
LIES = [
    "Sở Y tế",
    "Department of Finance",
    "Công an tỉnh Kiên Giang",
    "Số 47/TB-UBND",
    "Công văn số 12/UBND-KGVX",
    "trước ngày 08/02/2018",
    "by 8 February 2018",
    "tăng 14 bậc",
    "500 triệu đồng",
    "ông Nguyễn Văn Lừa",
    "signed by Nguyen Van Lua",
]


def notice(notice_id: str) -> Notice:
    return {NOTICE.id: NOTICE, OTHER.id: OTHER}[notice_id]


def span(quote: str, of: Notice = NOTICE) -> Span:
    start = of.text.index(quote)
    return Span(notice_id=of.id, start=start, end=start + len(quote))


def draft(headline: str, *lines: Line, listing: bool = False, counted: tuple[int, ...] = ()) -> Draft:
    return Draft(status=AnswerStatus.ANSWERED, headline=headline, lines=lines, listing=listing, counted=counted)


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("listing", [False, True])
def test_a_headline_that_lies_is_dropped_and_the_line_stays(lie: str, listing: bool) -> None:
    checked = grounded(draft(f"Sở Nội vụ, {lie}", Line(text=QUOTE, proof=(span(QUOTE),)), listing=listing), notice)
    assert checked.headline == ""
    assert [line.text for line in checked.lines] == [QUOTE]


@pytest.mark.parametrize("lie", LIES)
def test_a_line_that_lies_is_dropped_and_the_others_stay(lie: str) -> None:
    true, false = (Line(text=text, proof=(span(QUOTE),)) for text in (f"- {QUOTE}", f"- {QUOTE}; {lie}"))
    assert grounded(draft("Sở Nội vụ", false, true, listing=True), notice).lines == (true,)


@pytest.mark.parametrize(
    "headline",
    [
        "Sở Nội vụ",
        "Sở Nội vụ (Department of Home Affairs), assigned",
        "Sở Nội vụ tỉnh Quảng Nam",
        "Số 46/TB-UBND ngày 07/02/2018",
        "Notice 46/TB-UBND of 7 February 2018",
        "UBND tỉnh Quảng Nam",
    ],
)
def test_what_the_quote_or_the_header_holds_is_said(headline: str) -> None:
    assert grounded(draft(headline, Line(text=QUOTE, proof=(span(QUOTE),))), notice).headline == headline


def test_each_line_is_proved_by_its_own_quotes() -> None:
    first = Line(text="Sở Nội vụ", proof=(span(QUOTE),))
    second = Line(text="Sở Nội vụ", proof=(span(STOP),))
    assert grounded(draft("Sở Nội vụ", first, second), notice).lines == (first,)


def test_a_figure_that_was_counted_counts_only_while_nothing_is_dropped() -> None:
    lines = [Line(text=STOP, proof=(span(STOP),))] * 17
    assert grounded(draft("Có 17 nội dung:", *lines, counted=(17,)), notice).headline
    assert not grounded(draft("Có 17 nội dung:", *lines), notice).headline
    lie = Line(text="Sở Y tế", proof=(span(STOP),))
    assert not grounded(draft("Có 17 nội dung:", *lines[1:], lie, counted=(17,)), notice).headline


@pytest.mark.parametrize(
    "false",
    [
        Span(notice_id=NOTICE.id, start=5, end=5),
        Span(notice_id=NOTICE.id, start=-3, end=5),
        Span(notice_id=NOTICE.id, start=5, end=10**9),
        Span(notice_id="no-such-notice", start=0, end=9),
    ],
    ids=["empty", "negative", "past_the_end", "of_no_notice"],
)
def test_a_proof_that_is_no_slice_proves_nothing(false: Span) -> None:
    assert grounded(draft("Sở Nội vụ", Line(text="Sở Nội vụ", proof=(false,))), notice).lines == ()


@pytest.mark.parametrize("notice_id", sorted(path.stem for path in SAMPLES.glob("*.txt")))
def test_a_sentence_proves_itself(notice_id: str) -> None:
    sample = sample_notice(notice_id)
    for row in sample.directives:
        if len(row.quote.split()) <= 115:  # a longer one is cut where it is quoted
            line = Line(text=row.quote, proof=(Span(notice_id=sample.id, start=row.start, end=row.end),))
            assert grounded(draft("", line), lambda _, sample=sample: sample).lines == (line,)
