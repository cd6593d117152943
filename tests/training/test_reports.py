"""The training reports: their form, and that each file keeps to it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dragoman.codebook import KINDS, STATUSES
from passages import PassageError
from reports import CodedReport, faults_of, read_reports

FILES = sorted(Path(__file__).parents[2].joinpath("training/data/reports").glob("*.jsonl"))

TEXT = "LIMA, March 4 - Peru accused Ecuador on Monday.\n\nThe minister asked Brazil to help Peru."


def row(**event: Any) -> dict[str, Any]:
    told = {
        "kind": "request",
        "trigger": "asked",
        "status": "actual",
        "initiator": ["The minister=PER"],
        "recipient": ["Brazil=BRA"],
        **event,
    }
    return {
        "lang": "en",
        "day": "2031-03-04",
        "outlet": "Andes Wire",
        "title": "Peru asks",
        "text": TEXT,
        "events": [told],
    }


def read_one(folder: Path, line: dict[str, Any]) -> CodedReport:
    path = folder / "one.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    (report,) = read_reports(path)
    return report


def test_words_and_what_they_stand_for(tmp_path: Path) -> None:
    report = read_one(tmp_path, row(time="on Monday=2031-03-03", place="=PER"))
    (event,) = report.events
    assert report.row["id"] == "one-1"
    assert report.row["published"] == "2031-03-04"
    assert event.trigger.of(TEXT) == "asked"
    (minister,) = event.initiator
    assert (minister.span and minister.span.of(TEXT), minister.value) == ("The minister", "PER")
    assert event.time is not None
    assert event.time.value == "2031-03-03"
    assert event.place is not None
    assert (event.place.span, event.place.value) == (None, "PER")


@pytest.mark.parametrize(
    ("words", "start"), [("Peru", TEXT.rindex("Peru")), ("Peru@1", TEXT.index("Peru"))]
)
def test_the_nearest_place_is_meant_unless_one_is_named(
    tmp_path: Path, words: str, start: int
) -> None:
    (event,) = read_one(tmp_path, row(initiator=[f"{words}=PER"])).events
    (party,) = event.initiator
    assert party.span is not None
    assert party.span.start == start


@pytest.mark.parametrize(
    ("event", "fault"),
    [
        ({"kind": "quarrel"}, "quarrel"),
        ({"status": "sure"}, "sure"),
        ({"trigger": "Peru"}, "stands 2 times"),
        ({"trigger": "Chile"}, "does not stand"),
        ({"initiator": ["Peru"]}, "no ="),
        ({"initiator": ["Peru=PERU"]}, "no code"),
        ({"initiator": [], "recipient": []}, "no party"),
        ({"time": "on Monday=yesterday"}, "yesterday"),
        ({"mood": "bad"}, "with mood"),
    ],
)
def test_what_is_wrong_is_named(event: dict[str, Any], fault: str) -> None:
    assert any(fault in told for told in faults_of(row(**event)))


def test_a_file_with_a_fault_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(PassageError, match=r"one\.jsonl:1"):
        read_one(tmp_path, row(kind="quarrel"))


def test_a_report_without_a_field() -> None:
    assert list(faults_of({"lang": "en"})) == ["no day, events, outlet, text, title"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_a_file_keeps_to_the_form(path: Path) -> None:
    reports = list(read_reports(path))
    assert len(reports) >= 20
    assert {report.row["lang"] for report in reports} == {path.stem[:2]}
    assert len({report.row["text"] for report in reports}) == len(reports)


def test_the_files_hold_every_kind_and_status_in_every_language() -> None:
    kinds: Counter[tuple[str, str]] = Counter()
    statuses: Counter[tuple[str, str]] = Counter()
    for path in FILES:
        for report in read_reports(path):
            kinds.update((report.row["lang"], event.kind) for event in report.events)
            statuses.update((report.row["lang"], event.status) for event in report.events)
    for lang in ("en", "es", "ru"):
        assert {kind for told, kind in kinds if told == lang} == set(KINDS)
        assert {status for told, status in statuses if told == lang} == set(STATUSES)
