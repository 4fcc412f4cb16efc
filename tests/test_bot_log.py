"""The log neither floods a disk nor shows a secret, and writes nothing where others could have put a link."""

import logging
import stat
import tempfile
from pathlib import Path

import pytest

from bot.log import NAME, FailureLog
from bot.log import failures as failures_module
from bot.log.standard_error import Repeats


def lines(messages: list[tuple[float, int, str]]) -> list[str]:
    """What is written of messages that come at these seconds, with what was kept back at the end."""
    clock = [0.0]
    repeats = Repeats(lambda: clock[0])
    written = []
    for clock[0], level, message in messages:
        record = logging.LogRecord("x", level, "", 0, message, (), None)
        written += [one.getMessage() for one in repeats.let_through(record)]
    return written + [one.getMessage() for one in repeats.kept_back()]


def test_the_same_message_comes_five_times_a_minute_then_its_number() -> None:
    flood = [(second / 100, logging.ERROR, f"accept failed: fd {second}") for second in range(5_000)]
    assert lines(flood) == [*(f"accept failed: fd {n}" for n in range(5)), "4995 times more: accept failed: fd 0"]


def test_what_was_kept_back_is_said_with_the_first_message_of_the_next_minute() -> None:
    flood = [(0.0, logging.WARNING, "busy")] * 8 + [(61.0, logging.WARNING, "other")]
    assert lines(flood) == ["busy"] * 5 + ["3 times more: busy", "other"]


def test_messages_that_are_never_the_same_are_limited_too() -> None:
    flood = [(0.0, logging.WARNING, "x" * length) for length in range(1, 3_000)]
    written = lines(flood)
    assert len(written) == 101
    assert written[-1] == "2899 times more: other messages"


def test_what_the_service_reports_of_many_files_is_not_kept_back() -> None:
    reports = [f"tb-{number}: 4 items" for number in range(500)]
    assert lines([(0.0, logging.INFO, one) for one in reports]) == reports


def test_the_log_is_its_owners_and_one_file_before_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures_module, "_BYTES", 2_000)
    (tmp_path / NAME).touch(mode=0o644)
    log = FailureLog(tmp_path)
    for number in range(100):
        log.record(ValueError(f"number {number}"))
    files = {path.name: path for path in tmp_path.iterdir() if path.is_file()}
    assert set(files) == {NAME, f"{NAME}.1"}
    for path in files.values():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_size < 2_500
    assert "number 99" in files[NAME].read_text()


def test_a_folder_that_cannot_be_written_gives_way_to_one_nobody_could_prepare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, victim = tmp_path / "shared", tmp_path / "victim"
    shared.mkdir()
    (shared / NAME).symlink_to(victim)
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    failures_module._place_of_this_process.cache_clear()
    (tmp_path / "file").touch()
    log = FailureLog(tmp_path / "file")  # a file is in the way of the folder
    paths = {log.record(ValueError("one"))[1] for _ in range(2)}
    failures_module._place_of_this_process.cache_clear()
    assert not victim.exists()
    (path,) = paths
    assert path.parent.parent == shared and path.parent.name != NAME
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_where_nothing_can_be_written_standard_error_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    failures_module._place_of_this_process.cache_clear()
    reference, path = FailureLog(tmp_path / "file", ["s3cret"]).record(ValueError("s3cret one"))
    assert str(path) == "standard error"
    said = capsys.readouterr().err
    assert reference in said and "one" in said and "s3cret" not in said


def test_numbers_of_people_stand_in_no_log(tmp_path: Path) -> None:
    reference, path = FailureLog(tmp_path).record(ValueError("CCCD 001099012345, STK 19034567890123, số 46/TB-UBND"))
    written = path.read_text(encoding="utf-8")
    assert reference in written and "46/TB-UBND" in written
    assert "001099012345" not in written and "19034567890123" not in written
