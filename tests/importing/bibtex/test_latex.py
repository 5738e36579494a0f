"""LaTeX becomes the characters that it prints, and no text is ever lost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.bibtex.latex import decode, verbatim


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"P\"{a}ckert, G{\"o}del, Caf\'e, \'Emile, {\'{E}}mile", "Päckert, Gödel, Café, Émile, Émile"),
        (r"\v{S}koda, Fran\c{c}ois, Erd\H{o}s, \r{A}rhus", "Škoda, François, Erdős, Århus"),
        (r"\k{a}, \u{g}, \.I, \d{t}", "ą, ğ, İ, ṭ"),
        (r"\'\i{}, \'{\i}, na\"{\i}ve, \^\j", "í, í, naïve, ĵ"),
        (r"Bj\o rn Str{\o}m, \AE{}gir, \ss, {\L}ukasz, \oe uvre", "Bjørn Strøm, Ægir, ß, Łukasz, œuvre"),
        (r"\'{\^e} and \`{\u a}", "ế and ằ"),
        (r"Pages 3--5 --- ``quoted'' words", "Pages 3–5 — “quoted” words"),
        (r"Salt \& Pepper: 50\% off, \#1, a\_b, \{x\}, \$5", "Salt & Pepper: 50% off, #1, a_b, {x}, $5"),
        (r"{The {BERT} of \textit{E. coli}}", "The BERT of E. coli"),
        (r"It is \textbf{bold \emph{and}} {\sc small}", "It is bold and small"),
        (r"a~b\ c\,d \LaTeX\ and \TeX{}nik", "a b c d LaTeX and TeXnik"),
        (r"19\textsuperscript{th}, H\textsubscript{2}O, m\textsuperscript{2}", "19th, H₂O, m²"),
        (r"see \url{http://a.b/c_d%20e} or \href{http://x.y}{here}", "see http://a.b/c_d%20e or here (http://x.y)"),
        (r"\textbackslash{}, \textasciitilde{}, \textasciicircum{}, \textless\textgreater", r"\, ~, ^, <>"),
        (r"\noopsort{1973b}Physics", "Physics"),
        ("plain text, don't touch - it", "plain text, don't touch - it"),
    ],
)  # fmt: skip
def test_decodes(latex: str, text: str) -> None:
    assert decode(latex) == text


def test_an_unescaped_percent_sign_hides_nothing() -> None:
    assert decode(r"A 50% gain in \textbf{speed}") == "A 50% gain in speed"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"$\mathcal{O}(n^{2})$ {Time}", r"$\mathcal{O}(n^{2})$ Time"),
        (r"over \(x_i\) and \ensuremath{\alpha_{i}}", r"over $x_i$ and $\alpha_{i}$"),
        (r"$L_1$, $n^2$, $\frac12$, $\alpha+1$ {a}", r"$L_1$, $n^2$, $\frac12$, $\alpha+1$ a"),
        (r"$_\circ$ and $^{}$ and $ $ {a}", r"$_\circ$ and $^{}$ and $ $ a"),
        (r"costs $5 {only}", "costs $5 only"),
        (r"$\$3$ {a}", r"$\$3$ a"),
        (r"an open \( {a}", "an open ( a"),
    ],
)
def test_maths_stays_as_it_was_written(latex: str, text: str) -> None:
    assert decode(latex) == text


def test_an_unknown_command_is_kept_with_its_argument() -> None:
    assert decode(r"the \foo{b\"ar} of \baz qux") == r"the \foo{bär} of \baz qux"


@pytest.mark.parametrize(
    ("latex", "text"), [("{{a", "a"), ("a}b{c}", "a}bc"), ("a\\", "a\\"), (r"a\'", "a"), ("{}", "")]
)
def test_what_is_broken_is_read_all_the_same(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"CO$_2$ at 10$^{-3}$ bar", "CO₂ at 10⁻³ bar"),
        (r"the $4^{\textrm{th}}$ $\beta$-test", "the 4th β-test"),
        (r"$\Sigma^{0}$ at 20$^\circ$C, \(3 \times\)", "Σ⁰ at 20°C, 3×"),
        (r"DNA$_{\textrm{2}}$ and \ensuremath{\alpha_{1}}", "DNA₂ and α₁"),
        (r"a $2$-cycle", "a 2-cycle"),
    ],
)
def test_what_is_maths_only_to_latex_becomes_characters(latex: str, text: str) -> None:
    assert decode(latex) == text


@given(st.text(alphabet=st.sampled_from("ab é{}\\$~-'`\"%&_^cvouirtexHk()\n")))
def test_no_letter_outside_commands_is_ever_lost(latex: str) -> None:
    decoded = decode(latex)
    if "\\" not in latex:
        assert re.sub(r"[^abcé]", "", decoded) == re.sub(r"[^abcé]", "", latex)


@pytest.mark.parametrize(
    "latex",
    [
        "\\'" * 300_000 + "e",
        "{" * 300_000 + "x" * 300_000 + "}" * 300_000,
        "\\'{" * 100_000 + "x" * 300_000,
        "\\(" * 300_000,
        "\\url{" * 100_000,
        "\\foo{" * 100_000 + "}" * 100_000,
        "$" + "\\$" * 300_000,
    ],
    ids=["accents", "braces", "accented braces", "maths", "addresses", "unknown commands", "dollars"],
)
def test_hostile_texts_are_read_in_time_linear_in_their_length(latex: str) -> None:
    start = time.perf_counter()
    decode(latex)
    assert time.perf_counter() - start < 10


def test_an_address_loses_only_the_escapes_that_programs_add() -> None:
    assert (
        verbatim(r"http://a.b/c\_d\%20e\&f{\_}g\#h{\textasciitilde}i\~{}j$\sim$k") == "http://a.b/c_d%20e&f_g#h~i~j~k"
    )
    assert verbatim("http://a.b/c_d%20e--f~g") == "http://a.b/c_d%20e--f~g"
