import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.source import Parsed, Source
from readinglist.importing.xml import arxiv_atom, endnote, feed, opml, zotero_rdf
from readinglist.importing.xml.safely import (
    MAX_DEPTH,
    MAX_FIELD,
    BrokenXmlError,
    Element,
    opening_tags,
    records,
)

FORMATS = (endnote, zotero_rdf, arxiv_atom, feed, opml)
LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
    "<xml><records><record><titles><title>&b;</title></titles></record></records></xml>"
)
OUTSIDE = LAUGHS.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')
BARE_TYPE = '<!DOCTYPE records SYSTEM "http://127.0.0.1/records.dtd">\n<records><record/></records>'

FILES = {
    "bibtex": "@article{bees, title = {Bees}}",
    "ris": "TY  - JOUR\nTI  - Bees\nER  - \n",
    "identifiers": "2409.13948",
    "html": "<!doctype html><html><body><p>Bees</p></body></html>",
    "json": '{"title": "Bees"}',
    "rss": "<?xml version='1.0'?><rss version='2.0'><channel/></rss>",
    "rss-1": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"/>',
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Bees</title></entry></feed>",
    "opml": "<opml version='2.0'><body/></opml>",
    "pubmed": "<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>",
    "mods": "<modsCollection xmlns='http://www.loc.gov/mods/v3'><mods/></modsCollection>",
    "endnote-xml": "<?xml version='1.0' encoding='UTF-8'?>\n<xml><records><record/></records></xml>",
    "zotero-rdf": '<rdf:RDF\n xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:RDF>',
    "arxiv-atom": '<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"></feed>',
}


def read(text: str) -> list[Element]:
    return list(records(text, lambda name: name == "r"))


def test_records_come_with_their_lines_texts_and_attributes() -> None:
    first, second = read("<all>\n<r id='1'>a<b>b</b>c</r>\n\n<x><r>\n<b/> d </r></x></all>")
    assert (first.line, first.text, first.attributes, first.first("b")) == (2, "abc", {"id": "1"}, "b")
    assert (second.line, second.words) == (4, "d")
    assert [child.line for child in second.children] == [5]


def test_a_namespace_is_part_of_a_name() -> None:
    [record] = records('<r xmlns="urn:a" xmlns:b="urn:b" b:c="1"><b:d/></r>', lambda name: name == "{urn:a}r")
    assert [child.name for child in record.children] == ["{urn:b}d"]
    assert record.attributes == {"{urn:b}c": "1"}


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "gb2312", "x-none"])
def test_what_a_decoded_text_declares_of_its_encoding_is_not_looked_at(encoding: str) -> None:
    [record] = read(f'<?xml version="1.0" encoding="{encoding}"?><r>Łuk – 蜂</r>')
    assert record.text == "Łuk – 蜂"


def test_characters_that_xml_does_not_know_are_left_out() -> None:
    [record] = read("<r>a\x01b&#31;c&#xFFFF;d&#x1F600;&#10;\ud800e</r>")
    assert record.text == "abcd\U0001f600\ne"


@pytest.mark.parametrize("length", range(65_520, 65_540))
def test_where_the_text_is_cut_to_be_parsed_makes_no_difference(length: int) -> None:
    filler = "x" * length
    [record] = read(f"<r>{filler}&#31;&#228;é\nb</r>")
    assert record.text == f"{filler}äé\nb"


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, BARE_TYPE], ids=["laughs", "outside", "type"])
def test_a_document_type_is_refused_before_anything_of_it_is_used(text: str) -> None:
    told = endnote.parse(Source("a.xml", text))
    assert endnote.looks_like(text)
    assert told.drafts == ()
    [failure] = told.failures
    assert "declares a document type or entities" in failure.message
    assert "export" in failure.message


def test_what_stands_before_the_break_is_read() -> None:
    found = records("<all><r>1</r>\n<r>2</r>\n<r>3</b>", lambda name: name == "r")
    assert [next(found).text, next(found).text] == ["1", "2"]
    with pytest.raises(BrokenXmlError) as caught:
        next(found)
    assert caught.value.line == 3
    assert "line 3" in caught.value.reason


def test_depth_is_bounded() -> None:
    assert read("<r>" + "<a>" * (MAX_DEPTH - 1) + "</a>" * (MAX_DEPTH - 1) + "</r>")
    with pytest.raises(BrokenXmlError, match="within one another"):
        read("<r>" * 2_000_000)


def test_a_field_of_10_mb_is_left_out_and_told_and_the_rest_is_read() -> None:
    record = "<record><titles><title>{}</title></titles><abstract>{}</abstract></record>"
    text = f"<xml><records>{record.format('Bees', 'a ' * 5_000_000)}\n{record.format('Knots', 'ropes')}</records></xml>"
    told = endnote.parse(Source("a.xml", text))
    assert [(draft.paper.title, draft.paper.abstract) for draft in told.drafts] == [("Bees", ""), ("Knots", "ropes")]
    [failure] = told.failures
    assert f"its field “abstract” has more than {MAX_FIELD:,} characters" in failure.message
    assert failure.line == 1


