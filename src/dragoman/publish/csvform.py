"""Entries as CSV (RFC 4180): one row an entry, a header row first, lines ended by CR LF."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from dragoman.codebook import KINDS
from dragoman.model import Entry, Party, Report
from dragoman.publish.cells import join_list, neutral
from dragoman.publish.rows import leading_version, version_report

Reports = Mapping[str, Report]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its name, what it holds, and how a cell of it is made."""

    name: str
    what: str
    cell: Callable[[Entry, Reports], str]


def _names(parties: tuple[Party, ...]) -> str:
    return join_list(party.name for party in parties)


def _countries(parties: tuple[Party, ...]) -> str:
    return join_list(party.country or "" for party in parties)


def _plover(entry: Entry, _: Reports) -> str:
    kind = KINDS.get(entry.kind)
    return kind.plover if kind else ""


def _cameo(entry: Entry, _: Reports) -> str:
    kind = KINDS.get(entry.kind)
    return kind.cameo if kind else ""


def _told_by(entry: Entry, reports: Reports) -> list[Report]:
    """The reports that tell an entry, each once, in the order of its versions."""
    found = (version_report(entry, version, reports) for version in entry.versions)
    return list({report.id: report for report in found}.values())


def _each(values: Iterable[str]) -> str:
    """Distinct values in the order of their first appearance."""
    return join_list(dict.fromkeys(values))


def _evidence(entry: Entry, _: Reports) -> str:
    return join_list(piece.exact for piece in leading_version(entry).event.evidence)


COLUMNS: tuple[Column, ...] = (
    Column("id", "the entry's id, 64 hex digits", lambda e, _: e.id),
    Column("kind", "kind of event in the codebook", lambda e, _: e.kind),
    Column("plover", "PLOVER event type of the kind", _plover),
    Column("cameo", "CAMEO root nearest to the kind, two digits", _cameo),
    Column(
        "initiator_countries",
        "country of each initiator, empty where unknown",
        lambda e, _: _countries(e.initiator),
    ),
    Column("initiator_names", "name of each initiator", lambda e, _: _names(e.initiator)),
    Column(
        "recipient_countries",
        "country of each recipient, empty where unknown",
        lambda e, _: _countries(e.recipient),
    ),
    Column("recipient_names", "name of each recipient", lambda e, _: _names(e.recipient)),
    Column("status", "status in the codebook", lambda e, _: e.status),
    Column("time", "time of the deed in EDTF, empty where unknown", lambda e, _: e.time or ""),
    Column("first_day", "first day it can have been, ISO 8601", lambda e, _: e.first_day or ""),
    Column("last_day", "last day it can have been, ISO 8601", lambda e, _: e.last_day or ""),
    Column("place", "where it happened", lambda e, _: e.place.name if e.place else ""),
    Column(
        "place_country",
        "country of the place, empty where unknown or disputed",
        lambda e, _: (e.place.country or "") if e.place else "",
    ),
    Column(
        "said_by",
        "who says so, from the source nearest the reader to the first, of the version that the "
        "entry follows most closely; empty where its outlet itself states it",
        lambda e, _: join_list(leading_version(e).event.said_by),
    ),
    Column("themes", "themes of the codebook", lambda e, _: join_list(e.themes)),
    Column(
        "reports", "how many reports tell it", lambda e, reports: str(len(_told_by(e, reports)))
    ),
    Column(
        "outlets", "their outlets", lambda e, reports: _each(r.outlet for r in _told_by(e, reports))
    ),
    Column(
        "languages",
        "their languages",
        lambda e, reports: _each(r.lang for r in _told_by(e, reports)),
    ),
    Column(
        "evidence",
        "the words that state it, of the version that the entry follows most closely",
        _evidence,
    ),
    Column(
        "addresses",
        "where the reports stand: a URL, a path or a name",
        lambda e, reports: _each(r.ref for r in _told_by(e, reports)),
    ),
    Column(
        "sample",
        "yes where a report is a reworded sample under an invented outlet name",
        lambda e, reports: "yes" if any(r.sample for r in _told_by(e, reports)) else "",
    ),
)


def csv_lines(entries: Iterable[Entry], reports: Reports) -> Iterator[str]:
    """The header and a line for each entry, each with its line end; a few lines in memory at once.

    `reports` are by id. PublishError where a report of an entry is not among them.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    yield _taken(buffer)
    for entry in entries:
        writer.writerow([neutral(column.cell(entry, reports)) for column in COLUMNS])
        yield _taken(buffer)


def write_csv(entries: Iterable[Entry], out: TextIO, reports: Reports) -> None:
    """Write entries as CSV. `out` must keep line ends as they are (opened with `newline=""`).

    Errors as `csv_lines`.
    """
    out.writelines(csv_lines(entries, reports))


def _taken(buffer: io.StringIO) -> str:
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line
