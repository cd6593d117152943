"""An interrupt ends long work, whoever swallows it."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from dragoman.cli import interrupts
from dragoman.cli.progress import counted


@pytest.fixture
def listening() -> Iterator[None]:
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts.listen()
    yield
    signal.signal(signal.SIGINT, former)
    interrupts.listen()


def swallowing(number: int, at: int) -> Iterator[int]:
    """Items of which one is interrupted while it is made, by something that takes no notice."""
    for item in range(number):
        if item == at:
            try:
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(5)
            except BaseException:
                pass
        yield item


@pytest.mark.usefixtures("listening")
def test_an_interrupt_that_was_swallowed_ends_the_work_after_the_item() -> None:
    seen: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        seen.extend(counted(swallowing(9, at=3), "reports"))
    assert seen == [0, 1, 2, 3]


@pytest.mark.usefixtures("listening")
def test_what_was_interrupted_before_does_not_end_what_comes_later() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(counted(swallowing(3, at=0), "reports"))
    interrupts.listen()
    assert list(counted(range(3), "reports")) == [0, 1, 2]


def test_another_handler_stays() -> None:
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        interrupts.listen()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, former)
