"""A file that is sent: read, seen, then published and answered from, or discarded; whoever else decides meanwhile."""

import asyncio
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from answering import made_up
from documents_made import paragraphs_of, pdf, word
from indexing import FEW, largest_file, opened
from scans_made import needs_tesseract, pages, scanned

from bot import uploads as module
from bot.app import Application
from bot.assistant.worker import Worker
from bot.messages import messages
from bot.serving.watching import keep_in_line, look
from bot.settings import Settings
from bot.uploads import MOST, Uploads, receiving
from bot.uploads.refused import UploadRefused
from corpus.errors import SecretDocument
from corpus.reading import proofreader, reader
from rag.answer import Answerer
from rag.errors import DataFolderError
from rag.index import Index
from rag.index import refresh as refreshing
from rag.index.refresh import add_read, refresh

SAYS = "Giao Sở Khoa học và Công nghệ chủ trì lập bản đồ lò gạch thủ công trước ngày 30/6/2024."
TEXT = made_up(SAYS, "Giao Sở Xây dựng phối hợp kiểm tra.", number="77/TB-UBND")
QUESTION = "Cơ quan nào lập bản đồ lò gạch thủ công?"
DAY = 86_400.0


class Office:
    """An index over a notices folder of its own, and the uploads beside it; `clock` is what time they think it is."""

    def __init__(self, index: Index, notices: Path, data: Path) -> None:
        self.index, self.notices, self.data, self.clock = index, notices, data, 1_000_000_000.0
        self.uploads = self.restarted()

    def restarted(self) -> Uploads:
        return Uploads(self.data, self.notices, now=lambda: self.clock)

    def send(self, text: str = TEXT, name: str = "77.txt") -> str:
        return self.uploads.receive(name, text.encode()).id

    def publish(self, upload_id: str) -> str:
        return self.uploads.publish(self.index, upload_id)

    def answers(self) -> bool:
        answer = Answerer(self.index, messages(), seconds=60).ask(QUESTION)
        return not answer.abstained and "Sở Khoa học và Công nghệ" in answer.headline

    def states(self) -> set[str]:
        return {str(entry.state) for entry in refresh(self.index, self.notices).entries}

    def files(self) -> set[str]:
        return {path.name for path in self.notices.iterdir()} - {f"{one}.txt" for one in FEW}

    def kept(self) -> list[str]:
        """What lies in the folder of uploads."""
        return sorted(path.name for path in (self.data / "uploads").rglob("*"))


@pytest.fixture
def office(few: Path, few_data: Path, tmp_path: Path) -> Iterator[Office]:
    notices = Path(shutil.copytree(few, tmp_path / "notices"))
    data = Path(shutil.copytree(few_data, tmp_path / "data"))
    with opened(data) as index:
        refresh(index, notices)
        yield Office(index, notices, data)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(UploadRefused) as raised:
        work()
    for language in ("vi", "en"):
        said = raised.value.said(language)
        assert said.endswith(".") and "\n" not in said and "{" not in said and "/tmp" not in said
    return str(raised.value.why)


def test_nothing_is_live_before_it_is_published(office: Office) -> None:
    upload_id = office.send()
    assert not office.answers() and office.files() == set() and office.states() == {"unchanged"}
    assert office.publish(upload_id) == "77"
    assert office.answers() and office.files() == {"77.txt"}
    assert (office.notices / "77.txt").read_bytes() == TEXT.encode()
    assert office.states() == {"unchanged"} and office.index.verify() == []


