"""EDTF: the days that a time can mean, and what is no time."""

from datetime import date

import pytest
from hypothesis import given

import strategies
from dragoman.model import EdtfError, Period, period


def days(first: str | None, last: str | None, approximate: bool = False) -> Period:
    return Period(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        approximate,
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2031-03-04", days("2031-03-04", "2031-03-04")),
        ("2031-03", days("2031-03-01", "2031-03-31")),
        ("2031", days("2031-01-01", "2031-12-31")),
        ("2032-02", days("2032-02-01", "2032-02-29")),
        ("2100-02", days("2100-02-01", "2100-02-28")),
        ("203X", days("2030-01-01", "2039-12-31")),
        ("20XX", days("2000-01-01", "2099-12-31")),
        ("0001", days("0001-01-01", "0001-12-31")),
        ("9999-12", days("9999-12-01", "9999-12-31")),
        ("2031~", days("2031-01-01", "2031-12-31", True)),
        ("2031-03%", days("2031-03-01", "2031-03-31", True)),
        ("2031-03-04~", days("2031-03-04", "2031-03-04", True)),
        ("2031-03-04?", days("2031-03-04", "2031-03-04")),
        ("2031-03-04/2031-03-06", days("2031-03-04", "2031-03-06")),
        ("2031-03-04/2031-03-04", days("2031-03-04", "2031-03-04")),
        ("2031-02/2031", days("2031-02-01", "2031-12-31")),
        ("2031/2031-02", days("2031-01-01", "2031-02-28")),
        ("2031~/2032", days("2031-01-01", "2032-12-31", True)),
        ("2031/2032~", days("2031-01-01", "2032-12-31", True)),
        ("2031-04/..", days("2031-04-01", None)),
        ("2031-04~/..", days("2031-04-01", None, True)),
        ("2031-04/", days("2031-04-01", None)),
        ("../2031-04", days(None, "2031-04-30")),
        ("/2031-04", days(None, "2031-04-30")),
    ],
)
def test_times(text: str, meant: Period) -> None:
    assert period(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "/",
        "..",
        "../..",
        "/..",
        "yesterday",
        "31",
        "20310304",
        "2031-3-4",
        "2031-13",
        "2031-00",
        "2031-02-29",
        "2031-04-31",
        "2031-03-00",
        "0000",
        "2XXX",
        "203X-04",
        "2031-XX",
        "2031-21",
        "-2031",
        "Y20310",
        "2031~~",
        "~2031",
        "2031 ",
        "2031\n",
        "2031-03-04\n",
        "٢٠٣١",
        "2031-03-04T10:00",
        "2031/2030",
        "2031-03-04/2031-03-03",
        "2031/2032/2033",
        "2031/yesterday",
        "2031–2032",
        "[2031,2032]",
    ],
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(EdtfError, match=r".") as caught:
        period(text)
    assert "\n" not in str(caught.value)


@given(strategies.times())
def test_first_is_never_after_last(text: str) -> None:
    meant = period(text)
    assert meant.first or meant.last
    assert not (meant.first and meant.last) or meant.first <= meant.last
    assert meant.approximate == any(mark in text for mark in "~%")
