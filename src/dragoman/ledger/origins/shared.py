"""What each report rests on, in one wording for each first-hand source."""

from collections.abc import Iterable, Mapping

from dragoman.code.protocol import Names
from dragoman.ledger.origins.graph import Graph, build_graph
from dragoman.ledger.origins.told import look_at
from dragoman.model import Coding, Report


def origin_graph(
    coded: Iterable[tuple[Report, Coding]], entries: Mapping[str, Iterable[str]], names: Names
) -> Graph:
    """The graph of reports with their codings.

    `entries` gives, by a report's id, the ids of the entries that its events are versions of.
    """
    return build_graph(
        look_at(report, coding, names, entries.get(report.id, ())) for report, coding in coded
    )


def shared_origins(graph: Graph) -> dict[str, str]:
    """The name of the first-hand source of each report, by its id; none for an unknown one."""
    return {one: root.name for root in graph.roots for one in root.report_ids}
