from pathlib import Path

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.source import Draft, Parsed, Source, read_source
from readinglist.importing.xml.zotero_rdf import looks_like, parse

HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
"""
ARTICLE = """<bib:Article rdf:about="http://fox.org/1">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
  <bib:authors><rdf:Seq>
    <rdf:li><foaf:Person><foaf:surname>Łuk</foaf:surname><foaf:givenName>Ana</foaf:givenName></foaf:Person></rdf:li>
    <rdf:li><foaf:Person><foaf:surname>Society of Foxes</foaf:surname></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <z:translators><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Berg</foaf:surname><foaf:givenName>Jo</foaf:givenName>
  </foaf:Person></rdf:li></rdf:Seq></z:translators>
  <dcterms:isReferencedBy rdf:resource="#item_3"/>
  <link:link rdf:resource="#item_2"/>
  <dc:subject>sleep</dc:subject>
  <dc:subject><z:AutomaticTag><rdf:value>foxes</rdf:value></z:AutomaticTag></dc:subject>
  <dc:subject><dcterms:LCC><rdf:value>QL 7</rdf:value></dcterms:LCC></dc:subject>
  <dc:title>Do foxes
    sleep?</dc:title>
  <dcterms:abstract>They do.</dcterms:abstract>
  <dc:date>March 18, 2024</dc:date>
  <z:language>en</z:language>
  <z:shortTitle>Foxes</z:shortTitle>
  <dc:identifier><dcterms:URI><rdf:value>http://fox.org/1</rdf:value></dcterms:URI></dc:identifier>
  <dcterms:dateSubmitted>2024-04-01 10:00:00</dcterms:dateSubmitted>
  <dc:description>Citation Key: luk2024</dc:description>
  <bib:pages>12-19</bib:pages>
</bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5678">
  <dc:title>Night Studies</dc:title>
  <prism:volume>3</prism:volume>
  <prism:number>2</prism:number>
  <dcterms:alternative>Night Stud.</dcterms:alternative>
  <dc:identifier>DOI 10.1000/FOX.1</dc:identifier>
  <dc:identifier>ISSN 1234-5678</dc:identifier>
</bib:Journal>
<z:Attachment rdf:about="#item_2">
  <z:itemType>attachment</z:itemType>
  <rdf:resource rdf:resource="files/2/fox.pdf"/>
  <dc:title>fox.pdf</dc:title>
</z:Attachment>
<bib:Memo rdf:about="#item_3"><rdf:value>&lt;p&gt;Read &lt;b&gt;twice&lt;/b&gt;&lt;/p&gt;</rdf:value></bib:Memo>
<z:Collection rdf:about="#collection_1">
  <dc:title>Night school</dc:title>
  <dcterms:hasPart rdf:resource="http://fox.org/1"/>
</z:Collection>
"""
BOOK = """<bib:BookSection rdf:about="#item_9">
  <z:itemType>bookSection</z:itemType>
  <dcterms:isPartOf><bib:Book>
    <dcterms:isPartOf><bib:Series><dc:title>Beasts</dc:title><prism:number>7</prism:number></bib:Series>
    </dcterms:isPartOf>
    <dc:identifier>ISBN 978-0-19-920648-3</dc:identifier>
    <dc:title>All of the night</dc:title>
    <prism:volume>2</prism:volume>
  </bib:Book></dcterms:isPartOf>
  <dc:publisher><foaf:Organization>
    <vcard:adr><vcard:Address><vcard:locality>Łódź</vcard:locality></vcard:Address></vcard:adr>
    <foaf:name>Moon Press</foaf:name>
  </foaf:Organization></dc:publisher>
  <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Mill</foaf:surname><foaf:givenName>Bo</foaf:givenName>
  </foaf:Person></rdf:li></rdf:Seq></bib:editors>
  <dc:title>Owls</dc:title>
