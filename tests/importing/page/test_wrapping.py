import textwrap

from readinglist.importing.page.wrapping import join_links, split_title, unwrap


def test_a_single_line_is_left_as_it_is() -> None:
    assert unwrap(["two  blanks  stay"]) == "two  blanks  stay"


def test_wrapped_lines_are_joined_by_one_blank() -> None:
    assert unwrap(["two  blanks", "go, as does -", "a dash"]) == "two blanks go, as does - a dash"


def test_hyphens() -> None:
    assert unwrap(["a well-", "known word"]) == "a well-known word"
    assert unwrap(["a known repre-", "sentation: representation"]) == "a known representation: representation"
    assert unwrap(["a known repre-", "sentation, a repre-sentation, representation"]).startswith("a known repre-sen")
    assert unwrap(["pre-", "and post-war"]) == "pre- and post-war"
    assert unwrap(["point-", "to-point"]) == "point-to-point"


def test_title_is_told_from_text_by_the_room_it_left() -> None:
    text = textwrap.wrap("The first sentence is long and goes on. " * 8, 40)
    assert split_title(["A Short Title", *text]) == 1
    assert split_title(["A Longer Title That Had to Be Broken in", "Two Lines", *text]) == 2
    assert split_title(["A short sentence.", *text]) == 0
    assert split_title(["A Short Title", "and nothing under it"]) == 0
    assert split_title(text) == 0
    assert split_title([]) == 0


def test_wrapped_link_is_joined_and_keeps_the_line_numbers() -> None:
    assert join_links(["### [Bees", "and knots][3]", "text"]) == ["### [Bees and knots][3]", "", "text"]
    assert join_links(["[Bees", "", "knots](x)"]) == ["[Bees", "", "knots](x)"]
