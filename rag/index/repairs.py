"""`repairs.log`: what was found broken and made good, a line each with its time. It outlives what it tells of."""

import datetime
import logging
from pathlib import Path
from typing import NamedTuple

log = logging.getLogger(__name__)
_SHOWN = datetime.timedelta(days=30)


class Repair(NamedTuple):
    """One line."""

    when: datetime.datetime
    sentence: str


class Repairs:
    """Of one data folder; `said` are those of this process."""

    def __init__(self, data: Path) -> None:
        self._path = data / "repairs.log"
        self.said: list[str] = []

    def say(self, sentence: str) -> None:
        """To the log, to whoever opened the index, and to `doctor` for a month."""
        log.warning(sentence)
        self.said.append(sentence)
        try:
            with self._path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(f"{_now().isoformat(timespec='seconds')} {' '.join(sentence.split())}\n")
        except OSError as error:  # a full disk must not keep the index from being opened
            log.warning("The repair could not be written to %s: %s.", self._path, error)

    def recent(self, most: int = 5) -> list[Repair]:
        """The last ones of the last thirty days, oldest first."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:  # none yet
            return []
        repairs = [repair for line in lines if (repair := _repair(line))]
        return [one for one in repairs if one.when > _now() - _SHOWN][-most:]


def _repair(line: str) -> Repair | None:
    when, _, sentence = line.partition(" ")
    try:
        return Repair(datetime.datetime.fromisoformat(when).astimezone(), sentence)
    except ValueError:  # cut off by a full disk
        return None


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()
