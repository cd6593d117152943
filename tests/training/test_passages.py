"""The training passages: their form, and that each file keeps to it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dragoman.codebook import KINDS, STATUSES
from dragoman.model import Span
from passages import PassageError, faults, find, read_passage, read_passages

FILES = sorted(Path(__file__).parents[2].joinpath("training/data/passages").glob("*.jsonl"))

TEXT = "Peru accused Ecuador. It asked Brazil, which accused Peru, to wait."


def row(**event: Any) -> dict[str, Any]:
    told = {
        "kind": "accusation",
        "trigger": "accused@1",
        "status": "actual",
        "initiator": ["Peru@1"],
        "recipient": ["Ecuador"],
        **event,
    }
    return {"lang": "en", "day": "2031-03-04", "text": TEXT, "events": [told]}


def test_words_are_found_where_they_stand() -> None:
    (event,) = read_passage(row(initiator=["It=Peru@1"], time="wait", cue="asked")).events
    assert event.trigger.of(TEXT) == "accused"
    assert event.initiator[0].span.of(TEXT) == "It"
    assert event.initiator[0].name == Span(0, 4)
    assert event.time is not None
    assert event.time.of(TEXT) == "wait"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Peru", "stands 2 times"),
        ("Peru@3", "does not stand 3 times"),
        ("Chile", "does not stand"),
        ("ask", "does not stand"),
        ("", "no words"),
    ],
)
def test_words_that_are_not_told_apart_are_refused(written: str, why: str) -> None:
    with pytest.raises(PassageError, match=why):
        find(written, TEXT)


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "party"},
        {"status": "done"},
        {"initiator": []},
        {"kind": "visit", "recipient": []},
        {"colour": "red"},
        {"trigger": "accused"},
    ],
)
def test_events_that_are_none_are_refused(event: dict[str, Any]) -> None:
    with pytest.raises(PassageError):
        read_passage(row(**event))


def test_a_fault_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(row()), "{", json.dumps(row()), json.dumps({"lang": "en"})]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [fault.split(":")[1] for fault in faults(path)] == ["2", "3", "4"]


def test_there_are_passages() -> None:
    assert {path.name[:2] for path in FILES} == {"en", "es", "ru"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_keeps_to_the_form(path: Path) -> None:
    assert list(faults(path)) == []


def test_every_kind_and_status_is_told_in_every_language() -> None:
    for lang in ("en", "es", "ru"):
        events = [
            event
            for path in FILES
            if path.name.startswith(lang)
            for passage in read_passages(path)
            for event in passage.events
        ]
        kinds = Counter(event.kind for event in events)
        assert set(kinds) == set(KINDS)
        assert min(kinds.values()) >= 30
        assert {event.status for event in events} == set(STATUSES)
