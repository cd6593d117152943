"""Where it happened: what one encounter is told with."""

from dataclasses import replace

from dragoman.code.where import share_places
from dragoman.model import Place
from values import ECUADOR, KENYA, PORTUGAL, a_report, an_event

SOURCE = a_report()
QUITO, MANTA = Place("Quito", "ECU"), Place("Manta", "ECU")
VISIT = an_event(SOURCE, time="2031-03-03", place=QUITO)
TALKS = replace(VISIT, kind="meeting", initiator=(ECUADOR,), recipient=(PORTUGAL,), place=None)


def test_an_encounter_has_one_place() -> None:
    treaty = replace(TALKS, kind="agreement")
    assert [event.place for event in share_places([TALKS, VISIT, treaty])] == [QUITO] * 3


def test_a_place_that_is_told_stays() -> None:
    elsewhere = replace(TALKS, place=MANTA)
    assert share_places([VISIT, elsewhere]) == (VISIT, elsewhere)


def test_other_kinds_times_and_states_share_nothing() -> None:
    others = [
        replace(TALKS, kind="accusation"),
        replace(TALKS, time="2031-03-04"),
        replace(TALKS, time=None),
        replace(TALKS, initiator=(KENYA,)),
    ]
    assert share_places([VISIT, *others]) == (VISIT, *others)
    assert share_places([replace(VISIT, kind="threat"), TALKS])[1].place is None
