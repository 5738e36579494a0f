import pytest

from readinglist.domain.paper import Person


@pytest.mark.parametrize(
    ("person", "full"),
    [
        (Person("Lovelace", "Ada"), "Ada Lovelace"),
        (Person("王", "小明"), "王小明"),
        (Person("佐藤", "はなこ"), "佐藤はなこ"),
        (Person("김", "철수"), "김철수"),
        (Person("スミス", "ジョン"), "ジョン スミス"),
        (Person("Wang", "小明"), "小明 Wang"),
        (Person("王"), "王"),
        (Person(literal="深度学习小组"), "深度学习小组"),
    ],
)
def test_a_name_is_read_as_its_script_has_it(person: Person, full: str) -> None:
    assert person.full == full