def test_what_is_discarded_is_not_found_and_leaves_nothing(office: Office) -> None:
    upload_id = office.send()
    for _ in range(2):
        office.uploads.discard(upload_id)
    assert refused(lambda: office.publish(upload_id)) == "gone"
    assert refused(lambda: office.uploads.preview(office.index, upload_id)) == "gone"
    assert not office.answers() and office.files() == set() and office.kept() == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_what_is_shown_is_what_is_published(kind: str, office: Office) -> None:
    data = (word if kind == "docx" else pdf)(*paragraphs_of(TEXT))
    upload = office.uploads.receive(
        f"Thông báo 77.{kind.upper()}", (data[at : at + 1_000] for at in range(0, len(data), 1_000))
    )
    shown = office.uploads.preview(office.index, upload.id)
    assert shown.name == f"Thông báo 77.{kind}" and shown.notice.id == "Thông báo 77"
    assert shown.notice.number and shown.notice.number.value == "77/TB-UBND" and shown.same == () and not shown.removed
    assert shown.notice.directives[0].lead == ("Sở Khoa học và Công nghệ",) and shown.honesty.tasks == 2
    assert office.publish(upload.id) == "Thông báo 77" and office.answers()
    assert office.index.notice("Thông báo 77") == shown.notice


def test_publishing_twice_is_publishing_once(office: Office) -> None:
    upload_id = office.send()
    assert [office.publish(upload_id) for _ in range(3)] == ["77"] * 3
    assert office.uploads.waiting() == () and office.files() == {"77.txt"}
    assert refused(lambda: office.uploads.discard(upload_id)) == "published"
    assert refused(lambda: office.uploads.preview(office.index, upload_id)) == "published"
    assert office.answers()


def test_administrators_who_decide_at_once_find_what_the_first_has_done(office: Office) -> None:
    upload_id, done = office.send(), list[str]()

    def decide(number: int) -> None:
        try:
            done.append(office.publish(upload_id) if number % 2 else str(office.uploads.discard(upload_id)))
        except UploadRefused as error:
            done.append(str(error.why))

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) in (["77"] * 4 + ["published"] * 4, ["None"] * 4 + ["gone"] * 4)
    assert office.files() == ({"77.txt"} if "77" in done else set())


def test_another_file_of_that_name_is_published_beside_it(office: Office) -> None:
    first, second = office.send(), office.send(made_up(SAYS, number="78/TB-UBND"))
    assert office.publish(first) == "77"
    assert office.uploads.preview(office.index, second).notice.id == "77-2"
    assert office.publish(second) == "77-2" and office.files() == {"77.txt", "77-2.txt"}
    assert {one.notice_id for one in office.index.passages("77-2")} == {"77-2"}
    assert office.states() == {"unchanged"}


def test_the_same_document_is_said_and_the_same_bytes_are_not_put_twice(office: Office) -> None:
    office.publish(office.send())
    copy = office.uploads.receive("khac.txt", f"{TEXT}\nGửi kèm.".encode())
    assert office.uploads.preview(office.index, copy.id).same == ("77",)
    again = office.send(name="ten khac.txt")
    assert office.uploads.preview(office.index, again).same == ("77",)
    assert office.publish(again) == "77" and office.files() == {"77.txt"}


def test_what_stood_in_a_file_that_was_changed_since_is_not_there_already(office: Office) -> None:
    file = office.notices / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    refresh(office.index, office.notices)
    file.write_text(made_up("Giao Sở Y tế chủ trì việc khác.", number="9/TB-UBND"), encoding="utf-8")  # not read yet
    assert office.publish(office.send()) == "77" and office.files() == {"a.txt", "77.txt"}
    refresh(office.index, office.notices)
    assert office.answers() and (office.notices / "77.txt").read_bytes() == TEXT.encode()


def test_one_that_was_taken_out_is_said_and_comes_back_by_being_published(office: Office) -> None:
    office.publish(office.send())
    office.index.remove("77", keep_out=True)
    assert office.states() == {"unchanged", "kept out"} and not office.answers()
    upload_id = office.send()
    shown = office.uploads.preview(office.index, upload_id)
    assert shown.removed and shown.notice.id == "77"
    assert office.publish(upload_id) == "77" and office.files() == {"77.txt"} and office.answers()
    assert office.states() == {"unchanged"}


