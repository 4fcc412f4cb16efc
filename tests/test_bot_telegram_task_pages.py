"""Lists of tasks piece by piece: who is meant, what a button carries, what a message holds."""

import datetime
import random
from pathlib import Path

import pytest
from fake_telegram_html import formatted
from fake_telegram_limits import check_keyboard
from fakes import FakeIndex
from tasks import directive, every_kind, notice_with
from telegram_bot import Office

from bot.assistant import Assistant
from bot.log import FailureLog
from bot.messages import messages
from bot.show.paging import TELEGRAM_TASKS, ListPage
from bot.tasks.bodies import Selection, bodies, nearest, select_body
from bot.tasks.deadlines import Horizon, periods_of
from bot.telegram.button_data import LONGEST, Verb, packed, unpacked
from bot.telegram.room import Room, today_in_vietnam
from bot.telegram.tasks.keyboard import list_buttons
from bot.telegram.tasks.listing import Listing, listing
from bot.telegram.tasks.page import page_of
from bot.telegram.tasks.view import View, body_reference, province_reference, view_of
from corpus.models import Deadline, Directive, Precision
from corpus.names.agencies import body_key
from rag.index import Index
from rag.register import Role, Task
from rag.register.amendments import Change, How

INFORMATION = "Sở Thông tin và Truyền thông"
PROVINCES = ("Bình Phước", "Kiên Giang", "Quảng Nam", "Trà Vinh")
PIECES = [
    "Sở Nội vụ", " ", "\n", "<b>", "</b>", "<i", "&", "&amp;", "\u202e", "\u200d", "\x00", "👩🏽‍💻", "😀" * 90, "e\u0302\u0323",
    "a" * 300, "\ufffe", "```", "_*[]()~`>#+-=|{}.!", "\t", "ﷺ" * 50, "{agency}",
]  # fmt: skip


@pytest.fixture
def worker(sample_office: Office) -> Office:
    return sample_office


def test_the_longest_view_fits_into_a_button() -> None:
    view = View(Verb.TASKS, "f" * 16, Role.COORDINATING, Horizon.BOTH, "f" * 8, "2026q3", 9_999, "f" * 12)
    assert len(view.data.encode()) <= LONGEST
    press = unpacked(view.data)
    assert press and view_of(press) == view
    plain = unpacked(View(Verb.DUE).data)
    assert plain and view_of(plain) == View(Verb.DUE)
    other = unpacked(packed(Verb.TASKS))
    assert other and view_of(other) is None


def test_today_is_that_of_vietnam() -> None:
    utc = datetime.datetime.now(datetime.UTC)
    assert today_in_vietnam() in (
        (utc + datetime.timedelta(hours=7)).date(),
        (utc + datetime.timedelta(hours=8)).date(),
    )


# --- who is meant --------------------------------------------------------------------------------------------------------


def test_every_body_is_found_by_its_own_name(worker: Office) -> None:
    def work(index: Index) -> None:
        known = bodies(index)
        assert len({body_reference(body) for body in known}) == len(known)
        for body in known:
            assert body_key(body.name) == body.key
            assert select_body(body.name, known, PROVINCES).body == body
            assert nearest(body.name, known, 3)

    worker.look(lambda application: work(application.index))


@pytest.mark.parametrize(
    ("typed", "name", "province"),
    [
        ("tài chính", "Sở Tài chính", ""),
        ("qnam so tttt", INFORMATION, "Quảng Nam"),
        ("sở thông tin và truyền thông tỉnh quảng nam", INFORMATION, "Quảng Nam"),
        ("giám đốc sở tài chính", "Sở Tài chính", ""),
        ("chủ tịch UBND cấp huyện", "UBND cấp huyện", ""),
        ("bao kien giang", "Báo Kiên Giang", ""),
        ("thông tin", "", ""),
        ("sở", "", ""),
        ("trà vinh", "", "Trà Vinh"),
    ],
)
def test_what_people_type(worker: Office, typed: str, name: str, province: str) -> None:
    asked = worker.look(lambda application: select_body(typed, bodies(application.index), PROVINCES))
    assert (asked.body.name if asked.body else "", asked.province) == (name, province)


