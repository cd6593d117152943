"""Whether anything is lost or done twice when a process is killed as it writes to a ledger.

A process reads invented reports into a ledger, judges what it makes of them, and reads them anew by
another coder. It is killed (SIGKILL) at a named point, looked after, and started again until it
ends by itself; each point on a ledger of its own. The points are drawn (seeded) from all there are,
as many of each name as can be. Then one ledger is killed again and again. What comes out must be
the ledger that nobody killed: digest, rows of each table, log. After each kill the ledger must be
whole, hold what the process told of, and stand where the undisturbed one once stood.

    uv run python benchmarks/kill_ledger.py --kills 200 --store postgresql
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path

from killed_work import REPORTS, SEED
from killing import Nursery, Point, Survived, Whole, draw_points, survive, undisturbed
from stores import STORES, Lend, lender

#: Each run of a ledger that is killed again and again gets so far: to its fourth record.
AGAIN = Point("INSERT log", 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200, help="points to be killed at")
    parser.add_argument("--store", choices=STORES, default="sqlite")
    parser.add_argument("--seed", type=int, default=SEED, help="of the points drawn")
    told = parser.parse_args()
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        Nursery(Path(folder), REPORTS) as nursery,
        lender(told.store) as lend,
    ):
        with lend() as place:
            whole = undisturbed(nursery, place)
        points = draw_points(whole, told.kills, told.seed)
        survived = [_survive(nursery, whole, lend, [point]) for point in points]
        again = _survive(nursery, whole, lend, repeat(AGAIN))
    _print(whole, points, survived, again)
    print(f"{told.store}: {time.perf_counter() - began:.0f} s")
    if any(one.faults or not one.kills for one in (*survived, again)):
        sys.exit(1)


def _survive(nursery: Nursery, whole: Whole, lend: Lend, points: Iterable[Point]) -> Survived:
    with lend() as place:
        found = survive(nursery, whole, place, points)
    for line in found.faults:
        print(line, flush=True)
    return found


def _print(
    whole: Whole, points: Sequence[Point], survived: Sequence[Survived], again: Survived
) -> None:
    drawn = Counter(point.name for point in points)
    for name, times in sorted(whole.run.points.items()):
        print(f"{name:<26} comes {times:>4} times, {drawn[name]:>3} of them drawn")
    print(
        f"{sum(one.kills for one in survived)} kills at {len(points)} points of {len(drawn)} "
        f"sorts, {again.kills} more on one ledger; each ledger has {len(whole.run.states)} "
        f"commits and is told of {len(whole.run.told)} things"
    )
    faults = [line for one in (*survived, again) for line in one.faults]
    lost = sum("lost:" in line for line in faults)
    print(f"lost: {lost}, other faults: {len(faults) - lost}")


if __name__ == "__main__":
    main()
