from readinglist.desktop.importing.report_text import report_text
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Failure


def test_kinds_stand_in_the_order_of_the_list() -> None:
    report = Report(
        (
            Outcome("page.txt", 4, "On Rivers", Fate.ADDED, 7, "new", "Abbott · 2020"),
            Outcome("page.txt", 6, "On Lakes", Fate.ADDED, 8, "new"),
            Outcome("page.txt", 9, "On Coasts", Fate.LIKELY, 9, "same title, but other authors"),
        ),
        (Failure("page.txt", 31, "No title. Add one."),),
    )
    assert report_text(report, ("2 papers added", "From page.txt")) == (
        "2 papers added\nFrom page.txt\n\n"
        "Failed (1)\npage.txt, line 31\n    No title. Add one.\n\n"
        "Likely (1)\nOn Coasts\n    Perhaps here already: same title, but other authors\n\n"
        "New (2)\nOn Rivers\n    Abbott · 2020\nOn Lakes\n    New\n"
    )


def test_an_empty_report_is_its_heads() -> None:
    assert report_text(Report((), ()), ("No papers found",)) == "No papers found\n"
