"""Progress of long work: on a terminal, in a log, and not at all where it ends at once."""

import io
import time
from collections.abc import Iterator

import pytest

from dragoman.cli import progress
from dragoman.cli.progress import counted


class Terminal(io.StringIO):
    """A stream that says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


def slowly(number: int, pause: float) -> Iterator[int]:
    for item in range(number):
        time.sleep(pause)
        yield item


def test_work_that_ends_at_once_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(counted(range(1000), "reports")) == list(range(1000))
    assert capsys.readouterr().err == ""


def test_a_log_gets_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.05)
    assert list(counted(slowly(12, 0.02), "reports")) == list(range(12))
    lines = capsys.readouterr().err.splitlines()
    assert 1 <= len(lines) <= 5
    assert all(" reports, " in line and line.endswith(" a second") for line in lines)


def test_a_terminal_shows_the_line_only_while_the_next_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "EVERY_ON_TERMINAL", 0.0)
    for item in counted(slowly(3, 0.001), "reports"):
        assert screen.getvalue().endswith("\r\x1b[K")
        screen.write(f"item {item}\n")
    assert screen.getvalue().endswith("\r\x1b[K")
    assert "\r3 reports, " in screen.getvalue()


def test_the_line_is_taken_away_where_the_work_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "EVERY_ON_TERMINAL", 0.0)
    with pytest.raises(ZeroDivisionError):
        list(counted((1 // number for number in (2, 1, 0)), "reports"))
    assert screen.getvalue().endswith("\r\x1b[K")
