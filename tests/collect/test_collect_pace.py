from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.collect.pace import Pace, retry_after
from dragoman.errors import AnswerError

NOW = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0),
        (" 120 ", 120),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
        ("9" * 400, 365 * 86_400),
        ("Tue, 07 Oct 2025 12:00:30 GMT", 30),
        ("Tue, 07 Oct 2025 12:00:30 -0000", 30),
        ("Tue, 07 Oct 2025 11:00:00 GMT", 0),
        ("Tue, 07 Oct 2025 14:00:30 +0200", 30),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 365 * 86_400),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=40))
def test_any_retry_after_is_read_or_left(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or 0 <= seconds <= 365 * 86_400


def test_each_host_has_its_own_pauses() -> None:
    slept: list[float] = []
    pace = Pace(delay=5, patience=30, sleep=slept.append)
    pace.wait("a")
    pace.wait("b")
    assert slept == []
    pace.wait("a")
    assert slept == [pytest.approx(5, abs=0.5)]


def test_the_longest_of_all_pauses_is_waited() -> None:
    slept: list[float] = []
    pace = Pace(delay=5, patience=30, sleep=slept.append)
    pace.wait("a")
    pace.wait("a", crawl_delay=12)
    pace.hold("a", 20)
    pace.wait("a", crawl_delay=12)
    assert slept == [pytest.approx(12, abs=0.5), pytest.approx(20, abs=0.5)]


def test_our_own_delay_is_waited_beyond_patience_and_theirs_is_not() -> None:
    slept: list[float] = []
    pace = Pace(delay=60, patience=30, sleep=slept.append)
    pace.wait("a")
    pace.wait("a")
    assert slept == [pytest.approx(60, abs=0.5)]
    with pytest.raises(AnswerError, match="come back after"):
        pace.wait("a", crawl_delay=61)
