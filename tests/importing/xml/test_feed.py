from html import escape

import pytest

from readinglist.domain.paper import Person
from readinglist.importing import formats
from readinglist.importing.source import Parsed, source_from_text
from readinglist.importing.xml import arxiv_atom, feed

SUMMARY = "<p><img src='https://a.example/x.png'/></p><p><b>Authors:</b> Ana Łuk, Bo Ash</p><p><b>Upvotes:</b> 7</p>"
RSS = f"""<?xml version='1.0'?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>Daily</title>
<item>
  <title>Bees at night</title><link>https://arxiv.org/abs/2103.00001</link>
  <description>{escape(SUMMARY + "<p><b>Summary:</b> We count where a &lt; b.</p>")}</description>
  <pubDate>Thu, 30 Jul 2026 00:00:00 +0000</pubDate>
</item>
<item>
  <title>Counting hens (arXiv:2103.00002v3 [cs.LG] UPDATED)</title>
  <guid>oai:arXiv.org:2103.00002v3</guid>
  <description>arXiv:2103.00002v3 Announce Type: replace
Abstract: Hens, counted.</description>
  <dc:creator>Ana Łuk, Bo Ash, Cy Day</dc:creator>
  <category>cs.LG</category><category>stat.ML</category>
</item>
<item>
  <title>Wasps</title><link>https://gardens.example/wasps</link>
  <prism:doi>10.1234/wasps</prism:doi><prism:publicationName>Journal of Gardens</prism:publicationName>
  <prism:startingPage>10</prism:startingPage><prism:endingPage>19</prism:endingPage>
  <dc:creator>Łuk, Ana</dc:creator><dc:creator>Ash, Bo</dc:creator><dc:date>2024-03-05</dc:date>
</item>
<item><title>Our office is closed</title><link>https://gardens.example/news</link></item>
</channel></rss>
"""


def read(text: str) -> Parsed:
    return formats.parse(source_from_text("feed.xml", text))


def test_entries_of_three_makes() -> None:
    told = read(RSS)
    bees, hens, wasps = (draft.paper for draft in told.drafts)
    assert told.format == "feed"
    assert (bees.title, bees.arxiv_id, bees.date, bees.type) == ("Bees at night", "2103.00001", "2021-03", "article")
    assert bees.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
    assert (bees.abstract, bees.extra["upvotes"]) == ("We count where a < b.", "7")
    assert (hens.title, hens.arxiv_id, hens.arxiv_version) == ("Counting hens", "2103.00002", "v3")
    assert (hens.abstract, len(hens.authors), hens.extra) == ("Hens, counted.", 3, {"categories": "cs.LG stat.ML"})
    assert (wasps.doi, wasps.venue, wasps.pages) == ("10.1234/wasps", "Journal of Gardens", "10–19")
    assert (wasps.authors, wasps.date) == ((Person("Łuk", "Ana"), Person("Ash", "Bo")), "2024-03-05")
    assert (wasps.type, wasps.urls) == ("article-journal", ("https://gardens.example/wasps",))
    [news] = told.failures
    assert (news.line, "is no paper" in news.message) == (23, True)


def test_a_feed_of_news_alone_is_told_once() -> None:
    item = "<item><title>News</title></item>"
    [failure] = read(f"<rss version='2.0'><channel>{item * 3}</channel></rss>").failures
    assert "3 entries of this feed are news" in failure.message
    [failure] = read("<rss version='2.0'><channel></channel></rss>").failures
    assert "no entry" in failure.message


def test_atom_of_a_journal() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bees</title><id>https://doi.org/10.1234/bees</id>
<link rel="alternate" href="https://gardens.example/bees"/><published>2024-03-05T00:00:00Z</published>
<author><name>Ana Łuk</name></author><author><name>Bo Ash</name></author><summary>We count.</summary></entry></feed>"""
    [draft] = read(text).drafts
    assert (draft.paper.doi, draft.paper.date, draft.paper.abstract) == ("10.1234/bees", "2024-03-05", "We count.")
    assert draft.paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))


def test_a_feed_that_breaks_off_is_read_up_to_there() -> None:
    told = read(RSS[: RSS.index("<title>Wasps")])
    assert [draft.paper.title for draft in told.drafts] == ["Bees at night", "Counting hens"]
    assert told.failures


def test_neither_takes_the_others_feeds() -> None:
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id></feed>'
    assert arxiv_atom.looks_like(atom)
    assert not feed.looks_like(atom)
    assert not feed.looks_like('<rdf:RDF xmlns:link="http://purl.org/rss/1.0/modules/link/">')


@pytest.mark.parametrize("name", ["feed.xml", "feed_weekly.xml", "feed_monthly.xml"])
def test_real_feeds_of_daily_papers(shared_data, name: str) -> None:
    text = (shared_data / "rss_atom_opml" / f"huggingface-daily-paper-feed__{name}").read_text()
    told = read(text)
    assert len(told.drafts) == text.count("<item>")
    assert told.failures == ()
    for draft in told.drafts:
        assert draft.paper.arxiv_id
        assert draft.paper.authors
        assert draft.paper.abstract
        assert not draft.paper.abstract.startswith(("Authors", "Summary", "Upvotes"))
