"""What the page of an entry's origins shows. No HTML here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import BESIDE, Ledger
from dragoman.model import Entry, Report
from dragoman.publish.origins import edge_words, graph_row, independence_line, independence_row


@dataclass(frozen=True, slots=True)
class Rooted:
    """A report, what it rests on (empty where unknown), and what shows it, in words.

    `outlet_letter` and `root_letter` are how reliable both were rated, empty where they were not.
    """

    report: Report
    root: str
    shown: tuple[str, ...]
    outlet_letter: str = ""
    root_letter: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """An entry's reports by what they rest on; `summary` counts them, `reasons` say why so few."""

    summary: str
    reasons: tuple[str, ...]
    rows: tuple[Rooted, ...]


def entry_origins(entry: Entry, ledger: Ledger, reports: Mapping[str, Report]) -> Origins:
    """What the reports of an entry rest on; of very many reports only the first are looked at."""
    told, ids = _told_by(entry)
    graph, letters = ledger.graph(ids), ledger.reliabilities()
    found = ledger.independence(ids, graph)
    rows = []
    for report_id in ids:
        root = graph.root_of(report_id)
        edges = [edge_words(edge, reports) for edge in graph.edges if edge.one == report_id]
        report = reports[report_id]
        rows.append(
            Rooted(
                report,
                root.name if root else "",
                tuple(edges),
                letters.of(report.outlet),
                letters.of(root.source.name) if root else "",
            )
        )
    return Origins(
        independence_line(found, reports, len(told) - len(ids)),
        tuple(reason for voice in found.voices for reason in voice.reasons),
        tuple(sorted(rows, key=lambda row: (not row.root, row.root, row.report.published or ""))),
    )


def origins_row(entry: Entry, ledger: Ledger, reports: Mapping[str, Report]) -> dict[str, Any]:
    """The same as JSON: the graph, and the voices that are independent."""
    _, ids = _told_by(entry)
    graph = ledger.graph(ids)
    return {
        "entry": entry.id,
        **graph_row(graph, reports, ledger.reliabilities()),
        **independence_row(ledger.independence(ids, graph)),
    }


def _told_by(entry: Entry) -> tuple[Sequence[str], Sequence[str]]:
    """Ids of all the reports that tell an entry, and of those that are looked at."""
    told = sorted({version.report_id for version in entry.versions})
    return told, told[:BESIDE]
