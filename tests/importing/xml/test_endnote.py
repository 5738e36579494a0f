from pathlib import Path

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import ReaderState
from readinglist.importing.source import Draft, Source, read_source
from readinglist.importing.xml.endnote import looks_like, parse

RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records>
<record>
  <database name="a.enl" path="/home/luk/a.enl">a.enl</database>
  <source-app name="EndNote" version="20">EndNote</source-app>
  <rec-number>7</rec-number>
  <foreign-keys><key app="EN" db-id="x">7</key></foreign-keys>
  <ref-type name="Journal Article">17</ref-type>
  <contributors>
    <authors>
      <author><style face="normal">Łuk, Ana</style></author>
      <author><style face="normal">Society of Foxes,</style></author>
    </authors>
    <secondary-authors><author>Mill, Bo</author></secondary-authors>
    <translated-authors><author>Berg, Jo</author></translated-authors>
  </contributors>
  <titles>
    <title><style>Do </style><style face="italic">V. vulpes</style><style>
      sleep?</style></title>
    <secondary-title><style>Night Studies</style></secondary-title>
    <alt-title>Night Stud.</alt-title>
  </titles>
  <periodical><full-title>Night Studies</full-title></periodical>
  <pages>12-19</pages><volume>3</volume><number>2</number>
  <keywords><keyword>foxes</keyword><keyword><style>sleep; gardens</style></keyword></keywords>
  <dates><year>2024</year><pub-dates><date>Mar 18</date></pub-dates></dates>
  <isbn>1234-5678</isbn>
  <electronic-resource-num>https://doi.org/10.1000/FOX.1</electronic-resource-num>
  <abstract>They do.&#13;&#13;Mostly.</abstract>
  <notes>Read twice</notes>
  <label>luk2024</label>
  <urls>
    <related-urls><url>https://fox.org/1</url></related-urls>
    <pdf-urls><url>internal-pdf://0123/fox.pdf</url></pdf-urls>
  </urls>
  <language>English</language>
  <custom1>shelf 4</custom1>
