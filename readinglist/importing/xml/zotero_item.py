"""One item of a Zotero RDF file as a paper, with what it says of its reader."""

import re
from dataclasses import replace

from readinglist.domain.identifiers import parse_arxiv
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.markup import without_csl_tags
from readinglist.importing.json_records.state import is_state, lines_of_note, state_of
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.graph import Graph, Node
from readinglist.importing.xml.names import person
from readinglist.importing.xml.notes import markdown
from readinglist.importing.xml.told import arxiv_among, doi_among, is_web, numbers, paragraphs, tags
from readinglist.importing.xml.zotero_types import csl_type, item_type

_WHOLES = ("dcterms:isPartOf", "schema:isPartOf")
_TITLES = ("dc:title", "dcterms:title", "schema:name")
_AUTHORS = (
    "bib:authors bibo:authorList z:inventors z:programmers z:presenters z:artists z:directors z:cartographers"
    " z:podcasters z:performers z:interviewees z:composers dcterms:creator dc:creator schema:author schema:creator"
).split()
_EDITORS = ("bib:editors", "bibo:editorList", "bibo:editor", "schema:editor")
_OTHER_PEOPLE = (
    "bib:contributors bib:translators z:translators z:seriesEditors z:bookAuthors z:reviewedAuthors z:sponsors"
    " z:commenters z:attorneyAgents schema:contributor dc:contributor dcterms:contributor"
).split()
_PUBLISHERS = ("dc:publisher", "dcterms:publisher", "schema:publisher")
_DATES = ("dc:date", "dcterms:date", "dcterms:issued", "prism:publicationDate", "schema:datePublished", "bibo:issued")
_SUBJECTS = ("dc:subject", "dcterms:subject", "ctag:tagged", "schema:keywords")
_CLASSIFICATIONS = frozenset({"dcterms:LCC", "dcterms:DDC", "dcterms:UDC"})
_FAMILY = ("foaf:surname", "foaf:familyName", "foaf:family_name", "schema:familyName")
_GIVEN = ("foaf:givenName", "foaf:givenname", "foaf:firstName", "schema:givenName")
_IDENTIFIER = re.compile(r"\s*(DOI|ISBN|ISSN|arXiv)[:\s]\s*(.+)", re.IGNORECASE | re.DOTALL)
_CITATION_KEY = re.compile(r"^\s*Citation Key:\s*(\S+)\s*$", re.MULTILINE | re.IGNORECASE)
_NUMBERS = ("prism:volume", "prism:number", "bibo:number")
_STRUCTURE = frozenset({"rdf:type", "z:itemType", "dcterms:isReferencedBy", "link:link", "res:resource"})
_LONGEST_CHAIN = 4


class _Item:
    """A node with what it is part of, and the properties of it that have been used."""

    def __init__(self, graph: Graph, node: Node) -> None:
        self.graph = graph
        self.node = node
        self.used = set(_STRUCTURE)
        self.wholes = self._wholes()

    def _wholes(self) -> list[Node]:
        """What the item is part of, and that of, nearest first."""
        found = {self.node.key: self.node}
        level = [self.node]
        for _ in range(_LONGEST_CHAIN):
            wholes = [whole for part in level for whole in self.graph.nodes(part, *_WHOLES)]
            level = [whole for whole in wholes if whole.key not in found][:_LONGEST_CHAIN]
            found |= {whole.key: whole for whole in level}
        del found[self.node.key]
        return list(found.values())

    def takes(self, *names: str) -> list[str]:
        """What the first of these properties says that the item has."""
        for name in names:
            if found := self.graph.texts(self.node, name):
                self.used.add(name)
                return found
        return []

    def take(self, *names: str) -> str:
        """Use the first of these properties: of the item, or of the nearest that it is part of, if not as a series."""
        if found := self.takes(*names):
            return collapse(found[0])
        for whole in self.wholes:
            if not _is_series(whole) and (found := self.graph.texts(whole, *names)):
                self.used.update(names)
                return collapse(found[0])
        return ""

    def everywhere(self, *names: str) -> list[str]:
        """What these properties say of the item and of all that it is part of."""
        self.used.update(names)
        nodes = (self.node, *self.wholes)
        return [text for node in nodes for name in names for text in self.graph.texts(node, name)]