def test_those_that_wait_survive_a_restart(office: Office) -> None:
    first, second = office.send(), office.send(name="78.txt")
    office.clock += 1
    half = office.data / "uploads" / ("a" * 16)
    half.mkdir()
    (half / "79.txt").write_text("half of")
    for path in (half / "79.txt", half):
        os.utime(path, (time.time() - 4_000,) * 2)
    office.uploads = office.restarted()
    assert {upload.id for upload in office.uploads.waiting()} == {first, second} and not half.exists()
    assert office.publish(first) == "77" and office.answers()
    assert office.restarted().publish(office.index, first) == "77"


def test_another_shelf_over_the_folder_takes_away_nothing_that_is_coming(office: Office) -> None:
    def chunks() -> Iterator[bytes]:
        yield TEXT.encode()[:100]
        assert office.restarted().waiting() == ()
        yield TEXT.encode()[100:]

    upload = office.uploads.receive("77.txt", chunks())
    assert office.restarted().waiting() == (upload,) and office.publish(upload.id) == "77"


def test_what_was_never_received_whole_is_gone_without_a_restart(office: Office) -> None:
    half = office.data / "uploads" / ("a" * 16)
    half.mkdir(parents=True)
    (half / "79.txt").write_text("half of")
    os.utime(half, (time.time() - 4_000,) * 2)
    office.uploads.tidy()
    assert half.exists()  # its file is still written to
    os.utime(half / "79.txt", (time.time() - 4_000,) * 2)
    office.uploads.tidy()
    assert not half.exists()


