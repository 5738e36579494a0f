from readinglist.importing.xml.graph import RDF, Graph
from readinglist.importing.xml.safely import records

HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/">'
)


def graph(body: str) -> Graph:
    return Graph(records(f"{HEAD}{body}</rdf:RDF>", lambda name: name != RDF + "RDF"))


def test_what_is_described_twice_is_one() -> None:
    told = graph(
        '<rdf:Description rdf:about="a"><dc:title>Foxes</dc:title></rdf:Description>'
        '<bib:Book rdf:about="a"><dc:date>2024</dc:date></bib:Book>'
    )
    [key] = told.top
    assert told[key].type == "bib:Book"
    assert (told.texts(told[key], "dc:title"), told.texts(told[key], "dc:date")) == (["Foxes"], ["2024"])


def test_a_type_may_be_a_property() -> None:
    told = graph(
        '<rdf:Description rdf:about="a"><rdf:type rdf:resource="http://purl.org/net/biblio#Book"/></rdf:Description>'
    )
    assert told["a"].type == "bib:Book"


def test_lists_and_references_are_followed_in_order() -> None:
    told = graph(
        '<bib:Book rdf:about="a"><bib:authors><rdf:Seq><rdf:li rdf:nodeID="p"/><rdf:li><foaf:Person>'
        '<foaf:name>Bo</foaf:name></foaf:Person></rdf:li></rdf:Seq></bib:authors><dc:relation rdf:resource="u:x"/>'
        '</bib:Book><foaf:Person rdf:nodeID="p"><foaf:name>Ana</foaf:name></foaf:Person>'
    )
    people = told.nodes(told["a"], "bib:editors", "bib:authors")
    assert [told.texts(person, "foaf:name") for person in people] == [["Ana"], ["Bo"]]
    assert told.texts(told["a"], "bib:authors") == ["Ana\nBo"]
    assert told.texts(told["a"], "dc:relation") == told.references(told["a"], "dc:relation") == ["u:x"]
    assert told.top == ["a", "_:p"]


def test_an_attribute_is_a_property() -> None:
    told = graph('<rdf:Description rdf:ID="a" dc:title="Foxes"/>')
    assert told.texts(told["#a"], "dc:title") == ["Foxes"]