@pytest.mark.parametrize("typed", ["hue", "Huế", "thành phố Huế", "thừa thiên huế"])
def test_a_province_is_known_by_its_earlier_and_later_name(typed: str) -> None:
    notices = (*every_kind(), notice_with("hue-1", directive("trùng tu di tích"), province="Thừa Thiên Huế"))
    index = FakeIndex(*notices)
    known = bodies(index)  # type: ignore[arg-type]
    places = [notice.province for notice in notices if notice.province]
    assert select_body(typed, known, places) == Selection(province="Thừa Thiên Huế", alone=True)
    asked = select_body(f"so noi vu {typed}", known, places)
    assert asked.body and (asked.body.name, asked.province) == ("Sở Nội vụ", "Thừa Thiên Huế")
    assert [body.rows for body in bodies(index, "Huế")] == [1]  # type: ignore[arg-type]
    view = View(Verb.TASKS, body_reference(asked.body), province=province_reference("Huế"))
    found = listing(index, view, datetime.date(2026, 8, 1))  # type: ignore[arg-type]
    assert found and [row.notice_id for row in found.page.rows] == ["hue-1"]


# --- limits ---------------------------------------------------------------------------------------------------------


def test_the_page_of_any_tasks_is_taken(tmp_path: Path, worker: Office) -> None:
    rng = random.Random(5)
    today = datetime.date(2026, 11, 5)
    room = Room(Assistant(worker, messages(), None), FailureLog(tmp_path))  # type: ignore[arg-type]
    body = worker.look(lambda application: bodies(application.index))[0]
    for number in range(300):
        rows = [hostile(rng, body.name) for _ in range(TELEGRAM_TASKS)]
        verb = rng.choice((Verb.TASKS, Verb.DUE))
        view = View(verb, body_reference(body), rng.choice((None, *Role)), rng.choice(list(Horizon)))
        shown = Listing(
            view,
            body if number % 3 else body._replace(name=text(rng, 9) or "x"),
            "Quảng Nam",
            ListPage(rows, 0, 2, 1),
            5,
        )
        page = page_of(room, rng.choice(("vi", "en")), shown, today)
        formatted({"text": page.html, "parse_mode": "HTML"})
        assert all(f"{place}. " in page.text for place in range(1, TELEGRAM_TASKS + 1))
        check_keyboard(list_buttons(room, "vi", shown).to_dict())


def test_a_later_notice_that_changes_a_task_is_named(tmp_path: Path, worker: Office) -> None:
    room = Room(Assistant(worker, messages(), None), FailureLog(tmp_path))  # type: ignore[arg-type]
    body = worker.look(lambda application: bodies(application.index))[0]
    change = Change(how=How.REPLACES, notice_id="b", label="Thông báo số 2/TB-UBND", url="/notices/b")
    row = hostile(random.Random(1), body.name).model_copy(update={"changes": (change,)})
    for verb in (Verb.TASKS, Verb.DUE):
        shown = Listing(View(verb, body_reference(body)), body, "", ListPage([row], 0, 1, 1), 1)
        page = page_of(room, "vi", shown, datetime.date(2026, 11, 5))
        assert messages().say("vi", "telegram.tasks.replaced", label=change.label) in page.text


def test_years_and_quarters_are_offered_where_they_help(worker: Office) -> None:
    days = [datetime.date(2026, month, 1) for month in (1, 2, 3, 4, 5, 6, 7)]
    assert periods_of(days, "", TELEGRAM_TASKS) == ["2026q1", "2026q2", "2026q3"]
    assert periods_of(days[:3], "", TELEGRAM_TASKS) == []
    both = [*days, datetime.date(2027, 1, 1)]
    assert periods_of(both, "", TELEGRAM_TASKS) == ["2026", "2027"]
    assert periods_of(both, "2026", TELEGRAM_TASKS) == ["2026", "2027", "2026q1", "2026q2", "2026q3"]


def hostile(rng: random.Random, name: str) -> Task:
    """A row of which every text is hostile."""
    deadline = Deadline(text=text(rng, 9), date=datetime.date(2026, 12, 31), precision=Precision.DAY)
    return Task(
        notice_id=text(rng, 3),
        label=text(rng, 9),
        url="/notices/x",
        province="Quảng Nam",
        directive=Directive(
            item="1",
            lead=tuple(text(rng, 9) for _ in range(rng.randrange(4))),
            coordinating=(name,),
            task=text(rng, 40) or "x",
            deadline=deadline,
            quote=text(rng, 9),
            start=0,
            end=1,
        ),
    )


def text(rng: random.Random, most: int) -> str:
    return "".join(rng.choice(PIECES) for _ in range(rng.randrange(most + 1)))
