"""Times, names and numbers as a person reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Figure
from dragoman.publish.human import (
    amount,
    compare_times,
    counted,
    country_label,
    human_time,
    language_label,
    machine_time,
    shortened,
    shown,
    spaced,
    web_address,
)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-10-07", "7 Oct 2031"),
        ("2031-10", "Oct 2031"),
        ("2031", "2031"),
        ("2031-10~", "about Oct 2031"),
        ("2031-10-11~", "about 11 Oct 2031"),
        ("2031?", "perhaps 2031"),
        ("2031%", "perhaps about 2031"),
        ("203X", "2030s"),
        ("20XX", "2000 to 2099"),
        ("2031-09-12/2031-09-16", "12–16 Sep 2031"),
        ("2031-09-28/2031-10-02", "28 Sep – 2 Oct 2031"),
        ("2031-12-30/2032-01-02", "30 Dec 2031 – 2 Jan 2032"),
        ("2031-09/2031-11", "Sep–Nov 2031"),
        ("2031-11/2032-01", "Nov 2031–Jan 2032"),
        ("2031/2033", "2031–2033"),
        ("2031/2032-05-01", "2031 – 1 May 2032"),
        ("2031-05/2031-05", "May 2031"),
        ("2031~/2032", "about 2031 to 2032"),
        ("2031-04/..", "since Apr 2031"),
        ("2031-04~/..", "since about Apr 2031"),
        ("../2031", "until 2031"),
        ("/2031", "until 2031"),
        (None, "unknown"),
        ("", "unknown"),
        ("last week", "last week"),
        ("2031-13", "2031-13"),
    ],
)
def test_times_in_words(edtf: str | None, words: str) -> None:
    assert human_time(edtf) == words


@given(st.dates(), st.dates(), st.sampled_from(["", "~", "?", "%"]))
def test_every_interval_names_both_of_its_years(one: object, other: object, mark: str) -> None:
    first, last = sorted([str(one), str(other)])
    words = human_time(f"{first}{mark}/{last}")
    assert str(int(last[8:])) in words
    assert first[:4] in words
    assert last[:4] in words


@pytest.mark.parametrize(
    ("edtf", "told"),
    [("2031-10-07", "2031-10-07"), ("2031", "2031"), ("2031~", None), (None, None), ("x", None)],
)
def test_only_what_html_can_hold_is_machine_time(edtf: str | None, told: str | None) -> None:
    assert machine_time(edtf) == told


@pytest.mark.parametrize(
    ("told", "settled", "note"),
    [
        ("2031-10-07", "2031-10-07", ""),
        (None, "2031-10-07", ""),
        ("2031-10-07", None, ""),
        ("2031-10", "2031-10-07", "less exact"),
        ("2031-10-07", "2031-10", "more exact"),
        ("2031-10-08", "2031-10-07", "differs"),
        ("2031-10-01/2031-10-05", "2031-10-04/2031-10-09", "differs"),
        ("2031-10~", "2031-10", ""),
        ("2031-01/..", "2031-10-07", "less exact"),
        ("soon", "2031", "differs"),
    ],
)
def test_times_are_compared_by_the_days_they_can_mean(
    told: str | None, settled: str | None, note: str
) -> None:
    assert compare_times(told, settled) == note


def test_countries_bodies_and_what_is_neither() -> None:
    assert country_label("KEN") == "Kenya"
    assert country_label("IGO:NATO") == "NATO"
    assert country_label("NSA:River Front: North") == "River Front: North"
    assert country_label(None) == ""
    assert country_label("QZZ") == "QZZ"


def test_other_words() -> None:
    assert language_label("ru") == "Russian"
    assert language_label("und") == "unknown language"
    assert language_label("fi") == "fi"
    assert spaced("port-call") == "port call"
    assert counted(1, "report") == "1 report"
    assert counted(0, "report") == "0 reports"
    assert counted(1204, "entry", "entries") == "1,204 entries"


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((17, None, None), "17"),
        ((1250000, None, None), "1,250,000"),
        ((2.5, None, None), "2.5"),
        ((None, 17, None), "at least 17"),
        ((None, None, 300), "up to 300"),
        ((None, 10, 12), "10 to 12"),
        ((None, None, None), "no number"),
    ],
)
def test_amounts(bounds: tuple[float | None, float | None, float | None], words: str) -> None:
    assert amount(Figure("x", *bounds, "y")) == words


@given(st.text(), st.integers(10, 60))
def test_a_shortened_text_is_one_line_of_its_words(text: str, length: int) -> None:
    line = shortened(text, length)
    assert "\n" not in line
    assert len(line) <= length + 1
    assert " ".join(text.split()).startswith(line.removesuffix("…"))


def test_shortening_keeps_whole_words() -> None:
    assert shortened("one two three four", 14) == "one two three…"
    assert shortened("one two", 14) == "one two"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_what_is_shown_can_be_sent_and_keeps_every_place(text: str) -> None:
    safe = shown(text)
    assert len(safe) == len(text)
    safe.encode("utf-8")
    assert not set(safe) & set("\x00\x1b\x7f\x85\u202a\u202b\u202c\u202d\u202e\u2066\u2069\uffff")
    kept = [(a, b) for a, b in zip(text, safe, strict=True) if a != b]
    assert all(b == "\ufffd" for _, b in kept)


def test_line_ends_and_letters_are_shown_as_they_are() -> None:
    assert shown("Ñu\n\tПуть ё") == "Ñu\n\tПуть ё"


@pytest.mark.parametrize(
    "ref", ["javascript:alert(1)", "data:text/html,x", "/etc/x", "http:/x", ""]
)
def test_only_web_addresses_are_followed(ref: str) -> None:
    assert web_address(ref) is None


def test_a_web_address_is_followed() -> None:
    assert web_address("HTTPS://andes.example/1") == "HTTPS://andes.example/1"
