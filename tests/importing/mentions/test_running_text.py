"""Texts that mention papers, and files of every other format, which they must not be taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.errors import UserError
from readinglist.importing import formats
from readinglist.importing.mentions import identifier_list, running_text
from readinglist.importing.mentions.finding import mentions
from readinglist.importing.source import Source, source_from_text

LETTER = """Dear Ana,

have you seen https://arxiv.org/abs/2409.13948v2 (and doi:10.1145/3000000.3000001)? The old one is hep-th/9603067, and
there is the book, ISBN 978-0-262-03384-8. PMID: 31000000! It cost $2409.1394 and/or 1234.56789 euros, or 12/1234567.
A [link](https://openreview.net/forum?id=rJl-b3Rc_7). 10.1145/1,10.1145/2; "10.1000/xyz(12)3" <https://doi.org/10.1000/q>
Phone 978-123-4567-890, version 10.2/abc, PMC7000000 [2410.18200]. See https://example.org/2409.13949, **10.1000/bold**.
"""
MENTIONED = [
    (3, "arXiv:2409.13948"),
    (3, "doi:10.1145/3000000.3000001"),
    (3, "arXiv:hep-th/9603067"),
    (4, "ISBN:9780262033848"),
    (4, "PMID:31000000"),
    (5, "https://openreview.net/forum?id=rJl-b3Rc_7"),
    (5, "doi:10.1145/1"),
    (5, "doi:10.1145/2"),
    (5, "doi:10.1000/xyz(12)3"),
    (5, "doi:10.1000/q"),
    (6, "PMCID:PMC7000000"),
    (6, "arXiv:2410.18200"),
    (6, "doi:10.1000/bold"),
]

REFERENCES = """[1] A. Fox and B. Hen. Counting eggs. Journal of Hedges 3 (2020), 1-9. doi: 10.1000/eggs.
[2] C. Owl. Night work. arXiv preprint arXiv:2409.13948, 2024.
[3] D. Bee, Hives (Meadow Press, 1999), ISBN 0-262-03384-4.
"""

ABSTRACT = (
    "We measure how owls turn their heads in forty gardens over two summers, and propose a model that tells why. "
)
OTHERS = {
    "papers-page": f"""Get trending papers in your email inbox!

Counting Owls

https://huggingface.co/papers/2409.13948

{ABSTRACT * 3}

Turning Heads at Night

https://huggingface.co/papers/2410.18200

{ABSTRACT * 3}
""",
    "bibtex": "@article{owl, title = {Owls}, doi = {10.1000/owl}}\n",
    "ris": "TY  - JOUR\nTI  - Owls\nDO  - 10.1000/owl\nER  - \n",
    "nbib": "PMID- 31000000\nTI  - Owls\nLID - 10.1000/owl [doi]\n",
    "web-of-science": "FN Clarivate\nVR 1.0\nPT J\nTI Owls\nDI 10.1000/owl\nER\nEF\n",
    "refer": "%0 Journal Article\n%T Owls\n%R 10.1000/owl\n",
    "endnote-xml": "<?xml version='1.0'?><xml><records><record><titles><title>Owls</title></titles>"
    "<electronic-resource-num>10.1000/owl</electronic-resource-num></record></records></xml>",
    "arxiv-atom": "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:arxiv='http://arxiv.org/schemas/atom'><entry>"
    "<id>http://arxiv.org/abs/2409.13948v1</id><title>Owls</title></entry></feed>",
    "hf-daily": '[{"paper": {"id": "2409.13948", "title": "Owls", "summary": "x", "upvotes": 1}, "title": "Owls"}]',
    "openalex": '{"id": "https://openalex.org/W1", "title": "Owls", "authorships": [], "doi": "https://doi.org/10.1/a"}',
    "semantic-scholar": '{"paperId": "1", "externalIds": {"DOI": "10.1000/owl"}, "title": "Owls"}',
    "crossref": '{"DOI": "10.1000/owl", "title": ["Owls"], "reference-count": 1}',
    "csl-json": '[{"id": "owl", "type": "book", "title": "Owls", "DOI": "10.1000/owl"}]',
    "csv": 'Title,Author,DOI,Year\nOwls,"Owl, Ana",10.1000/owl,2024\nHens by day,"Hen, Tom",10.1000/hen,2023\n',
    "koreader": '-- we can read Lua syntax here!\nreturn {\n    ["doc_props"] = {\n        ["title"] = "Owls",\n'
    '        ["identifiers"] = "doi:10.1000/owl",\n    },\n}\n',
    "web-page": '<!doctype html><html><head><title>Owls</title><meta name="citation_title" content="Owls at night">'
    '<meta name="citation_doi" content="10.1000/owl"></head><body>https://doi.org/10.1000/other</body></html>',
    "feed": '<rss version="2.0"><channel><title>New</title><item><title>Owls at night</title>'
    "<link>https://arxiv.org/abs/2409.13948</link></item></channel></rss>",
    "opml": "<opml version='2.0'><body><outline text='Owls' url='https://doi.org/10.1000/owl'/></body></opml>",
    "papermemory": '{"Arxiv-2409.13948": {"id": "Arxiv-2409.13948", "title": "Owls", "pdfLink": "https://arxiv.org/pdf/2409.13948.pdf",'
    ' "addDate": "2024-09-20T00:00:00.000Z", "favorite": true, "codeLink": "", "md": "", "bibtex": "", "count": 2}}',
    "zotero-rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/'
    'namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#">'
    '<bib:Article rdf:about="https://doi.org/10.1000/owl"><z:itemType>journalArticle</z:itemType>'
    "<dc:title>Owls</dc:title></bib:Article></rdf:RDF>",
}

NEVER_SHARED = ("feed", "opml", "web-page", "csv", "papermemory", "koreader")
"""Formats that may claim nothing of another one, wherever they stand in the order."""


def test_a_letter_gives_what_can_be_nothing_else_with_its_line() -> None:
    parsed = formats.parse(source_from_text("letter", LETTER))
    assert parsed.format == "text"
    assert [(draft.line, draft.paper.title) for draft in parsed.drafts] == MENTIONED
    assert parsed.failures == ()
    first = parsed.drafts[0].paper
    assert (first.arxiv_id, first.arxiv_version, first.urls) == ("2409.13948", "v2", ())


def test_what_stands_behind_a_link_is_no_part_of_it() -> None:
    text = "见https://arxiv.org/abs/2409.13948，以及（10.1000/owl）。<a href='https://doi.org/10.1000/fox'>x</a>"
    text += "[https://doi.org/10.1000/b](https://doi.org/10.1000/c)"
    assert [str(mention.identifier) for mention in mentions(text)] == [
        "arXiv:2409.13948",
        "doi:10.1000/owl",
        "doi:10.1000/fox",
        "doi:10.1000/b",
        "doi:10.1000/c",
    ]


def test_a_list_of_references_gives_each_work() -> None:
    parsed = formats.parse(source_from_text("references", REFERENCES))
    assert (parsed.format, [draft.line for draft in parsed.drafts]) == ("text", [1, 2, 3])
    eggs, night, hives = (draft.paper for draft in parsed.drafts)
    assert (eggs.doi, night.arxiv_id, hives.isbn, hives.type) == ("10.1000/eggs", "2409.13948", "9780262033848", "book")


def test_there_is_a_file_of_every_other_format() -> None:
    assert {known.name for known in formats.FORMATS} - set(OTHERS) == {"identifiers", "text"}


@pytest.mark.parametrize("name", OTHERS)
def test_files_of_other_formats_are_not_taken_for_texts_that_mention_papers(name: str) -> None:
    source = source_from_text("a file", OTHERS[name])
    parsed = formats.parse(source)
    assert (parsed.format, len(parsed.drafts) > 0) == (name, True)
    claimed = [known.name for known in formats.FORMATS if known.looks_like(source.text)]
    assert [other for other in claimed if other in (name, *NEVER_SHARED)] == [name], "no other claims it"
    assert not identifier_list.looks_like(source.text)
    assert [known.name for known in formats.FORMATS][-1] == running_text.FORMAT, "it is asked last"


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><html><a href='https://doi.org/10.1000/owl'>Owls</a>",
        "<owls><link>https://arxiv.org/abs/2409.13948</link></owls>",
        '{"seen": "10.1000/owl"}',
        "Dear Ana, thank you for the jam.",
    ],
)
def test_files_that_are_no_prose_are_left_alone(text: str) -> None:
    with pytest.raises(UserError):
        formats.parse(source_from_text("a file", text))


def test_a_text_that_was_called_one_and_mentions_nothing_says_so() -> None:
    parsed = formats.parse(source_from_text("letter", "Dear Ana"), "text")
    assert parsed.drafts == ()
    assert "mentions no paper" in parsed.failures[0].message


def test_more_mentions_than_anybody_reads_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_text, "MOST", 2)
    parsed = running_text.parse(source_from_text("letter", LETTER))
    assert (len(parsed.drafts), len(parsed.failures)) == (0, 1)


@given(st.lists(st.sampled_from(["10.1000/a", "<b>", "](", ")", " ", "\n", "arXiv:", "2409.13948", "https://x.org/"])))
def test_any_text_is_read_without_an_error(pieces: list[str]) -> None:
    text = "".join(pieces)
    running_text.looks_like(text)
    for draft in running_text.parse(Source("letter", text)).drafts:
        assert 1 <= draft.line <= text.count("\n") + 1


def test_endless_tokens_take_no_time() -> None:
    for text in ("https://x.org/" + ")" * 1_000_000, "a.b." * 500_000 + "/", "10.1000/" * 300_000):
        assert list(mentions(text)) == []
