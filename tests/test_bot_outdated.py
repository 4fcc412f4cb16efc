"""An index that another version read is read anew before it answers; one whose folder is gone still answers."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.app import opened
from bot.settings import Settings
from corpus.models import Facet
from rag.index import checksum
from rag.index.refresh import outdated
from rag.values.header import stated

SAMPLES = Path(__file__).parent.parent / "corpus" / "notices"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A folder of one notice, indexed as a version before the facts did it."""
    folder = tmp_path / "notices"
    folder.mkdir()
    shutil.copy(SAMPLES / "quang-nam-46-2018.txt", folder)
    made = Settings(notices=folder, data=tmp_path / "data")
    with opened(made, lambda done, total: None):
        pass
    with sqlite3.connect(made.data / "notices.sqlite") as db:
        db.execute("UPDATE notices SET content_hash = '1-before', body = json_remove(body, '$.facts')")
        checksum.stamp(db, "quang-nam-46-2018")
    return made


def test_it_is_read_anew_before_it_answers(settings: Settings) -> None:
    with opened(settings, lambda done, total: None) as application:
        assert stated(application.index.notice("quang-nam-46-2018"), Facet.SIGNER)
        assert not outdated(application.index)


def test_without_its_folder_it_answers_as_it_is(settings: Settings) -> None:
    shutil.rmtree(settings.notices)
    with opened(settings, lambda done, total: None) as application:
        assert application.index.notice("quang-nam-46-2018").directives
