"""Linking: which tellings are one event, whatever the order, and which never are."""

from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from dragoman.ledger import build_entry, link
from dragoman.ledger.folding import fold
from dragoman.ledger.linking.files import Files
from dragoman.ledger.linking.grouping import (
    Judged,
    Pair,
    entry_id,
    find_pairs,
    join_pairs,
    ordered,
)
from dragoman.ledger.linking.meeting import may_join
from dragoman.ledger.linking.sketch import Sketch, sketch
from dragoman.ledger.linking.weighing import ENOUGH, chance, measures, reasons
from dragoman.model import Event, Party, Place, Version, digest
from values import ECUADOR, INDIA, KENYA, PORTUGAL, a_report, an_event

SOURCE = a_report()
CHINA, QUITO = Party("China", "CHN", "GOV"), Place("Quito", "ECU")


def told(report: str = "a", n: int = 0, **more: Any) -> Version:
    """One telling, by default of a visit on a known day."""
    event = an_event(SOURCE, **{"time": "2031-03-03", **more})
    return Version(digest("event", report, n), report, digest(report), event)


MEETING: dict[str, Any] = {"kind": "meeting", "initiator": (KENYA,), "recipient": (INDIA,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"time": "2031-03"}),
        ({}, {"time": "2031-03-01/2031-03-04"}),
        ({}, {"time": "2031-03-11~"}),
        ({}, {"time": "2031"}),
        ({}, {"time": "2031-02/.."}),
        ({}, {"time": "../2031-04"}),
        ({}, {"time": None}),
        ({"time": None}, {"time": None}),
        ({}, {"status": "planned"}),
        ({"status": "planned", "time": "2031-03"}, {}),
        ({}, {"place": QUITO}),
        ({"place": QUITO}, {"place": Place("Кито", "ECU")}),
        (MEETING, {**MEETING, "initiator": (INDIA,), "recipient": (KENYA,)}),
        (MEETING, {**MEETING, "initiator": (INDIA, KENYA), "recipient": ()}),
        ({}, {"initiator": (Party("Португалия", "PRT"),)}),
        ({"recipient": ()}, {"recipient": ()}),
        (
            {"recipient": (Party("Río gunmen", None),)},
            {"recipient": (Party("RIO GUNMEN", None),)},
        ),
        ({}, {"initiator": (PORTUGAL, Party("a guest", None))}),
        ({}, {"initiator": (PORTUGAL, CHINA)}),
        ({}, {"recipient": ()}),
        (MEETING, {**MEETING, "recipient": (INDIA, CHINA)}),
        (MEETING, {**MEETING, "recipient": ()}),
    ],
)
def test_tellings_that_are_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(link([told("a", **one), told("b", **other)])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"time": "2031-03-04"}),
        ({}, {"time": "2031-04"}),
        ({}, {"time": "2030"}),
        ({}, {"time": "2031-03-14~"}),
        ({}, {"time": "../2031-03-02"}),
        ({}, {"time": "2031-03-04/.."}),
        ({}, {"kind": "training"}),
        ({}, {"recipient": (CHINA,)}),
        ({}, {"initiator": (CHINA,)}),
        (MEETING, {**MEETING, "recipient": (CHINA,)}),
        ({}, {"initiator": (ECUADOR,), "recipient": (PORTUGAL,)}),
        ({"recipient": (Party("x", None),)}, {"recipient": (Party("y", None),)}),
        ({"recipient": (Party("ECU", None),)}, {}),
    ],
)
def test_tellings_that_are_two(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(link([told("a", **one), told("b", **other)])) == 2


def test_two_events_of_one_report_stay_two() -> None:
    morning = told("a", 0, evidence=an_event(SOURCE, "landed in Quito").evidence, themes=("navy",))
    evening = told("a", 1, evidence=an_event(SOURCE, "talks follow").evidence)
    assert len(link([morning, evening])) == 2
    groups = link([morning, evening, told("b")])
    assert sorted(map(len, groups)) == [1, 2]


def test_one_report_that_says_the_same_twice_has_said_it_once() -> None:
    assert len(link([told("a", 0), told("a", 1)])) == 1
    assert len(link([told("a", 0, time=None), told("a", 1, time=None)])) == 2


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        ("2031-03-04", "2031-04-03", 1),
        ("2031-03-04", "2031-04-04", 2),
        ("2031-03-04", None, 1),
        (None, None, 1),
        ("2031-03-04", "no day", 1),
    ],
)
def test_without_a_time_the_days_of_the_reports_decide(
    one: str | None, other: str | None, groups: int
) -> None:
    versions = [told("a", time=None), told("b", time=None)]
    assert len(link(versions, {"a": one, "b": other})) == groups


