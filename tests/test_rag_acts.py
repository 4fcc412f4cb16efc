"""The act and the object asked about are those of the clause, and the answer is of the kind asked for."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from subprocess import CompletedProcess

import pytest
from answering import Over, made, shipped
from conftest import ROOT

from bot.messages import messages
from corpus.text import fold
from rag.answer import Answerer
from rag.index import Index
from rag.question import understand
from rag.question.asks import kind_asked
from rag.question.concepts import concept
from rag.question.matter import matter_of

ROWS = [row.split("\t") for row in (ROOT / "tests" / "near_misses.tsv").read_text(encoding="utf-8").splitlines()[1:]]
FOLDERS = {"samples": ROOT / "corpus" / "notices"}
NOTICE = """UBND TỈNH AN GIANG
Số: 12/TB-UBND
An Giang, ngày 02 tháng 3 năm 2021

THÔNG BÁO
Kết luận tại cuộc họp về bồi thường

1. Sở Tài chính thẩm định giá bồi thường cây cao su, báo cáo UBND tỉnh trước ngày 10/4/2021.
2. Sở Công Thương khảo sát giá hồ tiêu tại chợ Long Sơn.
3. Viettel An Giang cung cấp đường truyền cho các trường học.
"""


@pytest.fixture(scope="module")
def answerers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Answerer]]:
    with ExitStack() as stack:
        folders = {name: FOLDERS.get(name, ROOT / "tests" / name) for name in {row[0] for row in ROWS}}
        yield {
            name: Answerer(
                stack.enter_context(Index.open(made(tmp_path_factory.mktemp(name) / "data", folder), shipped())),
                messages(),
            )
            for name, folder in folders.items()
        }


@pytest.mark.parametrize(("notices", "named", "question"), ROWS, ids=[row[2] for row in ROWS])
def test_a_near_miss_is_refused_and_a_paraphrase_answered(
    notices: str, named: str, question: str, answerers: dict[str, Answerer]
) -> None:
    answer = answerers[notices].ask(question)
    if named == "-":
        assert answer.abstained, answer.headline
        assert not answer.citations
    else:
        assert fold(named) in fold(answer.headline)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Ai thẩm định giá bồi thường cây cao su?", "Sở Tài chính"),
        ("Ai thẩm định giá bồi thường cây sầu riêng?", None),
        ("Ai khảo sát giá hồ tiêu?", "Sở Công Thương"),
        ("Ai khảo sát giá thịt heo?", None),
        ("Ai khảo sát giá hồ tiêu ở chợ Tân Châu?", None),
        ("Ai bị kỷ luật vì giá bồi thường cây cao su?", None),
        ("Nhà mạng nào cung cấp đường truyền cho các trường học?", "Viettel"),
        ("Nhà mạng nào khảo sát giá hồ tiêu?", None),
    ],
)
def test_the_object_stands_near_and_the_answer_is_of_its_kind(question: str, named: str | None, over: Over) -> None:
    answer = over(a=NOTICE).ask(question)
    assert answer.abstained if named is None else fold(named) in fold(answer.headline)


MANY = """UBND TỈNH AN GIANG
Số: 14/TB-UBND
An Giang, ngày 02 tháng 3 năm 2021

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn Lúa tại cuộc họp về thủy lợi quý I/2021

Ngày 01/3/2021, Chủ tịch UBND tỉnh Nguyễn Văn Lúa chủ trì cuộc họp về thủy lợi quý I/2021.

