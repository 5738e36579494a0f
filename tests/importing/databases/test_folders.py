from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.databases.folders import paths_of_folders


def test_paths() -> None:
    folders = [(1, "Insects", 0), (2, "Bees", 1), (3, "Night", 2), (4, "Lost", 99), (5, "", 1)]
    assert paths_of_folders(folders) == {
        1: "Insects",
        2: "Insects/Bees",
        3: "Insects/Bees/Night",
        4: "Lost",
        5: "Insects",
    }


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["a", "b"]), st.integers(0, 9))))
def test_folders_within_themselves_end(folders: list[tuple[int, str, int]]) -> None:
    assert set(paths_of_folders(folders)) == {folder for folder, _, _ in folders}
