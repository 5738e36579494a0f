"""Stored times as a reader says them, in the local time and language."""

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt


def day(at: str) -> str:
    """The day of a time in ISO 8601: "11 March", with the year where it is not this one."""
    return _day(_local(at).date())


def moment(at: str) -> str:
    """Day and time of day: "11 March, 09:30". What is no time in ISO 8601 stays as it is."""
    local = _local(at)
    return f"{_day(local.date())}, {QLocale().toString(local.time(), 'HH:mm')}" if local.isValid() else at


def _local(at: str) -> QDateTime:
    return QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs).toLocalTime()


def _day(date: QDate) -> str:
    return QLocale().toString(date, "d MMMM" if date.year() == QDate.currentDate().year() else "d MMMM yyyy")
