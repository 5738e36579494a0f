"""The formats that can be read: how each is told by its content, and what parses it."""

from collections.abc import Callable
from dataclasses import dataclass

from readinglist.errors import UserError
from readinglist.importing import foreign
from readinglist.importing.bibtex import reader as bibtex
from readinglist.importing.databases import koreader
from readinglist.importing.html import saved_page
from readinglist.importing.json_records import crossref, csl_json, hf_daily, openalex, papermemory, semantic_scholar
from readinglist.importing.mentions import identifier_list, running_text
from readinglist.importing.page import papers_page
from readinglist.importing.source import Parsed, Source
from readinglist.importing.tables import csv_table
from readinglist.importing.tables.columns import Columns
from readinglist.importing.tagged import medline, refer, ris, web_of_science
from readinglist.importing.xml import arxiv_atom, endnote, feed, opml, zotero_rdf


@dataclass(frozen=True, slots=True)
class Format:
    """One readable format; `name` is what `--format` takes."""

    name: str
    looks_like: Callable[[str], bool]
    parse: Callable[[Source], Parsed]


FORMATS = tuple(
    Format(module.FORMAT, module.looks_like, module.parse)
    for module in (
        endnote,
        zotero_rdf,
        arxiv_atom,
        feed,
        opml,
        saved_page,
        papermemory,
        hf_daily,
        openalex,
        semantic_scholar,
        crossref,
        csl_json,
        koreader,
        bibtex,
        ris,
        web_of_science,
        medline,
        refer,
        identifier_list,
        csv_table,
        papers_page,
        running_text,
    )
)


def parse(source: Source, format_name: str | None = None, columns: Columns | None = None) -> Parsed:
    """Parse a source as the named format, or as what its content shows it to be.

    `columns` says of a table what its columns hold; a source that has them is one.

    Raises:
        UserError: There is no format of that name, or the content is none that can be read.
    """
    if columns:
        return csv_table.parse_mapped(source, columns)
    if format_name is not None:
        for known in FORMATS:
            if known.name == format_name:
                return known.parse(source)
        names = ", ".join(known.name for known in FORMATS)
        raise UserError(f"There is no format “{format_name}”.", f"Known formats: {names}.")
    for known in FORMATS:
        if known.looks_like(source.text):
            return known.parse(source)
    if kind := foreign.kind_of(source.text):
        raise UserError(f"{source.name} is {kind.name}, which Reading List does not read.", kind.remedy)
    raise UserError(
        f"{source.name} holds no papers in a form that Reading List reads.",
        "It reads BibTeX, RIS, MEDLINE, Web of Science, Refer, EndNote XML, Zotero RDF, CSL-JSON, CSV, papers pages "
        "and daily papers, saved pages of articles, feeds of papers, OPML, answers of Crossref, OpenAlex and Semantic "
        "Scholar, and texts that mention papers by a DOI, arXiv id, ISBN, PubMed number or link.",
    )
