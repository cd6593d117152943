"""Killing a process at a named point of its writing to a ledger, and looking at what it leaves.

A point is what comes next, as `passing_by` names it, and the number of its coming. Processes
are killed by themselves, at the very point, and what they had told of is known.
"""

import os
import signal
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import zip_longest
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from killed_work import Told, decide, work, write_reports
from passing_by import listen
from sqlalchemy import func, select, table

from dragoman.ledger import open_ledger
from dragoman.ledger.store.opening import find_store
from dragoman.ledger.store.schema import metadata
from dragoman.model import Judgement

#: The time of every record, so that the ledger is the same each time.
CLOCK = "2031-05-01T00:00:00Z"
#: Seconds after which a process that has not ended is taken for one that hangs, and its exit code.
PATIENCE, HANGING = 120, 124


@dataclass(frozen=True, order=True)
class Point:
    """Where a process is killed: before the nth time, from 1, that this comes."""

    name: str
    nth: int


#: Where nobody comes by.
NOWHERE = Point("", 0)


@dataclass(frozen=True)
class Plan:
    """What is done to each ledger: the folder of its reports, and its judgements by stage."""

    folder: Path
    judged: Sequence[Sequence[Judgement]]


@dataclass
class Run:
    """What a process said before it ended: what it had done, and, if asked, all it came by.

    `states` are the digests after each commit that changed anything; `seen` holds how many of them
    there were when a thing was told.
    """

    code: int = 0
    told: list[Told] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    seen: dict[Told, int] = field(default_factory=dict)
    points: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Whole:
    """What a ledger is that nobody killed: all that must come out again.

    `rows` are counts by table, `log` the deeds told in it in their order.
    """

    run: Run
    digest: str
    rows: dict[str, int]
    log: list[tuple[str, str]]


@dataclass(frozen=True)
class Survived:
    """How many processes were killed on a ledger, and what was wrong with it after each."""

    kills: int
    faults: tuple[str, ...]


def draw_points(whole: Whole, number: int, seed: int) -> list[Point]:
    """So many points of those there are, as many of each name as can be; drawn by a seed."""
    draw = Random(seed)
    left = {
        name: draw.sample(range(1, times + 1), times)
        for name, times in sorted(whole.run.points.items())
    }
    turns = zip_longest(*([Point(name, nth) for nth in some] for name, some in left.items()))
    return [point for turn in turns for point in turn if point is not None][:number]


class Nursery:
    """Starts processes that do a plan, one at a time, each forked from one that made the plan.

    So none takes a second to start, and none inherits what the caller has open. The plan has so
    many reports for each stage; its files are written into a folder.
    """

    def __init__(self, folder: Path, reports: tuple[int, int]) -> None:
        spawn = get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, folder, reports))
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipe.close()
        self._process.join()

    def run(self, place: str, point: Point | None) -> Run:
        """One process on the ledger, killed at the point; without one it tells of all it does."""
        self._pipe.send((place, point))
        run = Run()
        while True:
            what, thing = self._pipe.recv()
            if what == "told":
                run.told.append(thing)
                run.seen.setdefault(thing, len(run.states))
            elif what == "state" and thing not in run.states[-1:]:
                run.states.append(thing)
            elif what == "points":
                run.points = thing
            elif what == "end":
                run.code = thing
                return run


def undisturbed(nursery: Nursery, place: str) -> Whole:
    """All of the plan done in one go on an empty ledger; RuntimeError where it does not end well.

    Also gives every point there is to be killed at.
    """
    run = nursery.run(place, None)
    if run.code:
        raise RuntimeError(f"a process that nobody killed ended with {run.code}")
    return Whole(run, *_look(place))


