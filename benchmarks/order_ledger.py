"""Whether a ledger comes out the same in whatever order reports and judgements come.

Adds tellings of happenings (seeded) to an empty ledger, in order and once, and judges what came of
them. Then does the same in random orders, each thing three times over, in batches of random size,
judgements among them: also such as are about reports that are still to come. Each time the digest
over all that is kept and derived must be the same, and the ledger whole.

    uv run python benchmarks/order_ledger.py --reports 400 --orders 10 --store postgresql
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random

from happenings import SEED, TELLINGS, tellings
from stores import STORES, lender

from dragoman.ledger import EntryFilter, Ledger, open_ledger
from dragoman.ledger.judging import making
from dragoman.ledger.judging.making import Decision
from dragoman.model import Coding, Entry, Judgement, Report

#: How often each thing comes.
TIMES = 3
#: Reports added in one transaction, at most.
MOST = 40
#: The n-th of so many judgements is an undo of the one before it.
UNDO = 5

Item = tuple[Report, Coding] | Judgement


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--orders", type=int, default=10)
    parser.add_argument("--store", choices=STORES, default="sqlite")
    told = parser.parse_args()
    digests = set()
    with lender(told.store) as lend:
        with lend() as place:
            items = in_order(place, told.reports)
            with open_ledger(place) as ledger:
                digests.add(ledger.digest())
        judged = sum(isinstance(one, Judgement) for one in items)
        print(f"{told.store}: {told.reports} reports, {judged} judgements, {TIMES} times each")
        for seed in range(told.orders):
            began = time.perf_counter()
            with lend() as place:
                digest, faults = out_of_order(place, items, seed)
            digests.add(digest)
            took = time.perf_counter() - began
            print(f"order {seed}: {digest[:16]}, {len(faults)} faults, {took:.1f} s", flush=True)
            if faults:
                sys.exit("\n".join(faults))
    print(f"digests: {len(digests)}")
    if len(digests) > 1:
        sys.exit(1)


def in_order(place: str, reports: int) -> list[Item]:
    """Fill an empty ledger with so many reports and judge it; gives all that it was told."""
    items: list[Item] = list(tellings(0, reports, max(1, reports // TELLINGS)))
    with open_ledger(place) as ledger:
        ledger.add_all(one for one in items if not isinstance(one, Judgement))
        return items + list(_judge(ledger, reports // 8))


def out_of_order(place: str, items: Sequence[Item], seed: int) -> tuple[str, list[str]]:
    """Tell an empty ledger the same, shuffled by the seed; its digest, and what is wrong with it.

    AssertionError where something was new twice.
    """
    draw = Random(seed)
    coming = [one for one in items for _ in range(TIMES)]
    draw.shuffle(coming)
    new = 0
    with open_ledger(place) as ledger:
        for judged, some in groupby(coming, lambda one: isinstance(one, Judgement)):
            new += _tell(ledger, list(some), judged, draw)
        assert new == len(items), f"{new} of {len(items)} things were new"
        return ledger.digest(), ledger.check()


def _tell(ledger: Ledger, some: Sequence[Item], judged: bool, draw: Random) -> int:
    """Judgements, or reports in batches; gives how many were new."""
    if judged:
        return sum(ledger.judge(one) for one in some if isinstance(one, Judgement))
    reports = [one for one in some if not isinstance(one, Judgement)]
    new = 0
    while reports:
        size = draw.randint(1, MOST)
        new += ledger.add_all(reports[:size])
        reports = reports[size:]
    return new


def _judge(ledger: Ledger, number: int) -> Iterator[Judgement]:
    """So many judgements of what stands, each kept before the next is made."""
    draw = Random(SEED)
    last: Judgement | None = None
    for n in range(number):
        when = Decision("Ana", f"2031-05-01T{n // 60:02}:{n % 60:02}:00Z")
        if last is not None and n % UNDO == UNDO - 1:
            last = making.undo(when, last)
        else:
            last = _decide(when, ledger.entries(EntryFilter(verdict="any")), draw)
        ledger.judge(last)
        yield last


def _decide(when: Decision, entries: Sequence[Entry], draw: Random) -> Judgement:
    one, other = draw.sample(entries, 2)
    told = draw.choice(one.versions).event_id
    match draw.choice(("accept", "reject", "correct", "merge", "split")):
        case "accept":
            return making.accept(when, one)
        case "reject":
            return making.reject(when, one, [told])
        case "correct":
            return making.correct(when, one, {"status": "planned"})
        case "split" if len(one.versions) > 1:
            return making.split(when, one, [told])
        case _:
            return making.merge(when, one, other)


if __name__ == "__main__":
    main()