</bib:BookSection>
"""


def read(body: str) -> Parsed:
    return parse(Source("a.rdf", f"{HEAD}{body}</rdf:RDF>"))


def only(body: str) -> Draft:
    told = read(body)
    assert told.failures == ()
    [draft] = told.drafts
    return draft


def test_an_article_is_read_whole() -> None:
    assert looks_like(HEAD)
    draft = only(ARTICLE)
    assert draft.line == 11
    assert draft.state == ReaderState(tags=("sleep", "foxes", "Night school"), notes=("Read **twice**",))
    assert draft.paper == Paper(
        title="Do foxes sleep?",
        authors=(Person("Łuk", "Ana"), Person(literal="Society of Foxes")),
        abstract="They do.",
        date="2024-03-18",
        type="article-journal",
        venue="Night Studies",
        volume="3",
        issue="2",
        pages="12–19",
        doi="10.1000/fox.1",
        issn="1234-5678",
        language="en",
        urls=("http://fox.org/1",),
        citekey="luk2024",
        extra={
            "dc:date": "March 18, 2024",
            "z:shortTitle": "Foxes",
            "dcterms:LCC": "QL 7",
            "dcterms:dateSubmitted": "2024-04-01 10:00:00",
            "dc:description": "Citation Key: luk2024",
            "dcterms:alternative": "Night Stud.",
            "z:translators": "Jo Berg",
            "attachments": "files/2/fox.pdf",
        },
    )


def test_a_part_of_a_book_has_the_books_title_and_not_the_series() -> None:
    paper = only(BOOK).paper
    assert (paper.type, paper.venue, paper.volume, paper.issue) == ("chapter", "All of the night", "2", "")
    assert (paper.publisher, paper.isbn, paper.editors) == ("Moon Press", "978-0-19-920648-3", (Person("Mill", "Bo"),))
    assert paper.extra == {"series": "Beasts", "series:prism:number": "7", "place": "Łódź"}


def test_a_preprint_is_known_by_its_archive() -> None:
    paper = only(
        '<rdf:Description rdf:about="#item_1"><z:itemType>preprint</z:itemType><dc:title>Foxes</dc:title>'
        "<prism:number>arXiv:2409.13948</prism:number><dc:identifier>DOI 10.48550/arXiv.2409.13948</dc:identifier>"
        "<dc:publisher>arXiv</dc:publisher></rdf:Description>"
    ).paper
    assert (paper.type, paper.arxiv_id, paper.doi, paper.issue) == (
        "article",
        "2409.13948",
        "10.48550/arxiv.2409.13948",
        "",
    )


def test_the_field_extra_may_name_identifiers() -> None:
    paper = only(
        '<bib:Document rdf:about="#item_1"><dc:title>Foxes</dc:title>'
        "<dc:description>DOI: 10.1000/fox.1\narXiv: 2409.13948 [cs.LG]\nRead in bed</dc:description></bib:Document>"
    ).paper
    assert (paper.doi, paper.arxiv_id, paper.type) == ("10.1000/fox.1", "2409.13948", "article")
    assert paper.extra["dc:description"].endswith("Read in bed")


BIBO = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:res="http://purl.org/vocab/resourcelist/schema#"
 xmlns:ctag="http://commontag.org/ns#" xmlns:address="http://schemas.talis.com/2005/address/schema#">
<z:UserItem rdf:nodeID="u1">
  <res:resource rdf:nodeID="i1"/><z:accessDate>2024-04-01</z:accessDate><ctag:tagged rdf:nodeID="t1"/>
</z:UserItem>
<bibo:Article rdf:nodeID="i1">
  <dcterms:title>Owls</dcterms:title><dcterms:isPartOf rdf:nodeID="c1"/><bibo:doi>10.1000/owl.1</bibo:doi>
  <bibo:authorList><rdf:Seq><rdf:li rdf:nodeID="p1"/></rdf:Seq></bibo:authorList><dcterms:creator rdf:nodeID="p1"/>
</bibo:Article>
<bibo:Proceedings rdf:nodeID="c1">
  <dcterms:title>Night Meeting</dcterms:title><dcterms:date>2023</dcterms:date><bibo:isbn13>9780199206483</bibo:isbn13>
  <bibo:editorList><rdf:Seq><rdf:li rdf:nodeID="p2"/></rdf:Seq></bibo:editorList>
  <dcterms:publisher rdf:nodeID="o1"/>
</bibo:Proceedings>
<foaf:Person rdf:nodeID="p1"><foaf:givenname>Ana</foaf:givenname><foaf:surname>Łuk</foaf:surname></foaf:Person>
<foaf:Person rdf:nodeID="p2"><foaf:givenname>Bo</foaf:givenname><foaf:surname>Mill</foaf:surname></foaf:Person>
<foaf:Organization rdf:nodeID="o1">
  <foaf:name>Moon Press</foaf:name><address:localityName>Łódź</address:localityName>
</foaf:Organization>
<ctag:UserTag rdf:nodeID="t1"><ctag:label>night</ctag:label></ctag:UserTag>
</rdf:RDF>"""


