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
from dragoman.errors import DragomanError, MissingError, StoreError
from dragoman.ledger import Ledger
from dragoman.model import Document
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
) -> Iterator[Outcome]:
    """Read what is at each address into the ledger; one outcome a document, in order.

    Each document is kept as it came before it is read, and each report is committed with its coding
    before the next is begun: what was interrupted goes on from there when the same addresses are
    read again. StoreError where the ledger itself fails; any other error is an outcome.
    """

    def known(address: str) -> Validators | None:
        found = ledger.validators(address) if is_unicode(address) else None
        return None if found is None else Validators(*found)

    for gathered in collect(addresses, fetcher, known, max_bytes=max_bytes):
        if isinstance(gathered, Failure):
            yield Outcome(gathered.address, "failed", error=gathered.error)
            continue
        address = gathered.address
        try:
            yield _take(ledger, _document(ledger, gathered), coder)
        except DragomanError as error:
            if isinstance(error, StoreError) and not isinstance(error, MissingError):
                raise
            yield Outcome(address, "failed", error=error)


def _document(ledger: Ledger, gathered: Document | Unchanged) -> Document:
    """What is to be read: of bytes that the ledger has, what it has, as it was found first."""
    if isinstance(gathered, Unchanged) or not ledger.add_document(gathered):
        kept = ledger.document(gathered.address)
        if isinstance(gathered, Unchanged) or kept.id == gathered.id:
            return kept
    return gathered


def _take(ledger: Ledger, document: Document, coder: Coder) -> Outcome:
    report = read_report(document)
    outcome = Outcome(document.address, "known", report.id, report.lang, report.title)
    if ledger.has_coding(report.id, coder.name):
        return outcome
    coding = code_report(report, coder)
    # Another process may have added it since.
    if not ledger.add(report, coding):
        return outcome
    return replace(outcome, what="new", events=len(coding.events))
