"""Linking measured by itself: hand-coded events, and what they rest on, against keys by hand."""

import json
from pathlib import Path

import pytest

from dragoman.evaluate import Score, load_gold, score
from dragoman.pipeline import given_lines, link_rows

GOLD = Path(__file__).parent / "dev.jsonl"
#: B-cubed F1 of entries, and F1 of pairs of reports that rest on one source. They only rise.
ENTRIES, ORIGINS = 0.961, 0.71


@pytest.fixture(scope="module")
def measured() -> Score:
    rows = link_rows(list(given_lines(GOLD, max_bytes=1_000_000)))
    assert not [row for row in rows if "error" in row]
    return score(load_gold(GOLD), json.loads(json.dumps(rows)))


def test_events_are_one_where_a_person_says_so(measured: Score) -> None:
    entries = measured.overall.entries
    assert entries is not None
    assert entries.of == 371
    assert entries.f1 >= ENTRIES


def test_reports_rest_on_one_source_where_a_person_says_so(measured: Score) -> None:
    assert measured.overall.origins.f1 >= ORIGINS
