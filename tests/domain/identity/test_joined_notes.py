from readinglist.domain.identity.joined_notes import Noted, joined

AT = "2026-03-03T12:00:00.000Z"


def test_each_note_stands_under_its_heading() -> None:
    notes = [Noted("Wet  Knots", AT, "One."), Noted("Ropes", AT, "Two.\n")]
    assert joined(notes) == "## Note on “Wet Knots”, 3 March 2026\n\nOne.\n\n## Note on “Ropes”, 3 March 2026\n\nTwo.\n"


def test_one_note_or_the_same_twice_has_no_heading() -> None:
    assert joined([]) == ""
    assert joined([Noted("Knots", AT, " "), Noted("Ropes", AT, "Two.")]) == "Two."
    assert joined([Noted("Knots", AT, "Two."), Noted("Ropes", AT, "Two.")]) == "Two."


def test_what_was_joined_before_has_its_headings() -> None:
    once = joined([Noted("Knots", AT, "One."), Noted("Ropes", AT, "Two.")])
    twice = joined([Noted("Knots", AT, once), Noted("Bows", "no time", "Three.")])
    assert twice == f"{once.rstrip()}\n\n## Note on “Bows”, no time\n\nThree.\n"
