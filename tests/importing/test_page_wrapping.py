from readinglist.importing.page_wrapping import join_links, split_title, unwrap


def test_a_single_line_is_left_as_it_is() -> None:
    assert unwrap(["two  blanks  stay"]) == "two  blanks  stay"


def test_wrapped_lines_are_joined_by_one_blank() -> None:
    assert unwrap(["two  blanks", "go, as does -", "a dash"]) == "two blanks go, as does - a dash"


def test_hyphens() -> None:
    assert unwrap(["a well-", "known word"]) == "a well-known word"
    assert unwrap(["a known repre-", "sentation: representation"]) == "a known representation: representation"
    assert unwrap(["pre-", "and post-war"]) == "pre- and post-war"


def test_title_is_told_from_text_by_the_room_it_left() -> None:
    text = ["the first line of it is long", "and so are the second, third", "and fourth of the lines"]
    assert split_title(["A Short Title", *map(str.capitalize, text)]) == 1
    assert split_title(text) == 0
    assert split_title([]) == 0


def test_wrapped_link_is_joined_and_keeps_the_line_numbers() -> None:
    assert join_links(["### [Bees", "and knots][3]", "text"]) == ["### [Bees and knots][3]", "", "text"]
    assert join_links(["[Bees", "", "knots](x)"]) == ["[Bees", "", "knots](x)"]
