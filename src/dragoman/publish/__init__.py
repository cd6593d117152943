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
from dragoman.publish.identities import (
    IDENTITY_COLUMNS,
    identity_row,
    role_words,
    write_identities_csv,
)
from dragoman.publish.rows import (
    coding_row,
    entry_row,
    first_source,
    json_line,
    leading_version,
    link_row,
    report_row,
    version_report,
    write_jsonl,
)

__all__ = [
    "COLUMNS",
    "IDENTITY_COLUMNS",
    "POINT_COLUMNS",
    "Column",
    "coding_row",
    "csv_lines",
    "difference_lines",
    "difference_row",
    "entry_row",
    "first_source",
    "identity_row",
    "join_list",
    "json_line",
    "leading_version",
    "link_row",
    "neutral",
    "plain",
    "point_words",
    "report_row",
    "role_words",
    "split_list",
    "track_lines",
    "track_row",
    "track_title",
    "version_report",
    "write_csv",
    "write_identities_csv",
    "write_jsonl",
]
