"""Progress of long work, on standard error."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from dragoman.cli.output import say

T = TypeVar("T")

#: Seconds between two lines of progress, in a log and on a terminal.
EVERY = 2.0
EVERY_ON_TERMINAL = 0.25


def counted(items: Iterable[T], what: str) -> Iterator[T]:
    """The items, with a line now and then of how many have passed, and the rate.

    On a terminal the line stands while the next item is made, and is gone before it is given.
    Nothing is written of work that ends at once.
    """
    begun = last = time.monotonic()
    terminal = sys.stderr.isatty()
    try:
        for count, item in enumerate(items, 1):
            _write_over("", terminal)
            yield item
            now = time.monotonic()
            if now - last >= (EVERY_ON_TERMINAL if terminal else EVERY):
                last = now
                line = f"{count:,} {what}, {count / (now - begun):.1f} a second"
                _write_over(line, terminal)
                if not terminal:
                    say(line)
    finally:
        _write_over("", terminal)


def _write_over(line: str, terminal: bool) -> None:
    """Put a line where the last one stands on a terminal."""
    if terminal:
        print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)
