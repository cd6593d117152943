"""What coding reports anew comes to, in numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import Any

from dragoman.pipeline.changes import COMPARED, Changes
from dragoman.pipeline.recoding import Recoded

#: What is counted of events: four sorts, then in what the changed ones differ.
COUNTED = ("unchanged", "changed", "gained", "lost", *COMPARED)

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """Gains and losses over many reports.

    `reports` counts them by what came of them. `total`, and each of `by_kind` and `by_lang`, counts
    events by `COUNTED`. `unfound` and `refound` are ids of judgements, as of a `Recoded`; `most`
    are the reports with most changes, of equals the one published last, and `failed` all that
    failed, each without its report.
    """

    reports: Counts
    total: Counts
    by_kind: Mapping[str, Counts]
    by_lang: Mapping[str, Counts]
    unfound: tuple[str, ...]
    refound: tuple[str, ...]
    most: tuple[Recoded, ...]
    failed: tuple[Recoded, ...]

    def to_json(self) -> dict[str, Any]:
        """The same as JSON, with every count of `COUNTED`, also those that are 0."""
        return {
            "reports": {what: self.reports.get(what, 0) for what in ("coded", "known", "failed")},
            "total": _counts(self.total),
            "by_kind": {name: _counts(counts) for name, counts in self.by_kind.items()},
            "by_lang": {name: _counts(counts) for name, counts in self.by_lang.items()},
            "unfound": list(self.unfound),
            "refound": list(self.refound),
            "most_changed": [one.to_json() for one in self.most],
            "failed": [{"report": one.report_id, "error": str(one.error)} for one in self.failed],
        }


def sum_up(recoded: Iterable[Recoded], limit: int, known: int = 0) -> Summary:
    """Count what was changed, and keep the `limit` reports that changed most.

    `known` are reports that were passed over, since the coder had coded them.
    """
    reports = Counter(known=known)
    total: Counter[str] = Counter()
    groups: dict[str, defaultdict[str, Counter[str]]] = {
        "kind": defaultdict(Counter),
        "lang": defaultdict(Counter),
    }
    unfound: set[str] = set()
    refound: set[str] = set()
    most: list[Recoded] = []
    failed: list[Recoded] = []
    for one in recoded:
        reports[one.what] += 1
        if one.what == "failed":
            # Without its text: all of a large ledger may fail.
            failed.append(replace(one, report=None))
        lang = one.report.lang if one.report else ""
        for kind, what in _each(one.changes):
            for counts in (total, groups["kind"][kind], groups["lang"][lang]):
                counts[what] += 1
        unfound.update(one.unfound)
        refound.update(one.refound)
        if one.changes.size:
            most = nlargest(limit, [*most, one], key=_weight)
    return Summary(
        reports,
        total,
        dict(sorted(groups["kind"].items())),
        dict(sorted(groups["lang"].items())),
        tuple(sorted(unfound)),
        tuple(sorted(refound)),
        tuple(most),
        tuple(failed),
    )


def _each(changes: Changes) -> Iterator[tuple[str, str]]:
    """Each thing to be counted, with the kind of its event."""
    for event in changes.gained:
        yield event.kind, "gained"
    for event in changes.lost:
        yield event.kind, "lost"
    for one in changes.both:
        yield one.newer.kind, "changed" if one.fields else "unchanged"
        for name in one.fields:
            yield one.newer.kind, name


def _weight(one: Recoded) -> tuple[int, str, str]:
    published = one.report.published if one.report else None
    return one.changes.size, published or "", one.report_id


def _counts(counts: Counts) -> dict[str, int]:
    return {name: counts.get(name, 0) for name in COUNTED}
