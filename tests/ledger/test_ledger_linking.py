"""Linking: which tellings are one event, whatever the order, and which never are."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from dragoman.ledger import build_entry, link
from dragoman.ledger.folding import fold
from dragoman.ledger.linking.events import Sketch, block_key, entry_id, link_block, sketch
from dragoman.ledger.linking.memory import Memory
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
        ({}, {"initiator": (PORTUGAL, CHINA)}),
        ({}, {"recipient": ()}),
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
def test_every_event_is_in_one_group_of_its_own_kind_and_countries(
    told_and_days: tuple[list[Version], dict[str, str | None]],
) -> None:
    versions, published = told_and_days
    groups = link(versions, published)
    members = [version.event_id for group in groups for version in group]
    assert sorted(members) == sorted({version.event_id for version in versions})
    for group in groups:
        assert len({block_key(version.event) for version in group}) == 1
        assert [version.event_id for version in group] == sorted(v.event_id for v in group)
        assert link(group, published) == [group], "a group falls apart on its own"


@settings(deadline=None)
@given(strategies.versions(), st.data())
def test_what_is_remembered_makes_the_same_groups(
    told_and_days: tuple[list[Version], dict[str, str | None]], data: st.DataObject
) -> None:
    """Events come and go in any order, and the memory may be too small for them."""
    versions, published = told_and_days
    sketches = {v.event_id: sketch(v, published[v.report_id]) for v in versions}
    memory = Memory(room=data.draw(st.sampled_from([0, 5, 1000])))
    for _ in range(4):
        chosen = data.draw(st.lists(st.sampled_from(sorted(sketches)), unique=True))
        missing: dict[str, Sketch] = {one: sketches[one] for one in memory.missing("x", chosen)}
        groups = memory.groups("x", chosen, missing)
        assert groups == link_block(sketches[one] for one in chosen)


def test_a_memory_that_was_cleared_knows_nothing() -> None:
    memory, one = Memory(), sketch(told("a"))
    memory.groups("x", [one.event_id], {one.event_id: one})
    assert memory.missing("x", [one.event_id]) == []
    memory.clear()
    assert memory.missing("x", [one.event_id]) == [one.event_id]


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
