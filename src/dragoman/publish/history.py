"""How the status of an entry went from report to report: planned, then done."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.model import Entry, Report
from dragoman.publish.rows import version_report


@dataclass(frozen=True, slots=True)
class Step:
    """A status, the ISO day of the first and last report that tells it, and how many do.

    The days are None where the reports have none.
    """

    status: str
    first: str | None
    last: str | None
    reports: int


def status_history(entry: Entry, reports: Mapping[str, Report]) -> tuple[Step, ...]:
    """The statuses that reports tell, in the order in which each was told first.

    Reports without a day come last. PublishError where a report is not at hand.
    """
    told: dict[str, dict[str, str | None]] = {}
    for version in entry.versions:
        report = version_report(entry, version, reports)
        told.setdefault(version.event.status, {})[report.id] = report.published
    steps = []
    for status, days in told.items():
        known = sorted(day for day in days.values() if day)
        first, last = (known[0], known[-1]) if known else (None, None)
        steps.append(Step(status, first, last, len(days)))
    return tuple(sorted(steps, key=lambda step: (step.first or "9999", step.status)))
