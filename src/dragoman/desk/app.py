"""The desk's routes. Every page is a GET, needs no script, and has a JSON twin."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles

from dragoman import __version__
from dragoman.desk.answers import Guard, add_error_answers
from dragoman.desk.pages import page
from dragoman.desk.query import PAGE, Query, read_query
from dragoman.desk.rooted import entry_origins, origins_row
from dragoman.desk.stylesheet import MOST_MARKS, mark_rules, rounded
from dragoman.desk.views import choices, filters, line, reading, tellings
from dragoman.errors import MissingError
from dragoman.ledger import FILTER_FIELDS, Ledger, Reports, each_entry
from dragoman.publish import csv_lines, entry_row, json_line, report_row

#: Lines of the CSV twin that are sent at once.
BATCH = 500

_STATIC = Path(__file__).parent / "static"

_PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": what,
        "schema": {"type": "string"},
    }
    for name, what in FILTER_FIELDS.items()
]
_PAGE_PARAMETER = {
    "name": "page",
    "in": "query",
    "required": False,
    "description": f"page of {PAGE} entries, from 1",
    "schema": {"type": "integer", "minimum": 1},
}


def create_app(ledger: Ledger, unsure_below: float = 0.0) -> FastAPI:
    """The desk over an open ledger, which stays the caller's to close.

    Events whose confidence is under `unsure_below` are marked as unsure.

    Pages: `/` (the ledger, with the filter in the query string), `/entries/{id}`,
    `/entries/{id}/origins`, `/reports/{id}`. Twins: `/entries.json`, `/entries.csv`,
    `/entries/{id}.json`, `/entries/{id}/origins.json`, `/reports/{id}.json`, described in
    `/openapi.json`. An id may be cut short to what is unique.
    """
    app = FastAPI(
        title="Dragoman",
        version=__version__,
        # The pages that FastAPI offers for these load from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(Guard)
    add_error_answers(app)
    _add_ledger(app, ledger)
    _add_ledger_twins(app, ledger)
    _add_entry(app, ledger, unsure_below)
    _add_origins(app, ledger)
    _add_report(app, ledger, unsure_below)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app


def _add_ledger(app: FastAPI, ledger: Ledger) -> None:
    @app.get("/", include_in_schema=False)
    def ledger_page(request: Request) -> Response:
        pairs = request.query_params.multi_items()
        query = read_query(pairs)
        if any(not value.strip() for _, value in pairs):
            # A form sends its empty fields too; the address of a state should be short.
            return RedirectResponse(query.at("/", query.page), status_code=303)
        count = ledger.count(query.wanted)
        pages = _pages(query, count)
        reports = Reports(ledger)
        entries = ledger.entries(query.wanted, limit=PAGE, offset=query.offset)
        return page(
            "ledger.html",
            query=query,
            lines=[line(entry, reports) for entry in entries],
            count=count,
            pages=pages,
            choices=choices(ledger.facets(), query),
            filters=filters(query),
        )


def _add_ledger_twins(app: FastAPI, ledger: Ledger) -> None:
    @app.get("/entries.json", openapi_extra={"parameters": [*_PARAMETERS, _PAGE_PARAMETER]})
    def ledger_json(request: Request) -> Response:
        """A page of the ledger: the entries that the filter lets through, newest event first."""
        query = read_query(request.query_params.multi_items())
        count = ledger.count(query.wanted)
        pages = _pages(query, count)
        reports = Reports(ledger)
        entries = ledger.entries(query.wanted, limit=PAGE, offset=query.offset)
        row = {
            "filter": query.set_fields,
            "count": count,
            "page": query.page,
            "pages": pages,
            "next": query.at("/entries.json", query.page + 1) if query.page < pages else None,
            "entries": [entry_row(entry, reports) for entry in entries],
        }
        return _json(row)

    @app.get(
        "/entries.csv",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
        openapi_extra={"parameters": _PARAMETERS},
    )
    def ledger_csv(request: Request) -> Response:
        """All entries that the filter lets through, one a row."""
        query = read_query(request.query_params.multi_items())
        lines = csv_lines(each_entry(ledger, query.wanted), Reports(ledger))
        # The first row is asked for at once, so that a failing store is an error, not half a file.
        first = list(islice(lines, 2))
        return StreamingResponse(
            _joined(chain(first, lines)),
            media_type="text/csv; charset=utf-8; header=present",
            headers={"content-disposition": 'attachment; filename="dragoman-entries.csv"'},
        )


def _add_entry(app: FastAPI, ledger: Ledger, unsure_below: float) -> None:
    @app.get("/entries/{entry_id}.json")
    def entry_json(entry_id: str) -> Response:
        """An entry with every report's version of it."""
        return _json(entry_row(ledger.entry(entry_id), Reports(ledger)))

    @app.get("/entries/{entry_id}", include_in_schema=False)
    def entry_page(entry_id: str) -> Response:
        entry = ledger.entry(entry_id)
        if entry.id != entry_id:
            return RedirectResponse(f"/entries/{entry.id}", status_code=307)
        told = tellings(entry, ledger, Reports(ledger))
        return page("entry.html", entry=entry, tellings=told, unsure_below=unsure_below)


