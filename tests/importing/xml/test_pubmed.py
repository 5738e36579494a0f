"""PubMed's XML: an article with all it may have, a book chapter, and what is broken or hostile."""

from dataclasses import replace

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.importing.xml.pubmed import papers
from readinglist.importing.xml.safely import BrokenXmlError

HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
ARTICLE = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">31000000</PMID><Article>
<Journal><ISSN IssnType="Electronic">1234-5678</ISSN><JournalIssue><Volume>7</Volume><Issue>2</Issue>
<PubDate><Year>2024</Year><Month>Apr</Month></PubDate></JournalIssue><Title>Journal of Night Work</Title>
<ISOAbbreviation>J Night Work</ISOAbbreviation></Journal>
<ArticleTitle>How <i>Tyto alba</i> turns its head.</ArticleTitle><Pagination><MedlinePgn>12-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/OWL</ELocationID>
<Abstract><AbstractText Label="BACKGROUND">Owls see.</AbstractText><AbstractText Label="RESULTS">They turn; code at
https://github.com/barn/owls.</AbstractText></Abstract>
<AuthorList><Author><LastName>Owl</LastName><ForeName>Ana B</ForeName><Suffix>Jr</Suffix></Author>
<Author><CollectiveName>The Barn Group</CollectiveName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType><PublicationType>Review</PublicationType>
</PublicationTypeList><ArticleDate DateType="Electronic"><Year>2024</Year><Month>04</Month><Day>06</Day></ArticleDate>
</Article><MeshHeadingList><MeshHeading><DescriptorName>Strigiformes</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList><Keyword>night</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">31000000</ArticleId><ArticleId IdType="pmc">PMC700</ArticleId>
</ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/other</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>
"""
OWL = Paper(
    title="How Tyto alba turns its head",
    authors=(Person("Owl", "Ana B., Jr"), Person(literal="The Barn Group")),
    abstract="Background: Owls see.\n\nResults: They turn; code at https://github.com/barn/owls.",
    date="2024-04-06",
    type="article-journal",
    venue="Journal of Night Work",
    volume="7",
    issue="2",
    pages="12–9",
    doi="10.1000/owl",
    issn="1234-5678",
    language="eng",
    code_urls=("https://github.com/barn/owls",),
    extra={
        "PMID": "31000000",
        "PMC": "PMC700",
        "TA": "J Night Work",
        "PT": "Review",
        "MH": "Strigiformes",
        "OT": "night",
    },
)


def test_an_article_is_read_with_all_it_has() -> None:
    assert list(papers(HEAD + ARTICLE)) == [OWL]


def test_a_preprint_and_a_date_in_words() -> None:
    text = ARTICLE.replace("Journal Article", "Preprint")
    text = text.replace("<Year>2024</Year><Month>Apr</Month>", "<MedlineDate>2023 Nov-Dec</MedlineDate>")
    [paper] = papers(text)
    assert (paper.type, paper.date[:4]) == ("article", "2023")
    assert paper == replace(OWL, type="article", date=paper.date, extra={**OWL.extra, "PT": "Preprint\nReview"})


def test_a_chapter_of_a_book() -> None:
    [paper] = papers(
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>5</PMID><Book><Publisher><PublisherName>Meadow Press"
        "</PublisherName></Publisher><BookTitle>Birds</BookTitle><PubDate><Year>2020</Year></PubDate><Isbn>9780262033848"
        "</Isbn></Book><ArticleTitle>Owls</ArticleTitle></BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    assert (paper.title, paper.venue, paper.type, paper.date, paper.publisher, paper.isbn) == (
        "Owls",
        "Birds",
        "chapter",
        "2020",
        "Meadow Press",
        "9780262033848",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>Down</html>",
        HEAD + ARTICLE[:900],
        '<!DOCTYPE a [<!ENTITY b "c">]><PubmedArticleSet>&b;</PubmedArticleSet>',
    ],
)
def test_what_is_no_set_of_articles_is_refused(text: str) -> None:
    with pytest.raises(BrokenXmlError):
        list(papers(text))
