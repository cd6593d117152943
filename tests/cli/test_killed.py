"""`kill -9` while reports are read: nothing told as read is lost, and a rerun makes it whole."""

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from cli.forking import Forker
from dragoman.ledger import open_ledger

KILLS = 20
REPORTS = 150

PAIRS = (
    ("Portugal", "Ecuador", "Lisbon"),
    ("Norway", "Chile", "Oslo"),
    ("Kenya", "India", "Mombasa"),
    ("Japan", "Peru", "Tokyo"),
)
DEEDS = (
    "The president of {0} met the president of {1} in {2} on {3} May 2031, the government said.",
    "The navies of {0} and {1} held a joint exercise near {2} on {3} May 2031, officials said.",
    "{0} and {1} signed an agreement on military cooperation in {2} on {3} May 2031.",
    "The foreign ministry of {0} accused {1} of espionage on {3} May 2031 in {2}.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, pages and lines that tell some dozens of events again and again."""
    dice = random.Random(7)
    made = tmp_path_factory.mktemp("reports")

    def text() -> str:
        deeds = dice.sample(DEEDS, 3)
        told = [deed.format(*dice.choice(PAIRS), dice.randint(1, 9)) for deed in deeds]
        return " ".join(told)

    for number in range(REPORTS // 3):
        (made / f"{number:03}-text.txt").write_text(text())
        (made / f"{number:03}-page.html").write_text(
            f"<html><body><article><h1>Report {number}</h1><p>{text()}</p></article></body></html>"
        )
    lines = [{"id": f"L-{n}", "lang": "en", "text": text()} for n in range(REPORTS // 3)]
    (made / "075-lines.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return made


def killed(forker: Forker, folder: Path, store: Path, after: int, moment: float) -> set[str]:
    """Read, die some seconds after so many outcomes, and give the reports told as read."""
    pid = forker.start("read", folder, "--store", store, "--format", "jsonl")
    deadline = time.monotonic() + 20
    while forker.out().count("\n") < after and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(moment)
    os.kill(pid, signal.SIGKILL)
    done = forker.wait()
    assert done.code in (-signal.SIGKILL, 0), done.err  # the last ones may end before they die
    # The last line may be half a line, of a report that was committed all the same.
    whole = done.out[: done.out.rfind("\n") + 1]
    rows = [json.loads(line) for line in whole.splitlines()]
    assert {row["what"] for row in rows} <= {"new", "known"}
    return {row["report"] for row in rows}


def export(forker: Forker, store: Path) -> str:
    done = forker.run("export", "--format", "jsonl", "--store", store)
    assert done.code == 0, done.err
    return done.out


def test_nothing_is_lost_and_a_rerun_makes_it_whole(
    forker: Forker, folder: Path, tmp_path: Path
) -> None:
    undisturbed, store = tmp_path / "undisturbed.db", tmp_path / "killed.db"
    done = forker.run("read", folder, "--store", undisturbed, "--format", "jsonl")
    assert done.code == 0, done.err
    everything = {row["report"] for row in done.rows()}
    assert len(done.rows()) == REPORTS

    dice = random.Random(11)
    told: set[str] = set()
    sizes = []
    for number in range(1, KILLS + 1):
        # The first ones die while the ledger is being made, the last ones near the end.
        after = dice.randint(0, REPORTS * number // KILLS - 5)
        told |= killed(forker, folder, store, after, dice.uniform(0, 0.03))
        if not store.exists():
            continue
        with open_ledger(store) as ledger:
            assert ledger.check() == []
            held = {report.id for report in ledger.reports()}
        assert told <= held <= everything
        sizes.append(len(held))
    assert sizes == sorted(sizes)
    assert len({size for size in sizes if 0 < size < REPORTS}) > 3

    last = forker.run("read", folder, "--store", store, "--format", "jsonl")
    assert last.code == 0, last.err
    assert {row["report"] for row in last.rows()} == everything
    assert export(forker, store) == export(forker, undisturbed)
    with open_ledger(store) as ledger:
        assert ledger.check() == []
