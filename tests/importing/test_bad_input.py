"""What people bring in that is broken, too large or something else: said by name, place and remedy, and never a crash.

How the program says it is in `tests/cli/test_bad_input.py` and `tests/stories/test_bad_input.py`.
"""

import os
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.errors import UserError
from readinglist.importing import formats
from readinglist.importing.foreign import kind_of
from readinglist.importing.formats import FORMATS
from readinglist.importing.mentions import identifier_list
from readinglist.importing.preparing import LONGEST_TITLE, prepare, prepare_files
from readinglist.importing.source import MAX_BYTES, Parsed, read_source, source_from_bytes, source_from_text

MIB = 2**20
NOBODY = 65_534

BIB = """% kept by hand
@article{bees, title = {Bees in forty gardens}, author = {Łuk, Ana},
  abstract = {Forty gardens, {two} summers.}}

@book{knots,
  title = "Knots in wet ropes",
  year = 2024
}
@misc(clocks, title = {Pendulum clocks — a façade})
"""
ENDS = [BIB.encode().index(end) + len(end) for end in (b"summers.}}", b"2024\n}", "façade})".encode())]
TITLES = ["Bees in forty gardens", "Knots in wet ropes", "Pendulum clocks — a façade"]


def parsed(data: bytes) -> Parsed:
    return formats.parse(source_from_bytes("cut.bib", data), "bibtex")


def test_a_bib_cut_anywhere_keeps_what_was_whole_and_tells_the_cut() -> None:
    data = BIB.encode()
    starts = [BIB[: BIB.index(f"@{name}")].count("\n") + 1 for name in ("article", "book", "misc")]
    for cut in range(1, len(data)):
        told = parsed(data[:cut])
        whole = sum(end <= cut for end in ENDS)
        titles = [draft.paper.title for draft in told.drafts]
        assert titles[:whole] == TITLES[:whole], cut
        assert len(titles) <= whole + 1, cut
        last = data[:cut].rpartition(b"@")[2]
        in_entry = whole < 3 and data[:cut].count(b"@") > whole
        if in_entry and b"{" in last[:9]:
            [failure] = told.failures
            assert failure.line == starts[whole], cut
            assert "import" in failure.message, "what to do"
        elif whole:
            assert len(told.failures) <= in_entry, cut


@given(st.data())
def test_of_a_bib_cut_out_of_the_middle_nothing_whole_is_lost(data: st.DataObject) -> None:
    text = BIB.encode()
    start = data.draw(st.integers(0, ENDS[0]))
    told = parsed(text[start:])
    assert [draft.paper.title for draft in told.drafts][-2:] == TITLES[1:]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Get trending papers in your email inbox!\n\nSubscribe\n\nMar 11\n", "holds no papers"),
        ("Dear Ana, thank you for the jam.\n", "holds no papers"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science"),
        ("<!doctype html><html><head>", "HTML"),
        ("<!-- saved -->\n<html lang=en>", "HTML"),
        ("<?xml version='1.0'?>\n<rss version='2.0'/>", "no entry in this feed"),
        ("<?xml version='1.0'?><!-- a --><feed xmlns='x'/>", "no entry in this feed"),
        ("<rdf:RDF\n xmlns='x'>", "XML"),
        ("<?xml version='1.0'?>\n<fox/>", "XML"),
        ('{"title": "Bees"}', "JSON"),
        ('[\n{"title": "Bees"}]', "JSON"),
        ('["Bees in forty gardens", "Knots"]', "JSON"),
        ("[[1, 2], [3]]", "JSON of another kind than CSL"),
    ],
)
def test_what_holds_no_papers_is_called_what_it_is(text: str, said: str) -> None:
    prepared = prepare([source_from_text("some file", text)])
    [failure] = prepared.failures
    assert prepared.drafts == ()
    assert said in failure.message
    assert failure.message.count(".") >= 2, "a remedy follows"


@given(st.text('<>!?xmlrdf:RDFhtfeed \n-"{}[]FN ISI', max_size=60))
def test_any_text_has_a_kind_or_none(text: str) -> None:
    kind_of(text)


def test_a_bib_without_entries_says_so() -> None:
    [failure] = prepare([source_from_text("a.bib", "@comment{jabref-meta: databaseType:bibtex;}\n")]).failures
    assert "no entry" in failure.message


