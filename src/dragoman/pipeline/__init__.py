"""The pipeline: the rooms joined, from addresses to a ledger and from lines to coded lines."""

from dragoman.pipeline.changes import COMPARED, Both, Changes, compare_codings
from dragoman.pipeline.coding import Coded, code_report, default_coder
from dragoman.pipeline.lines import Shown, code_lines, coded_row, given_lines, link_rows
from dragoman.pipeline.reading import Outcome, read_into
from dragoman.pipeline.recoding import Recoded, recode
from dragoman.pipeline.summing import COUNTED, Summary, sum_up

__all__ = [
    "COMPARED",
    "COUNTED",
    "Both",
    "Changes",
    "Coded",
    "Outcome",
    "Recoded",
    "Shown",
    "Summary",
    "code_lines",
    "code_report",
    "coded_row",
    "compare_codings",
    "default_coder",
    "given_lines",
    "link_rows",
    "read_into",
    "recode",
    "sum_up",
]
