"""The graph of origins as JSON, and as lines that a person reads."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dragoman.model import Report
from dragoman.publish.human import counted, rated

if TYPE_CHECKING:
    from dragoman.ledger.origins import Edge, Graph, Independence, Reliabilities, Root

#: Digits of an id that are shown, and of a whole one.
_ID, _WHOLE = 8, 64
#: Shared marks that a line tells.
_SHARED = 5


def graph_row(
    graph: "Graph", reports: Mapping[str, Report], letters: "Reliabilities"
) -> dict[str, Any]:
    """`nodes` and `edges`; a node's `id` is a root's or a medium's name, or a report's id.

    The `reliability` of a report is that of its outlet.
    """
    ids = sorted({*graph.unknown, *(one for root in graph.roots for one in root.report_ids)})
    names = {root.name for root in graph.roots}
    media = sorted({edge.other for edge in graph.edges} - names - set(ids))
    nodes: list[dict[str, Any]] = [_root_row(root, letters) for root in graph.roots]
    nodes += [
        {"id": name, "node": "medium", "reliability": letters.of(name) or None} for name in media
    ]
    nodes += [_report_row(one, graph, reports[one], letters) for one in ids]
    return {"nodes": nodes, "edges": [_edge_row(edge) for edge in graph.edges]}


def _root_row(root: "Root", letters: "Reliabilities") -> dict[str, Any]:
    source = root.source
    return {
        "id": root.name,
        "node": "source",
        "what": source.what,
        "name": source.name,
        "country": source.country,
        "sector": source.sector,
        "day": root.day,
        "reliability": letters.of(source.name) or None,
    }


def _report_row(
    report_id: str, graph: "Graph", report: Report, letters: "Reliabilities"
) -> dict[str, Any]:
    root = graph.root_of(report_id)
    return {
        "id": report_id,
        "node": "report",
        "outlet": report.outlet,
        "lang": report.lang,
        "published": report.published,
        "title": report.title,
        "origin": root.name if root else None,
        "reliability": letters.of(report.outlet) or None,
    }


def _edge_row(edge: "Edge") -> dict[str, Any]:
    words = edge.words
    return {
        "from": edge.one,
        "to": edge.other,
        "kind": edge.kind,
        "score": edge.score,
        "words": {"start": words.start, "end": words.end, "exact": words.exact} if words else None,
        "shared": list(edge.shared),
    }


def independence_row(found: "Independence") -> dict[str, Any]:
    """`independent` is the number of voices; `unknown` are ids of reports of unknown source."""
    return {
        "independent": len(found.voices),
        "voices": [
            {
                "reports": list(voice.report_ids),
                "origins": list(voice.roots),
                "reasons": list(voice.reasons),
                "judgements": list(voice.judged),
            }
            for voice in found.voices
        ],
        "unknown": list(found.unknown),
    }


def independence_line(found: "Independence", reports: Mapping[str, Report], more: int = 0) -> str:
    """Reports, outlets, origins and independent voices in one line; `more` were not looked at."""
    ids = [*found.unknown, *(one for voice in found.voices for one in voice.report_ids)]
    outlets = {reports[one].outlet or reports[one].ref for one in ids}
    told = [
        counted(len(ids) + more, "report"),
        counted(len(outlets), "outlet"),
        counted(len({root for voice in found.voices for root in voice.roots}), "origin"),
        f"{len(found.voices)} independent",
    ]
    if found.unknown:
        told.append(f"{counted(len(found.unknown), 'report')} of unknown origin")
    if more:
        told.append(f"{counted(more, 'report')} not looked at")
    return ", ".join(told)


def voice_lines(found: "Independence", reports: Mapping[str, Report], more: int) -> list[str]:
    """`independence_line`, and under it, where people judged, why voices are as they are."""
    judged = [reason for voice in found.voices if voice.judged for reason in voice.reasons]
    return [independence_line(found, reports, more), *dict.fromkeys(judged)]


def graph_lines(
    graph: "Graph", reports: Mapping[str, Report], letters: "Reliabilities"
) -> Iterator[str]:
    """Each root with the reports that rest on it and what shows it; the unknown ones last."""
    for root in graph.roots:
        yield rated(root.name, letters.of(root.source.name))
        for report_id in root.report_ids:
            yield from _report_lines(report_id, graph, reports, letters)
    if graph.unknown:
        yield "unknown"
        for report_id in graph.unknown:
            yield from _report_lines(report_id, graph, reports, letters)


def _report_lines(
    report_id: str, graph: "Graph", reports: Mapping[str, Report], letters: "Reliabilities"
) -> Iterator[str]:
    report = reports[report_id]
    day = report.published or "undated"
    outlet = rated(report.outlet or report.ref, letters.of(report.outlet))
    yield f"  {report_id[:_ID]}  {outlet}, {day}, {report.lang}"
    for edge in graph.edges:
        if edge.one == report_id:
            yield f"            {edge_words(edge, reports)}"


def edge_words(edge: "Edge", reports: Mapping[str, Report]) -> str:
    """An edge in words, less the report that it comes from: what it goes to, and what shows it."""
    whom = edge.other
    if len(whom) == _WHOLE and whom in reports:
        whom = f"{whom[:_ID]} ({reports[whom].outlet or reports[whom].ref})"
    words = f" “{' '.join(edge.words.exact.split())}”" if edge.words else ""
    shared = f", shares {', '.join(edge.shared[:_SHARED])}" if edge.shared else ""
    return f"{edge.kind} {whom}{words} ({edge.score:.2f}{shared})"
