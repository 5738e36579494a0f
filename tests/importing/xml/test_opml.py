from readinglist.importing import formats
from readinglist.importing.source import Parsed, source_from_text

TEXT = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Insects">
  <outline text="Bees at night" url="https://arxiv.org/abs/2103.00001v2" _note="Where do they *sleep*?">
    <outline text="https://doi.org/10.1234/wasps"/>
  </outline>
  <outline text="A thought"/>
</outline>
%s</body></opml>
"""


def read(more: str) -> Parsed:
    return formats.parse(source_from_text("mine.opml", TEXT % more))


def test_outlines_that_lead_to_papers_are_papers() -> None:
    told = read("")
    bees, wasps = told.drafts
    assert (told.format, told.failures) == ("opml", ())
    assert (bees.paper.title, bees.paper.arxiv_id, bees.line) == ("Bees at night", "2103.00001", 4)
    assert (bees.state.tags, bees.state.notes) == (("Insects",), ("Where do they *sleep*?",))
    assert (wasps.paper.title, wasps.paper.doi) == ("doi:10.1234/wasps", "10.1234/wasps")


def test_feeds_are_told_with_what_to_do() -> None:
    told = read('<outline type="rss" text="News" xmlUrl="https://a.example/feed"/>')
    assert len(told.drafts) == 2
    [failure] = told.failures
    assert "1 feed in it" in failure.message
    assert "import that" in failure.message


def test_an_outline_without_papers_says_so() -> None:
    [failure] = formats.parse(source_from_text("x", "<opml><body><outline text='A'/></body></opml>")).failures
    assert "paste those" in failure.message
