"""Texts written for LaTeX."""

import pytest

from readinglist.exporting.bibtex.latex import escape, is_verbatim


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Salt & Pepper: 50% off, #1, a_b", r"Salt \& Pepper: 50\% off, \#1, a\_b"),
        (r"a\b ~ ^", r"a\textbackslash{}b \textasciitilde{} \textasciicircum{}"),
        ("{x} and {y", r"\textbraceleft{}x\textbraceright{} and \textbraceleft{}y"),
        ("{x}", r"\{x\}"),
        ("a -- b --- c", "a -{}- b -{}-{}- c"),
        ("``quoted''", "`{}`quoted'{}'"),
        ("Füchse – “Eulen”", "Füchse – “Eulen”"),
        (r"$\mathcal{O}(n^2)$ time & $x$", r"$\mathcal{O}(n^2)$ time \& $x$"),
        ("between $5 and $10", r"between \$5 and \$10"),
        ("$ 5 and 6 $", r"\$ 5 and 6 \$"),
        ("an $un{balanced$ one", r"an \$un\textbraceleft{}balanced\$ one"),
        ("one\n@two(three)", "one\n{@}two(three)"),
    ],
)
def test_escapes(text: str, latex: str) -> None:
    assert escape(text) == latex


def test_words_with_inner_capitals_are_guarded() -> None:
    guarded = escape("BERT and GPT-4 on arXiv: A Study of $XY$", keep_capitals=True)
    assert guarded == "{BERT} and {GPT}-4 on {arXiv}: A Study of $XY$"


@pytest.mark.parametrize(
    ("text", "verbatim"),
    [("{a}", True), (r"\"{u} 100%", True), ("{", False), (r"\{", False), ("a\\", False), ("x\n @y{z}", False)],
)
def test_what_can_be_written_as_it_stands(text: str, verbatim: bool) -> None:
    assert is_verbatim(text) == verbatim


def test_dollar_signs_can_be_signs_like_any_other() -> None:
    assert escape(r"$\beta$ and $5", keep_maths=False) == r"\$\textbackslash{}beta\$ and \$5"
