"""One report's coding set against gold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.evaluate.alike import (
    Row,
    are_anchored,
    evidence_ranges,
    listed,
    same_countries,
    same_figure,
    same_kind,
    same_names,
    same_place,
    same_plover_type,
    same_quote,
    same_source,
    touch,
)
from dragoman.evaluate.days import same_time
from dragoman.evaluate.figures import Miss, Rate, Share
from dragoman.evaluate.folding import fold
from dragoman.evaluate.pairing import Pair, pair_up


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one report adds to the figures.

    `linked` holds (key in gold, entry in the coding) of each core match that has an entry; `origin`
    is the story with the first-hand source in gold, folded, and in the coding.
    """

    rates: Mapping[str, Rate]
    shares: Mapping[str, Share]
    linked: tuple[tuple[Any, str], ...]
    story: str
    origin: tuple[str, Any]
    misses: tuple[Miss, ...] = field(repr=False)


class _Events:
    """The events of both sides, with where their evidence stands."""

    def __init__(self, gold: Row, coded: Row) -> None:
        self.text: str = gold["text"]
        self.gold = listed(gold, "events")
        self.coded = listed(coded, "events")
        self.gold_ranges = [evidence_ranges(event, self.text) for event in self.gold]
        self.coded_ranges = [evidence_ranges(event, self.text) for event in self.coded]

    def touch(self, i: int, j: int) -> bool:
        return touch(self.gold_ranges[i], self.coded_ranges[j])

    def agreement(self, i: int, j: int) -> dict[str, bool]:
        gold, coded = self.gold[i], self.coded[j]
        return {
            "status": gold["status"] == coded.get("status"),
            "time": same_time(gold.get("time"), coded.get("time")),
            "names": same_names(gold, coded, self.text),
            "place": same_place(gold, coded),
            "source": same_source(gold, coded),
        }

    def weight(self, i: int, j: int) -> int:
        """How much two events have in common: what decides between several that match."""
        found = self.agreement(i, j)
        common = sum(found[name] for name in ("status", "time", "names", "source"))
        return 2 * self.touch(i, j) + common

    def detected(self, i: int, j: int) -> bool:
        return same_kind(self.gold[i], self.coded[j]) and self.touch(i, j)

    def core(self, i: int, j: int) -> bool:
        gold, coded = self.gold[i], self.coded[j]
        return same_kind(gold, coded) and same_countries(gold, coded)

    def plover(self, i: int, j: int) -> bool:
        gold, coded = self.gold[i], self.coded[j]
        return same_plover_type(gold, coded) and same_countries(gold, coded)

    def rate(self, hit: int) -> Rate:
        return Rate(hit, len(self.gold), len(self.coded))


def compare(gold: Row, coded: Row) -> Comparison:
    """Set one coded report against its gold; an empty mapping where there is no coding."""
    events = _Events(gold, coded)
    wanted, made = events.gold, events.coded
    matched = pair_up(wanted, made, events.core, events.weight)
    agreements = [events.agreement(i, j) for i, j in matched]
    full = sum(found["status"] and found["time"] and found["source"] for found in agreements)
    rates = {
        "detect": events.rate(len(pair_up(wanted, made, events.detected, events.weight))),
        "core": events.rate(len(matched)),
        "plover": events.rate(len(pair_up(wanted, made, events.plover, events.weight))),
        "full": events.rate(full),
        "quotes": _paired(gold, coded, "quotes", same_quote),
        "figures": _paired(gold, coded, "figures", same_figure),
    }
    shares = {
        name: Share(sum(found[name] for found in agreements), len(matched))
        for name in ("status", "time", "names", "place", "source")
    }
    anchored = sum(are_anchored(ranges, events.text) for ranges in events.coded_ranges)
    return Comparison(
        rates=rates,
        shares={**shares, "anchored": Share(anchored, len(made))},
        linked=tuple(
            (wanted[i].get("key"), str(made[j]["entry"]))
            for i, j in matched
            if made[j].get("entry") is not None
        ),
        story=gold["id"].rpartition("-")[0] or gold["id"],
        origin=(fold(gold.get("origin")), coded.get("origin")),
        misses=_misses(gold["id"], events, matched),
    )


def only_kind(row: Row, kind: str) -> Row:
    """The same report with the events of one kind alone."""
    events = [event for event in listed(row, "events") if event.get("kind") == kind]
    return {**row, "events": events}


def _paired(gold: Row, coded: Row, field_name: str, same: Any) -> Rate:
    wanted, made = listed(gold, field_name), listed(coded, field_name)
    pairs = pair_up(wanted, made, lambda i, j: same(wanted[i], made[j]))
    return Rate(len(pairs), len(wanted), len(made))


def _misses(report: str, events: _Events, matched: list[Pair]) -> tuple[Miss, ...]:
    found_gold = {i for i, _ in matched}
    found_coded = {j for _, j in matched}
    missed = [e for i, e in enumerate(events.gold) if i not in found_gold]
    wrong = [e for j, e in enumerate(events.coded) if j not in found_coded]
    return (
        *(Miss(report, "missed", event) for event in missed),
        *(Miss(report, "wrong", event) for event in wrong),
    )
