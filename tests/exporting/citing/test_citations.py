"""References in the styles, by the real processor and its real styles."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.errors import UserError
from readinglist.exporting.citing import citations, markup
from readinglist.exporting.citing.citations import references
from readinglist.exporting.citing.styles import STYLES, Style, known
from readinglist.exporting.csl_json import Item

FOX = Paper(
    "Counting <foxes> & hens",
    authors=(Person("Den", "Ann Beth"), Person("van der Hen", "Jan, Jr.")),
    date="2021-03-15",
    type="article-journal",
    venue="Journal of Foxes",
    volume="3",
    issue="2",
    pages="10–19",
    doi="10.1000/fox_1",
)
EACH = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (
            "apa",
            "Den, A. B., & van der Hen, J., Jr. (2021). Counting <foxes> & hens. Journal of Foxes, 3(2), 10–19. "
            "https://doi.org/10.1000/fox_1",
        ),
        (
            "ieee",
            "[1] A. B. Den and J. van der Hen Jr., “Counting <foxes> & hens”, Journal of Foxes, vol. 3, no. 2, "
            "pp. 10–19, Mar. 2021, doi: 10.1000/fox_1.",
        ),
        (
            "vancouver",
            "1. Den AB, van der Hen J Jr. Counting <foxes> & hens. Journal of Foxes. 2021;3(2):10–9. doi:10.1000/fox_1",
        ),
        ("nature", "1. Den, A. B. & van der Hen, J., Jr. Counting <foxes> & hens. Journal of Foxes 3, 10–19 (2021)."),
    ],
)
def test_a_reference_is_as_its_style_has_it(style: str, text: str) -> None:
    [reference] = references([FOX], known(style))
    assert reference.plain == text
    assert not reference.failed


@EACH
def test_every_style_of_the_table_is_there_and_names_who_what_and_when(style: Style) -> None:
    [reference] = references([FOX], style)
    for part in ("Den", "hens", "2021", "Journal of Foxes"):
        assert part.lower() in reference.plain.lower()


def test_html_has_the_looks_of_the_style_and_all_texts_escaped() -> None:
    [reference] = references([replace(FOX, authors=(Person(literal="<script>x</script>"),))], known("apa"))
    assert "<i>Journal of Foxes</i>" in reference.html
    assert "&lt;script&gt;x" in reference.html
    assert "Counting &lt;foxes&gt; &amp; hens" in reference.html
    assert set(re.findall(r"<[^>]*>", reference.html)) == {"<i>", "</i>"}


def test_numbered_styles_count() -> None:
    made = references([FOX, Paper("1 Hen")], known("ieee"))
    assert [reference.plain[:4] for reference in made] == ["[1] ", "[2] "]
    assert made[1].plain.startswith("[2] “1 Hen”")


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        (Paper("Hens", date="in press"), "Hens. (n.d.)."),
        (Paper("Hens", date="autumn of 1999"), "Hens. (1999)."),
        (Paper("Hens", date="2021-00"), "Hens. (2021)."),
        (Paper("Hens", authors=(Person(given="Plato"),), date="-0043"), "Plato. (44 B.C.E.). Hens."),
        (Paper("Hens", authors=(Person("Solo", ""), Person())), "Solo. (n.d.). Hens."),
        (Paper("Hens (a tale)", date="2019", venue="Coop"), "Hens (a tale). (2019). In Coop."),
    ],
)
def test_dates_in_words_and_odd_names_are_no_obstacle(paper: Paper, text: str) -> None:
    [reference] = references([paper], known("apa"))
    assert (reference.plain, reference.failed) == (text, False)


ANY = st.text(max_size=12)


@EACH
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate])
@given(
    paper=st.builds(
        Paper,
        title=ANY,
        authors=st.lists(st.builds(Person, ANY, ANY, ANY), max_size=3).map(tuple),
        editors=st.lists(st.builds(Person, ANY, ANY), max_size=1).map(tuple),
        date=st.one_of(ANY, st.sampled_from(["2021", "2021-13", "2021-03-99", "-0044", "0000"])),
        type=st.sampled_from(["article", "book", "chapter", "thesis", "entry", "software", "no-such-type", ""]),
        venue=ANY,
        pages=st.one_of(ANY, st.sampled_from(["1–2", "e7", "1-2, 5"])),
        volume=ANY,
        issue=ANY,
        doi=ANY,
        language=st.sampled_from(["", "de", "x-y"]),
    )
)
def test_no_paper_ends_in_a_traceback_or_in_markup(style: Style, paper: Paper) -> None:
    [reference] = references([paper], style)
    assert not markup._MARK.search(reference.plain + reference.html)
    assert "\n" not in reference.plain
    assert set(re.findall(r"<[^>]*>", reference.html)) <= {
        f"<{end}{tag}>" for end in ("", "/") for tag in ("i", "b", "u", "sup", "sub")
    }


def test_where_the_processor_breaks_down_one_paper_has_a_plain_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    real = citations._citer

    def breaking(style: Style) -> Callable[[Item], str]:
        cite = real(style)

        def once(item: Item) -> str:
            if item["title"] == "Hens":
                raise AttributeError("'String' has no attribute 'parts'")
            return cite(item)

        return once

    monkeypatch.setattr(citations, "_citer", breaking)
    made = references([FOX, replace(FOX, title="Hens"), Paper("Hens")], known("nature"))
    assert [reference.failed for reference in made] == [False, True, True]
    assert made[1].plain == "2. Den, van der Hen (2021). Hens."
    assert made[2].plain == "3. (n.d.). Hens."


def test_who_waits_is_told_and_may_stop() -> None:
    told: list[int] = []
    references([FOX, FOX], known("apa"), before_each=told.append)
    assert told == [0, 1]


def test_a_style_that_is_not_there_is_refused() -> None:
    with pytest.raises(UserError, match="no citation style 'plaid'") as told:
        known("plaid")
    assert "apa" in told.value.hint


def test_papers_are_paragraphs() -> None:
    made = references([FOX, Paper("Hens")], known("apa"))
    assert citations.as_text(made).splitlines() == [reference.plain for reference in made]
    assert citations.as_html(made).count("<p>") == 2


@EACH
def test_nothing_that_is_the_readers_own_is_in_it(style: Style, foxes: PaperDetails) -> None:
    private = replace(foxes.paper, extra={**foxes.paper.extra, "keywords": "qqhush", "annote": "qqhush", "x": "qqhush"})
    assert references([private], style) == references([replace(private, extra={})], style)
