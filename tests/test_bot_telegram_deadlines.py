"""/hanchot as officials meet it: deadlines against a day that the test sets."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_telegram import FakeTelegram, Message
from telegram_bot import Office, ask, captions, office, press, spotless

from bot.assistant import Assistant
from bot.messages import messages

HEALTH = "Sở Y tế"
NOTICE = """UBND TỈNH BẮC NINH
VĂN PHÒNG
Số: 12/TB-VP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Bắc Ninh, ngày 05 tháng 01 năm 2026

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban tháng 01/2026

1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính lập kế hoạch mua vắc xin, hoàn thành trước ngày 15/02/2026.
2. Giao Sở Y tế kiểm tra các trạm y tế xã, hoàn thành trước ngày 20/03/2026.
3. Giao Sở Xây dựng chủ trì rà soát quy hoạch nước sạch, hoàn thành trước ngày 10/04/2026.
4. Giao Sở Y tế báo cáo việc đấu thầu thuốc, hoàn thành trước ngày 30/05/2026.
5. Giao Sở Tài chính bố trí kinh phí mua máy thở, hoàn thành trước ngày 30/06/2026.
6. Giao Sở Y tế tổ chức tập huấn cấp cứu, hoàn thành trước ngày 15/08/2026.
7. Giao Sở Nội vụ trình đề án tuyển dụng bác sĩ, hoàn thành trước ngày 01/10/2026.
8. Giao Sở Y tế nghiệm thu bệnh viện huyện, hoàn thành trước ngày 31/03/2027.
9. Giao Sở Y tế báo cáo UBND tỉnh tình hình dịch bệnh định kỳ hằng tháng.

Nơi nhận:
- Như trên.

KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG

Nguyễn Văn A
"""


def say(key: str, **values: object) -> str:
    return messages().say("vi", f"telegram.{key}", **values)


class Clock:
    """A day that tests set."""

    day = datetime.date(2026, 5, 18)

    def __call__(self) -> datetime.date:
        return self.day


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("notices")
    (folder / "bac-ninh-12-2026.txt").write_text(NOTICE, encoding="utf-8")
    with office(tmp_path_factory.mktemp("index"), notices=folder) as worker:
        yield worker


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def assistant(
    telegram: FakeTelegram, worker: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> Iterator[Assistant]:
    with spotless(telegram, worker, tmp_path / "data", monkeypatch, clock) as assistant:
        yield assistant


def dates(message: Message) -> list[str]:
    """The dates that begin the rows, with what is said of them."""
    blocks = message.text.split("\n\n")
    return [block.splitlines()[0].partition(". ")[2] for block in blocks if block[:1].isdigit()]


def test_deadlines_from_today_on_the_earliest_first(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/hanchot")
    assert message.text.startswith("Thời hạn từ ngày 18/05/2026: 5 nhiệm vụ\n\n1. ")
    assert dates(message) == [
        "30/05/2026 (còn 12 ngày)",
        "30/06/2026 (còn 43 ngày)",
        "15/08/2026 (còn 89 ngày)",
        "01/10/2026 (còn 136 ngày)",
        "31/03/2027 (còn 317 ngày)",
    ]
    assert "Được giao: Sở Y tế\nbáo cáo việc đấu thầu thuốc" in message.text
    assert "trước ngày 30/05/2026\n" in message.text and "số 12/TB-VP" in message.text
    assert say("due.recurring", count=1) in message.text and say("due.note") not in message.text


def test_what_is_past_the_latest_first_and_both_on_pages(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/hanchot")
    assert captions(message)[5:8] == ["✓ Sắp tới (5)", "Đã qua (3)", "Cả hai (8)"]
    press(telegram, message, "Đã qua (3)")
    assert dates(message) == ["10/04/2026 (đã qua)", "20/03/2026 (đã qua)", "15/02/2026 (đã qua)"]
    assert "Chủ trì: Sở Y tế · Phối hợp: Sở Tài chính\n" in message.text and say("due.note") in message.text
    press(telegram, message, "Cả hai (8)")
    assert dates(message)[0] == "15/02/2026 (đã qua)" and "1/2" in captions(message)
    press(telegram, message, "›")
    assert dates(message)[-1] == "31/03/2027 (còn 317 ngày)" and captions(message)[:3] == ["6", "7", "8"]


def test_years_and_quarters(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/hanchot")
    press(telegram, message, "Cả hai (8)")
    press(telegram, message, "2026")
    assert message.text.splitlines()[:2] == ["Thời hạn có ghi ngày: 7 nhiệm vụ", "2026"]
    press(telegram, message, "Quý I/2026")
    assert dates(message) == ["15/02/2026 (đã qua)", "20/03/2026 (đã qua)"]
    press(telegram, message, "2")
    assert "kiểm tra các trạm y tế xã, hoàn thành trước ngày 20/03/2026" in message.html.partition("<b>")[2]
    press(telegram, message, say("button.to_tasks"))
    assert "✓ Quý I/2026" in captions(message)
    press(telegram, message, "Sắp tới (5)")
    assert f"✓ {say('button.every_period')}" in captions(message) and len(dates(message)) == 5


@pytest.mark.parametrize(
    ("day", "said"), [("2026-05-29", "còn 1 ngày"), ("2026-05-30", "hôm nay"), ("2026-05-31", "đã qua")]
)
def test_the_day_is_that_of_the_clock(
    assistant: Assistant, telegram: FakeTelegram, clock: Clock, day: str, said: str
) -> None:
    clock.day = datetime.date.fromisoformat(day)
    message = ask(telegram, "/hanchot")
    if said == "đã qua":
        assert dates(message)[0].startswith("30/06/2026")
        press(telegram, message, "Đã qua (4)")
    assert dates(message)[0] == f"30/05/2026 ({said})"


def test_deadlines_of_one_body_and_of_one_province(assistant: Assistant, telegram: FakeTelegram) -> None:
    message = ask(telegram, "/hanchot so y te")
    assert message.text.splitlines()[:2] == ["Thời hạn từ ngày 18/05/2026: 3 nhiệm vụ", HEALTH]
    assert say("due.recurring", count=1) in message.text
    finance = ask(telegram, "/hanchot sở tài chính bắc ninh")
    assert finance.text.splitlines()[1].startswith("Sở Tài chính · Bắc Ninh") and "định kỳ" not in finance.text
    assert ask(telegram, "/hanchot Bắc Ninh").text.startswith("Thời hạn từ ngày 18/05/2026: 5 nhiệm vụ\nBắc Ninh")
    assert say("tasks.nothing") in ask(telegram, "/hanchot hà nội").text


def test_an_unknown_body_gets_the_nearest_whose_deadlines_are_shown(
    assistant: Assistant, telegram: FakeTelegram
) -> None:
    absent = ask(telegram, "/hanchot sở tư pháp")
    assert absent.text == say("tasks.absent", body="Sở Tư pháp")
    unknown = ask(telegram, "/hanchot so xay dugn")
    assert unknown.text == say("tasks.unknown") and captions(unknown)[0] == "Sở Xây dựng"
    press(telegram, unknown, "Sở Xây dựng")
    assert unknown.text.splitlines()[1] == "Sở Xây dựng"


def test_nothing_is_called_late_or_done(assistant: Assistant, telegram: FakeTelegram, clock: Clock) -> None:
    clock.day = datetime.date(2030, 1, 1)
    message = ask(telegram, "/hanchot")
    assert say("tasks.nothing") in message.text
    press(telegram, message, "Đã qua (8)")
    assert not any(word in message.text.lower() for word in ("quá hạn", "chậm", "trễ", "chưa", "đã hoàn thành"))
