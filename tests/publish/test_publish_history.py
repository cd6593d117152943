"""How the status of an entry went from report to report."""

import pytest

from dragoman.errors import PublishError
from dragoman.ledger import build_entry
from dragoman.model import Version
from dragoman.publish.history import Step, status_history
from values import a_report, an_event


def test_a_plan_comes_before_its_deed_and_undated_reports_last() -> None:
    told = (
        ("a", "2031-03-05", "actual"),
        ("b", "2031-02-01", "planned"),
        ("c", "2031-02-09", "planned"),
        ("d", None, "alleged"),
        ("e", "2031-03-04", "actual"),
    )
    reports = {ref: a_report(ref, published=day) for ref, day, _ in told}
    entry = build_entry(
        Version(ref, reports[ref].id, "coding", an_event(reports[ref], status=status))
        for ref, _, status in told
    )
    known = {report.id: report for report in reports.values()}
    assert status_history(entry, known) == (
        Step("planned", "2031-02-01", "2031-02-09", 2),
        Step("actual", "2031-03-04", "2031-03-05", 2),
        Step("alleged", None, None, 1),
    )
    with pytest.raises(PublishError, match="not at hand"):
        status_history(entry, {})
