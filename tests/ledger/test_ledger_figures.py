"""Figures followed: what counts one thing in three languages, and how numbers differ as ranges."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger import each_track, open_ledger
from dragoman.ledger.figures.ranges import Range, range_of, ranges_differ, written
from dragoman.ledger.figures.tracks import Told, disputes, follow
from dragoman.model import Event, Figure, Report, Track
from values import ECUADOR, KENYA, a_report, an_event, at, coded

ARREST: dict[str, Any] = {"kind": "arrest", "initiator": (ECUADOR,), "recipient": (ECUADOR,)}

ENGLISH = a_report(
    "en", "Ecuador has 17 people in custody over the smuggling ring.", published="2031-03-04"
)
SPANISH = a_report(
    "es",
    "Ecuador anunció 19 personas detenidas por la red de contrabando.",
    lang="es",
    published="2031-03-09",
)
RUSSIAN = a_report(
    "ru",
    "В Эквадоре десятки человек арестованы по делу о контрабанде.",
    lang="ru",
    published="2031-03-05",
)


def figure(source: Report, words: str, what: str, **more: Any) -> Figure:
    numbers = {"value": None, "low": None, "high": None, **more}
    return Figure(what, unit=what.split()[0], anchor=at(source.text, words), **numbers)


SEVENTEEN = figure(ENGLISH, "17", "people in custody", value=17.0, said_by=("Ministry of Ecuador",))
NINETEEN = figure(SPANISH, "19", "personas detenidas", value=19.0, said_by=("Ministerio",))
DOZENS = figure(RUSSIAN, "десятки", "человек арестованы", low=20.0)


def told(source: Report, *figures: Figure, acts: tuple[Event, ...] | None = None) -> Told:
    """A report's figures, with one act of all its words in entry `e`, or these acts in `f`."""
    found = (an_event(source, **ARREST),) if acts is None else acts
    return Told(
        source.id,
        source.published,
        source.lang,
        figures,
        tuple(("f" if acts else "e", act) for act in found),
    )


def differ(track: Track) -> list[tuple[str, list[str]]]:
    return [(one.kind, [side.value for side in one.sides]) for one in track.differences]


def test_one_thing_is_followed_through_three_languages() -> None:
    (track,) = follow([told(SPANISH, NINETEEN), told(ENGLISH, SEVENTEEN), told(RUSSIAN, DOZENS)])
    assert (track.unit, track.role, track.parties) == ("people", "arrested", ("ECU",))
    assert track.what == "people in custody"
    assert [(one.day, one.figure) for one in track.points] == [
        ("2031-03-04", SEVENTEEN),
        ("2031-03-05", DOZENS),
        ("2031-03-09", NINETEEN),
    ]
    assert all(point.entry_ids == ("e",) for point in track.points)
    assert track.sources == tuple(sorted(("Ministry of Ecuador", "Ministerio", RUSSIAN.id)))


def test_a_count_that_grew_is_an_update_and_one_that_shrank_a_contradiction() -> None:
    (track,) = follow([told(ENGLISH, SEVENTEEN), told(SPANISH, NINETEEN)])
    assert differ(track) == [("update", ["17", "19"])]
    fewer = figure(SPANISH, "19", "personas detenidas", value=12.0, said_by=("Ministerio",))
    (track,) = follow([told(ENGLISH, SEVENTEEN), told(SPANISH, fewer)])
    assert differ(track) == [("contradiction", ["12", "17"])]
    assert [side.origins for side in track.differences[0].sides] == [
        ("Ministerio",),
        ("Ministry of Ecuador",),
    ]


def test_another_number_of_one_source_is_an_update() -> None:
    same = figure(SPANISH, "19", "personas detenidas", value=12.0, said_by=("ministry of ecuador",))
    (track,) = follow([told(ENGLISH, SEVENTEEN), told(SPANISH, same)])
    assert differ(track) == [("update", ["12", "17"])]


@pytest.mark.parametrize(
    ("what", "acts"),
    [
        ("personas heridas", None),
        ("pasaportes falsos", None),
        ("peruanos detenidos", None),
        ("personas detenidas en 2019", None),
        ("personas detenidas", (an_event(SPANISH, kind="arrest", initiator=(KENYA,)),)),
    ],
    ids=["hurt", "passports", "of another country", "of another year", "in another act"],
)
def test_other_things_are_not_one(what: str, acts: tuple[Event, ...] | None) -> None:
    first = figure(ENGLISH, "17", "people detained in 2031", value=17.0)
    other = figure(SPANISH, "19", what, value=19.0)
    assert len(follow([told(ENGLISH, first), told(SPANISH, other, acts=acts)])) == 2


