import pytest

from readinglist.importing.page.furniture import Heading, Kind, Mark, definition, names_profile, read_line


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Get trending papers in your email inbox once a day!", Kind.BANNER),
        ("Get trending papers in your email inbox!Subscribe", Kind.BANNER),
        ("SubscribebyAK and the research community", Kind.BANNER),
        ("by AK and the research community", Kind.BANNER),
        ("SubscribeSubmitted by", Kind.SUBMITTER),
        ("Submitted by Jane Roe", Kind.BANNER),
        ("• 7 authors", Kind.AUTHORS),
        ("* 1 author", Kind.AUTHORS),
        ("• 7 authors · Jan 18", Kind.AUTHORS),
        ("7 authors](https://huggingface.co/papers/2409.13948)", Kind.AUTHORS),
        ("[7 authors](https://huggingface.co/papers/2409.13948)", Kind.AUTHORS),
        ("• Rope Institute", Kind.NAME),
        ("·", Kind.RULE),
        ("------", Kind.RULE),
        ("Mar 11", Kind.DATE),
        ("· March 11, 2026", Kind.DATE),
        ("11 Mar 2026", Kind.DATE),
        ("2026-03-11", Kind.DATE),
        ("Published on Mar 11", Kind.DATE),
        ("[-] 5", Kind.VOTES),
        ("1.2k", Kind.VOTES),
        ("Upvote 12", Kind.VOTES),
        ("new", Kind.WORD),
        ("https://huggingface.co/papers/2409.13948", Kind.PAPER),
        ("huggingface.co/papers/2409.13948", Kind.PAPER),
        ("https://arxiv.org/abs/2409.13948v2", Kind.PAPER),
        ("arXiv:2409.13948", Kind.PAPER),
        ("https://huggingface.co/login", Kind.LINK),
        ("![avatar](https://example.org/a.png)", Kind.LINK),
        ("[Log In](https://huggingface.co/login)", Kind.LINK),
    ],
)
def test_furniture(line: str, kind: Kind) -> None:
    found = read_line(line, 3, {})
    assert isinstance(found, Mark)
    assert (found.kind, found.line) == (kind, 3)


@pytest.mark.parametrize(
    "line",
    [
        "Submitted by Whom? A Study of the Habits of Mailing Lists",
        "New Ways to Tie a Knot",
        "Seven authors of note",
        "March 11 in History",
        "• We measure knots in nine ropes under slow loads",
        "[Re] Knots and Ropes (2024)",
        "May",
        "2001: A Space Odyssey Revisited",
        "May I Have Your Attention?",
    ],
)
def test_text(line: str) -> None:
    assert read_line(line, 1, {}) is None


def test_headings() -> None:
    url = "https://huggingface.co/papers/2409.13948"
    assert read_line("### [Knots [and] Ropes][32]", 1, {"32": url}) == Heading("Knots [and] Ropes", url)
    assert read_line(f"- [Knots]({url})", 1, {}) == Heading("Knots", url)
    assert read_line("## Knots ##", 1, {}) == Heading("Knots")
    assert read_line(f"### [1984]({url})", 1, {}) == Heading("1984", url)
    assert read_line("# Daily Papers", 1, {}) == Mark(Kind.BANNER, "Daily Papers", 1)


def test_definitions() -> None:
    assert definition("[32]: https://example.org/x") == ("32", "https://example.org/x")
    assert definition('[a b]: <https://example.org/x> "title"') == ("a b", "https://example.org/x")
    assert definition("[32] https://example.org/x") is None


def test_profiles() -> None:
    assert names_profile("Rope Institute", "https://huggingface.co/rope-institute")
    assert not names_profile("Rope Institute", "https://huggingface.co/knots")
    assert not names_profile("papers", "https://huggingface.co/papers/2409.13948")
