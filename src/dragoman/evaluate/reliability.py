"""Whether a coder's confidence can be trusted: how often events of a confidence are right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.evaluate.alike import Row, listed, same_countries, same_kind
from dragoman.evaluate.pairing import pair_up

#: Parts of equal width that confidence is cut into.
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Events whose confidence lies from `low` up to `low` + 1 / BINS.

    `confidence` is their mean, `right` the share of them whose kind and countries are right.
    """

    low: float
    events: int
    confidence: float
    right: float


def reliability(gold: Sequence[Row], coded: Iterable[Row]) -> list[Bin]:
    """The diagram of all events that have a confidence, empty parts left out."""
    made = {row["id"]: row for row in coded}
    return bins(pair for row in gold for pair in _told(row, made.get(row["id"], {})))


def bins(told: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The diagram of (confidence, whether right) pairs, empty parts left out."""
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, hit in told:
        parts[min(BINS - 1, int(confidence * BINS))].append((confidence, hit))
    return [
        Bin(
            n / BINS,
            len(events),
            sum(confidence for confidence, _ in events) / len(events),
            sum(hit for _, hit in events) / len(events),
        )
        for n, events in enumerate(parts)
        if events
    ]


def calibration_error(diagram: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap of confidence and share right, over all events.

    Source: Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities, 2015.
    """
    count = sum(one.events for one in diagram)
    return sum(one.events * abs(one.confidence - one.right) for one in diagram) / max(1, count)


def _told(gold: Row, coded: Row) -> list[tuple[float, bool]]:
    wanted, made = listed(gold, "events"), listed(coded, "events")
    pairs = pair_up(
        wanted,
        made,
        lambda i, j: same_kind(wanted[i], made[j]) and same_countries(wanted[i], made[j]),
    )
    right = {j for _, j in pairs}
    return [
        (event["confidence"], j in right)
        for j, event in enumerate(made)
        if event.get("confidence") is not None
    ]
