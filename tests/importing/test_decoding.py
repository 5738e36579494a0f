"""In which encoding bytes are read, and what is told of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.decoding import KnownBy, ReadAs, decode, told
from readinglist.importing.source import source_from_bytes

TEXT = "Über die Größe: naïve façade, 5 €\nΣ"
WESTERN = "Über die Größe: naïve façade"
CYRILLIC = "% Encoding: windows-1251\n@misc{лиса, title={Лисы ночью}}\n"
MARK, DECLARATION, GUESS = KnownBy.MARK, KnownBy.DECLARATION, KnownBy.GUESS


def read_as(data: bytes) -> ReadAs | None:
    return source_from_bytes("a.txt", data).read_as


@pytest.mark.parametrize(
    ("data", "text", "encoding", "known_by"),
    [
        (TEXT.encode("utf-16"), TEXT, "UTF-16", MARK),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, "UTF-16", MARK),
        (TEXT.encode("utf-32"), TEXT, "UTF-32", MARK),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), TEXT, "UTF-32", MARK),
        (TEXT.encode("utf-16-le"), TEXT, "UTF-16", GUESS),
        (TEXT.encode("utf-16-be"), TEXT, "UTF-16", GUESS),
        (CYRILLIC.encode("cp1251"), CYRILLIC, "Windows-1251", DECLARATION),
        (f"% Encoding: ISO8859_2\n{WESTERN[7:12]}".encode("iso8859-2"), None, "ISO 8859-2", DECLARATION),
        (f"{WESTERN} – 5 €".encode("cp1252"), f"{WESTERN} – 5 €", "Windows-1252", GUESS),
        (WESTERN.encode("latin-1"), WESTERN, "Latin-1", GUESS),
        (f"{WESTERN}\x81".encode("latin-1"), f"{WESTERN}\x81", "Latin-1", GUESS),
        (b"% Encoding: windows-9999\ncaf\xe9", None, "Latin-1", GUESS),
        (b"% Encoding: euc-jp\ncaf\xe9 \xff", None, "Latin-1", GUESS),
    ],
)
def test_what_is_read_otherwise_than_as_utf8_is_told(
    data: bytes, text: str | None, encoding: str, known_by: KnownBy
) -> None:
    source = source_from_bytes("a.txt", data)
    assert source.read_as == ReadAs("a.txt", encoding, known_by)
    assert text is None or source.text == text


@pytest.mark.parametrize("data", [b"plain", TEXT.encode(), TEXT.encode("utf-8-sig"), "a sign: \ufffd".encode()])
def test_of_utf8_nothing_is_told(data: bytes) -> None:
    assert read_as(data) is None


@pytest.mark.parametrize(
    ("data", "known_by", "damaged"),
    [
        (f"{TEXT} {TEXT}".encode()[:-1], GUESS, 1),
        (TEXT.encode("utf-8-sig") + b"\xff", MARK, 1),
        (f"{TEXT} \ufffd ".encode() + b"\xff, \xfe, the end", GUESS, 2),
    ],
)
def test_damaged_utf8_is_not_taken_for_something_else(data: bytes, known_by: KnownBy, damaged: int) -> None:
    source = source_from_bytes("a.txt", data)
    assert source.text.startswith(TEXT)
    assert source.read_as == ReadAs("a.txt", "UTF-8", known_by, damaged)


def test_utf16_that_was_cut_within_a_character_is_read() -> None:
    for mark in (b"\xff\xfe", b""):
        decoded = decode(mark + TEXT.encode("utf-16-le")[:-1])
        assert decoded is not None
        assert (decoded.text, decoded.damaged) == (f"{TEXT[:-1]}\ufffd", 1)


def test_a_short_latin_text_that_ends_in_an_accent_is_no_damaged_utf8() -> None:
    assert source_from_bytes("a.txt", b"caf\xe9").text == "café"


@pytest.mark.parametrize("data", [b"ab\0\0cd", bytes(range(256)) * 4, b"\xff\xfe" + b"\x00\xd8" * 50])
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (ReadAs("a.txt", "UTF-16", MARK), "a.txt was read as UTF-16, as the mark at the beginning says."),
        (ReadAs("a.bib", "Windows-1251", DECLARATION), "a.bib was read as Windows-1251, as it says itself."),
        (
            ReadAs("a.txt", "Latin-1", GUESS),
            "a.txt was read as Latin-1. That is a guess: see whether letters with accents are right; "
            "if not, save it as UTF-8.",
        ),
        (
            ReadAs("a.txt", "UTF-8", GUESS, 1),
            "a.txt was read as UTF-8, but 1 place is damaged and shown as “\ufffd”. Compare with the original.",
        ),
    ],
)
def test_the_encoding_is_told_in_words_with_how_sure_it_is(read: ReadAs, words: str) -> None:
    assert told([read]) == [words]


def test_of_many_sources_each_kind_is_told_once() -> None:
    read = [ReadAs(f"{number}.txt", "Latin-1", GUESS) for number in range(1_200)]
    assert [words[:40] for words in told([*read, ReadAs("b.txt", "UTF-16", MARK)])] == [
        "1,200 sources were read as Latin-1. That",
        "b.txt was read as UTF-16, as the mark at",
    ]
    assert told([]) == []


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1).filter(lambda text: text.strip()))
def test_western_text_comes_back_or_was_utf8(text: str) -> None:
    data = f"{text} ü ".encode("cp1252")
    source = source_from_bytes("a.txt", data)
    assert source.text == f"{text} ü " or source.read_as is None or source.read_as.encoding == "UTF-8"
