"""Yes and no are read from the part of the clause that is asked about; where the text sets a limit, neither is said."""

import pytest
from answering import Over, made_up

from rag.models import Answer

NOTICE = made_up(
    "Ban Cơ yếu cung cấp chữ ký số không thu tiền; máy đọc thẻ do từng cơ quan tự mua.",
    "Các xã còn nợ không được khởi công công trình mới, trừ công trình khắc phục thiên tai.",
    "UBND huyện hỗ trợ 40 hộ dân xã Xuân Hồng xây lò đốt rác; nếu hộ đã có lò đốt thì không hỗ trợ lần hai.",
)


def polarity(answer: Answer) -> str:
    return {"Có": "yes", "Không": "no"}.get(answer.headline.partition(":")[0], "")


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("Máy đọc thẻ do từng cơ quan tự mua phải không?", "no"),
        ("Công trình khắc phục thiên tai ở xã còn nợ có được khởi công không?", "no"),
        ("Hộ đã có lò đốt rác ở Xuân Hồng có được hỗ trợ xây nữa không?", "yes"),
    ],
)
def test_a_limit_is_never_turned_into_its_contrary(question: str, never: str, over: Over) -> None:
    assert polarity(over(a=NOTICE).ask(question)) != never


def test_what_is_denied_is_denied(over: Over) -> None:
    assert polarity(over(a=NOTICE).ask("Các xã còn nợ có được khởi công công trình mới không?")) == "no"
