"""Zotero RDF, and the RDF of Dublin Core, BIBO and schema.org that describes works in the same way.

Fields: Zotero's translator "Zotero RDF" writes them. Notes (HTML in `bib:Memo`) become Markdown, collections become
tags beside the item's own; the paths of attachments and every property without a place in a paper stand in `extra`,
under the property's usual name ("dcterms:dateSubmitted"). No file or address is opened.
"""

import re

from readinglist.importing.source import Draft, Failure, Parsed, Source
from readinglist.importing.xml.graph import RDF, Graph, Node
from readinglist.importing.xml.safely import BrokenXmlError, Element, opening_tags, records
from readinglist.importing.xml.told import broken_failure, damage_failure, untitled_failure
from readinglist.importing.xml.zotero_item import draft
from readinglist.importing.xml.zotero_types import is_known

FORMAT = "zotero-rdf"

_HEAD = 20_000
_NEWS_FEED = re.compile(r"""["']http://purl\.org/rss/1\.0/["']""")
_PARTS = frozenset(
    "bib:Journal bib:Periodical bib:Series bib:Conference bib:Newspaper bib:Magazine bibo:Journal bibo:Periodical"
    " bibo:Issue bibo:Series bibo:Newspaper bibo:Magazine bibo:Conference bibo:Website z:Website z:Blog z:Forum"
    " z:UserItem foaf:Person foaf:Organization foaf:Agent schema:Person schema:Organization schema:Periodical"
    " schema:PublicationIssue schema:PublicationVolume rdf:Seq rdf:Bag rdf:Alt vcard:Address"
    " ctag:Tag ctag:UserTag ctag:AutoTag ctag:AuthorTag".split()
)
"""Classes of what belongs to works and is none itself."""

_BIBO_RELATIONS = ("dcterms:isPartOf", "dcterms:isVersionOf", "bibo:presentedAt", "bibo:reviewOf", "bibo:translationOf")
"""Between a work and what is described for its sake alone, as Zotero writes and reads BIBO."""


def looks_like(text: str) -> bool:
    """Whether a text is RDF as XML, and no news feed (RSS 1.0)."""
    tags = opening_tags(text)
    if not tags or tags[0][0].rpartition(":")[2] != "RDF" or RDF.strip("{}") not in text[:_HEAD]:
        return False
    return not is_news_feed(text)


def is_news_feed(text: str) -> bool:
    """Whether RDF names the namespace of RSS 1.0."""
    return bool(_NEWS_FEED.search(text[:_HEAD]))


def parse(source: Source) -> Parsed:
    """Read all items; one without a title, and a note or attachment of no item, is a failure. Never raises."""
    elements: list[Element] = []
    failures: list[Failure] = []
    try:
        elements += records(source.text, lambda name: name != RDF + "RDF")
    except BrokenXmlError as error:
        failures.append(broken_failure(source, error))
    graph = Graph(elements)
    collections = _collections(graph)
    belonging = _belonging(graph)
    parts = _bibo_parts(graph)
    drafts: list[Draft] = []
    for node in map(graph.__getitem__, graph.top):
        kind = "part" if node.key in parts else _kind(graph, node)
        if kind == "item":
            told = draft(graph, node, collections.get(node.key, ()))
            if told:
                drafts.append(told)
                if node.damage:
                    failures.append(damage_failure(source, node.line, told.paper.title, node.damage))
            elif is_known(node.type) or graph.texts(node, "z:itemType") or node.key not in belonging:
                failures.append(untitled_failure(source, node.line, damage=node.damage))
        elif kind in ("note", "attachment") and node.key not in belonging:
            message = f"This {kind} belongs to no item. If it matters, add its paper by hand and the {kind} to it."
            failures.append(Failure(source.name, node.line, message))
    if not drafts and not failures:
        failures.append(Failure(source.name, 1, "There is no item in it. Export it again from where it came."))
    return Parsed(tuple(drafts), tuple(failures), FORMAT)


def _kind(graph: Graph, node: Node) -> str:
    """What a description is of: an item, note, attachment, collection, or part of an item."""
    [item_type, *_] = [*graph.texts(node, "z:itemType"), ""]
    if node.type == "bib:Memo" or item_type == "note":
        return "note"
    if node.type == "z:Attachment" or item_type == "attachment":
        return "attachment"
    if node.type == "z:Collection":
        return "collection"
    return "part" if node.type in _PARTS and not item_type else "item"


def _belonging(graph: Graph) -> set[str]:
    """The keys of all that something else refers to, other than as merely related or as one of a collection."""
    links = ("dcterms:isReferencedBy", "link:link", "dcterms:isPartOf", "dc:creator", "dcterms:creator", "dc:publisher")
    nodes = [graph[key] for key in graph.top]
    return {
        key
        for node in nodes
        for name in {each for each, _ in node.properties}
        if name in links or not is_known(node.type)
        for key in graph.references(node, name)
        if node.type != "z:Collection"
    }


def _bibo_parts(graph: Graph) -> set[str]:
    """The keys of what BIBO describes beside a work as a part of it: the book of a chapter, the issue, the meeting."""
    works = [graph[key] for key in graph.top if graph[key].type.startswith("bibo:")]
    return {
        key
        for work in works
        for name in _BIBO_RELATIONS
        for key in graph.references(work, name)
        if key != work.key and key in graph and graph[key].type.startswith("bibo:")
    }


def _collections(graph: Graph) -> dict[str, tuple[str, ...]]:
    """The titles of the collections that each item is in."""
    found: dict[str, tuple[str, ...]] = {}
    for node in map(graph.__getitem__, graph.top):
        if node.type == "z:Collection":
            for title in graph.texts(node, "dc:title", "dcterms:title"):
                for key in graph.references(node, "dcterms:hasPart"):
                    found[key] = (*found.get(key, ()), title)
    return found
