from readinglist.importing.bibtex.groups import groups
from readinglist.importing.bibtex.reader import parse
from readinglist.importing.source import source_from_text

NEW = r"""@article{bees, title = {Bees}, keywords = {field work, nights}, groups = {Nights, Unknown}}
@article{hens, title = {Hens}}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Insects\;0\;1\;0x8a8a8aff\;\;\;;
2 StaticGroup:Nights\;0\;1\;0x8a8a8aff\;\;\;;
1 SearchGroup:Unread\;0\;readstatus !=~ .+\;0\;1\;1\;\;\;\;;
}
"""
OLD = r"""@article{bees, title = {Bees}}
@comment{jabref-meta: groupstree:
0 AllEntriesGroup:;
1 ExplicitGroup:Insects\;0\;bees\;was
ps\;;
1 KeywordGroup:Hens\;0\;keywords\;hens\;0\;0\;;
}
"""


def test_groups_that_an_entry_names_are_tags_with_their_path() -> None:
    bees, hens = parse(source_from_text("a.bib", NEW)).drafts
    assert bees.state.tags == ("field work", "nights", "Insects/Nights", "Unknown")
    assert bees.paper.extra["groups"] == "Nights, Unknown", "it leaves as it came"
    assert hens.state.tags == ()


def test_groups_that_name_their_entries() -> None:
    [bees] = parse(source_from_text("a.bib", OLD)).drafts
    assert bees.state.tags == ("Insects",)
    assert groups(OLD).listed == {"bees": ["Insects"], "wasps": ["Insects"]}


def test_a_bibliography_without_groups_has_none() -> None:
    assert groups("@article{bees, title = {Bees}}").paths == {}
    assert groups("@comment{jabref-meta: grouping:\n0 AllEntriesGroup:").paths == {}
