"""Several at once, and one that is killed as it writes."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from dragoman.ledger import Ledger, open_ledger
from dragoman.model import Entry
from ledger.raw import raw
from values import news

TESTS = Path(__file__).parents[1]

#: Adds reports START to STOP one by one, and says how many were new.
ADD = """
import sys
from dragoman.ledger import open_ledger
from values import news
place, start, stop = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open_ledger(place) as ledger:
    print(sum(ledger.add(*news(n)) for n in range(start, stop)))
"""

#: Adds reports in batches, and kills itself in the last before a statement that begins so.
DIE = """
import os, signal, sys
from sqlalchemy import Engine, event
from dragoman.ledger import open_ledger
from values import news
place, fatal, batch = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_ledger(place) as ledger:
    ledger.add_all(news(n, outlet=f"batch {batch}") for n in range(batch * 10, batch * 10 + 5))

    @event.listens_for(Engine, "before_cursor_execute")
    def look(connection, cursor, statement, *rest):
        if statement.startswith(fatal):
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Engine, "commit")
    def end(connection):
        if fatal == "COMMIT":
            os.kill(os.getpid(), signal.SIGKILL)

    ledger.add_all(news(n, outlet=f"batch {batch}+") for n in range(batch * 10, batch * 10 + 10))
"""


def start(script: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        cwd=TESTS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def entries_of(folder: Path, numbers: Iterable[int]) -> list[Entry]:
    """What one writer alone would have made of these reports."""
    with open_ledger(folder / "alone.db") as ledger:
        ledger.add_all(news(n) for n in numbers)
        return ledger.entries()


def test_two_processes_make_and_fill_one_ledger(place: str, tmp_path: Path) -> None:
    running = [start(ADD, place, *span) for span in ((0, 24), (12, 36))]
    said = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert sum(int(out) for out, _ in said) == 36
    with open_ledger(place) as ledger:
        assert ledger.check() == []
        assert ledger.entries() == entries_of(tmp_path, range(36))


def test_threads_write_and_read_at_once(place: str, tmp_path: Path) -> None:
    errors: list[BaseException] = []
    added: list[bool] = []
    counts: list[int] = []
    done = threading.Event()

    def write(ledger: Ledger, numbers: Iterable[int]) -> None:
        try:
            added.extend([ledger.add(*news(n)) for n in numbers])
        except BaseException as error:
            errors.append(error)

    def read(ledger: Ledger) -> None:
        try:
            while not done.is_set():
                entries, facets = ledger.entries(), ledger.facets()
                counts.append(len(entries))
                assert all(entry.versions for entry in entries)
                assert sum(number for _, number in facets.kinds) >= len(entries)
        except BaseException as error:
            errors.append(error)

    with open_ledger(place) as ledger:
        spans = (range(16), range(8, 24), range(23, -1, -1))
        writers = [threading.Thread(target=write, args=(ledger, span)) for span in spans]
        reader = threading.Thread(target=read, args=(ledger,))
        for thread in (reader, *writers):
            thread.start()
        for thread in writers:
            thread.join(60)
        done.set()
        reader.join(60)
        assert errors == []
        assert sum(added) == 24
        assert counts == sorted(counts)
        assert ledger.check() == []
        assert ledger.entries() == entries_of(tmp_path, range(24))


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_writer_that_is_killed_leaves_whole_transactions(place: str) -> None:
    fatal = ("INSERT INTO coding", "DELETE FROM entry", "INSERT INTO entry_words", "COMMIT")
    for batch, statement in enumerate(fatal):
        process = start(DIE, place, statement, batch)
        said = process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL, said
        with open_ledger(place) as ledger:
            assert ledger.check() == []
            assert ledger.statistics()["codings"] == 5 * (batch + 1)
    with raw(place) as connection:
        rows = connection.execute(
            "SELECT outlet, count(*) FROM report GROUP BY outlet ORDER BY outlet"
        ).fetchall()
    assert rows == [(f"batch {batch}", 5) for batch in range(len(fatal))]
