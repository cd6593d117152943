"""Lines of reports to lines of codings, in the codebook's form: how a coder is measured."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.code import Coder
from dragoman.collect import Failure, read_lines
from dragoman.errors import DragomanError
from dragoman.ledger import entry_id, event_id, link
from dragoman.ledger.origins import origin_graph, shared_origins
from dragoman.model import Coding, Document, Report, Version, coding_to_json, grounds_to_json
from dragoman.pipeline.beside import side_by_side
from dragoman.pipeline.coding import Coded, code_report, read_report
from dragoman.pipeline.given import given_coding
from dragoman.resolve import Resolver

Row = dict[str, Any]


def code_lines(
    path: Path, coder: Coder, max_bytes: int, threads: int = 0
) -> Iterator[Coded | Failure]:
    """Each line of a file read and coded, in order; a line that cannot be is a Failure.

    `threads` lines are coded side by side, 0 for one a core. A Failure's address is the report's id
    where the line has one, else `PATH:NUMBER`. AddressError, EmptyError or LimitError where the
    file itself cannot be read.
    """
    return _each_line(path, max_bytes, threads, lambda _, report: code_report(report, coder))


def given_lines(path: Path, max_bytes: int, threads: int = 0) -> Iterator[Coded | Failure]:
    """As `code_lines`, but the events that stand in a line are taken as its coding."""
    return _each_line(path, max_bytes, threads, given_coding)


def _each_line(
    path: Path, max_bytes: int, threads: int, code: Callable[[Document, Report], Coding]
) -> Iterator[Coded | Failure]:
    def take(document: Document | Failure) -> Coded | Failure:
        if isinstance(document, Failure):
            return document
        try:
            report = read_report(document)
            return Coded(report, code(document, report))
        except DragomanError as error:
            return Failure(document.address.removeprefix(f"{path}#"), error)

    yield from side_by_side(take, read_lines(str(path), max_bytes), threads)


@dataclass(frozen=True, slots=True)
class Shown:
    """What rows tell beside the codebook's fields.

    An event whose confidence is under `unsure_below` has `unsure`; with `why` each event tells the
    words that it was read from.
    """

    unsure_below: float = 0.0
    why: bool = False


#: The codebook's fields alone.
PLAIN = Shown()


def coded_row(result: Coded | Failure, shown: Shown = PLAIN) -> Row:
    """What is written for a line: `id` and the coding, or `id` and `error`."""
    if isinstance(result, Failure):
        return {"id": result.address, "error": str(result.error)}
    row = {"id": result.report.ref, **coding_to_json(result.coding)}
    for told, event in zip(row["events"], result.coding.events, strict=True):
        if event.is_unsure(shown.unsure_below):
            told["unsure"] = True
        if shown.why:
            told["why"] = grounds_to_json(event, result.report.text)
    return row


def link_rows(results: Sequence[Coded | Failure], shown: Shown = PLAIN) -> list[Row]:
    """The rows of all results, with `entry` on each event and one `origin` for each source.

    Events that are one real-world event share `entry`; reports that rest on one saying of one
    first-hand source share `origin`, which is None where that is not known.
    """
    rows = [coded_row(result, shown) for result in results]
    coded = [result for result in results if isinstance(result, Coded)]
    entries = _entries(coded)
    told = {
        one.report.id: {entries[event_id(one.coding.id, n)] for n in range(len(one.coding.events))}
        for one in coded
    }
    origins = shared_origins(
        origin_graph([(one.report, one.coding) for one in coded], told, Resolver())
    )
    for result, row in zip(results, rows, strict=True):
        if isinstance(result, Coded):
            coding = result.coding
            row["origin"] = origins.get(result.report.id)
            for n, event in enumerate(row["events"]):
                event["entry"] = entries[event_id(coding.id, n)]
    return rows


def _entries(coded: Sequence[Coded]) -> dict[str, str]:
    """The id of the entry of each event, by the event's id."""
    versions = [
        Version(event_id(one.coding.id, n), one.report.id, one.coding.id, event)
        for one in coded
        for n, event in enumerate(one.coding.events)
    ]
    published = {one.report.id: one.report.published for one in coded}
    return {
        version.event_id: entry_id(group[0].event_id)
        for group in link(versions, published)
        for version in group
    }
