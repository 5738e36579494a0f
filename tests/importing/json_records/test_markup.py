"""JATS and HTML as plain text."""

from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.json_records.markup import plain_line, plain_text, without_csl_tags


def test_a_jats_abstract_has_its_paragraphs_and_not_its_heading() -> None:
    marked = (
        "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aims</jats:title>\n"
        "<jats:p>We count <jats:italic>Vulpes\n vulpes</jats:italic> in 5 &lt; 6 km<jats:sup>2</jats:sup>.</jats:p>"
        "</jats:sec><jats:p>And  hens.</jats:p>"
    )
    assert plain_text(marked) == "Aims\n\nWe count Vulpes vulpes in 5 < 6 km².\n\nAnd hens."


def test_an_abstract_of_one_word_stays() -> None:
    assert plain_text("<p>Abstract</p>") == "Abstract"


def test_paragraphs_of_a_plain_text_stay() -> None:
    assert plain_text("One.\nStill one.\n\nTwo.") == "One. Still one.\n\nTwo."


def test_a_formula_stands_once() -> None:
    marked = (
        "<jats:p>the <jats:inline-formula><jats:alternatives><mml:math xmlns:mml='m'><mml:mi>x</mml:mi></mml:math>"
        "<jats:tex-math>$x$</jats:tex-math></jats:alternatives></jats:inline-formula> axis</jats:p>"
    )
    assert plain_text(marked) == "the $x$ axis"
    assert plain_text("<mml:math><mml:mi>k</mml:mi></mml:math>-means") == "k-means"


def test_a_sign_of_comparison_is_no_tag() -> None:
    assert plain_line("p <0.05 and a <b> c, x<y and y>z") == "p <0.05 and a c, x<y and y>z"
    assert (
        plain_line("Use of <stdio.h> &amp; <PRE_TAG>loops</POST_TAG>") == "Use of <stdio.h> & <PRE_TAG>loops</POST_TAG>"
    )


def test_csl_knows_only_its_own_tags_and_no_entities() -> None:
    marked = 'On <span class="nocase">H<sub>2</sub>O</span> and <p> &amp; <i>more</i>'
    assert without_csl_tags(marked) == "On H₂O and <p> &amp; more"


@given(st.text("<>/&;jats:mlpsubi 2\n", max_size=80))
def test_no_text_raises(text: str) -> None:
    plain_line(text)
    plain_text(text)
    without_csl_tags(text)


def test_long_hostile_markup_is_quick() -> None:
    for piece in ("<jats:p ", "<mml:math>", "<sup>", "<", "\n \n"):
        plain_text(piece * 200_000)