def test_an_end_in_the_middle_of_publishing_is_gone_on_from(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def full(*_: object) -> None:
        raise DataFolderError("The disk is full.")

    def killed(*_: object) -> None:
        raise Killed

    first, second = office.send(), office.send(made_up(SAYS), "78.txt")
    with monkeypatch.context() as patch:
        patch.setattr(module, "add_read", full)
        assert refused(lambda: office.publish(first)) == "disk" and office.files() == set()
    with monkeypatch.context() as patch:
        patch.setattr(office.uploads._shelf, "settle", killed)
        with pytest.raises(Killed):
            office.publish(second)
    office.uploads = office.restarted()
    assert (office.publish(first), office.publish(second)) == ("77", "78")
    assert office.files() == {"77.txt", "78.txt"} and office.states() == {"unchanged"}


def test_what_is_answered_from_is_never_said_to_be_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = office.send(), office.send(made_up(SAYS), "78.txt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def stored_but(*arguments: object) -> None:
        add_read(*arguments)  # type: ignore[arg-type]
        raise DataFolderError("The vectors could not be written.")

    with monkeypatch.context() as patch:
        patch.setattr(module, "add_read", stored_but)
        assert office.publish(first) == "77" and office.answers()
    with monkeypatch.context() as patch:
        patch.setattr(office.uploads._shelf, "settle", full)
        assert office.publish(second) == "78"
    assert office.publish(second) == "78" and office.uploads.waiting() == ()
    assert office.files() == {"77.txt", "78.txt"} and office.states() == {"unchanged"}


def test_a_file_that_is_missing_is_no_fault_of_the_disk(office: Office) -> None:
    upload_id = office.send()
    (office.data / "uploads" / upload_id / "77.txt").unlink()
    assert refused(lambda: office.publish(upload_id)) == "gone"


def test_what_waits_too_long_is_gone(office: Office) -> None:
    old = office.send()
    office.clock += 6 * DAY
    young = office.send(name="78.txt")
    office.clock += 2 * DAY
    assert refused(lambda: office.publish(old)) == "gone"
    assert [upload.id for upload in office.uploads.waiting()] == [young]
    assert not (office.data / "uploads" / old).exists()


def test_a_clock_that_was_put_back_takes_nothing_away(office: Office) -> None:
    upload_id, now = office.send(), office.clock
    office.clock = 0.0
    assert [upload.id for upload in office.uploads.waiting()] == [upload_id]
    assert office.uploads.preview(office.index, upload_id)
    office.clock = now
    assert office.publish(upload_id) == "77"


def test_no_more_wait_than_there_is_room_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST >= 10
    monkeypatch.setattr(module, "MOST", 2)
    first = office.send()

    def while_it_comes() -> Iterator[bytes]:
        yield TEXT.encode()
        assert refused(lambda: office.send(name="79.txt")) == "full"

    office.uploads.receive("78.txt", while_it_comes())
    assert refused(lambda: office.send(name="79.txt")) == "full"
    office.publish(first)
    office.send(name="79.txt")


def test_too_much_is_not_taken_to_its_end(office: Office) -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield bytes(1024 * 1024)

    for name, most in (("a.txt", 5), ("a.pdf", 50)):
        taken = 0
        assert refused(lambda name=name: office.uploads.receive(name, endless())) == "too_large"  # type: ignore[misc]
        assert taken == most + 1
    small = Uploads(office.data, office.notices, largest=1_000)
    assert refused(lambda: small.receive("a.txt", bytes(1_001))) == "too_large"
    assert office.kept() == []


def test_of_one_that_breaks_off_nothing_is_left(office: Office) -> None:
    def torn() -> Iterator[bytes]:
        yield TEXT.encode()
        raise ConnectionResetError("gone away")

    with pytest.raises(ConnectionResetError):
        office.uploads.receive("77.txt", torn())
    assert office.kept() == []


@pytest.mark.parametrize("upload_id", ["", ".", "..", "../data", "a" * 16, "A" * 16, "a" * 16 + "\n", "\x00" * 16])
def test_what_is_no_id_is_gone(upload_id: str, office: Office) -> None:
    office.send()
    before = office.kept()
    assert refused(lambda: office.publish(upload_id)) == "gone"
    office.uploads.discard(upload_id)
    assert office.kept() == before


def test_a_full_disk_is_one_sentence_and_leaves_nothing(office: Office) -> None:
    with largest_file(100):
        assert refused(office.send) == "disk"
    assert office.kept() == []
    upload_id = office.send()
    with largest_file(100):
        assert refused(lambda: office.publish(upload_id)) == "disk"
    assert office.files() == set() and office.publish(upload_id) == "77"


def test_a_notices_folder_that_is_gone_is_one_sentence(office: Office) -> None:
    upload_id = office.send()
    office.notices.rename(office.notices.with_name("away"))
    assert refused(lambda: office.uploads.preview(office.index, upload_id)) == "folder"
    assert refused(lambda: office.publish(upload_id)) == "folder"
    office.notices.mkdir()
    assert office.publish(upload_id) == "77"


def test_a_file_that_was_changed_while_it_waited_is_not_published(office: Office) -> None:
    upload_id = office.send()
    (office.data / "uploads" / upload_id / "77.txt").write_text(made_up("Giao Sở Y tế chủ trì việc khác."))
    assert refused(lambda: office.publish(upload_id)) == "gone" and office.files() == set()


def test_another_version_reads_anew_and_may_refuse(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = office.send(), office.send(name="78.txt")
    monkeypatch.setattr(module, "recipe", lambda: "another")
    (office.data / "uploads" / first / "reading.json").write_text("{}")
    assert office.uploads.preview(office.index, first).honesty.tasks == 2
    assert office.publish(first) == "77"

    class Careful:
        def read(self, *_: object, **how: object) -> None:
            raise SecretDocument("78.txt: it is marked MẬT.")

    monkeypatch.setattr(receiving, "proofreader", Careful)
    assert refused(lambda: office.publish(second)) == "secret"
    assert refused(lambda: office.publish(second)) == "gone" and office.files() == {"77.txt"}


@pytest.mark.parametrize("decision", ["none", "publish", "discard"])
def test_others_decide_while_one_is_read_anew(decision: str, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    upload_id = office.send()
    earlier, started, go_on, seen = module.recipe(), threading.Event(), threading.Event(), list[str]()

    class Slow:
        def read(self, *arguments: object, **how: object) -> object:
            started.set()
            assert go_on.wait(20)
            return proofreader().read(*arguments, **how)  # type: ignore[arg-type]

    def look() -> None:
        try:
            seen.append(office.uploads.preview(office.index, upload_id).notice.id)
        except UploadRefused as error:
            seen.append(str(error.why))

    monkeypatch.setattr(receiving, "proofreader", Slow)
    monkeypatch.setattr(module, "recipe", lambda: "another")
    looking = threading.Thread(target=look)
    looking.start()
    assert started.wait(20)
    monkeypatch.setattr(module, "recipe", lambda: earlier)  # so that publishing has not to read, too
    decisions: dict[str, Callable[[], object]] = {
        "none": office.uploads.waiting,
        "publish": lambda: office.publish(upload_id),
        "discard": lambda: office.uploads.discard(upload_id),
    }
    deciding = threading.Thread(target=decisions[decision])
    deciding.start()
    deciding.join(10)
    waited = deciding.is_alive()
    go_on.set()
    for thread in (looking, deciding):
        thread.join()
    assert not waited
    assert seen == [{"none": "77", "publish": "published", "discard": "gone"}[decision]]
    left = {"none": [upload_id, "77.txt", "reading.json", "upload.json"], "publish": [upload_id, "upload.json"]}
    assert sorted(office.kept()) == sorted(left.get(decision, []))


def test_a_notice_published_while_the_folder_is_listed_stays(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    upload_id, listed = office.send(), refreshing.held

    def listed_before(folder: Path) -> object:
        there = listed(folder)
        office.publish(upload_id)
        return there

    monkeypatch.setattr(refreshing, "held", listed_before)
    refresh(office.index, office.notices)
    assert office.answers()


def test_a_service_that_watches_the_folder_finds_nothing_to_do(office: Office) -> None:
    upload_id, known = office.send(), look(office.notices)

    @contextmanager
    def opening() -> Iterator[Application]:
        yield Application(
            Settings(data=office.data, notices=office.notices), office.index, Answerer(office.index, messages())
        )

    async def watched(worker: Worker[Application]) -> None:
        watching = asyncio.create_task(keep_in_line(worker, office.notices, known, every=0.02))
        await worker.run(lambda application: office.uploads.publish(application.index, upload_id))
        generation = office.index.generation
        await asyncio.sleep(0.3)
        assert office.index.generation == generation
        (office.notices / "77.txt").unlink()
        while "77" in office.index.ids():
            await asyncio.sleep(0.02)
        watching.cancel()

    with Worker(opening, threading.Event()) as worker:
        asyncio.run(asyncio.wait_for(watched(worker), 30))


def test_nobody_waits_behind_the_scans_of_the_folder(office: Office) -> None:
    with reader()._asking:  # as while a scan is read
        assert office.send()


def test_a_scan_tells_its_pages_can_be_stopped_and_is_read_once(office: Office) -> None:
    needs_tesseract()
    drawn = (*pages(*paragraphs_of(TEXT), dpi=150), *pages("Trang hai của thông báo này.", dpi=150))
    scan = scanned(drawn, dpi=150)
    told: list[tuple[int, int]] = []

    class Enough(Exception):
        pass

    def until_the_second(page: int, of: int) -> None:
        if page == 2:
            raise Enough

    with pytest.raises(Enough):
        office.uploads.receive("quet.pdf", scan, until_the_second)
    assert office.kept() == []
    upload = office.uploads.receive("quet.pdf", scan, lambda page, of: told.append((page, of)))
    assert told == [(1, 2), (2, 2)]
    shown = office.uploads.preview(office.index, upload.id)
    assert shown.notice.repaired == ("ocr",) and len(shown.notice.page_starts) == 2
    assert office.publish(upload.id) == "quet" and office.answers() and office.states() == {"unchanged"}


def test_only_its_owner_can_read_what_waits(office: Office) -> None:
    office.send()
    folder = office.data / "uploads"
    assert [path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir(), *folder.rglob("*.txt"))] == [0, 0, 0]
