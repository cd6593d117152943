"""How fast synthetic codings are added to a ledger and linked, and how that grows.

Adds tellings of happenings (five a happening, seeded) to an empty ledger in one file, a batch a
transaction, each size in a process of its own; then one report more, many times. They come by the
day of their happening, as news does, or at random, the worst case: then most find an entry that was
written long before, and that is written anew. Prints seconds, peak memory, the exponent of growth
between the sizes, and how well the links are those of the happenings, beside the limits that the
project holds itself to.

    uv run python benchmarks/link_happenings.py --sizes 10000 100000 1000000
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from dataclasses import dataclass
from math import log
from pathlib import Path
from random import Random
from statistics import median

from happenings import SEED, TELLINGS, day_of, happening_of, telling, tellings

from dragoman.evaluate.figures import BCubed
from dragoman.evaluate.scoring import b_cubed
from dragoman.ledger import each_entry, open_ledger

BATCH = 5000
#: Reports added one by one at the end.
SINGLE = 50
#: Minutes and GB for a million codings, exponent of growth, milliseconds for one more report.
MINUTES, MEMORY, EXPONENT, ONE_MORE = 20, 4, 1.15, 100


@dataclass(frozen=True)
class Result:
    """What one size took: seconds, GB at the peak, entries made, milliseconds for one report."""

    size: int
    seconds: float
    peak: float
    entries: int
    one_more: float
    links: BCubed | None


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--order", choices=("day", "random"), default="day")
    parser.add_argument("--folder", type=Path, help="where the ledger's file is made")
    told = parser.parse_args()
    results = []
    for size in told.sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            result = pool.apply(measure, (size, told.folder, told.order == "day"))
        results.append(result)
        links = result.links
        print(
            f"{size:>9,} codings: {result.seconds:,.0f} s, {result.peak:.2f} GB, "
            f"{result.entries:,} entries, one more report {result.one_more:.0f} ms, "
            + (f"B-cubed P {links.precision:.3f} R {links.recall:.3f}" if links else "not scored"),
            flush=True,
        )
    first, last = results[0], results[-1]
    if last.size > first.size:
        grown = log(last.seconds / first.seconds) / log(last.size / first.size)
        print(f"exponent {grown:.2f} (limit {EXPONENT})")
    whole = last.seconds / last.size * 1_000_000 / 60
    print(f"a million at the last rate {whole:.1f} min (limit {MINUTES})")
    print(f"memory {last.peak / MEMORY:.2f} of the limit of {MEMORY} GB")
    print(f"one more report {last.one_more / ONE_MORE:.2f} of the limit of {ONE_MORE} ms")


def measure(size: int, folder: Path | None, by_day: bool) -> Result:
    happenings = size // TELLINGS
    order = list(range(size))
    if by_day:
        order.sort(key=lambda number: day_of(number, happenings))
    else:
        Random(SEED).shuffle(order)
    with (
        tempfile.TemporaryDirectory(dir=folder) as place,
        open_ledger(Path(place) / "ledger.db") as ledger,
    ):
        begun = time.perf_counter()
        for start in range(0, size, BATCH):
            ledger.add_all(telling(number, happenings) for number in order[start : start + BATCH])
        seconds = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        took = []
        for one in tellings(size, size + SINGLE, happenings):
            begun = time.perf_counter()
            ledger.add(*one)
            took.append(time.perf_counter() - begun)
        entries = ledger.count()
        links = b_cubed(
            [
                (happening_of(number_of(ref), happenings), entry.id)
                for entry in each_entry(ledger)
                for ref in (ledger.report(version.report_id).ref for version in entry.versions)
            ]
            if size <= 20_000
            else []
        )
    return Result(size, seconds, peak, entries, median(took) * 1000, links)


def number_of(ref: str) -> int:
    return int(ref.rpartition("-")[2])


if __name__ == "__main__":
    main()