def test_a_vague_time_does_not_chain_two_days_together() -> None:
    first, vague, second = told("a"), told("b", time="2031-03"), told("c", time="2031-03-20")
    groups = link([first, vague, second])
    assert sorted(map(len, groups)) == [1, 2]
    assert not any({first.event_id, second.event_id} <= {v.event_id for v in g} for g in groups)


def test_the_likelier_of_two_is_joined() -> None:
    vague = told("c", time="2031-03", place=Place("Guayaquil", "ECU"))
    here, there = told("a", place=QUITO), told("b", time="2031-03-09", place=vague.event.place)
    groups = link([vague, here, there])
    assert {frozenset(version.report_id for version in group) for group in groups} == {
        frozenset("a"),
        frozenset("bc"),
    }


def test_repetition_does_not_matter() -> None:
    versions = [told("a"), told("b"), told("c", time="2032")]
    assert link([*versions, *versions]) == link(versions)
    assert link([]) == []


@settings(deadline=None)
@given(strategies.versions(), st.randoms(use_true_random=False))
def test_whatever_the_order_the_groups_are_the_same(
    told_and_days: tuple[list[Version], dict[str, str | None]], random: Random
) -> None:
    versions, published = told_and_days
    groups = link(versions, published)
    shuffled = random.sample(versions, len(versions))
    assert link(shuffled, published) == groups
    assert link([version for group in groups for version in group], published) == groups
    assert [build_entry(group) for group in groups] == [
        build_entry(reversed(group)) for group in groups
    ]


@settings(deadline=None)
@given(strategies.versions())
def test_every_event_is_in_one_group_of_events_that_may_be_one(
    told_and_days: tuple[list[Version], dict[str, str | None]],
) -> None:
    versions, published = told_and_days
    groups = link(versions, published)
    members = [version.event_id for group in groups for version in group]
    assert sorted(members) == sorted({version.event_id for version in versions})
    for group in groups:
        sketches = [sketch(version, published[version.report_id]) for version in group]
        assert all(may_join(one, other) for one, other in combinations(sketches, 2))
        assert [version.event_id for version in group] == sorted(v.event_id for v in group)
        assert link(group, published) == [group], "a group falls apart on its own"


@settings(deadline=None)
@given(strategies.versions())
def test_whatever_may_be_one_is_found_where_it_is_filed(
    told_and_days: tuple[list[Version], dict[str, str | None]],
) -> None:
    versions, published = told_and_days
    sketches = [sketch(version, published[version.report_id]) for version in versions]
    files = Files()
    for one in sketches:
        files.put(one)
    for one in sketches:
        near = {other.event_id for other in files.near(one)}
        assert near >= {other.event_id for other in sketches if may_join(one, other)}


@settings(deadline=None)
@given(strategies.versions())
def test_a_chance_is_symmetric_and_has_its_reasons(
    told_and_days: tuple[list[Version], dict[str, str | None]],
) -> None:
    versions, published = told_and_days
    sketches = [sketch(version, published[version.report_id]) for version in versions]
    for one, other in combinations(sketches, 2):
        assert chance(one, other) == pytest.approx(chance(other, one))
        assert 0 <= chance(one, other) < 1
        assert sorted(measures(one, other)) == sorted(measures(other, one))
        assert all(0 <= value <= 1 for _, value in measures(one, other))
        adds = [abs(reason.adds) for reason in reasons(one, other)]
        assert adds == sorted(adds, reverse=True)


