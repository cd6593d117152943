"""The pipeline: the rooms joined, from addresses to a ledger and from lines to coded lines."""

from dragoman.pipeline.coding import Coded, code_report, default_coder
from dragoman.pipeline.lines import Shown, code_lines, coded_row, given_lines, link_rows
from dragoman.pipeline.reading import Outcome, read_into

__all__ = [
    "Coded",
    "Outcome",
    "Shown",
    "code_lines",
    "code_report",
    "coded_row",
    "default_coder",
    "given_lines",
    "link_rows",
    "read_into",
]
