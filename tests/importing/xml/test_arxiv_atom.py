from pathlib import Path

from readinglist.domain.paper import Person
from readinglist.importing.source import Source, read_source
from readinglist.importing.xml.arxiv_atom import looks_like, parse

FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/abc</id>
  <title>arXiv Query</title>
{}
</feed>
"""
ENTRY = """  <entry>
    <id>http://arxiv.org/abs/math/0309136v2</id>
    <title>Foxes in
      gardens</title>
    <updated>2004-05-01T10:00:00Z</updated>
    <published>2003-09-08T10:00:00Z</published>
    <link href="https://arxiv.org/abs/math/0309136v2" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/math/0309136v2" rel="related" type="application/pdf" title="pdf"/>
    <link href="http://dx.doi.org/10.1000/FOX.1" rel="related" title="doi"/>
    <summary>  We count foxes
in gardens.
  A second paragraph; code at https://github.com/luk/foxes.</summary>
    <category term="math.GT"/><category term="math.AG"/>
    <arxiv:primary_category term="math.GT"/>
    <arxiv:comment>12 pages</arxiv:comment>
    <arxiv:journal_ref>J. Foxes 3 (2004) 1-12</arxiv:journal_ref>
    <arxiv:doi>10.1000/FOX.1</arxiv:doi>
    <author><name>Ana Łuk</name><arxiv:affiliation>Night School</arxiv:affiliation></author>
    <author><name>Jan van der Berg</name></author>
  </entry>"""
ERROR = """  <entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id>
    <title>Error</title>
    <summary>incorrect id format for abc</summary>
  </entry>"""


def test_an_entry_is_read_whole() -> None:
    text = FEED.format(ENTRY)
    assert looks_like(text)
    told = parse(Source("feed", text))
    assert told.failures == ()
    [draft] = told.drafts
    paper = draft.paper
    assert draft.line == 5
    assert (paper.title, paper.date, paper.type) == ("Foxes in gardens", "2003-09-08", "article")
    assert (paper.arxiv_id, paper.arxiv_version, paper.doi) == ("math/0309136", "v2", "10.1000/fox.1")
    assert paper.authors == (Person("Łuk", "Ana"), Person("van der Berg", "Jan"))
    assert paper.abstract == ("We count foxes in gardens.\n\nA second paragraph; code at https://github.com/luk/foxes.")
    assert paper.code_urls == ("https://github.com/luk/foxes",)
    assert paper.urls == ()
    assert paper.extra == {
        "primary_category": "math.GT",
        "categories": "math.GT math.AG",
        "comment": "12 pages",
        "journal_ref": "J. Foxes 3 (2004) 1-12",
        "affiliation": "Ana Łuk: Night School",
        "updated": "2004-05-01T10:00:00Z",
    }


def test_an_error_is_told_and_what_else_came_is_read() -> None:
    told = parse(Source("feed", FEED.format(ENTRY + "\n" + ERROR)))
    assert len(told.drafts) == 1
    [failure] = told.failures
    assert failure.message.startswith("arXiv answered with an error: incorrect id format for abc.")
    assert failure.line == 5 + len(ENTRY.split("\n"))


def test_an_answer_without_papers_says_so() -> None:
    [failure] = parse(Source("feed", FEED.format(""))).failures
    assert "found no paper" in failure.message


def test_an_entry_without_a_title_is_told() -> None:
    told = parse(Source("feed", FEED.format(ENTRY.replace("title>", "name>"))))
    assert told.drafts == ()
    assert [(failure.line, "no title" in failure.message) for failure in told.failures] == [(5, True)]


def test_an_entry_of_the_daily_feed_loses_its_announcement() -> None:
    text = """<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><entry><id>oai:arXiv.org:2607.30001v1</id><title>Owls</title>
    <dc:creator>Ana Łuk</dc:creator><summary>arXiv:2607.30001v1 Announce Type: new\nAbstract: Owls.</summary>
    </entry></feed>"""
    [draft] = parse(Source("feed", text)).drafts
    paper = draft.paper
    assert (paper.arxiv_id, paper.arxiv_version, paper.abstract) == ("2607.30001", "v1", "Owls.")
    assert [author.full for author in paper.authors] == ["Ana Łuk"]


def test_real_feeds_are_read_entry_by_entry(shared_data: Path) -> None:
    for file in sorted((shared_data / "arxiv_atom").iterdir()):
        source = read_source(file)
        told = parse(source)
        assert looks_like(source.text), file.name
        assert len(told.drafts) == source.text.count("<entry>"), file.name
        assert bool(told.failures) == (not told.drafts), file.name
        for draft in told.drafts:
            paper = draft.paper
            assert paper.arxiv_id, file.name
            assert paper.authors, file.name
            assert paper.abstract, file.name
            assert len(paper.date) == len("2024-03-18"), file.name
            assert source.text.split("\n")[draft.line - 1].strip() == "<entry>"
