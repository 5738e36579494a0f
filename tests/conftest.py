"""What holds for every test: no warning goes unnoticed, nothing is left running, nobody's own files are touched."""

import logging
import multiprocessing
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from email.message import Message
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from readinglist.domain.paper import Paper
from readinglist.settings import Services

if TYPE_CHECKING:  # it loads the store, which most tests do without
    from readinglist.library.library import Library

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything starts Qt

# A slow machine is no bug; in CI the same examples come every time, so that a failure there can be repeated here.
settings.register_profile("readinglist", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("readinglist")

SERVICES_OFF = Path(__file__).parent / "services_off.toml"
"""No test asks a service of the real internet; those that look papers up ask `LocalServices`."""

GRACE_SECONDS = 2.0
"""How long threads and processes that were told to end may take."""


class _Record(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The QApplication of the tests has the style of the program's."""
    return ["readinglist", "-style", "Fusion"]


@pytest.fixture
def expected_warnings() -> list[logging.LogRecord]:
    """For a test in which warnings or errors must be logged: those logged so far."""
    return []


@pytest.fixture(autouse=True)
def _no_warning_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    handler = _Record()
    expects = "expected_warnings" in request.fixturenames
    if expects:
        handler.records = request.getfixturevalue("expected_warnings")
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if expects:
        assert handler.records, "a warning was expected, and none was logged"
    else:
        said = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in handler.records]
        assert not said, f"logged during the test: {said}"


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    threads, processes = _threads(), _processes()
    yield
    deadline = time.monotonic() + GRACE_SECONDS
    while (left := (_threads() - threads, _processes() - processes)) != (set(), set()):
        if time.monotonic() > deadline:
            names = [thread.name for thread in threading.enumerate() if thread.ident in left[0]]
            pytest.fail(f"left running by the test: threads {left[0]} {names}, processes {left[1]}")
        time.sleep(0.01)


def _threads() -> set[int]:
    """The ids of the threads now inside Python code, whoever started them.

    `threading.enumerate()` would not do: Python 3.11 keeps a foreign thread, such as Qt's, on that list after its end.
    """
    return set(sys._current_frames())


def _processes() -> set[int]:
    """The ids of our child processes and of theirs; where there is no /proc, of those that multiprocessing started."""
    if _is_childless():
        return set()
    children: defaultdict[int, set[int]] = defaultdict(set)
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name in parentheses may hold anything; after it come the state and the parent's id.
            _state, parent = status.read_bytes().rpartition(b")")[2].split(maxsplit=2)[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended since it was listed
        children[int(parent)].add(int(status.parent.name))
    found = {child.pid for child in multiprocessing.active_children() if child.pid is not None}
    generation = children[os.getpid()]
    while generation:
        found |= generation
        generation = set().union(*(children[parent] for parent in generation))
    # multiprocessing keeps this one for as long as the program runs.
    return found - {resource_tracker._resource_tracker._pid}


def _is_childless() -> bool:
    """Whether there is certainly no child process: one question, where a look at every process takes milliseconds."""
    if not hasattr(os, "waitid"):
        return False
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return True
    return False


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        _move_home(environment, tmp_path_factory.mktemp("session-home"))
        yield


@pytest.fixture(scope="session")
def _unused_homes() -> list[Path]:
    """Homes that are empty still: the next test gets one of them, since to make and remove a folder takes its time."""
    return []


@pytest.fixture(autouse=True)
def _home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, _unused_homes: list[Path]
) -> Iterator[None]:
    home = _unused_homes.pop() if _unused_homes else tmp_path_factory.mktemp("home")
    _move_home(monkeypatch, home)
    yield
    if not any(home.iterdir()):
        _unused_homes.append(home)


def _move_home(environment: pytest.MonkeyPatch, folder: Path) -> None:
    environment.setenv("HOME", str(folder))
    for name, place in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
    }.items():
        environment.setenv(name, str(folder / place))
    environment.delenv("READINGLIST_LIBRARY", raising=False)
    environment.setenv("READINGLIST_SERVICES", str(SERVICES_OFF))


PdfText = tuple[str, float, float]
"""A line of a page: its text, the size of its letters, and how many points above the page's foot it stands."""


