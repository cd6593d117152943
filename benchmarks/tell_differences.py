"""How well differences between sources are told, on hand-coded reports.

The events of `tests/accuracy/dev.jsonl`, as they stand in the file, are linked, and what their
sources tell otherwise is set against the list made by hand in `data/differences_dev.tsv`. A
difference counts as found where the thing, the kind and at least one pair of reports on opposing
sides are those of the list; numbers are matched by story. The peer of the same run is the naive
way: whatever two versions of an entry do not write alike is a contradiction.

    uv run python benchmarks/tell_differences.py [--gold FILE --list FILE] [--each]
"""

import argparse
import csv
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path

from dragoman.code.numbers import find_tokens, read_number
from dragoman.ledger import build_entry, event_id, link
from dragoman.ledger.differences.across import denied, told_on_other_days
from dragoman.ledger.differences.telling import differences, facets
from dragoman.ledger.figures.tracks import Told, follow
from dragoman.model import (
    DIFFERENCE_KINDS,
    Coding,
    Difference,
    Entry,
    Event,
    Figure,
    Report,
    Span,
    Version,
    anchor,
    coding_from_json,
)
from dragoman.read.rows import read_row

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "accuracy" / "dev.jsonl"
LIST = HERE / "data" / "differences_dev.tsv"


@dataclass(frozen=True)
class Row:
    """A difference: of which happening or figure, in what, how, and the reports on each side."""

    keys: frozenset[str]
    what: str
    kind: str
    sides: tuple[tuple[str, frozenset[str]], ...]

    def opposed(self) -> set[frozenset[str]]:
        """Pairs of reports on two sides; a report alone where it stands on both."""
        return {
            frozenset((left, right))
            for (_, one), (_, other) in combinations(self.sides, 2)
            for left, right in product(one, other)
        }

    def meets(self, other: "Row", kinds: bool = True) -> bool:
        """Whether both are of one thing; `kinds` asks for the same kind too."""
        return (
            bool(self.keys & other.keys)
            and self.what == other.what
            and (not kinds or self.kind == other.kind)
            and bool(self.opposed() & other.opposed())
        )


def listed(path: Path) -> list[Row]:
    rows = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            reports = [frozenset(side.split()) for side in row["reports"].split(" | ")]
            values = row["values"].split(" | ")
            key = f"figure {row['story']}" if row["what"] == "number" else row["key"]
            sides = tuple(zip(values, reports, strict=True))
            rows.append(Row(frozenset({key}), row["what"], row["type"], sides))
    return rows


