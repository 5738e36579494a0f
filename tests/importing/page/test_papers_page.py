import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.importing.page.papers_page import looks_like, parse
from readinglist.importing.source import MAX_BYTES, Parsed, Source, read_source, source_from_text

ROOT = Path(__file__).parents[3]
SEED = ROOT.parent / "shared" / "data" / "hf_page_text" / "seed_000_3a77ad475cd25961.txt"

BEES = "Counting Bees With Cheap Microphones"
BEES_TEXT = (
    "Bees are easier to hear than to see. We hang cheap microphones in forty gardens and train a small network to "
    "count wing beats in noisy recordings. Over one summer the counts follow those of human observers closely, and "
    "the whole system costs less than a pair of binoculars. Code is at https://github.com/garden/bee-count."
)
KNOTS = "Which Knots Hold? A Benchmark of Ropes"
KNOTS_TEXT = (
    "A knot that holds in one rope slips in another. This paper measures twelve knots in nine ropes under slow and "
    "sudden loads, and finds that the stiffness of the rope explains most of the difference. We propose a table that "
    "tells sailors which knot to trust, and a simple model behind it."
)
CLOCKS = "Pendulum Clocks"
CLOCKS_TEXT = (
    "Two clocks on one wall fall into step. We repeat the old observation with laser sensors, describe the coupling "
    "through the wall by two equations, and show for which masses the clocks agree or oppose each other. The results "
    "also hold for three clocks (see https://gitlab.com/clocks/wall_(two)/data)."
)
PAPERS = [(BEES, BEES_TEXT), (KNOTS, KNOTS_TEXT), (CLOCKS, CLOCKS_TEXT)]
HEADER = [
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "byAK and the research community",
    "Mar 11",
]


def parsed(text: str) -> Parsed:
    return parse(source_from_text("page.txt", text))


def pairs(page: Parsed) -> list[tuple[str, str]]:
    return [(draft.paper.title, draft.paper.abstract) for draft in page.drafts]


