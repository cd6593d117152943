"""Entries as files: CSV for spreadsheets, JSON lines for programs."""

from dragoman.publish.cells import join_list, neutral, plain, split_list
from dragoman.publish.csvform import COLUMNS, Column, csv_lines, write_csv
from dragoman.publish.differing import (
    POINT_COLUMNS,
    difference_lines,
    difference_row,
    point_words,
    track_lines,
    track_row,
    track_title,
)
from dragoman.publish.rows import (
    coding_row,
    entry_row,
    first_source,
    json_line,
    leading_version,
    report_row,
    version_report,
    write_jsonl,
)

__all__ = [
    "COLUMNS",
    "POINT_COLUMNS",
    "Column",
    "coding_row",
    "csv_lines",
    "difference_lines",
    "difference_row",
    "entry_row",
    "first_source",
    "join_list",
    "json_line",
    "leading_version",
    "neutral",
    "plain",
    "point_words",
    "report_row",
    "split_list",
    "track_lines",
    "track_row",
    "track_title",
    "version_report",
    "write_csv",
    "write_jsonl",
]
