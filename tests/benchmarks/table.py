"""What a benchmark came to, as one table."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what, at how many papers, its values, and what they are held against.

    `most` is the greatest median that will do, `least` the smallest; `peer` is the median of the same work done by
    `peer_name`.
    """

    what: str
    size: int
    values: Sequence[float]
    unit: str = "ms"
    most: float | None = None
    least: float | None = None
    peer: float | None = None
    peer_name: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        return percentile(self.values, 0.95)

    @property
    def verdict(self) -> str:
        if self.most is None and self.least is None:
            return ""
        missed = (self.most is not None and self.median > self.most) or (
            self.least is not None and self.median < self.least
        )
        return "MISS" if missed else "ok"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(rows: Sequence[Row]) -> None:
    """Print the table."""
    heads = ("what", "papers", "n", "median", "p95", "unit", "bar", "", "ratio to peer")
    lines = [heads, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        first, *others = (
            cell.ljust(width) if column in (0, 5, 7, 8) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join((first, *others)).rstrip(), flush=True)


def _cells(row: Row) -> tuple[str, ...]:
    bar = (
        ""
        if row.most is None and row.least is None
        else f"<= {row.most:g}"
        if row.least is None
        else f">= {row.least:g}"
    )
    ratio = f"{row.median / row.peer:.2f} x {row.peer_name} ({_number(row.peer)})" if row.peer else ""
    return (
        row.what,
        f"{row.size:,}",
        str(len(row.values)),
        _number(row.median),
        _number(row.p95),
        row.unit,
        bar,
        row.verdict,
        ratio,
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