def _add_origins(app: FastAPI, ledger: Ledger) -> None:
    @app.get("/entries/{entry_id}/origins.json")
    def origins_json(entry_id: str) -> Response:
        """What the reports of an entry rest on, as a graph, and the independent voices in it."""
        return _json(origins_row(ledger.entry(entry_id), ledger, Reports(ledger)))

    @app.get("/entries/{entry_id}/origins", include_in_schema=False)
    def origins_page(entry_id: str) -> Response:
        entry = ledger.entry(entry_id)
        if entry.id != entry_id:
            return RedirectResponse(f"/entries/{entry.id}/origins", status_code=307)
        found = entry_origins(entry, ledger, Reports(ledger))
        return page("origins.html", entry=entry, origins=found)


def _add_report(app: FastAPI, ledger: Ledger, unsure_below: float) -> None:
    @app.get("/reports/{report_id}.json")
    def report_json(report_id: str) -> Response:
        """A report with all its codings; the one that its entries rest on stands last."""
        report = ledger.report(report_id)
        return _json(report_row(report, ledger.codings(report.id)))

    @app.get("/reports/{report_id}", include_in_schema=False)
    def report_page(report_id: str, coding: str | None = None) -> Response:
        report = ledger.report(report_id)
        if report.id != report_id:
            return RedirectResponse(f"/reports/{report.id}", status_code=307)
        try:
            shown = reading(report, ledger.codings(report.id), coding)
        except KeyError:
            raise MissingError(f"this report has no coding {str(coding)[:64]!r}") from None
        marks = rounded(len(shown.notes))
        return page("report.html", reading=shown, marks=marks, unsure_below=unsure_below)

    @app.get("/marks/{count}.css", include_in_schema=False)
    def marks(count: str) -> Response:
        number = int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 0
        if not 0 < number <= MOST_MARKS:
            raise MissingError(f"there is no style sheet for {count[:20]!r} marks")
        return Response(
            mark_rules(number), media_type="text/css", headers={"cache-control": "max-age=86400"}
        )


def _pages(query: Query, count: int) -> int:
    """How many pages there are; MissingError where the one asked for is none of them."""
    pages = max(1, -(-count // PAGE))
    if query.page > pages:
        raise MissingError(f"there is no page {query.page}", f"the last one is {pages}")
    return pages


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    """Lines in pieces of a fair size: each piece sent costs a turn of the server."""
    held: list[str] = []
    for one in lines:
        held.append(one)
        if len(held) == BATCH:
            yield "".join(held).encode("utf-8")
            held.clear()
    if held:
        yield "".join(held).encode("utf-8")


def _json(row: dict[str, Any]) -> Response:
    return Response(json_line(row), media_type="application/json")
