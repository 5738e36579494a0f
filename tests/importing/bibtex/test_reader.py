"""BibTeX files, whole and broken."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import UNTOLD, ReaderState
from readinglist.domain.status import Status
from readinglist.importing.bibtex.reader import looks_like, parse
from readinglist.importing.formats import parse as parse_any
from readinglist.importing.page import papers_page
from readinglist.importing.pipeline import store
from readinglist.importing.preparing import prepare
from readinglist.importing.report import Fate
from readinglist.importing.source import Failure, read_source, source_from_bytes, source_from_text
from readinglist.library import notes, reading, reads, tags
from readinglist.library.library import Library

FOXES = r"""
% Encoding: UTF-8
@string{jwf = "Journal of Wild " # {Foxes}}
@preamble{"\newcommand{\noop}[1]{}"}

@Article{denman2021,
  author    = {Denman, Ann and M{\"u}ller, Jan and others},
  title     = {Counting {Foxes} at Night: {$O(n)$} Cameras \& 50% Less Light},
  journal   = jwf,
  year      = 2021,
  month     = mar # "~15",
  volume    = {3},
  number    = "2",
  pages     = {10--19},
  doi       = {https://doi.org/10.1000/Fox_1},
  url       = {https://example.org/a_b%20c},
  abstract  = {We count.

    We count
    again.},
  keywords  = {night, \"uber},
  readstatus = {skimmed},
  Issn      = {1234-5678},
}
@comment{jabref-meta: databaseType:bibtex;}
"""


def papers(text: str) -> list[Paper]:
    parsed = parse(source_from_text("test.bib", text))
    assert parsed.failures == ()
    return [draft.paper for draft in parsed.drafts]


def paper(text: str) -> Paper:
    [only] = papers(text)
    return only


def test_an_entry_with_all_that_is_common() -> None:
    assert paper(FOXES) == Paper(
        title="Counting Foxes at Night: $O(n)$ Cameras & 50% Less Light",
        authors=(Person("Denman", "Ann"), Person("Müller", "Jan")),
        abstract="We count.\n\nWe count again.",
        date="2021-03-15",
        type="article-journal",
        venue="Journal of Wild Foxes",
        volume="3",
        issue="2",
        pages="10–19",
        doi="10.1000/fox_1",
        issn="1234-5678",
        urls=("https://example.org/a_b%20c",),
        citekey="denman2021",
    )


def test_what_the_fields_tell_of_the_reader_becomes_state() -> None:
    [draft] = parse(source_from_text("test.bib", FOXES)).drafts
    assert draft.state == ReaderState(status=Status.SKIMMED, tags=("night", "über"))


def test_a_draft_knows_its_line() -> None:
    parsed = parse(source_from_text("test.bib", FOXES + "\n@misc{second,\n title={Hens}}"))
    assert [draft.line for draft in parsed.drafts] == [6, FOXES.count("\n") + 2]


class TestSyntax:
    def test_delimiters_and_concatenation(self) -> None:
        text = '@string(en = "English")\n@book(key, title = "A {"}quoted{"} " # {word} # " " # en, year = 1999)'
        assert paper(text).title == 'A "quoted" word English'
        assert paper(text).date == "1999"

    def test_a_macro_is_what_it_was_last_defined_as(self) -> None:
        text = "@string{j={One}}@misc{a,title={A},journal=J}@string{j={Two}}@misc{b,title={B},journal=j}"
        assert [read.venue for read in papers(text)] == ["One", "Two"]

    def test_an_undefined_macro_keeps_its_name(self) -> None:
        assert paper("@article{a, title={A}, journal = jacm}").venue == "jacm"

    def test_two_entries_with_one_key_are_both_read(self) -> None:
        assert [read.title for read in papers("@misc{a,title={One}}\n@misc{a,title={Two}}")] == ["One", "Two"]

    def test_a_field_that_comes_twice_loses_nothing(self) -> None:
        read = paper("@misc{a, title={One}, note={x}, title={Two}, note={x}}")
        assert (read.title, read.extra) == ("One", {"note": "x", "title": "Two"})

    def test_a_missing_comma_costs_nothing(self) -> None:
        read = paper("@misc{a,\n title = {Foxes}\n author = {Ada Lovelace},\n year = 1999\n}")
        assert (read.title, read.authors, read.date) == ("Foxes", (Person("Lovelace", "Ada"),), "1999")

    def test_empty_keys_and_empty_fields(self) -> None:
        assert paper("@article{,\n title={Foxes}, doi={}, author={}}") == Paper("Foxes", type="article-journal")

    def test_text_between_entries_is_no_entry(self) -> None:
        assert [read.title for read in papers("From ann@den.example:\n@misc{a,title={One}} and more")] == ["One"]

    def test_what_describes_no_paper_is_passed_over(self) -> None:
        text = "@control{x, pages=0}@set{s, entryset={a}}@misc{a,title={One}}@IEEEtranBSTCTL{b, c=1}"
        assert len(papers(text)) == 1

    def test_macros_that_repeat_one_another_are_stopped(self) -> None:
        lines = ['@string{a0 = "0123456789"}']
        lines += [f"@string{{a{n + 1} = {' # '.join([f'a{n}'] * 10)}}}" for n in range(12)]
        parsed = parse(source_from_text("bomb.bib", "\n".join([*lines, "@misc{a, title=a12}", "@misc{b,title={B}}"])))
        assert parsed.drafts[-1].paper.title == "B"
        assert "repeat one another" in parsed.failures[0].message


class TestFields:
    @pytest.mark.parametrize(
        ("entry_type", "csl", "extra"),
        [
            ("article", "article-journal", {}),
            ("inproceedings", "paper-conference", {}),
            ("conference", "paper-conference", {"bibtex-type": "conference"}),
            ("phdthesis", "thesis", {}),
            ("mastersthesis", "thesis", {"bibtex-type": "mastersthesis"}),
            ("misc", "document", {}),
            ("web_page", "document", {"bibtex-type": "web_page"}),
        ],
    )
    def test_types(self, entry_type: str, csl: str, extra: dict[str, str]) -> None:
        read = paper(f"@{entry_type}{{a, title={{A}}}}")
        assert (read.type, read.extra) == (csl, extra)

    @pytest.mark.parametrize(
        "fields",
        [
            "eprint={2106.09685}, archiveprefix={arXiv}",
            "eprint={2106.09685}, eprinttype={arxiv}",
            "eprint={2106.09685}, primaryclass={cs.LG}",
            "eprint={arXiv:2106.09685}",
            "eprint={2106.09685 [cs]}, archivePrefix={arXiv}",
            "arxiv={2106.09685}",
            "arxivid={2106.09685}",
            "url={https://arxiv.org/abs/2106.09685}",
            "doi={10.48550/arXiv.2106.09685}",
            "journal={arXiv preprint arXiv:2106.09685}",
            "journal={{{arXiv}} preprint arXiv:2106.09685}",
            "journal={CoRR}, volume={abs/2106.09685}",
        ],
    )
    def test_arxiv_ids(self, fields: str) -> None:
        read = paper(f"@article{{a, title={{A}}, {fields}}}")
        assert (read.arxiv_id, read.type, read.venue, read.volume) == ("2106.09685", "article", "", "")

    def test_an_arxiv_version_and_an_old_id(self) -> None:
        read = paper("@misc{a, title={A}, eprint={2106.09685v2}, archiveprefix={arXiv}}")
        assert (read.arxiv_id, read.arxiv_version, read.extra) == ("2106.09685", "v2", {})
        old = paper("@misc{a, title={A}, eprint={0309136}, archiveprefix={arXiv}, primaryclass={math.GT}}")
        assert old.arxiv_id == "math/0309136"

    @pytest.mark.parametrize(
        "fields", ["eprint={2106.09685}", "eprint={2106.09685}, eprinttype={pubmed}", "eprint={CNN}"]
    )
    def test_an_eprint_of_another_archive_is_no_arxiv_id(self, fields: str) -> None:
        read = paper(f"@article{{a, title={{A}}, {fields}}}")
        assert read.arxiv_id == ""
        assert "eprint" in read.extra

    def test_a_printed_paper_that_is_on_arxiv_too_stays_printed(self) -> None:
        read = paper("@article{a, title={A}, journal={Foxes}, eprint={2106.09685}, archiveprefix={arXiv}}")
        assert (read.type, read.venue) == ("article-journal", "Foxes")

    def test_an_identifier_is_not_decoded(self) -> None:
        read = paper("@article{a, title={A}, doi={10.1002/(SICI)1097<1::A--B>3.0.CO;2-2}, url={http://x.y/a--b~c}}")
        assert read.doi == "10.1002/(sici)1097<1::a--b>3.0.co;2-2"
        assert read.urls == ("http://x.y/a--b~c",)

    @pytest.mark.parametrize(
        "written",
        ["http://doi.acm.org/10.1000/x_1", r"https://dx.doi.org/10.1000/x\_1", "https://dens.example/doi/10.1000/x_1"],
    )
    def test_a_doi_behind_an_address(self, written: str) -> None:
        assert paper(f"@article{{a, title={{A}}, doi={{{written}}}}}").doi == "10.1000/x_1"

    def test_a_year_that_is_a_whole_date(self) -> None:
        read = paper("@article{a, title={A}, year={2017-03-29}}")
        assert (read.date, read.extra) == ("2017-03-29", {})

    def test_a_part_without_a_title_is_called_by_its_whole(self) -> None:
        read = paper("@inbook{a, booktitle={Dens}, year=1999}")
        assert (read.title, read.venue) == ("Dens", "")

    def test_what_is_no_doi_is_kept(self) -> None:
        assert paper("@article{a, title={A}, doi={see the web}}").extra == {"doi": "see the web"}

    def test_several_addresses(self) -> None:
        read = paper(r"@misc{a, title={A}, url={http://a.b/c; http://d.e/f_g}, howpublished={\url{http://h.i}}}")
        assert read.urls == ("http://a.b/c", "http://d.e/f_g", "http://h.i")

    def test_biblatex_names_of_fields(self) -> None:
        read = paper("@article{a, title={A}, subtitle={B}, journaltitle={J}, date={2001-02/2001-03}, langid={german}}")
        assert (read.title, read.venue, read.date, read.language) == ("A: B", "J", "2001-02", "german")
        assert read.extra == {"date": "2001-02/2001-03"}

    def test_a_date_that_cannot_be_told_whole_is_kept(self) -> None:
        read = paper("@misc{a, title={A}, year={1998a}, month={spring}}")
        assert (read.date, read.extra) == ("1998", {"year": "1998a", "month": "spring"})

    @pytest.mark.parametrize(
        ("written", "pages"),
        [
            ("1--9", "1–9"),
            ("1-9", "1–9"),
            ("1 – 9", "1–9"),
            ("A-12--A-15", "A-12–A-15"),
            ("e-12", "e-12"),
            ("1,5--7", "1,5–7"),
        ],
    )
    def test_pages(self, written: str, pages: str) -> None:
        assert paper(f"@article{{a, title={{A}}, pages={{{written}}}}}").pages == pages

    def test_what_a_part_inherits_from_its_whole(self) -> None:
        part, whole = papers(
            "@inproceedings{a, title={Foxes}, crossref={B}, pages={1}}"
            "@proceedings{b, title={All About Dens}, year=2001, editor={Ann Den}, publisher={Burrow}, doi={10.1000/b}}"
        )
        assert (part.title, part.venue, part.date, part.publisher) == ("Foxes", "All About Dens", "2001", "Burrow")
        assert (part.editors, part.doi, whole.title) == ((Person("Den", "Ann"),), "", "All About Dens")

    def test_xdata_is_inherited_and_no_paper(self) -> None:
        read = paper("@xdata{x, publisher={Burrow}, title={no}}@book{a, title={A}, xdata={x}}")
        assert (read.title, read.publisher) == ("A", "Burrow")

    def test_what_a_whole_inherits_comes_to_its_parts_too(self) -> None:
        read = papers(
            "@inproceedings{a, title={Foxes}, crossref={b}}"
            "@proceedings{b, title={Dens 2001}, crossref={c}, xdata={x, y}}"
            "@proceedings{c, title={Dens}, series={Burrows}}"
            "@xdata{x, publisher={Burrow}}@xdata{y, xdata={z}}@xdata{z, location={Denham}}"
        )[0]
        assert (read.venue, read.publisher, read.extra["series"]) == ("Dens 2001", "Burrow", "Burrows")
        assert read.extra["location"] == "Denham"

    def test_entries_that_inherit_from_one_another_end(self) -> None:
        names = [f"x{number}" for number in range(40)]
        text = "".join(
            f"@book{{{name}, title={{{name}}}, xdata={{{','.join(names)}}}, crossref={{a}}}}" for name in names
        )
        assert len(papers(f"{text}@book{{a, title={{A}}, crossref={{a}}, xdata={{a, x1}}, year=1999}}")) == 41

    def test_nothing_of_the_reader_is_inherited(self) -> None:
        fields = "readstatus={read}, ranking={rank3}, keywords={dens}, comment-ann={x}, timestamp={2020-01-01}"
        parsed = parse(
            source_from_text(
                "test.bib",
                f"@inproceedings{{a, title={{A}}, crossref={{b}}}}@proceedings{{b, title={{B}}, {fields}}}",
            )
        )
        assert parsed.drafts[0].state == UNTOLD
        assert parsed.drafts[1].state.rating == 3

    def test_keywords_that_come_twice_are_united(self) -> None:
        text = "@misc{a, title={A}, keywords={dens, foxes}, keywords={foxes, hens}}"
        [draft] = parse(source_from_text("test.bib", text)).drafts
        assert draft.state.tags == ("dens", "foxes", "hens")

    def test_links_to_code_in_the_abstract(self) -> None:
        assert paper("@misc{a, title={A}, abstract={See https://github.com/den/foxes.}}").code_urls == (
            "https://github.com/den/foxes",
        )


class TestBroken:
    def read(self, text: str) -> tuple[list[Paper], list[Failure]]:
        parsed = parse(source_from_text("broken.bib", text))
        return [draft.paper for draft in parsed.drafts], list(parsed.failures)

    def test_a_file_cut_in_the_middle_of_an_entry(self) -> None:
        read, [failure] = self.read(
            FOXES + "@misc{cut,\n  title = {Hens and Grain},\n  year = 1999,\n  abstract = {We sho"
        )
        assert [(p.title, p.date, p.abstract) for p in read[1:]] == [("Hens and Grain", "1999", "")]
        assert (failure.source, failure.line) == ("broken.bib", FOXES.count("\n") + 1)
        assert failure.message == (
            "The entry “cut” is broken: the text ends before its closing brace."
            " What could be read of it was imported; correct it and import again."
        )

    def test_a_file_cut_before_a_title(self) -> None:
        read, [failure] = self.read("@misc{cut,\n  title = {Hens and Gr")
        assert read == []
        assert "Nothing of it was imported" in failure.message

    def test_a_brace_that_is_never_closed_costs_one_field(self) -> None:
        text = "@misc{a,\n title={Hens},\n note={un{closed,\n year=1999\n}\n\n@misc{b, title={Foxes}}"
        read, [failure] = self.read(text)
        assert [(p.title, p.date) for p in read] == [("Hens", "1999"), ("Foxes", "")]
        assert failure.line == 1
        assert "the next entry begins before its closing brace" in failure.message

    def test_an_entry_whose_last_brace_is_missing_costs_nothing(self) -> None:
        read, [failure] = self.read("@misc{a,\n title={Hens},\n year=1999,\n\n@misc{b, title={Foxes}}")
        assert [(p.title, p.date) for p in read] == [("Hens", "1999"), ("Foxes", "")]
        assert "the next entry begins before its closing brace" in failure.message

    def test_an_entry_without_a_key(self) -> None:
        read, [failure] = self.read("@misc{\n  title = {Hens},\n  year = {1999}\n}")
        assert [(p.title, p.date) for p in read] == [("Hens", "1999")]
        assert "no key" in failure.message

    def test_a_field_without_an_equals_sign(self) -> None:
        read, [failure] = self.read("@misc{a,\n title = {Hens},\n note {x},\n year = {1999}\n}")
        assert [(p.title, p.date) for p in read] == [("Hens", "1999")]
        assert "no equals sign" in failure.message

    def test_an_entry_without_a_title(self) -> None:
        read, [failure] = self.read("\n@misc{a, year=1999}")
        assert read == []
        assert failure == Failure("broken.bib", 2, "The entry “a” has no title. Give it one and import again.")

    def test_a_page_saved_as_bib_is_not_taken_for_one(self) -> None:
        page = "<!DOCTYPE html><style>@media print { a { b: c } }\n@font-face{font-family:x}</style><p>a@b.example</p>"
        assert not looks_like(page)
        read, failures = self.read(page)
        assert read == []
        assert failures

    def test_nothing_at_all(self) -> None:
        read, [failure] = self.read("no entries")
        assert read == []
        assert failure.message == "There is no entry in it. Export it again from where it came."

    @given(st.integers(min_value=0, max_value=len(FOXES)), st.text(alphabet='{}()",=@#\\\n a1', max_size=5))
    def test_damage_anywhere_never_raises(self, place: int, damage: str) -> None:
        text = FOXES[:place] + damage + FOXES[place + len(damage) :]
        parsed = parse(source_from_text("damaged.bib", text + "\n\n@misc{last,\n title={Hens}\n}\n"))
        assert parsed.drafts or parsed.failures

    @given(st.text(alphabet='@{}()",=#\\\n abmisctitle$%~', max_size=200))
    def test_no_text_raises(self, text: str) -> None:
        looks_like(text)
        parse(source_from_text("any.bib", f"@{text}"))


class TestHostile:
    @pytest.mark.parametrize(
        "text",
        [
            "@misc{a, title={" + "x" * 60_000_000 + "}}",
            "@misc{a, title=" + "{" * 1_000_000 + "x" + "}" * 1_000_000 + "}",
            "@misc{a, title={A}, note=" + " # ".join(["jan"] * 200_000) + "}",
            "@misc{" * 50_000,
            "@misc{a,\n" + "x = {\n" * 200_000,
            "@misc{a, author={" + "}" * 200_000 + "}",
            "@a " * 400_000,
        ],
        ids=["60 MB line", "deep braces", "long sum", "open entries", "open fields", "closing braces", "at signs"],
    )
    def test_it_ends_soon(self, text: str) -> None:
        start = time.perf_counter()
        looks_like(text)
        parse(source_from_text("hostile.bib", text))
        assert time.perf_counter() - start < 20

    @pytest.mark.parametrize("text", ["{" * 17_000_000, "@a{" * 600_000])
    def test_a_file_of_nothing_but_marks_is_refused(self, text: str) -> None:
        parsed = parse(source_from_text("hostile.bib", text))
        assert parsed.failures == (
            Failure("hostile.bib", 0, "This is too large for a bibliography. Split it into parts."),
        )


class TestRecognition:
    @pytest.mark.parametrize("text", [FOXES, "\n\n  @ARTICLE{Smith 2001, title={A}}", "@book(a, title=1)", "@misc{cut"])
    def test_bibtex_is_recognised(self, text: str) -> None:
        assert parse_any(source_from_text("pasted text", text)).format == "bibtex"

    @pytest.mark.parametrize("text", ["", "mail ann@den.example", "@Override(a) {", "We use @misc tools.", "a = {b}"])
    def test_other_text_is_not(self, text: str) -> None:
        assert not looks_like(text)

    def test_no_real_page_is_taken_for_bibtex_nor_the_reverse(self, shared_data: Path) -> None:
        pages = [path for path in sorted((shared_data / "hf_page_text").iterdir()) if path.suffix != ".json"]
        bibs = sorted((shared_data / "bibtex").glob("*.bib"))
        assert (len(pages) >= 2, len(bibs) >= 250) == (True, True)
        assert [page.name for page in pages if looks_like(read_source(page).text)] == []
        assert [bib.name for bib in bibs if papers_page.looks_like(read_source(bib).text)] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_that_people_have(encoding: str, newline: str) -> None:
    text = "@misc{a,\n  title = {Füchse zählen},\n  author = {Jürgen Größe}\n}\n".replace("\n", newline)
    [draft] = parse(source_from_bytes("x.bib", text.encode(encoding))).drafts
    assert (draft.paper.title, draft.paper.authors) == ("Füchse zählen", (Person("Größe", "Jürgen"),))


@pytest.mark.parametrize(
    ("declared", "encoding", "title"),
    [
        ("GBK", "gbk", "狐狸"),
        ("MacRoman", "mac-roman", "Füchse"),
        ("windows-1250", "cp1250", "Łukasz"),
        ("UTF-8", "cp1252", "Füchse"),
        ("idna", "cp1252", "Füchse"),
        ("gbnonsense", "cp1252", "Füchse"),
    ],
)
def test_a_declared_encoding_is_believed_where_it_can_be(declared: str, encoding: str, title: str) -> None:
    data = f"% Encoding: {declared}\n\n@misc{{a, title={{{title}}}}}\n".encode(encoding)
    source = source_from_bytes("x.bib", data)
    assert [draft.paper.title for draft in parse(source).drafts] == [title]


def test_every_entry_of_the_real_files_is_read_or_reported(shared_data: Path) -> None:
    read = failed = 0
    for path in [*sorted((shared_data / "bibtex").glob("*.bib")), *sorted((shared_data / "biblatex").glob("*.bib"))]:
        parsed = parse(read_source(path))
        read += len(parsed.drafts)
        failed += len(parsed.failures)
    assert read >= 1_370
    assert failed <= 80


def test_a_large_real_file_is_read_whole_within_seconds(shared_data: Path) -> None:
    [path] = (shared_data / "bibtex_load").glob("*cdl.bib")
    source = read_source(path)
    start = time.perf_counter()
    parsed = parse(source)
    assert time.perf_counter() - start < 10
    assert (len(parsed.drafts), parsed.failures) == (6_315, ())


def test_a_known_paper_learns_and_its_reading_state_stays(tmp_path: Path) -> None:
    """Enriching a paper from a .bib never touches what its reader said."""
    library = Library(tmp_path / "library", origin="test")
    try:
        title = "Counting foxes at night with quiet cameras"
        first = store(library, prepare([source_from_text("first.bib", f"@misc{{a, title={{{title}}}}}")]))
        [paper_id] = first.ids
        with library.transaction("Mark") as tx:
            reading.set_status(tx, [paper_id], Status.SKIMMED)
            reading.set_rating(tx, [paper_id], 4)
            reading.set_starred(tx, [paper_id], True)
            tags.add(tx, [paper_id], "night")
            notes.write(tx, paper_id, "Read again.")
        facts = "author={Ann Den}, year=2021, doi={10.1000/fox}, readstatus={read}, ranking={rank1}"
        entry = f"@article{{den, title={{{title}}}, {facts}}}"
        report = store(library, prepare([source_from_text("second.bib", entry)]))
        with library.read() as session:
            [details] = reads.details(session, [paper_id])
        assert report.count(Fate.ENRICHED) == 1
        assert "authors" in report.outcomes[0].reason
        assert (details.paper.authors, details.paper.year) == ((Person("Den", "Ann"),), 2021)
        assert details.paper.doi == "10.1000/fox"
        assert (details.status, details.rating, details.starred) == (Status.SKIMMED, 4, True)
        assert (details.tags, details.note) == (("night",), "Read again.")
    finally:
        library.close()
