"""Confidence against what was right."""

from typing import Any

import pytest

from dragoman.evaluate import Bin, calibration_error, reliability


def event(country: str, confidence: float | None = None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": "visit",
        "initiator": [{"name": "", "country": country}],
        "recipient": [],
    }
    return row if confidence is None else {**row, "confidence": confidence}


GOLD: list[dict[str, Any]] = [{"id": "a", "events": [event("PRT")]}, {"id": "b", "events": []}]


def test_events_stand_in_the_part_of_their_confidence() -> None:
    coded = [
        {"id": "a", "events": [event("PRT", 0.92), event("PRT", 0.98), event("KEN", 0.31)]},
        {"id": "b", "events": [event("PRT", 1.0), event("PRT")]},
    ]
    low, high = reliability(GOLD, coded)
    assert low == Bin(0.3, 1, 0.31, 0.0)
    # The second that is alike finds no event left to be.
    assert (high.low, high.events) == (0.9, 3)
    assert high.right == pytest.approx(1 / 3)
    wanted = (0.31 + 3 * abs(high.confidence - 1 / 3)) / 4
    assert calibration_error([low, high]) == pytest.approx(wanted)


def test_without_confidence_there_is_nothing() -> None:
    bins = reliability(GOLD, [{"id": "a", "events": [event("PRT")]}])
    assert bins == []
    assert calibration_error(bins) == 0.0
