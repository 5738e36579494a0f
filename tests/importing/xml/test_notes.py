import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.xml.notes import markdown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Plain words", "Plain words"),
        ("<p>One\n two</p><p>Three</p>", "One two\n\nThree"),
        ("<h2>Method</h2><p>We <b>count</b> <em>foxes</em>.</p>", "## Method\n\nWe **count** *foxes*."),
        ("<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>", "- a\n- b\n  1. c\n  2. d"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<blockquote>Said</blockquote>so", "> Said\n\nso"),
        ('<a href="https://a.org/x">here</a>', "[here](https://a.org/x)"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ('<a href="file:///etc/passwd">here</a>', "here"),
        ("<script>alert('x')</script>after<style>p{}</style>", "after"),
        ('<img src="https://a.org/track.gif" onerror="x()">seen', "seen"),
        ("<!-- <b>hidden</b> -->seen <!-- cut", "seen \\<!-- cut"),
        ("3 &lt; 4 &amp; 5 &eacute;", "3 < 4 & 5 é"),
        ("&lt;script&gt;x", "\\<script>x"),
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("<p># not a heading</p>", "\\# not a heading"),
        ("a < b", "a < b"),
        ("", ""),
    ],
)
def test_a_note_becomes_markdown(html: str, text: str) -> None:
    assert markdown(html) == text


@given(
    st.text()
    | st.lists(st.sampled_from('<p> </p> <b> </b> <ul> <li> </ul> <a href="x"> </a> <!-- <script>'.split())).map(
        "".join
    )
)
def test_no_note_raises(html: str) -> None:
    markdown(html)


@pytest.mark.parametrize(
    "unit", ["<", "<!--", "<a ", "</", '<a b="', "<a b='c' ", "<p>", "<ul><li>", '<a b="x>', "<!-->", "*"]
)
def test_a_long_note_takes_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        markdown(unit * (length // len(unit)))
        return time.process_time() - start

    short, long = seconds(25_000), seconds(200_000)
    assert long < 0.2 + short * 24