def sketches_of(*versions: Version) -> tuple[list[Sketch], list[Pair]]:
    sketches = [sketch(version) for version in versions]
    return sketches, find_pairs(sketches, ENOUGH)


def test_a_judgement_joins_what_the_machine_would_not() -> None:
    one, other, third = told("a"), told("b", time="2031-05-05"), told("c")
    sketches, pairs = sketches_of(one, other, third)
    judged = Judged(same=frozenset({ordered(one.event_id, other.event_id)}))
    assert len(join_pairs(sketches, pairs)) == 2
    (group,) = join_pairs(sketches, pairs, judged)
    assert set(group) == {one.event_id, other.event_id, third.event_id}


def test_a_judgement_keeps_apart_what_the_machine_would_join() -> None:
    versions = [told("a"), told("b"), told("c")]
    sketches, pairs = sketches_of(*versions)
    judged = Judged(apart=frozenset({ordered(versions[0].event_id, versions[1].event_id)}))
    assert len(join_pairs(sketches, pairs)) == 1
    groups = join_pairs(sketches, pairs, judged)
    assert len(groups) == 2
    assert not any({versions[0].event_id, versions[1].event_id} <= set(group) for group in groups)


def test_of_two_judgements_that_cannot_both_hold_the_parting_one_does() -> None:
    one, other = told("a"), told("b")
    pair = frozenset({ordered(one.event_id, other.event_id)})
    sketches, pairs = sketches_of(one, other)
    assert len(join_pairs(sketches, pairs, Judged(pair, pair))) == 2


FULL = an_event(
    SOURCE,
    initiator=(Party("Defence Minister of Portugal", "PRT", "MIL"),),
    time="2031-03-03",
    place=QUITO,
    themes=("navy",),
)


@pytest.mark.parametrize(
    ("lesser", "fuller"),
    [
        (replace(FULL, status="planned"), replace(FULL, time=None, place=None)),
        (replace(FULL, status="alleged"), replace(FULL, status="planned", time=None)),
        (replace(FULL, time=None), replace(FULL, place=None)),
        (replace(FULL, time="2031-03"), FULL),
        (replace(FULL, time="2031-03-03~"), FULL),
        (replace(FULL, time="2031-03/.."), replace(FULL, time="2031")),
        (replace(FULL, place=None), FULL),
        (replace(FULL, initiator=(PORTUGAL,)), FULL),
        (replace(FULL, background=True), FULL),
        (replace(FULL, evidence=an_event(SOURCE, "landed").evidence), FULL),
    ],
)
def test_the_fullest_telling_speaks_for_all(lesser: Event, fuller: Event) -> None:
    for order in ((lesser, fuller), (fuller, lesser)):
        versions = [Version(str(n), str(n), "c", event) for n, event in enumerate(order)]
        entry = build_entry(versions)
        assert (entry.status, entry.initiator) == (fuller.status, fuller.initiator)
        assert entry.time == (fuller.time or lesser.time)
        assert entry.place == (fuller.place or lesser.place)
        assert entry.versions == tuple(versions)
        assert entry.id == entry_id("0")


def test_an_entry_has_the_themes_of_all_tellings() -> None:
    one, other = told("a", themes=("navy", "border")), told("b", themes=("economy", "navy"))
    assert build_entry([one, other]).themes == ("border", "economy", "navy")


def test_nothing_makes_no_entry() -> None:
    with pytest.raises(ValueError, match="needs a version"):
        build_entry([])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  The  KENYA-Navy's ", "the kenya navy s"),
        ("Río Ñuñoa", "rio nunoa"),
        ("Щербаков", "shcherbakov"),
        ("Подъём Ёлкин Йод", "podem elkin iod"),
        ("Łódź Øst Đurđević ß", "lodz ost durdevic ss"),
        ("Київ", "kiiv"),
        ("a_b", "a b"),
        ("", ""),
        ("—", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(fold(text)) == folded