1. Về xây dựng trạm bơm Bình Hòa: giao Sở Tài chính thẩm định dự toán máy bơm, trình UBND tỉnh xem xét, phê duyệt.
2. Giao Sở Nội vụ bổ nhiệm trạm trưởng cấp huyện; tạo điều kiện cho công nhân tham gia lớp vận hành máy bơm.
3. Việc ban hành quy chế vận hành cống là rất cần thiết. Quy chế vận hành cống do Sở Công Thương soạn thảo lần 2.
"""


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Ai thẩm định dự toán máy bơm?", "Sở Tài chính"),
        ("Ai sửa chữa máy bơm?", None),
        ("Dự toán máy bơm do ai phê duyệt?", "UBND tỉnh"),
        ("Phương án bồi thường do ai phê duyệt?", None),
        ("Ai bổ nhiệm trạm trưởng cấp huyện?", "Sở Nội vụ"),
        ("Ai bổ nhiệm trạm trưởng cấp xã?", None),
        ("Quy chế vận hành cống lần 2 do ai soạn thảo?", "Sở Công Thương"),
        ("Quy chế vận hành cống lần 1 do ai soạn thảo?", None),
        ("Ai chủ trì cuộc họp về thủy lợi quý 1/2021?", "Nguyễn Văn Lúa"),
        ("Ai chủ trì cuộc họp về thủy lợi quý III/2021?", None),
        ("Ai được tham gia lớp vận hành máy bơm?", "công nhân"),
        ("Vì sao phải ban hành quy chế vận hành cống?", "cần thiết"),
        ("Vì sao phải thẩm định dự toán máy bơm?", None),
        ("Who reviews the nursery schools?", None),
        ("Sở Tài chính có phải báo cáo Thủ tướng không?", None),
    ],
)
def test_one_word_more_or_less_and_it_is_another_matter(question: str, named: str | None, over: Over) -> None:
    answer = over(a=MANY).ask(question)
    said = f"{answer.headline} {answer.text}"
    assert answer.abstained if named is None else not answer.abstained and fold(named) in fold(said)


@pytest.mark.parametrize(
    ("question", "act", "strict", "thing"),
    [
        ("Sở nào ở Cần Thơ phát sách giáo khoa?", "phát", False, "sách giáo khoa"),
        ("Ai thẩm định đề án cáp treo?", "thẩm định", True, "đề án cáp treo"),
        ("ai lo ra soat bai thai da voi", "ra soat", True, "bai thai da voi"),
        ("Ai bị bắt trong vụ vàng sa khoáng?", "bắt", True, ""),
        ("Ai thực hiện kiểm kê đất?", "thực hiện", False, "kiểm kê đất"),
        ("Cơ quan nào cầm trịch việc viết nội quy?", "viết", False, "nội quy"),
        ("Nước giếng thì ai lo?", "", False, ""),
        ("Đề án thu gom rác của huyện do ai trình?", "trình", False, "đề án thu gom rác"),
        ("Hạn nộp báo cáo là khi nào?", "", False, ""),
        ("Kế hoạch trồng sen ở đầm trình trước ngày nào?", "", False, "trồng sen đầm"),
        ("Khi nào phải xong việc lắp đặt cột đèn ở bến?", "", False, "cột đèn"),
        ("Thống kê vật nuôi do ai chủ trì?", "", False, "vật nuôi"),
        ("Rà soát xong khi nào?", "", False, "rà soát"),
        ("Thời hạn khi nào?", "", False, ""),
        ("Kế hoạch trồng sen xong khi nào và ai trồng?", "trồng", False, ""),
    ],
)
def test_act_and_object_stand_after_the_question_word(question: str, act: str, strict: bool, thing: str) -> None:
    matter = matter_of(understand(question))
    assert (" ".join(matter.act), matter.strict) == (act, strict)
    assert " ".join(word for word, _ in matter.object) == thing


def test_a_name_is_two_capitals_that_are_no_body_and_no_province() -> None:
    assert matter_of(understand("Ai sửa đường vào bản Tả Phìn?")).names == (("ta", "phin"),)
    assert not matter_of(understand("Việc của Sở Tài chính tỉnh Lào Cai thì ai làm?")).names


def test_an_english_question_is_read_for_its_kind_alone() -> None:
    question = understand("Which company supplies the software?")
    assert not matter_of(question).act
    assert kind_asked(question.text, "en") == "company"


def test_the_noun_of_a_body_asks_for_no_province() -> None:
    assert not kind_asked("Phó Chủ tịch UBND tỉnh nào chủ trì?", "vi")
    assert kind_asked("Tỉnh nào ký hợp tác?", "vi") == "province"


def test_words_of_one_translation_are_one_concept_and_keep_their_diacritics() -> None:
    assert ("thăm", "dò") in concept(("khảo", "sát"), accented=True)
    assert concept(("khao", "sat"), accented=False) >= concept(("khảo", "sát"), accented=True)
    assert concept(("mùa",), accented=True) != concept(("mua",), accented=True)


def test_explain_names_what_is_missing(indexed: None, chidao_here: Callable[..., CompletedProcess[str]]) -> None:
    printed = chidao_here("ask", "--explain", "Quảng Nam giao ai thăm dò ý kiến doanh nghiệp?").stderr
    assert "not there: doanh nghiệp" in printed


def test_without_diacritics_half_of_a_word_ends_no_object() -> None:
    matter = matter_of(understand("so nao tham muu ban hanh chi thi ve cho noi thi trinh ai"))
    assert "thi" in [word for word, _ in matter.object]
    assert "trinh" not in [word for word, _ in matter.object]
