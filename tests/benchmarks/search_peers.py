"""Other search engines over the same texts: SQLite's FTS5, and tantivy (Rust). Each finds papers by stems of words."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import tantivy

from readinglist.library.reads import PaperText
from readinglist.search.schema import PAPER_FIELDS, WEIGHTS, pieces

SLOP = 3
"""Words between two of a phrase; FTS5 and tantivy also take them in the other order."""

FIELDS = [field.value for field in PAPER_FIELDS]


def row(paper: PaperText) -> list[str]:
    """The paper's texts by field, as both peers get them."""
    texts = pieces(paper)
    return [" . ".join(texts[field]) for field in PAPER_FIELDS]


class Fts5:
    """SQLite's full-text search, with stems and beginnings, scored by its BM25 with our weights."""

    name = "FTS5"
    lacks = frozenset({"near", "pattern"})

    def __init__(self, folder: Path) -> None:
        self._file = folder / "fts5.sqlite"
        self._connection = sqlite3.connect(self._file)
        weights = ", ".join(str(WEIGHTS[field]) for field in PAPER_FIELDS)
        self._connection.execute(
            f"CREATE VIRTUAL TABLE papers USING fts5({', '.join(FIELDS)},"
            " tokenize='porter unicode61', prefix='2 3', content='')"
        )
        self._connection.execute(f"INSERT INTO papers (papers, rank) VALUES ('rank', 'bm25({weights})')")
        self._ids = f"INSERT INTO papers (rowid, {', '.join(FIELDS)}) VALUES ({', '.join('?' * (len(FIELDS) + 1))})"

    def add(self, papers: Iterable[PaperText]) -> None:
        self._connection.executemany(self._ids, ([paper.id, *row(paper)] for paper in papers))
        self._connection.commit()

    def replace(self, old: Sequence[PaperText], new: Sequence[PaperText]) -> None:
        self._connection.executemany(
            f"INSERT INTO papers (papers, rowid, {', '.join(FIELDS)})"
            f" VALUES ('delete', {', '.join('?' * (len(FIELDS) + 1))})",
            ([paper.id, *row(paper)] for paper in old),
        )
        self.add(new)

    def reopen(self) -> None:
        self._connection.close()
        self._connection = sqlite3.connect(self._file)

    def find(self, kind: str, words: Sequence[str], limit: int) -> list[int]:
        match kind, words:
            case "phrase", _:
                text = f'"{" ".join(words)}"'
            case "slop", _:
                text = f"NEAR({' '.join(words)}, {SLOP})"
            case "beginning", _:
                text = f"{words[0]}*"
            case "or", _:
                text = " OR ".join(words)
            case "not", _:
                text = f"{words[0]} NOT {words[1]}"
            case "title", _:
                text = f"title : {words[0]}"
            case _:
                text = " ".join(words)
        found = self._connection.execute(
            "SELECT rowid FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT ?", (text, limit)
        )
        return [paper_id for (paper_id,) in found]

    def snippets(self, word: str, papers: Sequence[PaperText]) -> Callable[[], list[str]]:
        """What makes snippets of these papers, which are in a table of their own: the index has no text."""
        table = sqlite3.connect(":memory:")
        table.execute(f"CREATE VIRTUAL TABLE papers USING fts5({', '.join(FIELDS)}, tokenize='porter unicode61')")
        places = ", ".join("?" * len(FIELDS))
        table.executemany(f"INSERT INTO papers ({', '.join(FIELDS)}) VALUES ({places})", map(row, papers))
        made = "SELECT snippet(papers, -1, '[', ']', '…', 24) FROM papers WHERE papers MATCH ?"
        return lambda: [text for (text,) in table.execute(made, (word,))]

    def size(self) -> int:
        return self._file.stat().st_size

    def close(self) -> None:
        self._connection.close()


class Tantivy:
    """tantivy with English stems."""

    name = "tantivy"
    lacks: frozenset[str] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"
        self._folder.mkdir()
        builder = tantivy.SchemaBuilder().add_integer_field("id", indexed=True, fast=True)
        for field in FIELDS:
            builder.add_text_field(field, tokenizer_name="en_stem")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._writer = self._index.writer(num_threads=1)
        self._searcher = self._index.searcher()

    def add(self, papers: Iterable[PaperText]) -> None:
        for paper in papers:
            document = tantivy.Document()
            document.add_integer("id", paper.id)
            for field, text in zip(FIELDS, row(paper), strict=True):
                document.add_text(field, text)
            self._writer.add_document(document)
        self._writer.commit()
        self.reopen()

    def replace(self, old: Sequence[PaperText], new: Sequence[PaperText]) -> None:
        for paper in old:
            self._writer.delete_documents("id", paper.id)
        self.add(new)

    def reopen(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, kind: str, words: Sequence[str], limit: int) -> list[int]:
        found = self._searcher.search(self._query(kind, words), limit=limit, count=False)
        ids: list[int] = self._searcher.fast_field_values("id", [address for _score, address in found.hits])
        return ids

    def _query(self, kind: str, words: Sequence[str]) -> tantivy.Query:
        boosts = {field.value: WEIGHTS[field] for field in PAPER_FIELDS}
        match kind:
            case "phrase":
                text = f'"{" ".join(words)}"'
            case "slop":
                text = f'"{" ".join(words)}"~{SLOP}'
            case "beginning" | "pattern":
                pattern = f"{words[0]}.*{''.join(words[1:])}"
                return self._any_of([tantivy.Query.regex_query(self._schema, field, pattern) for field in FIELDS])
            case "near":
                return self._any_of(
                    [tantivy.Query.fuzzy_term_query(self._schema, field, words[0], distance=1) for field in FIELDS]
                )
            case "or":
                text = " OR ".join(words)
            case "not":
                text = f"+{words[0]} -{words[1]}"
            case "title":
                text = f"title:{words[0]}"
            case _:
                text = " AND ".join(words)
        return self._index.parse_query(text, FIELDS, field_boosts=boosts)

    def _any_of(self, queries: Sequence[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    def snippets(self, word: str) -> Callable[[Sequence[PaperText]], list[str]]:
        """What makes snippets of abstracts for a word; documents are made beforehand, as if they were stored."""
        query = self._index.parse_query(word, ["abstract"])
        generator = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "abstract")

        def make(papers: Sequence[PaperText]) -> list[str]:
            return [
                generator.snippet_from_doc(tantivy.Document(abstract=[paper.abstract])).to_html() for paper in papers
            ]

        return make

    def size(self) -> int:
        return sum(file.stat().st_size for file in self._folder.iterdir())

    def close(self) -> None:
        self._writer.wait_merging_threads()
