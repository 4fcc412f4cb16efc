"""Documents of Word before 2007 and rich text, through LibreOffice: every word in order, nothing run, nothing fetched."""

import http.server
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from documents_made import packed, paragraphs_of, saved, word
from fakes import SAMPLES
from hostile_word import compound
from office_made import converted

from corpus.errors import BreaksReading, LoadError
from corpus.load import loaded, office
from corpus.load.compound import streams
from corpus.reading import Reader
from corpus.reading.read import read
from corpus.text import nfc

FIVE = sorted(SAMPLES.glob("*.txt"))
TEXT = "Giao Sở Y tế chủ trì lập đề án khám chữa bệnh từ xa."
LINKED = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:drawing><wp:inline
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="a"/>
 <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture">
 <p:nvPicPr><p:cNvPr id="0" name="a"/><p:cNvPicPr/></p:nvPicPr><p:blipFill><a:blip r:link="{}"/></p:blipFill>
 <p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr>
 </p:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five notices and a short one as .docx."""
    made = tmp_path_factory.mktemp("office")
    for path in FIVE:
        put(made / f"{path.stem}.docx", word(*paragraphs_of(nfc(path.read_text(encoding="utf-8")))))
    document = docx.Document()
    for text in ("Kết luận", "Giao việc", "Kết thúc"):
        document.add_paragraph(text, style="List Number")
    put(made / "short.docx", saved(document))
    return made


@pytest.fixture(scope="module")
def made(folder: Path) -> Callable[[str], Path]:
    """The folder with the same documents in another kind."""
    done: dict[str, list[Path]] = {}

    def of(ending: str) -> Path:
        if ending not in done:
            done[ending] = converted(folder, ending, *sorted(folder.glob("*.docx")))
        return done[ending][0].parent

    return of


def test_a_program_that_only_wants_to_be_started_anew_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, program = tmp_path / "started", tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho >> {started}\n[ $(wc -l < {started}) -lt 20 ] || exit 1\nexit 81\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(LoadError, match="LibreOffice cannot read it"):
        office.as_docx("a.rtf", rb"{\rtf1 Thong bao}")
    assert 2 <= started.read_text().count("\n") < 10


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "path"),
    [*(("doc", path) for path in FIVE), ("rtf", FIVE[0])],
    ids=[*(path.stem for path in FIVE), "rtf"],
)
def test_every_word_of_the_five_notices_comes_back_in_order(
    ending: str, path: Path, made: Callable[[str], Path]
) -> None:
    file = made(ending) / f"{path.stem}.{ending}"
    text = nfc(path.read_text(encoding="utf-8"))
    assert words(loaded(file).text) == words(" ".join(paragraphs_of(text)))


@pytest.mark.parametrize("name", ["a.docx", "a.html"])
def test_it_is_told_by_what_it_holds(name: str, made: Callable[[str], Path], tmp_path: Path) -> None:
    path = Path(shutil.copy(made("doc") / "short.doc", tmp_path / name))
    assert loaded(path).text.split("\n\n") == ["1. Kết luận", "2. Giao việc", "3. Kết thúc"]


@pytest.mark.parametrize(
    "data", [word(TEXT), f"<html><body><p>{TEXT}</p></body></html>".encode()], ids=["docx", "html"]
)
def test_a_doc_that_is_another_kind_inside_is_read_as_that(data: bytes, tmp_path: Path) -> None:
    assert loaded(put(tmp_path / "a.doc", data)).text == TEXT


def test_the_process_that_reads_has_room_for_it(made: Callable[[str], Path]) -> None:
    reader = Reader()
    path = made("doc") / f"{FIVE[0].stem}.doc"
    notice = reader.read("a", path).notice
    reader.close()
    assert notice.directives == read("a", FIVE[0]).notice.directives or notice.number


class _Counting(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - of the class: the server makes one object a request

    def _hear(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = _hear

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.fixture
def server() -> Iterator[str]:
    _Counting.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Counting) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.slow
def test_nothing_is_fetched_run_or_brought_in(server: str, tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(TEXT)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    linked = document.part.relate_to(f"{server}/linked.png", kind, is_external=True)
    paragraph._p.append(docx.oxml.parse_xml(LINKED.format(linked)))
    (made,) = converted(tmp_path, "doc", put(tmp_path / "linked.docx", saved(document)))
    assert _Counting.asked, "without our profile it is fetched: the test tests something"
    _Counting.asked.clear()
    assert TEXT in loaded(made).text
    secret = put(tmp_path / "secret.txt", b"the secret of this machine")
    fields = [
        f'INCLUDEPICTURE "{server}/a.png"',
        f'INCLUDETEXT "{server}/a.txt"',
        f'INCLUDETEXT "{secret}"',
        f'INCLUDETEXT "{secret.as_uri()}"',
        f'DDEAUTO sh "-c touch {tmp_path}/run"',
    ]
    asked = "".join(rf"{{\field{{\*\fldinst {field}}}{{\fldrslt x}}}}" for field in fields)
    rich = rf"{{\rtf1\ansi{{\*\template {server}/t.dot}} Giao viec {asked} xong.\par}}"
    text = loaded(put(tmp_path / "a.rtf", rich.encode())).text
    assert "Giao viec" in text and "secret of" not in text
    assert not _Counting.asked and not (tmp_path / "run").exists()


def test_the_streams_of_a_compound_file_are_found(made: Callable[[str], Path]) -> None:
    assert [stream.name for stream in streams(compound("WordDocument", "1Table"))] == ["WordDocument", "1Table"]
    assert "WordDocument" in {stream.name for stream in streams((made("doc") / "short.doc").read_bytes())}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(compound("Workbook"), "it holds a workbook, not a document; save", id="xls"),
        pytest.param(compound("PowerPoint Document"), "it holds slides, not a document; save", id="ppt"),
        pytest.param(compound("SummaryInformation"), "it holds no document of Word; save", id="msi"),
        pytest.param(compound("EncryptedPackage"), "it is locked with a password; save it without one", id="locked"),
        pytest.param(compound("WordDocument", flags=0x0100), "it is locked with a password; save", id="locked_doc"),
        pytest.param(compound("WordDocument")[:600], "the document is cut short or damaged; save", id="cut"),
        pytest.param(compound("WordDocument"), "LibreOffice cannot read it; open it in Word", id="empty"),
        pytest.param(packed(("word/x", b"")), "it is no doc inside; save", id="zip"),
    ],
)
def test_what_is_no_document_of_word_is_one_sentence(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(LoadError) as raised:
        loaded(put(tmp_path / "a.doc", data))
    assert str(raised.value).startswith(f"a.doc: {said}") and str(raised.value).endswith(".")


def test_without_libreoffice_the_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LoadError, match=r"a\.rtf: .* install libreoffice-writer-nogui, or save it as \.docx\."):
        loaded(put(tmp_path / "a.rtf", rb"{\rtf1 Thong bao}"))


def test_what_takes_too_long_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = f"#!/bin/sh\nsleep 1000 &\necho $! >{tmp_path}/started\nwait\n"
    put(tmp_path / "soffice", script.encode()).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(BreaksReading, match="LibreOffice did not read it within 1 seconds"):
        loaded(put(tmp_path / "a.rtf", rb"{\rtf1 Thong bao}"))
    assert ended(int((tmp_path / "started").read_text()))


def test_it_ends_with_the_process_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "soffice", f"#!/bin/sh\necho $$ >{tmp_path}/started\nexec sleep 1000\n".encode()).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    reader = Reader(seconds=1)  # which is waited for four times as long
    with pytest.raises(BreaksReading, match="was not read within 1 seconds"):
        reader.read("a", put(tmp_path / "a.rtf", rb"{\rtf1 Thong bao}"))
    reader.close()
    assert ended(int((tmp_path / "started").read_text()))


def ended(process: int) -> bool:
    """True once the process is gone, or waits for somebody to hear that it is."""
    for _ in range(100):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False