def test_a_line_of_200_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "line.txt"
    with file.open("wb") as stream:
        stream.truncate(200 * MIB)
    tracemalloc.start()
    try:
        with pytest.raises(UserError) as caught:
            read_source(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MIB
    assert caught.value.message == f"{file} is 200 MiB, larger than 64 MiB, the most that is read at once."
    assert "split it" in caught.value.hint


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file that never ends")
def test_what_does_not_tell_its_size_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readinglist.importing.source.MAX_BYTES", MIB)
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    with pytest.raises(UserError, match="larger than 1 MiB"):
        read_source(Path("/dev/zero"))


LINES = {
    "one word": "a",
    "words": "Foxes walk at night. ",
    "braces": "{",
    "brackets": "[",
    "links": "https://huggingface.co/papers/2409.13948 ",
    "paths": "https://github.com/a/b",
    "numbers": "1.",
    "hyphens": "- ",
    "marks": "• ",
    "accents": '\\"a ',
    "dollars": "$a",
}
SHORT, LONG = 100_000, 800_000


def seconds(text: str, work: "formats.Format") -> float:
    source = source_from_text("line", text)
    start = time.process_time()
    work.looks_like(text)
    work.parse(source)
    return time.process_time() - start


@pytest.mark.parametrize("unit", LINES.values(), ids=LINES)
@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_a_long_line_takes_time_in_proportion(known: formats.Format, unit: str) -> None:
    def line(length: int) -> str:
        return (unit * (length // len(unit) + 1))[:length]

    short, long = seconds(line(SHORT), known), seconds(line(LONG), known)
    assert long < 0.2 + short * 3 * LONG / SHORT, "in proportion it is 8 times, squared 64 times"


@pytest.mark.parametrize("field", ["abstract", "author", "keywords", "note", "pages", "date", "month", "doi", "url"])
@pytest.mark.parametrize("unit", ["a", "1", "a and ", "1-", "$", "\\'", "{a}", "a. "])
def test_a_long_field_takes_time_in_proportion(field: str, unit: str) -> None:
    def entry(length: int) -> str:
        return f"@article{{bees, title = {{Bees}}, {field} = {{{unit * (length // len(unit))}}}}}"

    [bibtex] = [known for known in FORMATS if known.name == "bibtex"]
    short, long = seconds(entry(20_000), bibtex), seconds(entry(160_000), bibtex)
    assert long < 0.2 + short * 24


def test_a_field_longer_than_any_is_left_out_and_told() -> None:
    text = f"@article{{bees, title = {{Bees}}, year = 2024, abstract = {{{'a ' * 600_000}}}}}"
    prepared = prepare([source_from_text("a.bib", text)])
    [draft] = prepared.drafts
    [failure] = prepared.failures
    assert (draft.draft.paper.title, draft.draft.paper.abstract) == ("Bees", "")
    assert "its field “abstract” has 1,200,000 characters" in failure.message


def test_a_title_that_no_list_could_show_is_refused() -> None:
    text = f"@misc{{a, title = {{{'x' * (LONGEST_TITLE + 1)}}}}}\n@misc{{b, title = {{{'y' * LONGEST_TITLE}}}}}"
    prepared = prepare([source_from_text("a.bib", text)])
    assert [draft.draft.line for draft in prepared.drafts] == [2]
    assert [(failure.line, "10,001 characters" in failure.message) for failure in prepared.failures] == [(1, True)]


def test_a_long_list_of_ids_is_known_wherever_it_is_cut_to_look_at_it() -> None:
    ids = [f"2409.{number:05}" for number in range(1, 25_000)]
    for lead in range(11):
        assert identifier_list.looks_like(" " * lead + " ".join(ids)), lead


def test_a_list_longer_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readinglist.importing.mentions.identifier_list.MOST", 3)
    [failure] = prepare([source_from_text("ids.txt", "2409.13948 " * 4)]).failures
    assert "identifiers. Split it" in failure.message


def test_a_day_and_a_month_of_many_digits_are_none() -> None:
    [draft] = parsed(f"@misc{{a, title={{A}}, year=2024, month={'1' * 5_000}, day={'1' * 5_000}}}".encode()).drafts
    assert draft.paper.date == "2024"


def broken_link(folder: Path) -> Path:
    link = folder / "link.bib"
    link.symlink_to(folder / "gone.bib")
    return link


def loop(folder: Path) -> Path:
    link = folder / "loop.bib"
    link.symlink_to(link)
    return link


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.bib")
    return folder / "pipe.bib"


def memory(folder: Path) -> Path:
    """A file that anyone may open, and whose first byte cannot be read: the memory of this process."""
    return Path("/proc/self/mem")


@pytest.fixture
def someone_else() -> Iterator[Path]:
    """A folder with a file that this user may not read; root, who may read everything, is somebody else meanwhile."""
    if os.name == "nt":
        pytest.skip("needs the permissions of Unix")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "secret.bib").write_text(BIB)
        (folder / "secret.bib").chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)


def no_folder(folder: Path) -> Path:
    (folder / "a.bib").write_text(BIB)
    return folder / "a.bib" / "b.bib"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs the files of Linux")
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: folder, "holds neither PDFs nor bibliographies."),
        (lambda folder: folder / "no.bib", "There is no file"),
        (broken_link, "is a link to a file that is not there."),
        (loop, "could not be read: too many levels of symbolic links."),
        (pipe, "is not an ordinary file."),
        (memory, "could not be read: input/output error."),
        (no_folder, "could not be read: not a directory."),
    ],
)
def test_what_cannot_be_opened_is_said_and_the_rest_is_read(tmp_path: Path, make: object, said: str) -> None:
    assert callable(make)
    good = tmp_path / "good.bib"
    good.write_text(BIB)
    (tmp_path / "folder").mkdir()
    bad = make(tmp_path / "folder")
    prepared = prepare_files([bad, good])
    [failure] = prepared.failures
    assert (failure.source, failure.line) == (str(bad), 0)
    assert said in failure.message
    assert str(bad) in failure.message
    assert failure.message.count(". ") == 1, "a remedy follows"
    assert len(prepared.drafts) == 3


def test_a_file_that_may_not_be_read(someone_else: Path) -> None:
    secret = someone_else / "secret.bib"
    with pytest.raises(PermissionError):
        secret.read_bytes()
    with pytest.raises(UserError) as caught:
        read_source(secret)
    assert caught.value.message == f"{secret} may not be read."
    assert "permission" in caught.value.hint


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_every_real_file_is_read_or_refused_by_every_parser(known: formats.Format, shared_data: Path) -> None:
    for file in sorted(shared_data.rglob("*")):
        if file.is_file() and file.stat().st_size < 300_000:
            try:
                source = read_source(file)
            except UserError:
                assert file.suffix == ".pdf"
                continue
            told = known.parse(source)
            assert told.drafts or told.failures


def test_the_limit_is_the_one_that_is_told() -> None:
    assert MAX_BYTES == 64 * MIB
