import json
import time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.importing import formats
from readinglist.importing.html import saved_page
from readinglist.importing.source import Parsed, read_source, source_from_text


def read(head: str, body: str = "") -> Parsed:
    page = f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>"
    return formats.parse(source_from_text("page.html", page))


def metas(*pairs: tuple[str, str]) -> str:
    return "".join(f'<meta name="{name}" content="{escape(content)}">' for name, content in pairs)


def test_the_page_of_an_article() -> None:
    told = read(
        metas(
            ("citation_title", "Bees & hens at <i>night</i>"),
            ("citation_author", "Łuk, Ana"),
            ("citation_author", "Bo Ash"),
            ("Citation_Publication_Date", "2021/3/5"),
            ("citation_journal_title", "Journal of Gardens"),
            ("citation_firstpage", "10"),
            ("citation_lastpage", "19"),
            ("citation_doi", "10.1234/bees"),
            ("citation_keywords", "bees; hens"),
            ("citation_pdf_url", "https://gardens.example/bees.pdf"),
            ("DC.title", "Another"),
        )
    )
    [draft] = told.drafts
    paper = draft.paper
    assert (told.format, told.failures) == ("web-page", ())
    assert (paper.title, paper.date, paper.venue) == ("Bees & hens at night", "2021-03-05", "Journal of Gardens")
    assert paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
    assert (paper.type, paper.pages, paper.doi) == ("article-journal", "10–19", "10.1234/bees")
    assert paper.extra == {"keywords": "bees; hens", "pdf": "https://gardens.example/bees.pdf"}
    assert draft.state.tags == ()


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        (("citation_conference_title", "Hen Days"), "paper-conference"),
        (("citation_inbook_title", "On Hens"), "chapter"),
        (("citation_dissertation_institution", "Fen University"), "thesis"),
        (("citation_technical_report_institution", "Fen Labs"), "report"),
        (("citation_arxiv_id", "2103.00001"), "article"),
    ],
)
def test_types(pair: tuple[str, str], kind: str) -> None:
    assert read(metas(("citation_title", "Bees"), pair)).drafts[0].paper.type == kind


def test_dublin_core() -> None:
    pairs = [
        ("DC.Title", "Bees"),
        ("DC.Creator", "Łuk, Ana"),
        ("DC.Identifier", "doi:10.1234/bees"),
        ("DC.Date", "2021-03"),
    ]
    [draft] = read(metas(*pairs)).drafts
    assert (draft.paper.title, draft.paper.doi, draft.paper.date) == ("Bees", "10.1234/bees", "2021-03")


def test_json_ld() -> None:
    work = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Gardens"},
            {
                "@type": "ScholarlyArticle",
                "headline": "Bees",
                "author": [{"@type": "Person", "givenName": "Ana", "familyName": "Łuk"}, {"name": "Bo Ash"}],
                "datePublished": "2021-03-05",
                "isPartOf": {
                    "@type": "PublicationIssue",
                    "issueNumber": "2",
                    "isPartOf": {"name": "Journal of Gardens"},
                },
                "sameAs": "https://doi.org/10.1234/bees",
            },
        ],
    }
    [draft] = read(f'<script type="application/ld+json">{json.dumps(work)}</script>').drafts
    paper = draft.paper
    assert (paper.title, paper.doi, paper.date, paper.venue, paper.issue) == (
        "Bees",
        "10.1234/bees",
        "2021-03-05",
        "Journal of Gardens",
        "2",
    )
    assert paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))


def item(number: int) -> dict[str, object]:
    authors = [{"name": "Ana Łuk", "hidden": False}]
    return {
        "paper": {"id": f"2103.0000{number}", "title": f"Bees {number}", "summary": "We count.", "authors": authors}
    }


def props(value: object) -> str:
    return f'<div class="SVELTE_HYDRATER" data-target="DailyPapers" data-props="{escape(json.dumps(value))}"></div>'


def test_the_daily_list_of_hugging_face() -> None:
    told = read("", props({"user": None, "dailyPapers": [item(1), item(2), {"paper": {"id": "no"}}]}) + props({"a": 1}))
    assert [draft.paper.arxiv_id for draft in told.drafts] == ["2103.00001", "2103.00002"]
    assert told.drafts[0].paper.authors == (Person("Łuk", "Ana"),)


