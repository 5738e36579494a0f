"""RDF written as XML: what it describes, and what it says of each.

Format: RDF 1.1 XML Syntax (https://www.w3.org/TR/rdf-syntax-grammar/), as far as reference managers write it. What is
described in several places is joined under its address or node id; nothing is fetched from anywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from readinglist.importing.xml.safely import Element

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"

_PREFIXES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.zotero.org/namespaces/export#": "z",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/net/biblio#": "bib",
    "http://purl.org/ontology/bibo/": "bibo",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://nwalsh.com/rdf/vCard#": "vcard",
    "http://purl.org/rss/1.0/modules/link/": "link",
    "http://purl.org/vocab/resourcelist/schema#": "res",
    "http://schema.org/": "schema",
    "https://schema.org/": "schema",
    "https://codemeta.github.io/terms/": "codemeta",
    "http://commontag.org/ns#": "ctag",
    "http://schemas.talis.com/2005/address/schema#": "address",
    "http://www.w3.org/2002/07/owl#": "owl",
}
_CONTAINERS = frozenset({"rdf:Seq", "rdf:Bag", "rdf:Alt"})
_DEEPEST = 5
"""Steps that are followed from one node to the next: what refers to itself must come to an end."""


@dataclass(slots=True)
class Node:
    """What is described: its class and properties as "prefix:name", in order; `key` is how others refer to it."""

    key: str
    type: str
    line: int
    properties: list[tuple[str, Element]] = field(default_factory=list)
    damage: str = ""


class Graph:
    """All that a document describes."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._nodes: dict[str, Node] = {}
        self._elements = list(elements)  # kept, for the nodes without a name go by the places of their elements
        self.top = list(dict.fromkeys(self._add(element) for element in self._elements))
        """The keys of what is described at the top, in order."""
        self._join_user_items()

    def __getitem__(self, key: str) -> Node:
        return self._nodes[key]

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def nodes(self, node: Node, *names: str) -> list[Node]:
        """What the first of these properties that is there refers to or holds, in order; lists are opened."""
        return [found for value in self._first(node, names) for found in self._within(value, _DEEPEST)]

    def texts(self, node: Node, *names: str) -> list[str]:
        """What the first of these properties that is there says: its text, the value within it, or an address."""
        return [text for value in self._first(node, names) if (text := self.text(value).strip())]

    def text(self, value: Element) -> str:
        """The text of one property, as written."""
        if reference := _reference(value):
            return self._value(self._nodes[reference]) if reference in self._nodes else reference.removeprefix("_:")
        nodes = self._within(value, _DEEPEST)
        return "\n".join(filter(None, map(self._value, nodes))) if nodes else value.text

    def references(self, node: Node, name: str) -> list[str]:
        """The keys of what a property refers to."""
        return [key for each, value in node.properties if each == name and (key := _reference(value))]

    def _add(self, element: Element) -> str:
        key = _own_key(element) or f"_:{id(element)}"
        node = self._nodes.setdefault(key, Node(key, "rdf:Description", element.line))
        attributes = ((name, value) for name, value in element.attributes.items() if not name.startswith(RDF))
        node.properties += ((short(name), Element(name, element.line, {}, [value])) for name, value in attributes)
        node.properties += ((short(child.name), child) for child in element.children)
        named = short(element.name)
        if named == "rdf:Description":
            kinds = (_reference(child) for child in element.all(RDF + "type"))
            named = next((_short_address(kind) for kind in kinds if kind), named)
        if node.type == "rdf:Description":
            node.type, node.line = named, element.line
        node.damage = node.damage or element.damage
        return key

    def _join_user_items(self) -> None:
        """Give a work what BIBO files keep apart, as what one user has noted of it (z:UserItem)."""
        for node in map(self._nodes.__getitem__, self.top):
            for key in self.references(node, "res:resource") if node.type == "z:UserItem" else ():
                if key in self._nodes and key != node.key:
                    self._nodes[key].properties += [each for each in node.properties if each[0] != "res:resource"]

    def _first(self, node: Node, names: tuple[str, ...]) -> list[Element]:
        for name in names:
            if found := [value for each, value in node.properties if each == name]:
                return found
        return []

    def _within(self, value: Element, steps: int) -> list[Node]:
        """The nodes that a property refers to or holds."""
        if reference := _reference(value):
            return [self._nodes[reference]] if reference in self._nodes else []
        found: list[Node] = []
        for child in value.children if steps else []:
            if short(child.name) in _CONTAINERS:
                found += (node for item in child.children for node in self._within(item, steps - 1))
            else:
                found.append(self._nodes[self._add_once(child)])
        return found

    def _add_once(self, element: Element) -> str:
        key = f"_:{id(element)}"
        if (own := _own_key(element)) and own in self._nodes:
            return own
        return key if key in self._nodes else self._add(element)

    def _value(self, node: Node) -> str:
        """What a node stands for in words: its value, its name, or its title."""
        for name in ("rdf:value", "foaf:name", "ctag:label", "dc:title", "dcterms:title", "schema:name"):
            for each, value in node.properties:
                if each == name and not _reference(value):
                    return value.text
        return ""


def short(name: str) -> str:
    """A name with the usual prefix of its namespace; without any where the namespace is not a known one."""
    namespace, _, local = name.rpartition("}")
    prefix = _PREFIXES.get(namespace.removeprefix("{"))
    return f"{prefix}:{local}" if prefix else local


def _short_address(address: str) -> str:
    for namespace, prefix in _PREFIXES.items():
        if address.startswith(namespace):
            return f"{prefix}:{address.removeprefix(namespace)}"
    return address


def _own_key(element: Element) -> str:
    identity = element.attributes.get(RDF + "ID")
    node = element.attributes.get(RDF + "nodeID")
    return element.attributes.get(RDF + "about", f"#{identity}" if identity else f"_:{node}" if node else "")


def _reference(value: Element) -> str:
    node = value.attributes.get(RDF + "nodeID")
    return value.attributes.get(RDF + "resource") or (f"_:{node}" if node else "")
