"""Names as BibTeX and BibLaTeX write them."""

import pytest

from readinglist.domain.paper import Person
from readinglist.importing.bibtex.names import persons


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Ada Lovelace", Person("Lovelace", "Ada")),
        ("Lovelace, Ada", Person("Lovelace", "Ada")),
        ("Ada M. King Lovelace", Person("Lovelace", "Ada M. King")),
        ("Ludwig van Beethoven", Person("van Beethoven", "Ludwig")),
        ("van der Berg, Jan", Person("van der Berg", "Jan")),
        ("Jean de la Fontaine", Person("de la Fontaine", "Jean")),
        ("King, Jr., Martin Luther", Person("King", "Martin Luther, Jr.")),
        (r"{\'E}mile Zola", Person("Zola", "Émile")),
        (r"{\"O}zg{\"u}r, A.", Person("Özgür", "A.")),
        (r"Charles {de la Vall{\'e}e Poussin}", Person("de la Vallée Poussin", "Charles")),
        ("{Barnes and Noble}", Person(literal="Barnes and Noble")),
        ("{{NASA} Team}", Person(literal="NASA Team")),
        ("Plato", Person(literal="Plato")),
        ("Tengyu Ma 0001", Person("Ma", "Tengyu")),
        ("李明", Person(literal="李明")),
        ("A.~N. Other", Person("Other", "A. N.")),
        ("family=Du Bois, given=W. E. B., given-i=WEB", Person("Du Bois", "W. E. B.")),
        ("given=Jan, family=Berg, prefix=van der, useprefix=true", Person("van der Berg", "Jan")),
        ("family={Foo, Bar}, given=Ann, suffix=III", Person("Foo, Bar", "Ann, III")),
    ],
)  # fmt: skip
def test_one_name(written: str, person: Person) -> None:
    assert persons(written) == (person,)


def test_a_list_is_split_at_and_outside_braces() -> None:
    people = persons("Ada Lovelace and  {Barnes and Noble}\nAND \\'Emile Zola and and others")
    assert [person.full for person in people] == ["Ada Lovelace", "Barnes and Noble", "Émile Zola"]


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("Lovelace, Ada; Zola, E.", ["Ada Lovelace", "E. Zola"]),
        ("Lovelace, Ada and", ["Ada Lovelace"]),
        ("Lovelace, A. et al.", ["A. Lovelace"]),
        ("{Ants; Bees} and {Rand and} Zola", ["Ants; Bees", "Rand and Zola"]),
    ],
)
def test_lists_as_they_should_not_be(written: str, people: list[str]) -> None:
    assert [person.full for person in persons(written)] == people


@pytest.mark.parametrize("written", ["", "others", "and", ", and ,", "{}", "et al."])
def test_no_name_is_nobody(written: str) -> None:
    assert [person for person in persons(written) if person.full != "and"] == []


def test_a_hundred_thousand_authors_are_read() -> None:
    assert len(persons(" and ".join(["{\\'E}. Zola"] * 100_000))) == 100_000
