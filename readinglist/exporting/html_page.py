"""Papers as one self-contained page: nothing is loaded from elsewhere, and every text is escaped."""

from collections.abc import Iterable, Iterator
from html import escape

from readinglist.domain.links import links
from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.exporting import reference

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>References</title>
<style>
:root { --ground: #fbfaf8; --ink: #23211e; --quiet: #5f5a53; --link: #1f5a96; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #1c1b19; --ink: #e9e6e1; --quiet: #aaa49b; --link: #8fbdf0; }
}
body { background: var(--ground); color: var(--ink); font: 1rem/1.5 Georgia, serif; margin: 2rem auto; max-width: 44rem;
  padding: 0 1rem; overflow-wrap: break-word; }
a { color: var(--link); }
li { margin: 0 0 1.25rem; }
.title { font-weight: bold; }
.where, summary { color: var(--quiet); }
.abstract { white-space: pre-line; }
</style>
</head>
<body>
<h1>References</h1>
<ol>
"""
_FOOT = """</ol>
</body>
</html>
"""


def write(papers: Iterable[PaperDetails]) -> str:
    """Give the papers as one page, an item each, in their order."""
    items = ("<li>\n" + "".join(f"{line}\n" for line in _lines(details.paper)) + "</li>\n" for details in papers)
    return _HEAD + "".join(items) + _FOOT


def _lines(paper: Paper) -> Iterator[str]:
    yield f'<div class="title">{escape(paper.title)}</div>'
    if who := reference.people(paper):
        yield f"<div>{escape(who)}</div>"
    venue = f"<cite>{escape(paper.venue)}</cite>" if paper.venue else ""
    if where := ", ".join(part for part in (venue, escape(reference.places(paper))) if part):
        yield f'<div class="where">{where}</div>'
    if addresses := [f'<a href="{escape(link.url)}">{escape(link.label)}</a>' for link in links(paper)]:
        yield f"<div>{', '.join(addresses)}</div>"
    if paper.abstract:
        yield f'<details><summary>Abstract</summary><div class="abstract">{escape(paper.abstract)}</div></details>'
