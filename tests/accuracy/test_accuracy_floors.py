"""The coder measured on hand-coded reports: no figure of any language may fall below its floor.

The floors stand in `floors.toml`, with the digest of the reports they were measured on. They are
raised when a figure has risen, and never lowered.
"""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluate import Score, calibration_error, load_gold, reliability, score
from dragoman.pipeline import code_lines, default_coder, link_rows

HERE = Path(__file__).parent
GOLD = HERE / "dev.jsonl"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
#: Expected calibration error.
LARGEST_ERROR = 0.05
LANGS = ("en", "es", "ru")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    coded = link_rows(list(code_lines(GOLD, default_coder(), max_bytes=1_000_000)))
    assert not [row for row in coded if "error" in row]
    # What counts is what would be written, not what is in memory.
    written: list[dict[str, Any]] = json.loads(json.dumps(coded))
    return written


@pytest.fixture(scope="module")
def measured(rows: list[dict[str, Any]]) -> Score:
    return score(load_gold(GOLD), rows)


def test_floors_are_of_these_reports() -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == FLOORS["sha256"]
    assert set(FLOORS) == {"sha256", *LANGS}


@pytest.mark.parametrize("lang", LANGS)
def test_no_figure_is_below_its_floor(measured: Score, lang: str) -> None:
    told = measured.by_lang[lang].to_json()
    by_hand = told["core"]["gold"]
    found = {
        name: round(told[name]["right"] / by_hand if "share" in told[name] else told[name]["f1"], 3)
        for name in FLOORS[lang]
    }
    below = {
        name: (found[name], floor) for name, floor in FLOORS[lang].items() if found[name] < floor
    }
    assert not below, f"(found, floor) of {lang}: {below}"


def test_confidence_can_be_trusted(rows: list[dict[str, Any]]) -> None:
    assert calibration_error(reliability(load_gold(GOLD), rows)) < LARGEST_ERROR


def test_all_evidence_is_anchored(measured: Score) -> None:
    assert measured.overall.shares["anchored"].share == 1.0