def test_an_attribute_of_2_mb_is_left_out_and_told() -> None:
    [record] = read(f"<r b='{'a' * 2_000_000}' c='1'><d e='2'/></r>")
    assert record.attributes == {"c": "1"}
    assert "its field “r”" in record.damage


def test_elements_in_one_record_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readinglist.importing.xml.safely.MAX_ELEMENTS", 10)
    assert len(read("<all>" + "<r><a/></r>" * 20 + "</all>")) == 20
    with pytest.raises(BrokenXmlError, match="more than 10 elements"):
        read("<r>" + "<a/>" * 20 + "</r>")


def test_100_000_authors_are_read() -> None:
    authors = "".join(f"<author>Łuk{number}, Ana</author>" for number in range(100_000))
    text = f"<xml><records><record><titles><title>Bees</title></titles><contributors><authors>{authors}"
    start = time.process_time()
    told = endnote.parse(Source("a.xml", f"{text}</authors></contributors></record></records></xml>"))
    assert len(told.drafts[0].paper.authors) == 100_000
    assert time.process_time() - start < 20


@pytest.mark.parametrize("module", FORMATS, ids=lambda module: module.FORMAT)
def test_a_format_claims_its_own_files_alone(module: object) -> None:
    claimed = [name for name, text in FILES.items() if module.looks_like(text)]  # type: ignore[attr-defined]
    own = {"feed": ["rss", "rss-1", "atom"]}.get(module.FORMAT, [module.FORMAT])  # type: ignore[attr-defined]
    assert claimed == own


def test_opening_tags_pass_over_what_is_no_element() -> None:
    assert opening_tags("\ufeff<?xml version='1.0'?>\n<!-- <no/> is read as one -->\n<a b='1'><c/>")[-2:] == [
        ("a", " b='1'"),
        ("c", "/"),
    ]
    assert opening_tags("a < b <c>") == []


XML_PIECES = st.lists(
    st.sampled_from(
        "<xml> <records> <record> </record> </records> </xml> <titles> <title> </title> </titles> <style> </style>"
        " <dates> <year> </year> </dates> <rdf:RDF> </rdf:RDF> <bib:Book> </bib:Book> <dc:title> </dc:title> <rdf:Seq>"
        " <rdf:li> </rdf:li> </rdf:Seq> <bib:authors> </bib:authors> <entry> </entry> <id> </id> <author> </author>"
        " <item> </item> <outline> <outline/> </outline> <link> </link>"
        " &amp; &#0; &lt;b&gt; <![CDATA[ ]]> <!-- --> <?x ?> Bees 2024 2409.13948v2 , ; \n".split(" ")
    )
    | st.text(max_size=8),
    max_size=40,
)
NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def check(told: Parsed) -> None:
    assert told.drafts or told.failures, "what is read is a paper or is told"
    assert all(draft.paper.title for draft in told.drafts)
    assert all(failure.message and failure.line >= 1 for failure in told.failures)


@pytest.mark.parametrize("module", FORMATS, ids=lambda module: module.FORMAT)
@given(text=st.text() | XML_PIECES.map("".join))
def test_no_text_raises(module: object, text: str) -> None:
    module.looks_like(text)  # type: ignore[attr-defined]
    check(module.parse(Source("a", text)))  # type: ignore[attr-defined]
    check(module.parse(Source("a", f"<xml {NAMESPACES}>{text}</xml>")))  # type: ignore[attr-defined]


TREES = st.recursive(
    st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=6).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    ),
    lambda inner: st.builds(
        lambda name, parts, about: f"<{name}{about}>{''.join(parts)}</{name}>",
        st.sampled_from(
            "item outline link guid rdf:Description bib:Book bib:Memo dc:title dc:date dc:creator rdf:Seq rdf:li"
            " dc:subject entry id title author record titles title contributors authors keywords keyword dates year"
            " pub-dates date urls isbn electronic-resource-num notes pages".split()
        ),
        st.lists(inner, max_size=4),
        st.sampled_from(
            [
                "",
                ' rdf:about="#a"',
                ' rdf:resource="#a"',
                ' rdf:nodeID="b"',
                ' name="Book"',
                ' text="2409.13948"',
                ' xmlUrl="https://arxiv.org/abs/2409.13948"',
            ]
        ),
    ),
    max_leaves=25,
)


@pytest.mark.parametrize("module", FORMATS, ids=lambda module: module.FORMAT)
@given(trees=st.lists(TREES, max_size=4))
def test_no_tree_of_the_formats_own_elements_raises(module: object, trees: list[str]) -> None:
    text = "".join(f"<record>{tree}</record>" if module is endnote else tree for tree in trees)
    default = NAMESPACES if module is arxiv_atom else NAMESPACES.replace("xmlns=", "xmlns:a=")
    check(module.parse(Source("a", f"<rdf:RDF {default}>{text}</rdf:RDF>")))  # type: ignore[attr-defined]
