"""TIMEX3: the values of times, and what is marked beside them."""

from itertools import pairwise

import pytest

from dragoman.resolve.times import find_timexes
from dragoman.resolve.times.timex import timex_value


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("203X", "203"),
        ("2031-03-04~", "2031-03-04"),
        ("2031-03-03/2031-03-09", "2031-W10"),
        ("2031-03-08/2031-03-09", "2031-W10-WE"),
        ("2031-04/2031-06", "2031-Q2"),
        ("2031-01/2031-06", "2031-H1"),
        ("2031-03/2031-05", "2031-SP"),
        ("2030-12/2031-02", "2030-WI"),
        ("2031-03-04/2031-03-06", "2031-03-04/2031-03-06"),
        ("2029/..", "2029"),
        ("../2031-03", "2031-03"),
    ],
)
def test_values(edtf: str, value: str) -> None:
    assert timex_value(edtf) == value


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("The drill lasted four months.", "en", [("four months", "DURATION", "P4M")]),
        ("Talks went on for two decades.", "en", [("two decades", "DURATION", "P20Y")]),
        ("It shelled the town for several hours.", "en", [("several hours", "DURATION", "PTXH")]),
        (
            "Ahora patrullan cada semana.",
            "es",
            [("Ahora", "DATE", "PRESENT_REF"), ("cada semana", "SET", "P1W")],
        ),
        ("Duró unos tres años.", "es", [("tres años", "DURATION", "P3Y")]),
        ("Media hora después callaron.", "es", [("Media hora", "DURATION", "PT30M")]),
        ("Осада длилась полтора месяца.", "ru", [("полтора месяца", "DURATION", "P1.5M")]),
        ("Сейчас стороны молчат.", "ru", [("Сейчас", "DATE", "PRESENT_REF")]),
    ],
)
def test_durations_and_references(text: str, lang: str, found: list[tuple[str, str, str]]) -> None:
    told = find_timexes(text, lang, None)
    assert [(one.span.of(text), one.type, one.value) for one in told] == found
    assert all(one.edtf is None for one in told)


def test_the_last_months_are_a_duration_that_has_its_days() -> None:
    text = "Estuvo en Lima hace dos semanas."
    (one,) = find_timexes(text, "es", "2031-03-05")
    assert (one.type, one.value, one.edtf) == ("DURATION", "P2W", "2031-02-19~")


def test_times_do_not_overlap_and_come_in_order() -> None:
    text = "On 3 March 2031, after two weeks of talks, it now says the last three months were calm."
    told = find_timexes(text, "en", "2031-03-05")
    assert told == sorted(told, key=lambda one: one.span)
    assert all(not a.span.meets(b.span) for a, b in pairwise(told))