</record>
</records></xml>"""


def read(fields: str, type_: str = "Journal Article") -> Draft:
    text = f'<records><record><ref-type name="{type_}">0</ref-type>{fields}</record></records>'
    [draft] = parse(Source("a.xml", text)).drafts
    return draft


def titled(rest: str, type_: str = "Journal Article") -> Paper:
    return read(f"<titles><title>Foxes</title></titles>{rest}", type_).paper


def test_a_record_is_read_whole() -> None:
    told = parse(Source("a.xml", RECORD))
    assert looks_like(RECORD)
    assert told.failures == ()
    [draft] = told.drafts
    assert draft.line == 3
    assert draft.state == ReaderState(tags=("foxes", "sleep", "gardens"), notes=("Read twice",))
    assert draft.paper == Paper(
        title="Do V. vulpes sleep?",
        authors=(Person("Łuk", "Ana"), Person(literal="Society of Foxes")),
        editors=(Person("Mill", "Bo"),),
        abstract="They do.\n\nMostly.",
        date="2024-03-18",
        type="article-journal",
        venue="Night Studies",
        volume="3",
        issue="2",
        pages="12–19",
        doi="10.1000/fox.1",
        issn="1234-5678",
        language="English",
        urls=("https://fox.org/1", "https://doi.org/10.1000/FOX.1"),
        citekey="luk2024",
        extra={
            "contributors/translated-authors/author": "Berg, Jo",
            "titles/alt-title": "Night Stud.",
            "urls/pdf-urls/url": "internal-pdf://0123/fox.pdf",
            "custom1": "shelf 4",
        },
    )


@pytest.mark.parametrize(
    ("dates", "date", "left"),
    [
        ("<year>2009</year>", "2009", {}),
        ("<year>2018</year><month>12</month>", "2018-12", {}),
        ("<year>2009</year><pub-dates><date>2009-03-05</date></pub-dates>", "2009-03-05", {"dates/pub-dates/date"}),
        ("<year>2009</year><pub-dates><date>Jan-Feb</date></pub-dates>", "2009-01", {"dates/pub-dates/date"}),
        ("<year>2009</year><pub-dates><date>3/4/2009</date></pub-dates>", "2009", {"dates/pub-dates/date"}),
        ("<year>2009</year><pub-dates><date>spring</date></pub-dates>", "2009", {"dates/pub-dates/date"}),
        ("<pub-dates><date>5 May 2011</date></pub-dates>", "2011-05-05", set()),
        ("<year>in press</year>", "", {"dates/year"}),
        ("<year>2009, reprinted 2011</year>", "2009", {"dates/year"}),
    ],
)
def test_a_date_is_read_and_what_it_leaves_is_kept(dates: str, date: str, left: set[str]) -> None:
    paper = titled(f"<dates>{dates}</dates>")
    assert paper.date == date
    assert set(paper.extra) == set(left)


@pytest.mark.parametrize(
    ("isbn", "told"),
    [
        ("9780199206483", ("9780199206483", "", "")),
        ("0-8819-2911-5", ("0-8819-2911-5", "", "")),
        ("0012-9658 (Print)&#13;1939-9170 (Electronic)", ("", "0012-9658 1939-9170", "")),
        ("WO2011US30214", ("", "", "WO2011US30214")),
    ],
)
def test_the_one_field_of_numbers_is_parted(isbn: str, told: tuple[str, str, str]) -> None:
    paper = titled(f"<isbn>{isbn}</isbn>")
    assert (paper.isbn, paper.issn, paper.extra.get("isbn", "")) == told


def test_the_series_of_a_book_is_no_venue() -> None:
    paper = read("<titles><title>Foxes</title><secondary-title>Beasts</secondary-title></titles>", "Book").paper
    assert (paper.type, paper.venue, paper.extra) == ("book", "", {"titles/secondary-title": "Beasts"})


def test_who_wrote_an_edited_book_edited_it() -> None:
    paper = titled("<contributors><authors><author>Łuk, Ana</author></authors></contributors>", "Edited Book")
    assert (paper.authors, paper.editors) == ((), (Person("Łuk", "Ana"),))
    assert paper.extra == {"ref-type": "Edited Book"}


def test_a_type_may_be_a_number_alone() -> None:
    [draft] = parse(
        Source("a.xml", "<records><record><ref-type>32</ref-type><titles><title>A</title></titles></record></records>")
    ).drafts
    assert (draft.paper.type, draft.paper.extra) == ("thesis", {})


def test_the_third_names_of_a_book_are_editors() -> None:
    names = "<contributors><tertiary-authors><author>Mill, Bo</author></tertiary-authors></contributors>"
    assert titled(names, "Book").editors == (Person("Mill", "Bo"),)
    assert titled(names).extra == {"contributors/tertiary-authors/author": "Mill, Bo"}


def test_a_type_that_is_not_known_is_kept() -> None:
    paper = titled("", "Ancient Text")
    assert (paper.type, paper.extra) == ("document", {"ref-type": "Ancient Text"})


def test_an_arxiv_paper_is_known_by_its_link() -> None:
    paper = titled(
        "<urls><related-urls><url>https://arxiv.org/abs/2409.13948v2</url></related-urls></urls>", "Web Page"
    )
    assert (paper.type, paper.arxiv_id, paper.arxiv_version) == ("article", "2409.13948", "v2")


def test_a_record_without_a_title_is_told_and_the_rest_is_read() -> None:
    text = (
        "<records>\n<record><pages>1</pages></record>\n<record><titles><title>Foxes</title></titles></record></records>"
    )
    told = parse(Source("a.xml", text))
    assert [draft.line for draft in told.drafts] == [3]
    assert [(failure.line, "no title" in failure.message) for failure in told.failures] == [(2, True)]


def test_a_file_that_is_cut_is_read_up_to_there() -> None:
    told = parse(Source("a.xml", RECORD.replace("</records>", "<record><titles><title>Owls")))
    assert len(told.drafts) == 1
    [failure] = told.failures
    assert "XML is broken" in failure.message


def test_real_files_are_read_record_by_record(shared_data: Path) -> None:
    for file in sorted((shared_data / "endnote_xml").iterdir()):
        source = read_source(file)
        told = parse(source)
        assert looks_like(source.text), file.name
        assert len(told.drafts) + len(told.failures) == source.text.count("</record>"), file.name
        for failure in told.failures:
            assert "no title" in failure.message, file.name