def spaced(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


def test_the_captured_page_gives_its_65_papers_byte_for_byte() -> None:
    if not SEED.exists():
        pytest.skip("the captured page is not beside this checkout (../shared/data)")
    page = parse(read_source(SEED))
    lines = SEED.read_text("utf-8").split("\n")
    texts = [(number, line) for number, line in enumerate(lines, 1) if line][5:]
    assert len(page.drafts) == 65
    assert pairs(page) == [(title, text) for (_, title), (_, text) in zip(texts[::2], texts[1::2], strict=True)]
    assert [draft.line for draft in page.drafts] == [number for number, _ in texts[::2]]
    assert page.failures == ()
    assert page.dated == "Mar 11"
    code = [url for draft in page.drafts for url in draft.paper.code_urls]
    assert "https://github.com/LZY-the-boys/Twin-Mergin" in code
    assert len(code) == 18


@pytest.mark.parametrize("width", [44, 72, 80, 120])
@pytest.mark.parametrize("at_hyphens", [True, False])
def test_the_captured_page_wrapped_is_the_same_page(width: int, at_hyphens: bool) -> None:
    if not SEED.exists():
        pytest.skip("the captured page is not beside this checkout (../shared/data)")
    source = read_source(SEED)
    wrapper = textwrap.TextWrapper(width, break_on_hyphens=at_hyphens, break_long_words=False)
    wrapped = "\n".join(map(wrapper.fill, source.text.split("\n")))
    page = parsed(wrapped)
    expected = [(title, " ".join(text.split())) for title, text in pairs(parse(source))]
    assert pairs(page) == expected
    assert page.failures == ()


@pytest.mark.parametrize("missing", range(0, 130, 13))
def test_the_captured_page_without_one_text_loses_one_paper_and_says_so(missing: int) -> None:
    if not SEED.exists():
        pytest.skip("the captured page is not beside this checkout (../shared/data)")
    papers = pairs(parse(read_source(SEED)))
    texts = [text for paper in papers for text in paper]
    page = parsed(spaced(*HEADER, *texts[:missing], *texts[missing + 1 :]))
    assert pairs(page) == [paper for number, paper in enumerate(papers) if number != missing // 2]
    assert len(page.failures) == 1


def test_plain_page() -> None:
    page = parsed(spaced(*HEADER, *(line for paper in PAPERS for line in paper)))
    assert pairs(page) == PAPERS
    assert page.format == "papers-page"
    assert [draft.line for draft in page.drafts] == [11, 15, 19]
    assert page.drafts[0].paper.code_urls == ("https://github.com/garden/bee-count",)
    assert page.drafts[2].paper.code_urls == ("https://gitlab.com/clocks/wall_(two)/data",)


def test_page_with_author_counts_and_dates() -> None:
    lines = [line for title, text in PAPERS for line in (title, "  • 7 authors", "·", "Jan 18", text)]
    page = parsed(spaced("Daily Papers", *HEADER, *lines))
    assert pairs(page) == PAPERS
    assert page.dated == "Mar 11"


def test_dates_of_papers_are_not_the_date_of_the_page() -> None:
    assert parsed(spaced("Daily Papers", BEES, "• 7 authors · Jan 18", BEES_TEXT)).dated == ""


def test_page_with_votes_urls_and_organisations() -> None:
    page = parsed(
        f"""[-] 5
{BEES}
https://huggingface.co/papers/2603.12345
Garden Lab
https://huggingface.co/garden-lab

{BEES_TEXT}

[-] 12
{KNOTS}
huggingface.co/papers/2603.00007v2
• Rope Institute

{KNOTS_TEXT}

3
{CLOCKS}
https://huggingface.co/papers/2602.00001
[
7 authors](https://huggingface.co/papers/2602.00001)

{CLOCKS_TEXT}
"""
    )
    assert pairs(page) == PAPERS
    assert page.failures == ()
    assert [draft.paper.arxiv_id for draft in page.drafts] == ["2603.12345", "2603.00007", "2602.00001"]
    assert page.drafts[1].paper.arxiv_version == "v2"
    assert page.drafts[1].paper.urls == ("https://huggingface.co/papers/2603.00007v2",)


def test_organisation_between_a_linked_title_and_its_abstract_is_told_and_takes_no_place() -> None:
    page = parsed(spaced(*HEADER, BEES, "https://huggingface.co/papers/2603.12345", "Garden Lab", BEES_TEXT))
    assert pairs(page) == [(BEES, BEES_TEXT)]
    assert [failure.line for failure in page.failures] == [15]


def test_organisation_in_place_of_an_author_count() -> None:
    page = parsed(spaced(*HEADER, BEES, "Garden Lab", "·", "Jan 18", BEES_TEXT))
    assert pairs(page) == [(BEES, BEES_TEXT)]
    assert page.failures == ()


def test_markdown_page() -> None:
    long = "A Title so Long That the Program Which Made the Page Has Broken It in Two at the Usual Place"
    page = parsed(
        f"""# Daily Papers

[Log In][1] [Sign Up][2]

### [{BEES}][32]

* 3 authors

{textwrap.fill(BEES_TEXT, 79)}

## [{KNOTS}](https://huggingface.co/papers/2409.13948)

{textwrap.fill(KNOTS_TEXT, 79)}

### {CLOCKS}

{textwrap.fill(CLOCKS_TEXT, 79)}

{textwrap.fill(long, 60)}

{textwrap.fill(KNOTS_TEXT, 60)}

[1]: https://huggingface.co/login
[2]: https://huggingface.co/join
[32]: https://huggingface.co/papers/1412.6980
"""
    )
    assert pairs(page)[:3] == PAPERS
    assert pairs(page)[3] == (long, KNOTS_TEXT)
    assert [draft.paper.arxiv_id for draft in page.drafts] == ["1412.6980", "2409.13948", "", ""]


def test_heading_wrapped_within_its_link() -> None:
    page = parsed(
        f"Daily Papers\n\n### [Counting Bees With\nCheap Microphones][1]\n{textwrap.fill(BEES_TEXT, 79)}\n\n"
        "[1]: https://huggingface.co/papers/2409.13948\n"
    )
    assert pairs(page) == [(BEES, BEES_TEXT)]
    assert page.drafts[0].paper.arxiv_id == "2409.13948"


def test_page_of_furniture_only_gives_no_paper_and_says_so() -> None:
    page = parsed("SubscribeSubmitted by\n\nakim\n\nSubmitted by\n\nJane Roe\n\nonce a day!\n\n12\n\nUpvote\n")
    assert page.drafts == ()
    assert [failure.source for failure in page.failures] == ["page.txt"]
    assert "no papers" in page.failures[0].message


def test_submitters_above_titles() -> None:
    lines = [
        line for title, text in PAPERS for line in ("SubscribeSubmitted by", "Jane Roe", title, text, "once a day!")
    ]
    assert pairs(parsed(spaced(*lines))) == PAPERS
    assert pairs(parsed("\n".join(lines))) == PAPERS


def test_a_missing_submitter_does_not_eat_the_title() -> None:
    assert pairs(parsed(spaced("Submitted by", CLOCKS, CLOCKS_TEXT))) == [(CLOCKS, CLOCKS_TEXT)]


@pytest.mark.parametrize("place", ["above", "between", "below"])
def test_links_go_to_their_paper(place: str) -> None:
    lines = list(HEADER)
    for number, (title, text) in enumerate(PAPERS, 1):
        order = {"above": (0, title, text), "between": (title, 0, text), "below": (title, text, 0)}[place]
        lines += [line or f"https://arxiv.org/abs/2401.0000{number}v3" for line in order]
    page = parsed(spaced(*lines))
    assert pairs(page) == PAPERS
    assert [draft.paper.arxiv_id for draft in page.drafts] == ["2401.00001", "2401.00002", "2401.00003"]
    assert {draft.paper.arxiv_version for draft in page.drafts} == {"v3"}


def test_lone_title_and_lone_abstract_are_told_and_leave_the_others_alone() -> None:
    page = parsed(spaced(*HEADER, BEES, KNOTS, KNOTS_TEXT, BEES_TEXT, CLOCKS, CLOCKS_TEXT))
    assert pairs(page) == PAPERS[1:]
    assert [failure.line for failure in page.failures] == [11, 17]
    assert "no abstract" in page.failures[0].message
    assert "no title" in page.failures[1].message


def test_titles_alone_are_each_told() -> None:
    page = parsed(spaced(*HEADER, BEES, "• 7 authors", KNOTS, "• 2 authors"))
    assert page.drafts == ()
    assert [failure.line for failure in page.failures] == [11, 15]


@pytest.mark.parametrize(
    "title",
    [
        "Do Knots Hold?",
        "What Makes a Knot Hold? Experiments With Wet and Dry Ropes",
        "Knots vs. Splices. A Study of Ropes and Lines.",
        "A Title " + "of Many More Words Than Anybody Would Like to Read " * 4 + "Aloud",
        "Seven authors in search of a knot",
        "Models",
        "1984",
    ],
)
def test_odd_titles(title: str) -> None:
    short = "We study knots. They hold."
    assert pairs(parsed(spaced(*HEADER, BEES, BEES_TEXT, title, KNOTS_TEXT))) == [
        (BEES, BEES_TEXT),
        (title, KNOTS_TEXT),
    ]
    if " " in title:
        page = parsed(spaced(*HEADER, BEES, BEES_TEXT, title, short, CLOCKS, CLOCKS_TEXT))
        assert pairs(page) == [(BEES, BEES_TEXT), (title, short), (CLOCKS, CLOCKS_TEXT)]


def test_furniture_within_a_wrapped_abstract_is_text() -> None:
    text = (
        "We measure everything twice and write the numbers down in a book that lies on the table by the window\n"
        "since the year of the flood, when the old one was lost, and this is the longest series of its kind from\n"
        "May 11\n"
        "until today. All tables are in the book, and a copy with programs that read it can be had from the page at\n"
        "https://github.com/old/book\n"
        "which is kept up to date."
    )
    page = parsed(spaced(*HEADER, KNOTS, text))
    assert pairs(page) == [(KNOTS, text.replace("\n", " "))]
    assert page.drafts[0].paper.code_urls == ("https://github.com/old/book",)


def test_the_last_word_of_a_wrapped_title_is_no_navigation() -> None:
    assert pairs(parsed(spaced(*HEADER, "Models", "Which Ropes Hold Better Than Their\nModels", KNOTS_TEXT))) == [
        ("Which Ropes Hold Better Than Their Models", KNOTS_TEXT)
    ]


def test_hyphens_at_line_ends() -> None:
    text = (
        "Our follow-\nup work on represen-\ntation compares pre-\nand post-training of GPT-\n4 for state-of-the-\nart "
        "representation, and shows that the results of one are better than those of the other."
    )
    assert pairs(parsed(spaced(*HEADER, KNOTS, text)))[0][1].startswith(
        "Our follow-up work on representation compares pre- and post-training of GPT-4 for state-of-the-art rep"
    )


def test_title_directly_above_its_wrapped_abstract() -> None:
    text = "\n\n".join(f"{title}\n{textwrap.fill(text, 70)}" for title, text in PAPERS)
    assert pairs(parsed(text)) == PAPERS


def test_page_without_blank_lines() -> None:
    assert pairs(parsed("\n".join([*HEADER, *(line for paper in PAPERS for line in paper)]))) == PAPERS


def test_papers_without_any_furniture() -> None:
    text = spaced(*(line for paper in PAPERS for line in paper))
    assert looks_like(text)
    assert pairs(parsed(text)) == PAPERS


LETTER = """Dear Anna,

thank you for the long letter and the photographs of the garden. We read it twice at breakfast, and the children asked
at once when they may come again. I told them that we would write to you first and that the roads are bad now.

Have a look at this:

https://huggingface.co/papers/2409.13948

We shall bring the books back at Easter, together with the ladder, which I have mended as well as I could. It holds me,
so it will hold you, and I have painted it green as you wished. Give our love to everybody at home and to the dog.

Yours ever
Bob
"""
CODE = '''"""Knots and ropes."""

BANNER = "Get trending papers in your email inbox!"


def hold(rope, knot):
    """Whether the knot holds."""
    return rope.stiffness < knot.limit


class Rope:
    stiffness = 5
'''
CODE_WITH_A_PAGE = f"""PAGE = [
"new",
]

TEXT = '''
Daily Papers

{BEES}

{BEES_TEXT}
'''

def hold(rope):
    return rope

def slip(rope):
    return not rope

def main():
    hold(1)

main()
"""
BIBTEX = (
    "@article{rope, title = {Which Knots Hold},\n  year = 2020\n}\n\n@article{bee, title = {Bees},\n  year = 2021\n}\n"
)


@pytest.mark.parametrize(
    "text", [LETTER, CODE, CODE_WITH_A_PAGE, BIBTEX, BEES, BEES_TEXT, '{"title": "x"}', "a\tb\n1\t2\n"]
)
def test_what_is_no_papers_page_gives_nothing(text: str) -> None:
    assert not looks_like(text)
    page = parsed(text)
    assert page.drafts == ()
    assert len(page.failures) == 1


def test_a_long_page_without_furniture_is_recognised_by_its_beginning() -> None:
    assert looks_like(spaced(*(line for paper in PAPERS * 300 for line in paper)))


@pytest.mark.parametrize("unit", ["a", "a b. ", "[x](", "by ", "# ", "https://github.com/", "x-"])
def test_one_endless_line_is_refused_quickly(unit: str) -> None:
    source = source_from_text("endless", (unit * MAX_BYTES)[: MAX_BYTES // 16])
    begin = time.perf_counter()
    assert parse(source).drafts == ()
    assert time.perf_counter() - begin < 5


def test_too_many_lines_are_refused() -> None:
    assert "more lines" in parsed("x\n" * 1_000_002).failures[0].message


word = st.text("abcdefghijklmnoprstuvwz", min_size=3, max_size=9)
# Both halves have a letter of their own, lest the page write the same word without the hyphen elsewhere.
words = st.one_of(word, st.tuples(word, word).map(lambda halves: f"q{halves[0]}-x{halves[1]}"))
title = st.lists(words, min_size=3, max_size=14).map(lambda chosen: " ".join(chosen).capitalize())
sentence = st.lists(words, min_size=8, max_size=20).map(lambda chosen: " ".join(chosen).capitalize() + ".")
abstract = st.lists(sentence, min_size=3, max_size=6).map(" ".join)
furniture = st.sampled_from(
    [
        "once a day!",
        "Subscribe",
        "Get trending papers in your email inbox!",
        "byAK and the research community",
        "Daily Papers",
        "  • 7 authors",
        "·",
        "Jan 18",
        "[-] 5",
        "17",
        "Submitted by\n\nJane Roe",
        "Submitted by\njroe",
        "7 authors](https://huggingface.co/login)",
        "* 3 authors",
        "![](https://cdn.example.org/a.png)",
    ]
)
width = st.one_of(st.none(), st.integers(45, 120))


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    papers = draw(st.lists(st.tuples(title, abstract), min_size=1, max_size=6))
    columns, at_hyphens = draw(width), draw(st.booleans())

    def wrapped(text: str) -> str:
        return textwrap.fill(text, columns, break_on_hyphens=at_hyphens) if columns else text

    blocks = ["Get trending papers in your email inbox!"]
    for paper in papers:
        blocks += draw(st.lists(furniture, max_size=4))
        blocks.append(wrapped(paper[0]))
        blocks += draw(st.lists(furniture, max_size=2))
        blocks.append(wrapped(paper[1]))
    blocks += draw(st.lists(furniture, max_size=3))
    return "\n\n".join(blocks), papers


@settings(max_examples=60, deadline=None)
@given(pages())
def test_generated_pages_parse_back(page: tuple[str, list[tuple[str, str]]]) -> None:
    text, papers = page
    result = parsed(text)
    assert pairs(result) == papers
    assert result.failures == ()


def test_a_short_title_under_a_submitter_is_no_organisation() -> None:
    text = "\n\n".join([*HEADER, "Submitted by\njroe", "Paired Clocks", "·", "Jan 18", BEES_TEXT])
    assert pairs(parsed(text)) == [("Paired Clocks", BEES_TEXT)]


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                [*HEADER, BEES, BEES_TEXT, "### [", "[a][1]", "[1]: x", "", "5", "·", "](x)", "-", "Submitted by"]
            )
        ).map("\n".join),
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    source = Source("x", text)
    looks_like(text)
    page = parse(source)
    assert page.drafts or page.failures
    assert all(draft.paper.title and draft.paper.abstract for draft in page.drafts)
