"""The codebook's JSON form: in and out again, losing only what it does not hold."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

import strategies
from dragoman.model import (
    Anchor,
    Coding,
    Event,
    Figure,
    Place,
    Quote,
    Report,
    Span,
    anchor,
    coding_from_json,
    coding_to_json,
    entry_to_json,
    event_from_json,
    event_to_json,
    report_to_json,
)
from dragoman.model.entry import Entry, Version
from values import ECUADOR, PORTUGAL, TEXT, a_report, an_event, coded


def first(place: Anchor, text: str) -> Anchor:
    start = text.index(place.exact)
    return anchor(text, Span(start, start + len(place.exact)))


def at_first_places(findings: Coding, text: str) -> Coding:
    """The coding with every anchor at the first place of its words."""
    return replace(
        findings,
        events=tuple(
            replace(event, evidence=tuple(first(piece, text) for piece in event.evidence))
            for event in findings.events
        ),
        quotes=tuple(
            replace(quote, anchor=quote.anchor and first(quote.anchor, text))
            for quote in findings.quotes
        ),
        # The codebook's form leaves them out.
        bearers=(),
    )


@settings(deadline=None)
@given(strategies.codings())
def test_codings_come_back_from_json(item: tuple[Report, Coding]) -> None:
    source, findings = item
    row = json.loads(json.dumps(coding_to_json(findings), ensure_ascii=False))
    again = coding_from_json(row, source, findings.coder)
    assert again == at_first_places(findings, source.text)
    assert again.statements == findings.statements
    assert again.times == findings.times
    assert coding_to_json(again) == row


def test_an_event_as_json() -> None:
    source = a_report()
    event = an_event(
        source,
        "landed in Quito",
        place=Place("Quito", "ECU", -0.2, -78.5),
        time="2031-03-03",
        said_by=("Andes Wire", "Ministry"),
        themes=("navy",),
        background=True,
    )
    row = event_to_json(event)
    assert row == {
        "kind": "visit",
        "initiator": [{"name": "Portugal", "country": "PRT", "sector": "GOV"}],
        "recipient": [{"name": "Ecuador", "country": "ECU", "sector": "GOV"}],
        "place": {"name": "Quito", "country": "ECU"},
        "time": "2031-03-03",
        "status": "actual",
        "said_by": ["Andes Wire", "Ministry"],
        "themes": ["navy"],
        "background": True,
        "evidence": ["landed in Quito"],
    }
    assert event_to_json(replace(event, key="k")) == {**row, "key": "k"}
    assert event_from_json(row, TEXT) == replace(event, place=Place("Quito", "ECU"))


def test_what_a_row_may_leave_out() -> None:
    row = {"kind": "visit", "initiator": [{"name": "x"}], "recipient": [], "status": "actual"}
    event = event_from_json({**row, "evidence": ["Quito"]}, TEXT)
    assert event == Event(
        "visit",
        (replace(PORTUGAL, name="x", country=None, sector=None),),
        (),
        "actual",
        event.evidence,
    )
    assert event.evidence[0].span.of(TEXT) == "Quito"
    assert coding_from_json({}, a_report(), "c") == coded(a_report(), coder="c")[1]


@pytest.mark.parametrize("field", ["kind", "initiator", "recipient", "status", "evidence"])
def test_what_it_may_not(field: str) -> None:
    row = event_to_json(an_event(a_report()))
    del row[field]
    with pytest.raises(KeyError, match=field):
        event_from_json(row, TEXT)


@pytest.mark.parametrize("piece", ["nowhere", "", "quito"])
def test_evidence_that_does_not_stand_in_the_text(piece: str) -> None:
    row = event_to_json(an_event(a_report()))
    with pytest.raises(ValueError, match="does not stand in the text"):
        event_from_json({**row, "evidence": [piece]}, TEXT)
    with pytest.raises(ValueError, match="does not stand in the text"):
        coding_from_json({"quotes": [{"text": piece}]}, a_report(), "c")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (17.0, "17"),
        (17, "17"),
        (1.5, "1.5"),
        (None, "null"),
        (0.0, "0"),
        (1e20, "100000000000000000000"),
        (float("inf"), "Infinity"),
    ],
)
def test_counts_are_written_whole(value: float | None, written: str) -> None:
    findings = coded(a_report(), figures=(Figure("x", value, None, None, "people"),))[1]
    assert json.dumps(coding_to_json(findings)["figures"][0]["value"]) == written


def test_a_quote_without_a_speaker() -> None:
    row: dict[str, Any] = {"quotes": [{"text": "talks follow", "speaker": None}]}
    (quote,) = coding_from_json(row, a_report(), "c").quotes
    assert quote == Quote("talks follow", "", anchor(TEXT, Span(60, 72)))
    assert coding_to_json(coded(a_report(), quotes=(quote,))[1])["quotes"] == [
        {"text": "talks follow", "speaker": ""}
    ]


def test_a_report_as_json() -> None:
    assert report_to_json(a_report()) == {
        "id": "wire-1",
        "lang": "en",
        "published": "2031-03-04",
        "outlet": "Andes Wire",
        "outlet_country": "ECU",
        "title": "Minister lands",
        "text": TEXT,
    }


def test_an_entry_as_json_places_every_telling() -> None:
    event = an_event(a_report(), "Quito", place=Place("Quito", "ECU"))
    entry = Entry(
        "e",
        "visit",
        (PORTUGAL,),
        (ECUADOR,),
        "actual",
        "2031",
        "2031-01-01",
        None,
        event.place,
        ("navy",),
        (Version("v", "r", "c", event),),
    )
    row = json.loads(json.dumps(entry_to_json(entry)))
    assert row["place"] == {"name": "Quito", "country": "ECU"}
    assert (row["first_day"], row["last_day"], row["themes"]) == ("2031-01-01", None, ["navy"])
    (version,) = row["versions"]
    assert version == {
        "event_id": "v",
        "report_id": "r",
        "coding_id": "c",
        **event_to_json(event),
        "anchors": [{"start": 43, "end": 48, "exact": "Quito"}],
    }
    assert entry_to_json(replace(entry, place=None))["place"] is None