def test_types_are_told_apart_whatever_the_unit() -> None:
    kestrels = figure(ENGLISH, "17", "Kestrel fighters", value=17.0)
    more = figure(SPANISH, "19", "cazas Kestrel", value=19.0)
    others = figure(SPANISH, "19", "cazas Ocelot", value=19.0)
    deal: dict[str, Any] = {"kind": "transfer", "initiator": (KENYA,), "recipient": (ECUADOR,)}
    tracks = follow(
        [
            told(ENGLISH, kestrels, acts=(an_event(ENGLISH, **deal),)),
            told(SPANISH, more, others, acts=(an_event(SPANISH, **deal),)),
        ]
    )
    assert [len(track.points) for track in tracks] == [2, 1]
    assert differ(tracks[0]) == [("contradiction", ["17", "19"])]


def test_within_one_report_only_the_same_words_of_others_dispute() -> None:
    one = figure(ENGLISH, "17", "people in custody", value=17.0, said_by=("Ministry",))
    other = figure(ENGLISH, "17", "people in custody", value=30.0, said_by=("lawyers",))
    (track,) = follow([told(ENGLISH, one, other)])
    assert differ(track) == [("contradiction", ["17", "30"])]
    same = figure(ENGLISH, "17", "people in custody", value=30.0, said_by=("Ministry",))
    (track,) = follow([told(ENGLISH, one, same)])
    assert differ(track) == []


def test_a_figure_far_from_every_act_is_no_dispute_of_them() -> None:
    far = a_report("far", "Police acted. " + "x " * 200 + "Of 12 people nothing is known.")
    count = figure(far, "12", "people in custody", value=12.0)
    acts = (an_event(far, "Police acted", **ARREST),)
    assert disputes([told(ENGLISH, SEVENTEEN), told(far, count, acts=acts)]) == ()
    assert disputes([told(ENGLISH, SEVENTEEN), told(far, count)]) != ()


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ((17, 17), (17, 17), None),
        ((253, 253), (5000, 5000), "contradiction"),
        ((2000, None), (5000, 5000), "refinement"),
        ((1000, 5000), (None, 5000), "refinement"),
        ((None, 20000), (20000, None), "contradiction"),
        ((100, None), (None, 150), None),
        ((None, 5000), (20000, None), "contradiction"),
        ((250, 250), (253, 253), "refinement"),
        ((1000, 1000), (1038, 1038), "refinement"),
        ((17, 17), (19, 19), "contradiction"),
        ((20, None), (20, 20), "refinement"),
    ],
)
def test_ranges(
    one: tuple[float | None, float | None],
    other: tuple[float | None, float | None],
    kind: str | None,
) -> None:
    left, right = (Figure("x", None, low, high, "") for low, high in (one, other))
    mine, theirs = range_of(left), range_of(right)
    assert mine is not None
    assert theirs is not None
    assert ranges_differ(mine, theirs) == ranges_differ(theirs, mine) == kind


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Range(17, 17), "17"),
        (Range(2000, float("inf")), "2000.."),
        (Range(0, 300), "..300"),
        (Range(10, 12.5), "10..12.5"),
    ],
)
def test_a_range_as_it_is_written(told: Range, words: str) -> None:
    assert written(told) == words


def test_a_figure_without_a_number_or_with_reversed_bounds_has_no_range() -> None:
    assert range_of(Figure("x", None, None, None, "")) is None
    assert range_of(Figure("x", None, 5, 2, "")) is None


@given(st.permutations([told(ENGLISH, SEVENTEEN), told(SPANISH, NINETEEN), told(RUSSIAN, DOZENS)]))
def test_the_order_of_reports_does_not_matter(order: list[Told]) -> None:
    assert follow(order) == follow(
        [told(RUSSIAN, DOZENS), told(SPANISH, NINETEEN), told(ENGLISH, SEVENTEEN)]
    )
    assert follow([*order, *order]) == follow(order)


def test_a_ledger_follows_what_two_sources_tell(place: str) -> None:
    alone = a_report("alone", "Kenya counts 40 ships at sea.", published="2031-03-04")
    items = [
        coded(ENGLISH, an_event(ENGLISH, **ARREST, time="2031-03"), figures=(SEVENTEEN,)),
        coded(SPANISH, an_event(SPANISH, **ARREST, time="2031-03"), figures=(NINETEEN,)),
        coded(
            alone,
            an_event(alone, kind="deployment", initiator=(KENYA,), recipient=()),
            figures=(figure(alone, "40", "ships at sea", value=40.0),),
        ),
    ]
    with open_ledger(place) as ledger:
        ledger.add_all(items)
        (track,) = each_track(ledger)
        assert [point.figure.value for point in track.points] == [17.0, 19.0]
        entries = {entry.kind: entry for entry in ledger.entries()}
        assert each_track(ledger, of=entries["arrest"]) == [track]
        assert each_track(ledger, of=entries["deployment"]) == []
        assert [one.what for one in ledger.differences(entries["arrest"])] == ["number"]