def draft(graph: Graph, node: Node, collections: tuple[str, ...]) -> Draft | None:
    """Give the paper of an item, or None where it has no title. `collections` become tags."""
    item = _Item(graph, node)
    [written_title, *_] = [*map(collapse, item.takes(*_TITLES)), ""]
    if not (title := without_csl_tags(written_title)):
        return None
    kind = " ".join(graph.texts(node, "z:itemType"))
    authors, editors = _people(item, _AUTHORS), _editors(item)
    abstract = paragraphs("\n\n".join(item.takes("dcterms:abstract", "bibo:abstract", "schema:description")))
    stated, description = lines_of_note("\n".join(graph.texts(node, "dc:description")), is_state)
    state, _ = state_of(stated)
    names, no_tags = _tags(item, collections)
    type_ = csl_type(kind, node.type)
    if not kind and any(whole.type == "bibo:Proceedings" for whole in item.wholes):
        type_ = "paper-conference"
    paper = Paper(
        title=title,
        authors=authors,
        editors=editors,
        abstract=abstract,
        type=type_,
        venue=_venue(item),
        publisher=item.take(*_PUBLISHERS),
        volume=item.take("prism:volume", "bibo:volume", "schema:volumeNumber"),
        issue=item.take("prism:number", "bibo:issue", "bibo:number", "schema:issueNumber"),
        pages=page_range(_pages(item)),
        language=item.take("z:language", "dc:language", "dcterms:language", "schema:inLanguage"),
        code_urls=code_links("\n".join([abstract, *graph.texts(node, "schema:codeRepository")])),
        citekey=_citekey(item, description),
    )
    paper = _with_identifiers(item, paper, description)
    if paper.arxiv_id and not paper.venue and kind in ("", "document", "report", "webpage", "manuscript"):
        paper = replace(paper, type="article")
    extra = {} if title == written_title else {"dc:title": written_title}
    paper = replace(paper, date=_date(item, extra))
    if kind and item_type(paper.type) != kind:
        extra["z:itemType"] = kind
    extra |= no_tags
    extra |= _left(item, extra)
    if stated:
        extra["dc:description"] = description
    if files := _attachments(item):
        extra["attachments"] = "\n".join(files)
    extra = {name: value for name, value in extra.items() if value}
    return Draft(replace(paper, extra=extra), node.line, replace(state, tags=names, notes=_notes(item)))


def _people(item: _Item, names: tuple[str, ...] | list[str]) -> tuple[Person, ...]:
    """The people of the first of these properties that names any."""
    for name in names:
        nodes = item.graph.nodes(item.node, name)
        found = [_person(item.graph, node) for node in nodes]
        if not nodes:
            found = [person(text) for text in item.graph.texts(item.node, name) if "://" not in text]
        if people := tuple(each for each in found if each):
            item.used.add(name)
            item.used.update(other for other in ("dc:creator", "dcterms:creator") if name == "bibo:authorList")
            return people
    return ()


def _editors(item: _Item) -> tuple[Person, ...]:
    """Who edited the item, or else the nearest that it is part of, if not as a series."""
    if editors := _people(item, _EDITORS):
        return editors
    wholes = (whole for whole in item.wholes if not _is_series(whole))
    return next((found for whole in wholes if (found := _people(_Item(item.graph, whole), _EDITORS))), ())


def _person(graph: Graph, node: Node) -> Person | None:
    [family, *_] = [*map(collapse, graph.texts(node, *_FAMILY)), ""]
    [given, *_] = [*map(collapse, graph.texts(node, *_GIVEN)), ""]
    if family and given:
        return Person(family=family, given=given)
    if family or given:
        return Person(literal=family or given)
    [name, *_] = [*map(collapse, graph.texts(node, "foaf:name", "schema:name", "rdf:value")), ""]
    is_team = node.type.endswith(":Organization")
    return Person(literal=name) if name and is_team else person(name)


def _venue(item: _Item) -> str:
    """The title of what the item is part of; a series is none, and a conference is one where nothing else is."""
    item.used.update(_WHOLES if item.wholes else ())
    for whole in item.wholes:
        if not _is_series(whole):
            for title in item.graph.texts(whole, *_TITLES):
                return collapse(title)
    for name in ("prism:publicationName", "bib:presentedAt", "bibo:presentedAt"):
        for node in item.graph.nodes(item.node, name):
            for title in item.graph.texts(node, *_TITLES):
                item.used.add(name)
                return collapse(title)
    return item.take("prism:publicationName")


def _is_series(node: Node) -> bool:
    return node.type.endswith(":Series")


def _pages(item: _Item) -> str:
    if pages := item.take("bib:pages", "bibo:pages", "schema:pagination"):
        return pages
    ends = [item.take("bibo:pageStart", "prism:startingPage"), item.take("bibo:pageEnd", "prism:endingPage")]
    return "-".join(filter(None, ends))