@pytest.fixture(scope="session")
def write_pdf() -> Callable[..., Path]:
    """Writes a PDF of pages of text; `margin` runs up the first page, `encrypted` makes it ask for a password."""

    def write(
        file: Path,
        *pages: list[PdfText],
        info: dict[str, str] | None = None,
        xmp: str = "",
        margin: str = "",
        encrypted: bool = False,
    ) -> Path:
        def quoted(text: str) -> bytes:
            return text.translate({ord(each): f"\\{each}" for each in "\\()"}).encode("cp1252")

        def stream(data: bytes, entries: bytes = b"") -> bytes:
            return b"<< %s /Length %d >> stream\n%s\nendstream" % (entries, len(data), data)

        objects = [
            b"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>"
            % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * place) for place in range(len(pages)))),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            stream(xmp.encode(), b"/Type /Metadata /Subtype /XML"),
            b"<< %s >>" % b" ".join(b"/%s (%s)" % (name.encode(), quoted(text)) for name, text in (info or {}).items()),
        ]
        for place, lines in enumerate(pages):
            content = [b"BT /F1 %f Tf 1 0 0 1 60 %f Tm (%s) Tj ET" % (size, y, quoted(t)) for t, size, y in lines]
            if margin and not place:
                content.append(b"BT /F1 20 Tf 0 1 -1 0 30 200 Tm (%s) Tj ET" % quoted(margin))
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
                b"/Contents %d 0 R >>" % (7 + 2 * place)
            )
            objects.append(stream(b"\n".join(content)))
        written, starts = bytearray(b"%PDF-1.4\n"), []
        for number, each in enumerate(objects, start=1):
            starts.append(len(written))
            written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
        lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % ((b"00" * 32,) * 2)
        table = b"".join(b"%010d 00000 n \n" % start for start in starts)
        written += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 5 0 R %s >>\n" % (
            (len(objects) + 1, table, len(objects) + 1, lock if encrypted else b"")
        ) + b"startxref\n%d\n%%%%EOF\n" % len(written)
        file.write_bytes(written)
        return file

    return write


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files of every format, kept beside the repository and not in it."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the sample files in ../shared/data, which are not beside this checkout")
    return folder


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, given after `seconds`; `length` is the number of bytes declared, None = as many as there are."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    length: int | None = None


class LocalServices:
    """All services on this computer. They answer what they were told to, and write down what they were asked.

    To addresses that begin so they give the replies in turn, the last one again and again; to others "404".
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.heads: list[Message] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._replies: dict[str, list[Reply]] = {}
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="services")
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @property
    def settings(self) -> Services:
        """Settings that lead here."""
        names = [each.name for each in fields(Services) if each.name not in ("look_up", "mailto")]
        return Services(**{name: f"{self.url}/{name}" for name in names})

    def answer(self, beginning: str, *replies: Reply | str) -> None:
        """Have addresses that begin so answered with these, in turn."""
        self._replies[f"/{beginning}"] = [Reply(each) if isinstance(each, str) else each for each in replies]

    def reply(self, request: BaseHTTPRequestHandler) -> None:
        """Answer a request."""
        with self._lock:
            self.asked.append(request.path.removeprefix("/"))
            self.heads.append(request.headers)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            begun = max((each for each in self._replies if request.path.startswith(each)), key=len, default="")
            replies = self._replies.get(begun, [Reply("{}", 404)])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
        self._over.wait(reply.seconds)
        data = reply.body.encode() if isinstance(reply.body, str) else reply.body
        with self._lock:
            self._at_once -= 1
        with suppress(OSError):  # whoever asked has given up
            request.send_response(reply.status)
            for name, value in reply.headers.items():
                request.send_header(name, value)
            request.send_header("Content-Length", str(len(data) if reply.length is None else reply.length))
            request.end_headers()
            request.wfile.write(data)

    def close(self) -> None:
        """Stop, and wait until all is over."""
        self._over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, services: LocalServices, *arguments: Any) -> None:
        self._services = services
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self._services.reply(self)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def local_services() -> Iterator[LocalServices]:
    """The services on this computer, which know nothing yet."""
    server = LocalServices()
    yield server
    server.close()


@pytest.fixture
def reply() -> type[Reply]:
    """What a local service answers."""
    return Reply


@pytest.fixture
def library(tmp_path: Path) -> Iterator["Library"]:
    """An empty library."""
    from readinglist.library.library import Library

    opened = Library(tmp_path / "library", origin="test")
    yield opened
    opened.close()


@pytest.fixture
def add(library: "Library") -> Callable[..., list[int]]:
    """Stores papers with these titles, and with further facts the same for all."""
    from readinglist.library import papers

    def store(*titles: str, **facts: Any) -> list[int]:
        with library.transaction("Add") as tx:
            return papers.add_all(tx, [Paper(title=title, **facts) for title in titles])

    return store
