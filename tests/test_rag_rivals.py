"""Several notices fit and differ: the person picks. One alone fits, or all say the same: nobody is asked back."""

import pytest
from answering import Over, made_up

from rag.models import AnswerStatus

ITEM = "Giao {} chủ trì rà soát danh mục thuốc của trạm y tế, hoàn thành trước ngày {}."
WHO = "Ai chủ trì rà soát danh mục thuốc của trạm y tế?"
HERE = made_up(ITEM.format("Sở Y tế", "30/9/2023"))


def there(body: str = "Sở Tài chính", day: str = "30/9/2023") -> str:
    return made_up(ITEM.format(body, day), province="Cần Thơ", number="13/TB-UBND")


@pytest.mark.parametrize("question", [WHO, "ai chu tri ra soat danh muc thuoc cua tram y te"])
def test_two_provinces_with_other_leads_are_put_to_the_person(question: str, over: Over) -> None:
    answerer = over(a=HERE, b=there())
    answer = answerer.ask(question)
    assert answer.status is AnswerStatus.AMBIGUOUS and not answer.abstained
    assert {choice.notice_id for choice in answer.choices} == {"a", "b"}
    assert {citation.notice_id for citation in answer.citations} == {"a", "b"}
    leads = {"a": "Sở Y tế", "b": "Sở Tài chính"}
    for choice in answer.choices:
        picked = answerer.ask(choice.question)
        assert (picked.status, picked.headline) == (AnswerStatus.ANSWERED, leads[choice.notice_id])
        assert {citation.notice_id for citation in picked.citations} == {choice.notice_id}


def test_who_leads_is_the_same_and_by_when_is_not(over: Over) -> None:
    answerer = over(a=HERE, b=there("Sở Y tế", "31/12/2023"))
    who = answerer.ask(WHO)
    assert (who.status, who.headline, who.choices) == (AnswerStatus.ANSWERED, "Sở Y tế", ())
    when = answerer.ask("Rà soát danh mục thuốc của trạm y tế xong trước ngày nào?")
    assert when.status is AnswerStatus.AMBIGUOUS
    assert "30/9/2023" in when.text and "31/12/2023" in when.text


@pytest.mark.parametrize(
    ("named", "headline"),
    [
        ("ở Cà Mau", "Sở Y tế"),
        ("ở Cần Thơ", "Sở Tài chính"),
        ("o can tho", "Sở Tài chính"),
        ("theo Thông báo 13/TB-UBND", "Sở Tài chính"),
    ],
)
def test_who_names_the_province_or_the_notice_is_not_asked_back(named: str, headline: str, over: Over) -> None:
    answer = over(a=HERE, b=there()).ask(f"{WHO.rstrip('?')} {named}?")
    assert (answer.status, answer.headline) == (AnswerStatus.ANSWERED, headline)


def test_an_amended_pair_does_not_compete(over: Over) -> None:
    later = made_up(
        f"Sửa đổi mục 1 Thông báo số 12/TB-UBND: {ITEM.format('Sở Tài chính', '30/9/2023')}",
        number="34/TB-UBND",
        month=8,
    )
    answer = over(a=HERE, b=later).ask(WHO)
    assert (answer.status, answer.headline) == (AnswerStatus.ANSWERED, "Sở Tài chính")


def test_a_worse_match_is_no_rival(over: Over) -> None:
    other = made_up("Giao Sở Tài chính chủ trì rà soát kinh phí.", province="Cần Thơ", number="13/TB-UBND")
    assert over(a=HERE, b=other).ask(WHO).headline == "Sở Y tế"


def test_no_more_than_four_are_offered(over: Over) -> None:
    places = ("Cà Mau", "Cần Thơ", "Lai Châu", "Gia Lai", "Bến Tre", "Phú Yên")
    bodies = ("Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng", "Công an tỉnh")
    answer = over(
        **{
            f"n{at}": made_up(ITEM.format(body, "30/9/2023"), province=place, number=f"{at}/TB-UBND")
            for at, (place, body) in enumerate(zip(places, bodies, strict=True), 1)
        }
    ).ask(WHO)
    assert answer.status is AnswerStatus.AMBIGUOUS
    assert 2 <= len(answer.choices) <= 4 and len(answer.citations) == len(answer.choices)


@pytest.mark.parametrize("asked", ["khu vực nông thôn", "khu vực đô thị"])
def test_a_line_that_breaks_within_a_word_parts_nothing(asked: str, over: Over) -> None:
    text = made_up("Giao Sở Xây dựng chủ trì cấp nước sạch cho khu vực nông\nthôn, hoàn thành trước ngày 30/9/2023.")
    answer = over(a=text).ask(f"Ai chủ trì cấp nước sạch cho {asked}?")
    assert answer.abstained is (asked != "khu vực nông thôn")


@pytest.mark.parametrize(
    "question",
    ["Lắp đèn ở công viên ai lo, hết bao nhiêu tiền?", "lap den o cong vien ai lo, het bao nhieu tien"],
)
def test_what_another_task_costs_is_not_what_this_one_costs(question: str, over: Over) -> None:
    text = made_up(
        "Giao Sở Xây dựng chủ trì lắp đèn chiếu sáng ở công viên.",
        "Giao Sở Tài chính chủ trì bố trí kinh phí sửa chợ 700 triệu đồng.",
    )
    answer = over(a=text).ask(question)
    assert "Sở Xây dựng" in answer.headline and "700" not in answer.text
    assert answer.status is AnswerStatus.PARTIAL