def _with_identifiers(item: _Item, paper: Paper, description: str) -> Paper:
    """Read what identifies the paper: "DOI 10...", "ISBN ...", addresses, and the lines of the field Extra."""
    named: dict[str, list[str]] = {"doi": [], "isbn": [], "issn": [], "arxiv": [], "": []}
    stated = item.everywhere("dc:identifier", "dcterms:identifier")
    for text in [*stated, *description.split("\n")]:
        found = _IDENTIFIER.match(text)
        if found:
            named[found[1].lower()].append(found[2])
        elif text in stated:
            named[""].append(collapse(text))
    named["isbn"] += item.everywhere("bibo:isbn", "schema:isbn", "bibo:isbn13", "prism:isbn")
    if not named["isbn"]:
        named["isbn"] += item.everywhere("bibo:isbn10")
    named["issn"] += item.everywhere("bibo:issn", "bibo:eissn", "prism:issn", "schema:issn")
    named["doi"] += item.everywhere("bibo:doi", "prism:doi")
    urls = [*named[""], *item.takes("bibo:uri", "schema:url")]
    urls = list(dict.fromkeys(url for url in urls if is_web(url)))
    archive = item.graph.texts(item.node, "z:archiveID", "dc:coverage", "prism:number")
    arxiv = arxiv_among([*(f"arXiv:{text}" for text in named["arxiv"]), *archive, *urls, *named["doi"]])
    if paper.issue and arxiv.id and (number := parse_arxiv(paper.issue)) and number.id == arxiv.id:
        paper = replace(paper, issue="")
    isbn, issn = " ".join(named["isbn"]), " ".join(named["issn"])
    return replace(
        paper,
        doi=doi_among([*named["doi"], *named[""]]),
        isbn=" ".join(dict.fromkeys((numbers(isbn)[0] or collapse(isbn)).split(" "))) if isbn else "",
        issn=" ".join(dict.fromkeys((numbers(issn)[1] or collapse(issn)).split(" "))) if issn else "",
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        urls=tuple(urls),
    )


def _date(item: _Item, extra: dict[str, str]) -> str:
    """The date; as it was written it is kept where it says more."""
    written = item.take(*_DATES)
    date = free_date(written)
    if written and date != written:
        extra["dc:date"] = written
    return date


def _tags(item: _Item, collections: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, str]]:
    """The tags, and the subjects that are none: numbers of a classification, addresses, and whole sentences."""
    item.used.update(_SUBJECTS)
    words: list[str] = []
    others: dict[str, list[str]] = {}
    for name, value in item.node.properties:
        if name in _SUBJECTS:
            text = item.graph.text(value).strip()
            classes = {node.type for node in item.graph.nodes(Node("", "", 0, [(name, value)]), name)}
            if is_web(text) or classes & _CLASSIFICATIONS:
                others.setdefault(min(classes & _CLASSIFICATIONS, default=name), []).append(text)
            else:
                words.append(text)
    fitting, too_long = tags([*words, *collections])
    if too_long:
        others.setdefault(_SUBJECTS[0], []).extend(too_long)
    return fitting, {name: "\n".join(texts) for name, texts in others.items()}


def _notes(item: _Item) -> tuple[str, ...]:
    nodes = item.graph.nodes(item.node, "dcterms:isReferencedBy")
    texts = [text for node in nodes if node.type == "bib:Memo" for text in item.graph.texts(node, "rdf:value")]
    return tuple(note for text in texts if (note := markdown(text)))


def _attachments(item: _Item) -> list[str]:
    """Where the attached files are: their paths within the exported folder, or their addresses."""
    files = []
    for node in item.graph.nodes(item.node, "link:link"):
        paths = item.graph.texts(node, "z:path", "rdf:resource") or item.graph.texts(node, "dc:identifier")
        files += [collapse(path) for path in paths]
    return files


def _citekey(item: _Item, description: str) -> str:
    found = _CITATION_KEY.search(description)
    return item.take("z:citationKey") or (found[1] if found else "")


def _left(item: _Item, extra: dict[str, str]) -> dict[str, str]:
    """What has not been used, of the item and of what it is part of, and the roles that a paper has no place for."""
    left: dict[str, list[str]] = {}
    people = (*_OTHER_PEOPLE, *_AUTHORS)
    for node in (item.node, *item.wholes):
        names = {name for name, _ in node.properties}.difference(item.used, people, extra)
        for name, value in node.properties:
            if node is not item.node and name in _TITLES:
                left.setdefault("series", []).extend([item.graph.text(value)] if _is_series(node) else [])
            elif (name in names or (_is_series(node) and name in _NUMBERS)) and (text := item.graph.text(value)):
                left.setdefault(f"series:{name}" if _is_series(node) else name, []).append(text)
    for name in people:
        if name not in item.used and (found := _people(item, (name,))):
            left[name] = ["; ".join(each.full for each in found)]
    publishers = [node for each in (item.node, *item.wholes) for node in item.graph.nodes(each, *_PUBLISHERS)]
    for publisher in publishers:
        for address in (publisher, *item.graph.nodes(publisher, "vcard:adr")):
            left.setdefault("place", []).extend(item.graph.texts(address, "vcard:locality", "address:localityName"))
    texts = ((name, dict.fromkeys(map(str.strip, found))) for name, found in left.items())
    return {name: "\n".join(filter(None, found)) for name, found in texts if any(found)}
