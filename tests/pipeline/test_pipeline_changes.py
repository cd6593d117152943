"""Two codings of one text set beside each other."""

from dataclasses import replace
from typing import Any

import pytest

from dragoman.model import Coding, Event, Party, Place
from dragoman.pipeline import Both, Changes, compare_codings
from values import ECUADOR, INDIA, KENYA, PORTUGAL, a_report, an_event, coded

REPORT = a_report()


def coding(*events: Event, coder: str = "hand-2") -> Coding:
    return coded(REPORT, *events, coder=coder)[1]


def visit(words: str = "landed in Quito", **more: Any) -> Event:
    return an_event(REPORT, words, **more)


def test_the_same_events_are_unchanged() -> None:
    one, other = visit(), visit("talks follow on Tuesday", kind="meeting")
    changes = compare_codings(coding(one, other), coding(other, one))
    assert changes == Changes(both=(Both(one, one), Both(other, other)))
    assert (changes.changed, changes.size) == ((), 0)


def test_of_no_former_coding_all_is_gained() -> None:
    assert compare_codings(None, coding(visit())) == Changes(gained=(visit(),))


def test_what_one_alone_finds_is_gained_or_lost() -> None:
    here, there = visit(), visit("talks follow on Tuesday")
    assert compare_codings(coding(here), coding(there)) == Changes((there,), (here,))
    assert compare_codings(coding(here), coding()) == Changes(lost=(here,))


def test_an_event_of_another_kind_is_lost_and_gained() -> None:
    meeting = visit(kind="meeting")
    assert compare_codings(coding(visit()), coding(meeting)) == Changes((meeting,), (visit(),))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "planned"),
        ("time", "2031-03-03"),
        ("place", Place("Quito", "ECU")),
        ("initiator", (KENYA,)),
        ("initiator", (replace(PORTUGAL, sector="MIL"),)),
        ("recipient", ()),
        ("said_by", ("Ministry of Defence",)),
    ],
)
def test_what_is_changed_is_told(field: str, value: object) -> None:
    former, newer = visit(), visit("landed in Quito on Monday", **{field: value})
    changes = compare_codings(coding(former), coding(newer))
    assert changes == Changes(both=(Both(former, newer, (field,)),))
    assert changes.size == 1
    assert changes.changed[0].to_json()["fields"] == [field]


def test_order_of_parties_and_points_of_the_map_are_no_change() -> None:
    former = visit(initiator=(KENYA, INDIA), place=Place("Quito", "ECU"))
    newer = visit(initiator=(INDIA, KENYA), place=Place("Quito", "ECU", -0.2, -78.5))
    assert compare_codings(coding(former), coding(newer)).size == 0


def test_each_event_is_paired_once_with_what_is_most_like_it() -> None:
    """Two visits in the same words: who takes part tells which is which."""
    mine, theirs = visit(), visit(initiator=(KENYA,), recipient=(INDIA,))
    third = visit(initiator=(Party("Chile", "CHL"),), status="planned")
    changes = compare_codings(coding(mine, theirs), coding(third, theirs, mine))
    assert changes == Changes((third,), (), (Both(mine, mine), Both(theirs, theirs)))


def test_shared_words_outweigh_a_word_in_common() -> None:
    long = visit("landed in Quito on Monday; talks", recipient=(ECUADOR, INDIA), status="planned")
    short = visit("talks follow on Tuesday")
    newer = visit("landed in Quito on Monday; talks")
    assert compare_codings(coding(short, long), coding(newer)) == Changes(
        (), (short,), (Both(long, newer, ("status", "recipient")),)
    )
