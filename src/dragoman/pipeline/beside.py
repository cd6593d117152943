"""Work on several things side by side, its results in the order of the things."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

#: Threads taken where none are told.
MOST_THREADS = 4

T = TypeVar("T")
R = TypeVar("R")


def side_by_side(work: Callable[[T], R], things: Iterable[T], threads: int = 0) -> Iterator[R]:
    """What `work` makes of each thing, in order; `threads` is 0 for one a core, 4 at most.

    Things are taken from the caller's own thread, a few ahead of what is done. An error of `work`
    is raised in the place of its result.
    """
    count = threads or min(MOST_THREADS, os.cpu_count() or 1)
    if count == 1:
        yield from map(work, things)
        return
    coming = iter(things)
    pool = ThreadPoolExecutor(count)
    try:
        ahead: deque[Future[R]] = deque(pool.submit(work, one) for one in islice(coming, 2 * count))
        while ahead:
            done = ahead.popleft().result()
            ahead.extend(pool.submit(work, one) for one in islice(coming, 1))
            yield done
    finally:
        pool.shutdown(cancel_futures=True)
