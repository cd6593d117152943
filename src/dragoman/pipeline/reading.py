"""Reading into a ledger: what is at each address, kept, coded and linked, one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from dragoman.code import Coder
from dragoman.collect import (
    MAX_BYTES,
    Failure,
    Fetcher,
    Unchanged,
    Validators,
    collect,
)
from dragoman.errors import DragomanError, ErasedError, MissingError, StoreError
from dragoman.ledger import Ledger
from dragoman.model import Coding, Document, Report
from dragoman.pipeline.beside import side_by_side
from dragoman.pipeline.coding import code_report, is_unicode, read_report


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document.

    `what` is `new` (its report and coding were added), `known` (the ledger had them) or `failed`.
    `events` counts those of the coding that was added.
    """

    address: str
    what: Literal["new", "known", "failed"]
    report_id: str | None = None
    lang: str | None = None
    title: str = ""
    events: int = 0
    error: DragomanError | None = None

    def to_json(self) -> dict[str, Any]:
        """The fields as JSON; of an error its code and its words."""
        return {
            "address": self.address,
            "what": self.what,
            "report": self.report_id,
            "lang": self.lang,
            "title": self.title,
            "events": self.events,
            "error": str(self.error) if self.error else None,
        }


def read_into(
    ledger: Ledger,
    addresses: Iterable[str],
    coder: Coder,
    fetcher: Fetcher,
    max_bytes: int = MAX_BYTES,
    threads: int = 0,
) -> Iterator[Outcome]:
    """Read what is at each address into the ledger; one outcome a document, in order.

    Each document is kept as it came, even if no report can be read from it, and each report is
    committed with its coding before its outcome is told: what was interrupted goes on from there
    when the same addresses are read again. What was erased on request is refused. `threads`
    reports are coded side by side, 0 for one a core; the ledger is written by the caller's thread
    alone. StoreError where the ledger itself fails; any other error is an outcome.
    """

    def known(address: str) -> Validators | None:
        found = ledger.validators(address) if is_unicode(address) else None
        return None if found is None else Validators(*found)

    def code(taken: _Report | Outcome) -> _Report | Outcome:
        if isinstance(taken, Outcome):
            return taken
        try:
            return replace(taken, coding=code_report(taken.report, coder))
        except DragomanError as error:
            return Outcome(taken.outcome.address, "failed", error=error)

    gathered = collect(addresses, fetcher, known, max_bytes=max_bytes)
    reports = (_take(ledger, one, coder) for one in gathered)
    for coded in side_by_side(code, reports, threads):
        yield coded if isinstance(coded, Outcome) else _add(ledger, coded)


@dataclass(frozen=True, slots=True)
class _Report:
    """A report that the ledger has no coding of, with what came of its document so far."""

    report: Report
    outcome: Outcome
    coding: Coding | None = None


def _document(ledger: Ledger, gathered: Document | Unchanged) -> Document:
    """What is to be read: of bytes that the ledger has, what it has, as it was found first."""
    try:
        kept = ledger.document(gathered.address)
    except MissingError:
        if isinstance(gathered, Unchanged):
            raise
        return gathered
    return kept if isinstance(gathered, Unchanged) or kept.id == gathered.id else gathered


def _keep(ledger: Ledger, document: Document) -> Report:
    """The report of a document that is now kept, unless the report was erased."""
    try:
        report = read_report(document)
    except DragomanError:
        ledger.add_document(document)
        raise
    # Before the document is kept: other bytes may hold the same report.
    ledger.refuse_erased(report)
    ledger.add_document(document)
    return report


def _take(
    ledger: Ledger, gathered: Document | Unchanged | Failure, coder: Coder
) -> _Report | Outcome:
    """The report of a document, or the outcome where there is nothing to be coded."""
    if isinstance(gathered, Failure):
        return Outcome(gathered.address, "failed", error=gathered.error)
    address = gathered.address
    try:
        document = _document(ledger, gathered)
        report = _keep(ledger, document)
        outcome = Outcome(document.address, "known", report.id, report.lang, report.title)
        return outcome if ledger.has_coding(report.id, coder.name) else _Report(report, outcome)
    except DragomanError as error:
        return _failed(address, error)


def _add(ledger: Ledger, coded: _Report) -> Outcome:
    outcome, coding = coded.outcome, coded.coding
    assert coding is not None
    try:
        # Another process may have added it since.
        if not ledger.add(coded.report, coding):
            return outcome
    except DragomanError as error:
        return _failed(outcome.address, error)
    return replace(outcome, what="new", events=len(coding.events))


def _failed(address: str, error: DragomanError) -> Outcome:
    """The outcome of an error, unless it is the ledger's own, which ends the reading."""
    if isinstance(error, StoreError) and not isinstance(error, MissingError | ErasedError):
        raise error
    return Outcome(address, "failed", error=error)
