import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.normalise import collapse, name_key, title_key
from readinglist.domain.paper import Person


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Follow-up  Knots:\n a Study", "follow up knots a study"),
        ("Follow–up Knots — a study!", "follow up knots a study"),
        ("<PRE_TAG>Knots</POST_TAG> in Ropes", "knots in ropes"),
        ("{K}nots in $\\mathcal{O}(n)$ {R}opes", "knots in o n ropes"),
        ('Schr{\\"o}dinger', "schrodinger"),
        ("Schrödinger", "schrodinger"),
        ("Schro\u0308dinger", "schrodinger"),
        ("Łódź, Ærø, Straße, ﬁne", "lodz aero strasse fine"),
        ("\\textbf{Bold} Knots", "bold knots"),
        ("Knots < Ropes > Strings", "knots ropes strings"),
        ("C++ & C#", "c c"),
        ("量子力学入門", "量子力学入門"),
        ("snake_case", "snake case"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_title_key(title: str, key: str) -> None:
    assert title_key(title) == key


@given(st.text())
def test_a_key_is_its_own_key(title: str) -> None:
    key = title_key(title)
    assert title_key(key) == key
    assert key == collapse(key)


@given(st.text("abc XYZ-:éß"))
def test_case_and_blanks_do_not_count(title: str) -> None:
    assert title_key(title.upper()) == title_key(f"  {title.replace(' ', '  ')}\n") == title_key(title)


def test_names() -> None:
    assert name_key(Person("Gödel", "Kurt")) == name_key("GODEL") == "godel"
    assert name_key(Person(literal="The Knot Team")) == "the knot team"


def test_collapse() -> None:
    assert collapse(" a\n  b\tc ") == "a b c"