def read(path: Path) -> list[tuple[Report, Coding]]:
    """Reports and codings, each figure anchored to the first number of its size."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = read_row(row)
        coding = coding_from_json(row, report, "hand-1")
        figures = tuple(anchored(report, one) for one in coding.figures)
        found.append((report, replace(coding, figures=figures)))
    return found


def anchored(report: Report, figure: Figure) -> Figure:
    wanted = {one for one in (figure.value, figure.low, figure.high) if one is not None}
    tokens = find_tokens(report.text, Span(0, len(report.text)), report.lang)
    for at in range(len(tokens)):
        number = read_number(tokens, at, report.lang)
        if number and number.value in wanted:
            span = Span(tokens[number.first].span.start, tokens[number.last - 1].span.end)
            return replace(figure, anchor=anchor(report.text, span))
    return figure


def linked(coded: Sequence[tuple[Report, Coding]]) -> list[Entry]:
    versions = [
        Version(event_id(coding.id, n), coding.report_id, coding.id, event)
        for _, coding in coded
        for n, event in enumerate(coding.events)
    ]
    published = {report.id: report.published for report, _ in coded}
    return [build_entry(group) for group in link(versions, published)]


def story(ref: str) -> str:
    return ref.rsplit("-", 1)[0]


class Found:
    """The differences found, as rows of the list's form."""

    def __init__(self, coded: Sequence[tuple[Report, Coding]]) -> None:
        self.ref = {report.id: report.ref for report, _ in coded}
        self.days = {report.id: report.published for report, _ in coded}
        self.origins = {report.id: coding.origin for report, coding in coded}
        self.entries = linked(coded)
        self.coded = coded
        self.keys = {
            version.event_id: version.event.key or ""
            for entry in self.entries
            for version in entry.versions
        }

    def row(self, found: Difference, key: str = "") -> Row:
        first = found.sides[:1] if found.what == "denial" else found.sides
        ids = [one for side in first for one in side.event_ids]
        sides = [(one.value, frozenset(map(self.ref.get, one.report_ids))) for one in found.sides]
        keys = frozenset({key} if key else map(self.keys.get, ids))
        return Row(keys, found.what, found.kind, tuple(sides))  # type: ignore[arg-type]

    def ours(self) -> Iterator[Row]:
        for entry in self.entries:
            for one in differences(entry, self.days, self.origins):
                yield self.row(one)
        by_story: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            by_story[story(self.ref[entry.versions[0].report_id])].append(entry)
        for entries in by_story.values():
            denials = [one for entry in entries for one in entry.versions]
            for entry in entries:
                against = denied(entry, denials, self.origins)
                if against:
                    yield self.row(against)
            for left, right in combinations(entries, 2):
                moved = told_on_other_days(left, right, self.days, self.origins)
                if moved:
                    yield self.row(moved)
        yield from self.numbers()

    def numbers(self) -> Iterator[Row]:
        acts: defaultdict[str, list[tuple[str, Event]]] = defaultdict(list)
        for entry in self.entries:
            for version in entry.versions:
                acts[version.report_id].append((entry.id, version.event))
        told = [
            Told(
                report_id=report.id,
                day=report.published,
                lang=report.lang,
                figures=coding.figures,
                acts=tuple(acts[report.id]),
                origin=coding.origin,
            )
            for report, coding in self.coded
        ]
        for track in follow(told):
            key = f"figure {story(self.ref[track.points[0].report_id])}"
            for one in track.differences:
                yield self.row(one, key)

    def of_one_story(self, rows: Iterator[Row]) -> list[Row]:
        """Those between reports of one story: the list goes no further."""
        return [row for row in rows if any(len(set(map(story, one))) == 1 for one in row.opposed())]

    def naive(self) -> Iterator[Row]:
        """Each field that two versions of an entry do not write alike."""
        for entry in self.entries:
            for facet in facets(entry.kind):
                values: defaultdict[str, set[str]] = defaultdict(set)
                for version in entry.versions:
                    values[facet.written(version.event)].add(self.ref[version.report_id])
                if len(values) > 1:
                    keys = frozenset(self.keys[one.event_id] for one in entry.versions)
                    sides = tuple((value, frozenset(refs)) for value, refs in values.items())
                    yield Row(keys, facet.what, "contradiction", sides)


def score(found: Sequence[Row], wanted: Sequence[Row], kinds: bool = True) -> tuple[float, float]:
    """Precision and recall."""
    right = sum(any(one.meets(other, kinds) for other in wanted) for one in found)
    met = sum(any(one.meets(other, kinds) for other in found) for one in wanted)
    return right / len(found) if found else 1.0, met / len(wanted) if wanted else 1.0


def told_line(name: str, found: Sequence[Row], wanted: Sequence[Row]) -> str:
    precision, recall = score(found, wanted)
    loose = score(found, wanted, kinds=False)
    return (
        f"{name:<16}{len(wanted):>7}{len(found):>7}{precision:>11.2f}{recall:>8.2f}"
        f"{loose[0]:>16.2f}{loose[1]:>8.2f}"
    )


def print_each(found: Sequence[Row], wanted: Sequence[Row]) -> None:
    for mark, rows, others in (("missed", wanted, found), ("not listed", found, wanted)):
        for one in rows:
            if not any(one.meets(other) for other in others):
                sides = (f"{value}: {' '.join(sorted(refs))}" for value, refs in one.sides)
                told = f"{' '.join(sorted(one.keys))}: {one.what}, {one.kind}"
                print(f"{mark}: {told}: {' | '.join(sides)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--list", type=Path, default=LIST)
    parser.add_argument("--each", action="store_true", help="print what is missed or not listed")
    chosen = parser.parse_args()
    coded, wanted = read(chosen.gold), listed(chosen.list)
    started = time.perf_counter()
    made = Found(coded)
    ours = made.of_one_story(made.ours())
    seconds = time.perf_counter() - started
    naive = made.of_one_story(made.naive())
    print(f"{len(coded)} reports, {len(made.entries)} entries, {seconds:.1f} s")
    print(f"{'':<16}{'listed':>7}{'found':>7}{'precision':>11}{'recall':>8}{'  kind aside:':>16}")
    print(told_line("all", ours, wanted))
    for kind in DIFFERENCE_KINDS:
        mine = [one for one in ours if one.kind == kind]
        print(told_line(kind, mine, [one for one in wanted if one.kind == kind]))
    for what in sorted(Counter(one.what for one in wanted)):
        mine = [one for one in ours if one.what == what]
        print(told_line(what, mine, [one for one in wanted if one.what == what]))
    print(told_line("peer: unequal", naive, wanted))
    if chosen.each:
        print_each(ours, wanted)


if __name__ == "__main__":
    main()
