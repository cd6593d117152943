"""Fit the weights of linking: `fit_linking.py GOLD.jsonl [GOLD.jsonl ...]`.

Looks at pairs of events of different reports of one story that could be one (`may_join`): those of
the hand-coded events, and those of the shipped coder's own events, each taken for the hand-coded
event that it matches. Two are one where they have one key. Fits a logistic model with a quadratic
penalty, prints how well it does on stories that it was not fitted on (six parts), and then the
weights fitted on all, as the package's `weights.toml` holds them.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.evaluate.alike import evidence_ranges, same_countries, same_kind, touch
from dragoman.evaluate.pairing import pair_up
from dragoman.evaluate.reliability import bins, calibration_error
from dragoman.evaluate.scoring import b_cubed
from dragoman.ledger import event_id
from dragoman.ledger.linking.grouping import Pair, join_pairs, ordered
from dragoman.ledger.linking.meeting import may_join
from dragoman.ledger.linking.sketch import Sketch, sketch
from dragoman.ledger.linking.weighing import WEIGHTS, measures
from dragoman.model import Version, event_to_json
from dragoman.pipeline import Coded, code_lines, default_coder, given_lines

MOST_BYTES = 10**9
PARTS = 6
PENALTY = 1.0
NAMES = (*WEIGHTS, "base")

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Telling:
    """An event, the story and the key it has in gold; without a key it matches none."""

    story: str
    key: str | None
    sketch: Sketch


@dataclass(frozen=True)
class Example:
    """Two tellings that could be one."""

    one: Telling
    other: Telling
    same: bool
    values: Vector


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    gold = parser.parse_args().gold
    sets = {f"{path.stem}, {how}": made for path in gold for how, made in tellings(path).items()}
    examples = {name: list(pairs_of(made)) for name, made in sets.items()}
    everything = [one for found in examples.values() for one in found]
    chances = held_out_chances(everything)
    for name, made in sets.items():
        print(name, f"{len(examples[name])} pairs, {sum(e.same for e in examples[name])} are one")
        for least in (0.3, 0.4, 0.5, 0.6):
            print(
                f"  joined from {least}: B-cubed F1",
                f"{quality(made, examples[name], chances, least):.3f}",
            )
    error = calibration_error(bins((chances[id(one)], one.same) for one in everything))
    print("calibration error", f"{error:.3f}")
    for name, weight in zip(NAMES, fit(everything), strict=True):
        print(f"{name} = {weight:.2f}")


def tellings(path: Path) -> dict[str, list[Telling]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    given = list(given_lines(path, MOST_BYTES))
    coded = list(code_lines(path, default_coder(), MOST_BYTES))
    found: dict[str, list[Telling]] = {"by hand": [], "coder": []}
    for row, hand, machine in zip(rows, given, coded, strict=True):
        assert isinstance(hand, Coded)
        assert isinstance(machine, Coded)
        keys = [event["key"] for event in row["events"]]
        found["by hand"] += _told(row, hand, dict(enumerate(keys)))
        matched = _matched(row, [event_to_json(event) for event in machine.coding.events])
        found["coder"] += _told(row, machine, {j: keys[i] for i, j in matched})
    return found


def _told(row: dict[str, Any], coded: Coded, keys: dict[int, str]) -> list[Telling]:
    story, coding = row["id"].rpartition("-")[0], coded.coding
    return [
        Telling(
            story,
            keys.get(n),
            sketch(
                Version(event_id(coding.id, n), coding.report_id, coding.id, event),
                coded.report.published,
            ),
        )
        for n, event in enumerate(coding.events)
    ]


def _matched(row: dict[str, Any], made: list[dict[str, Any]]) -> list[tuple[int, int]]:
    wanted = row["events"]
    hand = [evidence_ranges(event, row["text"]) for event in wanted]
    machine = [evidence_ranges(event, row["text"]) for event in made]
    return pair_up(
        wanted,
        made,
        lambda i, j: same_kind(wanted[i], made[j]) and touch(hand[i], machine[j]),
        lambda i, j: int(same_countries(wanted[i], made[j])),
    )


def pairs_of(made: Sequence[Telling]) -> list[Example]:
    stories: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in made:
        stories[one.story].append(one)
    return [
        Example(one, other, one.key is not None and one.key == other.key, values(one, other))
        for story in stories.values()
        for one, other in combinations(story, 2)
        if one.sketch.report_id != other.sketch.report_id and may_join(one.sketch, other.sketch)
    ]


def values(one: Telling, other: Telling) -> Vector:
    found = {**dict(measures(one.sketch, other.sketch)), "base": 1.0}
    return np.array([found.get(name, 0.0) for name in NAMES])


def fit(examples: Sequence[Example]) -> Vector:
    x = np.array([example.values for example in examples])
    y = np.array([example.same for example in examples], dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = predict(x, weights)
        slope = x.T @ (p - y) + PENALTY * weights
        curve = x.T @ (x * (p * (1 - p))[:, None]) + PENALTY * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def predict(x: Vector, weights: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-(x @ weights))))


def held_out_chances(examples: Sequence[Example]) -> dict[int, float]:
    stories = sorted({example.one.story for example in examples})
    random.Random(1).shuffle(stories)
    chances = {}
    for part in range(PARTS):
        held = set(stories[part::PARTS])
        weights = fit([example for example in examples if example.one.story not in held])
        for example in examples:
            if example.one.story in held:
                chances[id(example)] = float(predict(example.values, weights))
    return chances


def quality(
    made: Sequence[Telling], examples: Sequence[Example], chances: dict[int, float], least: float
) -> float:
    pairs = [
        Pair(chances[id(e)], *ordered(e.one.sketch.event_id, e.other.sketch.event_id))
        for e in examples
        if chances[id(e)] >= least
    ]
    groups = join_pairs([one.sketch for one in made], pairs)
    entry = {event: group[0] for group in groups for event in group}
    found = b_cubed([(one.key, entry[one.sketch.event_id]) for one in made if one.key])
    return found.f1 if found else 0.0


if __name__ == "__main__":
    main()
