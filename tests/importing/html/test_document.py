from readinglist.importing.html.document import document


def test_what_a_page_holds() -> None:
    page = document(
        """<html><head><title>Bees
 &amp; hens</title><!-- <meta name="a" content="no"> --><META NAME='A' CONTENT="1 > 0 &amp; 2"/>
<meta content=bare name=b><meta name=c><meta property="og:title" content="Bees">
<script>document.write('<meta name="a" content="no">')</script>
<script type="application/ld+json">{"a": "</b>"}</script></head>
<body><h1>One <b>two</b></h1><a href=" https://a.example/x?y=1&amp;z=2 " class=c>to <i>a</i></a>
<div data-props="{&quot;a&quot;: &quot;>&quot;}"></body></html>"""
    )
    assert page.title == "Bees & hens"
    assert page.metas == {"a": ["1 > 0 & 2"], "b": ["bare"], "og:title": ["Bees"]}
    assert page.json == {"application/json": [], "application/ld+json": ['{"a": "</b>"}']}
    assert page.properties == ['{"a": ">"}']
    [link] = page.links
    assert (link.heading, link.address, link.words) == ("One two", "https://a.example/x?y=1&z=2", "to a")


def test_what_is_never_closed_ends_the_page() -> None:
    for text in ("<!-- <meta name=a content=b>", "<script><meta name=a content=b>", "<meta name='a content=b>"):
        assert document(text).metas == {}
