import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.databases.lua_table import MAX_DEPTH, LuaError, table


def test_what_koreader_writes() -> None:
    text = """-- we can read Lua syntax here!
return {
    ["title"] = "Bees \\"at\\" night",
    ["lines"] = "one\\
two",
    [1] = 3, name = -1.5e2, ["hex"] = 0x10,
    ["yes"] = true, ["no"] = false, ["none"] = nil,
    ["list"] = { "a", { 'b' }, [[c ]=] d]], --[[ a comment ]] },
    ["bytes"] = "\\197\\129uk",
}
"""
    assert table(text) == {
        "title": 'Bees "at" night',
        "lines": "one\ntwo",
        "1": 3,
        "name": -150.0,
        "hex": 16,
        "yes": True,
        "no": False,
        "none": None,
        "list": {"1": "a", "2": {"1": "b"}, "3": "c ]=] d"},
        "bytes": "Łuk",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "return 1",
        "return {",
        'return { ["a"] = "b }',
        "return { os.execute('rm') }",
        "return { a = f() }",
        "return {} os.exit()",
        "return { a = 1 b = 2 }",
        "return { a = { } .. '' }",
        "local x = 1 return {}",
        "return " + "{" * (MAX_DEPTH + 2) + "}" * (MAX_DEPTH + 2),
    ],
)
def test_nothing_but_a_table_is_read(text: str) -> None:
    with pytest.raises(LuaError):
        table(text)


def written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + "".join(f'["{key}"] = {written(each)},\n' for key, each in value.items()) + "}"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\\n") + '"'
    return str(value).lower()


VALUES = st.recursive(
    st.booleans() | st.integers(-(10**15), 10**15) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), VALUES, max_size=5))
def test_a_table_comes_back(value: dict[str, object]) -> None:
    assert table(f"return {written(value)}") == value


@given(st.text("return {}[]=\"'\\,;-1ax\n", max_size=60))
def test_any_text_is_a_table_or_none(text: str) -> None:
    try:
        told: object = table("return {" + text)
    except LuaError as error:
        told = error.at
    assert isinstance(told, dict) or 0 <= told <= len(text) + 8