def test_the_page_of_one_paper_tells_of_that_one() -> None:
    told = read("", props({"papers": [item(2)]}) + props({**item(1), "papers": [item(3)]}))
    assert [draft.paper.title for draft in told.drafts] == ["Bees 1"]


def test_json_in_a_script() -> None:
    text = json.dumps({"state": {"papers": [item(1)]}})
    told = read('<div data-props="{"></div>', f'<script type="application/json">{text}</script>')
    assert [draft.paper.title for draft in told.drafts] == ["Bees 1"]


def test_the_list_that_pocket_exports() -> None:
    told = formats.parse(
        source_from_text(
            "ril_export.html",
            """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
<li><a href="https://arxiv.org/abs/2103.00001" time_added="1714550400" tags="insects,to count">Bees</a></li>
<li><a href="javascript:alert(1)">No</a></li></ul><h1>Read Archive</h1><ul>
<li><a href="https://gardens.example/hens" time_added="1714550400" tags="">https://gardens.example/hens</a></li>
</ul></body></html>""",
        )
    )
    bees, hens = told.drafts
    assert (bees.paper.title, bees.paper.arxiv_id, bees.paper.type) == ("Bees", "2103.00001", "article")
    assert (bees.state.status, bees.state.tags) == (Status.INBOX, ("insects", "to count"))
    assert bees.state.added == "2024-05-01T08:00:00.000Z"
    assert (hens.state.status, hens.paper.type) == (Status.READ, "webpage")


def test_a_page_that_names_no_title_says_what_to_do() -> None:
    [failure] = read('<meta name="citation_title" content="">').failures
    assert "paste" in failure.message


def test_other_pages_are_none_of_these() -> None:
    for text in (
        "<!doctype html><p>citation</p>",
        "citation_title",
        "<opml>citation_title</opml>",
        "<p>citation_title</p>",
    ):
        assert not saved_page.looks_like(text)


@given(st.text("<>!doctypehtml=\"'/ meta citation_title&;-", max_size=80))
def test_any_page_is_read_or_refused(text: str) -> None:
    told = saved_page.parse(source_from_text("page", f"<html>{text}"))
    assert told.drafts or told.failures


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<meta name=citation_author content='A B'>",
        "<!--",
        "<a ",
        "&amp",
        "<p a=b ",
        '<p a="',
        "<h1>",
        "<a>",
        "<script>",
        "<!-",
        "=a ",
    ],
)
def test_hostile_pages_take_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        source = source_from_text(
            "page", "<html><meta name=citation_title content=Bees>" + unit * (length // len(unit))
        )
        start = time.process_time()
        saved_page.looks_like(source.text)
        saved_page.parse(source)
        return time.process_time() - start

    assert seconds(800_000) < 0.5 + seconds(100_000) * 24


EXPECTED = {"title": "title", "doi": "doi", "volume": "volume", "issue": "issue", "issn": "issn", "isbn": "isbn"}


@pytest.mark.parametrize("name", ["ACL_2021.naacl-main.208", "Fallback_peerj", "HAL_HAL_jpa_00235190", "USENIX_goyal"])
def test_real_pages_as_another_program_reads_them(shared_data, name: str) -> None:
    expected = json.loads((shared_data / "html_expected" / f"papis__{name}_Out.json").read_text())
    [draft] = formats.parse(read_source(shared_data / "html_pages" / f"papis__{name}.html")).drafts
    paper = draft.paper
    for theirs, ours in EXPECTED.items():
        if theirs in expected:
            assert getattr(paper, ours) == expected[theirs], theirs
    assert [(person.family, person.given) for person in paper.authors] == [
        (author["family"], author["given"]) for author in expected["author_list"]
    ]
    if "pages" in expected:
        assert paper.pages.replace("–", "-") == expected["pages"].replace("--", "-")
    if "abstract" in expected:
        assert " ".join(paper.abstract.split()) == " ".join(expected["abstract"].split())
    if "year" in expected:
        assert str(paper.year) == expected["year"]
    if "journal" in expected or "booktitle" in expected:
        assert paper.venue == expected.get("journal", expected.get("booktitle"))
