"""A process that is killed at a named point of its writing leaves a whole ledger, and goes on."""

import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from killing import (
    Nursery,
    Point,
    Whole,
    draw_points,
    faults_after_kill,
    faults_at_end,
    survive,
    undisturbed,
)

from dragoman.ledger import open_ledger
from values import a_document

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")

#: Reports of each of the two stages: few, so that each run is short.
REPORTS = 4, 1

#: On a ledger each: a statement as a report is added, and before and after a commit.
ALONE = Point("INSERT pair", 2), Point("commit", 12), Point("committed", 11)

#: On one ledger, each in the process that goes on after the last kill.
IN_TURN = (
    Point("CREATE TABLE", 5),
    Point("commit", 1),
    Point("INSERT document", 2),
    Point("INSERT event", 1),
    Point("INSERT sketch", 1),
    Point("INSERT log", 3),
    Point("INSERT judgement", 2),
    Point("INSERT judged", 1),
    Point("DELETE entry", 2),
    Point("begin", 13),
    Point("DELETE reading", 2),
    Point("INSERT entry_words", 2),
    Point("UPDATE counter", 3),
)


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(tmp_path_factory.mktemp("plan"), REPORTS) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return undisturbed(nursery, str(tmp_path_factory.mktemp("whole") / "ledger.db"))


@pytest.mark.parametrize("points", [[one] for one in ALONE] + [IN_TURN], ids=len)
def test_nothing_is_lost_or_done_twice(
    nursery: Nursery, whole: Whole, path: Path, points: Sequence[Point]
) -> None:
    survived = survive(nursery, whole, str(path), points)
    assert survived.faults == ()
    assert survived.kills == len(points)


def test_points_are_drawn_from_every_table_that_is_written(whole: Whole) -> None:
    names = {point.name for point in draw_points(whole, len(whole.run.points), 1)}
    assert names == whole.run.points.keys()
    tables = {name.partition(" ")[2] for name in names}
    assert tables >= {name for name, rows in whole.rows.items() if rows} - {"counter"}


def test_what_is_lost_is_told(nursery: Nursery, whole: Whole, path: Path) -> None:
    """A ledger that was killed early does not hold what was told at the end."""
    run = nursery.run(str(path), Point("INSERT coding", 3))
    assert run.code == -signal.SIGKILL
    faults = faults_after_kill(whole, str(path), whole.run.told)
    assert any(line.startswith("lost: judgement") for line in faults)
    assert any(line.startswith("lost: rule-2") for line in faults)
    assert "the ledger stands before what was told" in faults[-1]
    assert {"the digest is another", "the log tells of other deeds"} <= set(
        faults_at_end(whole, str(path))
    )


def test_half_a_deed_is_told(whole: Whole, path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add_document(a_document())
    (line,) = faults_after_kill(whole, str(path), [])
    assert line.startswith("half a deed")