def test_bibo_describes_one_work_in_many_places() -> None:
    told = parse(Source("a.rdf", BIBO))
    assert told.failures == ()
    [draft] = told.drafts
    assert draft.state.tags == ("night",)
    assert draft.paper == Paper(
        title="Owls",
        authors=(Person("Łuk", "Ana"),),
        editors=(Person("Mill", "Bo"),),
        date="2023",
        type="paper-conference",
        venue="Night Meeting",
        publisher="Moon Press",
        doi="10.1000/owl.1",
        isbn="9780199206483",
        extra={"z:accessDate": "2024-04-01", "place": "Łódź"},
    )


def test_what_belongs_to_no_item_is_told() -> None:
    told = read(
        '<bib:Memo rdf:about="#item_1"><rdf:value>alone</rdf:value></bib:Memo>\n'
        '<z:Attachment rdf:about="#item_2"><dc:title>a.pdf</dc:title></z:Attachment>\n'
        '<bib:Book rdf:about="#item_3"/>\n'
        '<foaf:Person rdf:about="#p"><foaf:surname>Łuk</foaf:surname></foaf:Person>'
    )
    assert told.drafts == ()
    assert [failure.line for failure in told.failures] == [11, 12, 13]
    assert [failure.message.split(".")[0] for failure in told.failures] == [
        "This note belongs to no item",
        "This attachment belongs to no item",
        "A record has no title",
    ]


def test_what_refers_to_itself_comes_to_an_end() -> None:
    paper = only(
        '<bib:Book rdf:about="#a"><dc:title>Foxes</dc:title><dcterms:isPartOf rdf:resource="#a"/>'
        '<bib:authors rdf:resource="#a"/><dcterms:isReferencedBy rdf:resource="#a"/></bib:Book>'
    ).paper
    assert paper.title == "Foxes"


def test_a_file_that_is_cut_is_read_up_to_there() -> None:
    told = parse(Source("a.rdf", f"{HEAD}{ARTICLE}<bib:Book><dc:title>Owls"))
    assert [draft.paper.title for draft in told.drafts] == ["Do foxes sleep?"]
    [failure] = told.failures
    assert "XML is broken" in failure.message


def test_real_files_are_read_item_by_item(shared_data: Path) -> None:
    counts = {"zotero__zotero_rdf.xml": 2}
    for file in sorted((shared_data / "zotero_rdf").iterdir()):
        source = read_source(file)
        told = parse(source)
        assert looks_like(source.text), file.name
        assert told.failures == (), file.name
        assert len(told.drafts) == counts.get(file.name, 1), file.name


def test_the_lines_of_plugins_in_the_field_extra_tell_the_state() -> None:
    item = """<bib:Article rdf:about="#1"><z:itemType>journalArticle</z:itemType><dc:title>Bees</dc:title>
<dc:description>Read_Status: In Progress
Read_Status_Date: 2024-06-02T09:30:00.000Z
rate: 4
kept as it is</dc:description></bib:Article>"""
    [draft] = parse(Source("x", HEAD + item + "</rdf:RDF>")).drafts
    assert (draft.state.status, draft.state.rating) == (Status.READING, 4)
    assert draft.state.status_at == "2024-06-02T09:30:00.000Z"
    assert draft.paper.extra["dc:description"] == "kept as it is"


def test_a_title_loses_its_markup_and_keeps_it_as_it_was_written() -> None:
    text = ARTICLE.replace("Do foxes\n    sleep?", "Do &lt;i>foxes&lt;/i> sleep?")
    [draft] = parse(Source("z.rdf", f"{HEAD}{text.partition('<bib:Journal')[0]}</rdf:RDF>")).drafts
    assert draft.paper.title == "Do foxes sleep?"
    assert draft.paper.extra["dc:title"] == "Do <i>foxes</i> sleep?"
