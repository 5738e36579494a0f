"""What the columns of a table hold, guessed by their headers, in the languages in which people make such tables."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from readinglist.domain.normalise import title_key


class Field(StrEnum):
    """What a column can hold; its value is what `--map` takes."""

    TITLE = "title"
    AUTHORS = "authors"
    EDITORS = "editors"
    DATE = "date"
    VENUE = "venue"
    ABSTRACT = "abstract"
    DOI = "doi"
    ARXIV = "arxiv"
    URL = "url"
    ISBN = "isbn"
    ISSN = "issn"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGES = "pages"
    PUBLISHER = "publisher"
    LANGUAGE = "language"
    TYPE = "type"
    CITEKEY = "citekey"
    TAGS = "tags"
    NOTE = "note"
    STATUS = "status"
    READ_AT = "read-at"
    RATING = "rating"
    STARRED = "starred"
    ADDED = "added"


# By field: the headers that mean it, the surest first. English, German, French, Spanish, Portuguese, Italian, and the
# names in the files of Goodreads, Pocket, Readwise Reader and Paperpile.
_HEADERS = {
    Field.TITLE: (
        "title|paper title|article title|document title|paper|article|titel|titre|titulo|titolo|name|标题|题名|タイトル"
    ),
    Field.AUTHORS: (
        "authors|author|author s|author names|author full names|author l f|first author|writer|writers|creator"
        "|creators|autor|autoren|verfasser|auteur|auteurs|autores|autore|autori|additional authors|作者|著者"
    ),
    Field.EDITORS: "editors|editor|herausgeber|editeur|editores",
    Field.DATE: (
        "date|publication date|published|date published|publication year|year published|pub year|year|jahr"
        "|erscheinungsjahr|datum|annee|ano|anno|fecha|original publication year|年|发表年份"
    ),
    Field.VENUE: (
        "venue|journal|journal title|publication title|publication|source title|source|container title|conference"
        "|conference name|book title|booktitle|proceedings|zeitschrift|revue|revista|rivista|期刊|刊名"
    ),
    Field.ABSTRACT: "abstract|abstract note|summary|zusammenfassung|resume|resumen|resumo|riassunto|摘要",
    Field.DOI: "doi|digital object identifier",
    Field.ARXIV: "arxiv|arxiv id|arxivid|eprint",
    Field.URL: "url|link|links|web|website|address|uri|href|enlace|lien",
    Field.ISBN: "isbn13|isbn 13|isbn|isbn10",
    Field.ISSN: "issn|eissn",
    Field.VOLUME: "volume|vol|band|volumen",
    Field.ISSUE: "issue|number|heft|numero",
    Field.PAGES: "pages|page|seiten|paginas|pagine",
    Field.PUBLISHER: "publisher|verlag|editorial|editora|editore",
    Field.LANGUAGE: "language|sprache|langue|idioma|lingua",
    Field.TYPE: "type|item type|document type|publication type|typ|tipo",
    Field.CITEKEY: "citekey|citation key|cite key|bibtex key",
    Field.TAGS: (
        "tags|manual tags|keywords|author keywords|labels|label|topics|topic|category|categories|folders|collections"
        "|bookshelves|document tags|schlagworter|schlagworte|stichworte"
        "|mots cles|palabras clave|etiquetas|etichette|标签|关键词"
    ),
    Field.NOTE: "note|notes|my review|private notes|comment|comments|remarks|notizen|kommentar|notas|appunti|备注|笔记",
    Field.STATUS: "status|read status|reading status|exclusive shelf|state|read|gelesen|lu|leido|lido|letto|状态",
    Field.READ_AT: "date read|read at|read on|gelesen am",
    Field.RATING: "rating|my rating|stars|score|bewertung|valoracion|评分",
    Field.STARRED: "starred|favorite|favourite|favorit|favori|favorito",
    Field.ADDED: "added|date added|time added|added at|saved date|created|hinzugefugt|ajoute",
}
_BY_HEADER = {
    title_key(header): (field, rank)
    for field, headers in _HEADERS.items()
    for rank, header in enumerate(headers.split("|"))
}

_WEB_OF_SCIENCE = {
    "TI": Field.TITLE,
    "AF": Field.AUTHORS,
    "BE": Field.EDITORS,
    "PY": Field.DATE,
    "SO": Field.VENUE,
    "AB": Field.ABSTRACT,
    "DI": Field.DOI,
    "SN": Field.ISSN,
    "BN": Field.ISBN,
    "VL": Field.VOLUME,
    "IS": Field.ISSUE,
    "PU": Field.PUBLISHER,
    "LA": Field.LANGUAGE,
}
"""The codes in the header of Web of Science's tab-delimited export. Its keywords (DE) are no reader's."""

SEVERAL = frozenset({Field.AUTHORS, Field.TAGS, Field.NOTE, Field.URL})
"""What may stand in several columns."""

_EITHER = {"author", "author l f", "first author"}
"""Of these columns, which name the same people, one is taken."""

Columns = Mapping[str, Field]
"""By header, what the column holds; a column that is not in it goes to `extra`."""


def guessed(header: Sequence[str]) -> dict[str, Field]:
    """What the columns of these headers hold, as far as their names tell."""
    if {"PT", "AF", "TI"} <= set(header):
        return {name: _WEB_OF_SCIENCE[name] for name in header if name in _WEB_OF_SCIENCE}
    best: dict[Field, list[tuple[int, str]]] = {}
    for name in header:
        if known := _BY_HEADER.get(title_key(name)):
            field, rank = known
            best.setdefault(field, []).append((rank, name))
    columns: dict[str, Field] = {}
    for field, found in best.items():
        ranked = [name for _, name in sorted(found, key=lambda each: each[0])]
        if field in SEVERAL:
            kept = ranked[0]
            doubles = {name for name in ranked if title_key(name) in _EITHER and name != kept}
            columns |= dict.fromkeys((name for name in ranked if name not in doubles), field)
        else:
            columns[ranked[0]] = field
    return {name: columns[name] for name in header if name in columns}


def is_clear(columns: Mapping[str, Field]) -> bool:
    """Whether what is understood suffices to know what the rows are: papers with titles, and one fact more."""
    fields = set(columns.values())
    return Field.TITLE in fields and len(fields) > 1