def survive(nursery: Nursery, whole: Whole, place: str, points: Iterable[Point]) -> Survived:
    """Kill a process at a point, the next at the next one, and let the last end by itself.

    After each kill the ledger must be whole, hold all that was told, and stand where an undisturbed
    one once stood. It ends with the first process that does not come by its point.
    """
    faults: list[str] = []
    kills = 0
    for point in points:
        run = nursery.run(place, point)
        if run.code != -signal.SIGKILL:
            break
        kills += 1
        found = faults_after_kill(whole, place, run.told)
        faults += [f"{point.name} {point.nth}: {line}" for line in found]
    else:
        run = nursery.run(place, NOWHERE)
    if run.code:
        faults.append(f"the last process ended with {run.code}")
    if run.told != whole.run.told:
        faults.append("the last process told of other things")
    return Survived(kills, tuple(faults + faults_at_end(whole, place)))


def faults_after_kill(whole: Whole, place: str, told: list[Told]) -> list[str]:
    """What is wrong with a ledger whose writer was killed."""
    with open_ledger(place) as ledger:
        faults, stands = ledger.check(), ledger.digest()
        judged = {one.id for one in ledger.judgements()}
        for what, identity in told:
            held = identity in judged if what == "judgement" else ledger.has_coding(identity, what)
            if not held:
                faults.append(f"lost: {what} {identity}")
    run = whole.run
    if stands not in run.states:
        return [*faults, "half a deed: no undisturbed ledger ever stood so"]
    if run.states.index(stands) + 1 < max((run.seen[one] for one in told), default=0):
        faults.append("lost: the ledger stands before what was told")
    return faults


def faults_at_end(whole: Whole, place: str) -> list[str]:
    """In what a ledger on which all was done is another than the undisturbed one."""
    digest, rows, log = _look(place)
    with open_ledger(place) as ledger:
        faults = ledger.check()
    if digest != whole.digest:
        faults.append("the digest is another")
    if log != whole.log:
        faults.append("the log tells of other deeds")
    return faults + [
        f"{name} has {number} rows and not {whole.rows[name]}"
        for name, number in rows.items()
        if number != whole.rows[name]
    ]


def _look(place: str) -> tuple[str, dict[str, int], list[tuple[str, str]]]:
    """The digest, the number of rows by table, and the deeds in the log."""
    engine = find_store(place).engine()
    with engine.connect() as connection:
        rows = {
            name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
            for name in (*metadata.tables, "entry_words")
        }
    engine.dispose()
    with open_ledger(place) as ledger:
        deeds = [(one.deed, one.subject) for one in reversed(ledger.log(rows["log"] + 1))]
        return ledger.digest(), rows, deeds


def _serve(pipe: Pipe, folder: Path, reports: tuple[int, int]) -> None:
    """What the nursery does, until nobody asks any more."""
    write_reports(folder, reports)
    with open_ledger(folder / "plan.db") as ledger:
        plan = Plan(folder, decide(ledger, folder))
    fork = get_context("fork")
    with suppress(EOFError):
        while True:
            process = fork.Process(target=_child, args=(pipe, plan, *pipe.recv()))
            process.start()
            process.join(PATIENCE)
            # One that hangs must not be taken for one that was killed at its point.
            hangs = process.is_alive()
            process.kill()
            process.join()
            pipe.send(("end", HANGING if hangs else process.exitcode))


def _child(pipe: Pipe, plan: Plan, place: str, point: Point | None) -> None:
    """What the process does that may be killed."""
    seen: Counter[str] = Counter()
    looking = False

    def pass_by(name: str) -> None:
        nonlocal looking
        if looking:
            return
        seen[name] += 1
        if point is not None and point == Point(name, seen[name]):
            os.kill(os.getpid(), signal.SIGKILL)
        if point is None and name == "committed":
            looking = True
            with open_ledger(place) as other:
                pipe.send(("state", other.digest()))
            looking = False

    listen(pass_by)
    with open_ledger(place, clock=lambda: CLOCK) as ledger:
        for told in work(ledger, plan.folder, plan.judged):
            pipe.send(("told", told))
    if point is None:
        pipe.send(("points", seen))
