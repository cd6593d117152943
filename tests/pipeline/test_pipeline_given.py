"""Events that stand in the input are taken as they are, and only linked."""

from pathlib import Path
from typing import Any

from dragoman.collect import Failure
from dragoman.pipeline import Coded, given_lines, link_rows
from pipeline.test_pipeline_lines import MEGABYTE, STORY, row, write

MEETING: dict[str, Any] = {
    "kind": "meeting",
    "initiator": [{"name": "Portugal", "country": "PRT", "sector": "GOV"}],
    "recipient": [{"name": "Ecuador", "country": "ECU", "sector": "GOV"}],
    "place": None,
    "time": "2031-03-03",
    "status": "actual",
    "said_by": ["government of Portugal"],
    "themes": [],
    "background": False,
    "evidence": ["met the president of Ecuador in Lisbon on 3 March 2031"],
}


def given(tmp_path: Path, *lines: dict[str, Any]) -> list[Coded | Failure]:
    return list(given_lines(write(tmp_path, *lines), MEGABYTE))


def test_the_events_of_a_line_are_its_coding(tmp_path: Path) -> None:
    (told,) = link_rows(given(tmp_path, row("A-1", events=[MEETING])))
    (event,) = told["events"]
    assert {name: event[name] for name in MEETING} == MEETING
    assert told["quotes"] == told["figures"] == []


def test_keys_and_origins_given_are_not_looked_at(tmp_path: Path) -> None:
    lines = [
        row("A-1", events=[{**MEETING, "key": "one"}], origin="the same"),
        row("B-1", events=[{**MEETING, "key": "other"}], origin="the same"),
    ]
    first, second = given(tmp_path, *lines)
    assert isinstance(first, Coded)
    assert isinstance(second, Coded)
    assert first.coding.origin is None
    assert first.coding.events == second.coding.events
    assert first.coding.events[0].key is None
    entries = {row["events"][0]["entry"] for row in link_rows([first, second])}
    assert len(entries) == 1


def test_a_line_whose_events_cannot_be_taken_fails_alone(tmp_path: Path) -> None:
    without = {name: value for name, value in MEETING.items() if name != "initiator"}
    lines = [
        row("A-1", events=[without]),
        row("A-2", events=[{**MEETING, "evidence": ["they quarrelled"]}]),
        row("A-3", events=[{**MEETING, "kind": "picnic"}]),
        row("A-4", events="none"),
        row("A-5", text=STORY, events=[MEETING]),
    ]
    *failed, last = given(tmp_path, *lines)
    said = [str(one.error) for one in failed if isinstance(one, Failure)]
    assert [line[:4] for line in said] == ["D310", "D310", "D400", "D310"]
    assert "no 'initiator'" in said[0]
    assert "does not stand in the text" in said[1]
    assert "unknown kind 'picnic'" in said[2]
    assert isinstance(last, Coded)
