"""Reports of a ledger coded anew: what that changes, and the new codings kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.code import Coder
from dragoman.errors import DragomanError, ErasedError, MissingError, StoreError
from dragoman.ledger import Ledger, event_id
from dragoman.ledger.judging.holding import holding
from dragoman.ledger.judging.pointing import find_again
from dragoman.model import Coding, Judgement, Pointer, Report, Version, event_to_json
from dragoman.pipeline.beside import side_by_side
from dragoman.pipeline.changes import UNCHANGED, Changes, compare_codings
from dragoman.pipeline.coding import code_report


@dataclass(frozen=True, slots=True)
class Recoded:
    """What came of one report.

    `what` is `coded`, `known` (another process has kept this coding since) or `failed`. `former` is
    the coder whose coding the entries rest on, None where there is none. `unfound` are ids of
    judgements that hold and point at a telling which the new coding does not find any more,
    `refound` of those whose telling only the new one finds.
    """

    report_id: str
    what: Literal["coded", "known", "failed"]
    report: Report | None = None
    former: str | None = None
    changes: Changes = UNCHANGED
    unfound: tuple[str, ...] = ()
    refound: tuple[str, ...] = ()
    error: DragomanError | None = None

    def to_json(self) -> dict[str, Any]:
        """The report by id, name, language and day, and all that is changed."""
        report = self.report
        return {
            "report": self.report_id,
            "ref": report.ref if report else None,
            "lang": report.lang if report else None,
            "published": report.published if report else None,
            "former": self.former,
            "gained": [event_to_json(event) for event in self.changes.gained],
            "lost": [event_to_json(event) for event in self.changes.lost],
            "changed": [one.to_json() for one in self.changes.changed],
            "unfound": list(self.unfound),
            "refound": list(self.refound),
        }


def recode(
    ledger: Ledger,
    report_ids: Iterable[str],
    coder: Coder,
    *,
    adopt: bool = False,
    threads: int = 0,
) -> Iterator[Recoded]:
    """Code these reports of the ledger and set what is found against what entries rest on.

    With `adopt` each new coding is committed before its report is told, and entries rest on it from
    then on: what was interrupted goes on from there. Else nothing is kept. `threads` reports are
    coded side by side, 0 for one a core; the ledger is used by the caller's thread alone.
    StoreError where the ledger itself fails; any other error is told with its report.
    """
    pointed = _pointers(ledger.judgements())

    def code(taken: Report | Recoded) -> tuple[Report, Coding] | Recoded:
        if isinstance(taken, Recoded):
            return taken
        try:
            return taken, code_report(taken, coder)
        except DragomanError as error:
            return Recoded(taken.id, "failed", taken, error=error)

    reports = (_take(ledger, one) for one in report_ids)
    for coded in side_by_side(code, reports, threads):
        if isinstance(coded, Recoded):
            yield coded
        else:
            yield _settle(ledger, *coded, pointed[coded[0].id], adopt)


_Pointed = Sequence[tuple[str, Pointer]]


def _pointers(judgements: Iterable[Judgement]) -> defaultdict[str, list[tuple[str, Pointer]]]:
    """By report, what the judgements that hold point at, with the judgement's id."""
    found: defaultdict[str, list[tuple[str, Pointer]]] = defaultdict(list)
    for one in holding(judgements):
        for pointer in (*one.tellings, *one.others):
            found[pointer.report_id].append((one.id, pointer))
    return found


def _take(ledger: Ledger, report_id: str) -> Report | Recoded:
    try:
        return ledger.report(report_id)
    # It was erased since its id was looked up.
    except MissingError as error:
        return Recoded(report_id, "failed", error=error)


def _settle(
    ledger: Ledger, report: Report, newer: Coding, pointed: _Pointed, adopt: bool
) -> Recoded:
    """Compare a new coding with what entries rest on, then keep it if that is wanted."""
    codings = ledger.codings(report.id)
    former = codings[-1] if codings else None
    try:
        if adopt and not ledger.add(report, newer):
            return Recoded(report.id, "known", report)
    except DragomanError as error:
        if isinstance(error, StoreError) and not isinstance(error, MissingError | ErasedError):
            raise
        return Recoded(report.id, "failed", report, error=error)
    before, after = _found(pointed, former), _found(pointed, newer)
    return Recoded(
        report.id,
        "coded",
        report,
        former.coder if former else None,
        compare_codings(former, newer),
        unfound=_judgements(before - after),
        refound=_judgements(after - before),
    )


def _found(pointed: _Pointed, coding: Coding | None) -> set[tuple[str, Pointer]]:
    """Those whose telling is among the coding's events."""
    if coding is None or not pointed:
        return set()
    told = [
        Version(event_id(coding.id, n), coding.report_id, coding.id, event)
        for n, event in enumerate(coding.events)
    ]
    return {(one, pointer) for one, pointer in pointed if find_again(pointer, told)}


def _judgements(pointed: Iterable[tuple[str, Pointer]]) -> tuple[str, ...]:
    return tuple(sorted({identity for identity, _ in pointed}))
