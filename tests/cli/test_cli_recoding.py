"""`dragoman recode`: what a newer coder changes, shown first, then kept."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from cli.forking import Forker
from dragoman.ledger import open_ledger
from dragoman.ledger.judging import making
from dragoman.ledger.judging.making import Decision
from dragoman.model import Span
from values import ECUADOR, PORTUGAL, a_report, an_event, coded

AGREEMENT = "Portugal and Ecuador signed a military cooperation agreement in Quito on 3 March 2031."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """An agreement coded by hand as one that was planned, and a threat where there is none."""
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        whole = (Span(0, len(AGREEMENT)),)
        told = a_report("talks", AGREEMENT, title="Talks", sentences=whole)
        signed = an_event(told, kind="agreement", status="planned")
        quiet = a_report("quiet", "Llueve en Quito.", lang="es", published=None)
        threat = an_event(quiet, kind="threat", initiator=(PORTUGAL,), recipient=(ECUADOR,))
        ledger.add_all([coded(told, signed), coded(quiet, threat)])
        (wrong,) = (entry for entry in ledger.entries() if entry.kind == "threat")
        ledger.judge(making.reject(Decision("Ana", "2031-04-01T10:00:00Z"), wrong))
    return path


def entries(forker: Forker, store: Path) -> list[tuple[str, str]]:
    done = forker.run("entries", "--store", store, "--format", "jsonl", "--verdict", "any")
    return sorted((row["kind"], row["status"]) for row in map(json.loads, done.out.splitlines()))


FORMER = [("agreement", "planned"), ("threat", "actual")]


def summary(out: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(out)
    return told


def test_gains_and_losses_are_shown_and_nothing_is_kept(forker: Forker, store: Path) -> None:
    done = forker.run("recode", "--store", store, "--format", "json")
    assert done.code == 0, done.err
    told = summary(done.out)
    assert (told["coder"], told["adopted"]) == ("network-2", False)
    assert told["reports"] == {"coded": 2, "known": 0, "failed": 0}
    assert told["by_kind"]["threat"]["lost"] == 1
    assert told["by_kind"]["agreement"]["changed"] == told["by_kind"]["agreement"]["status"] == 1
    assert told["by_lang"]["es"]["lost"] == 1
    assert len(told["unfound"]) == 1
    assert {row["ref"] for row in told["most_changed"]} == {"talks", "quiet"}
    assert "2 coded by network-2 and nothing kept, 0 known, 0 failed; --adopt" in done.err
    assert entries(forker, store) == FORMER


def test_the_table_tells_counts_judgements_and_reports(forker: Forker, store: Path) -> None:
    done = forker.run("recode", "--store", store, "--limit", "1")
    assert done.code == 0, done.err
    lines = [[cell.strip() for cell in line.split("│")] for line in done.out.splitlines()]
    (threat,) = (line for line in lines if line[0] == "threat")
    assert threat[1:5] == ["0", "0", "0", "1"]
    assert {"all", "English", "Spanish", "agreement"} <= {line[0] for line in lines}
    assert "1 judgement on tellings that are not found any more, 0 on such" in done.out
    assert done.out.count("Andes Wire") == 1


def test_adopting_keeps_them_once(forker: Forker, store: Path) -> None:
    done = forker.run("recode", "--store", store, "--adopt", "--limit", "0")
    assert done.code == 0, done.err
    assert "2 coded by network-2 and kept, 0 known, 0 failed" in done.err
    now = entries(forker, store)
    assert now != FORMER
    assert ("agreement", "actual") in now
    again = forker.run("recode", "--store", store, "--adopt", "--format", "json")
    assert summary(again.out)["reports"] == {"coded": 0, "known": 2, "failed": 0}
    assert entries(forker, store) == now
    table = forker.run("recode", "--store", store)
    assert (table.code, table.out) == (0, "")


def many(path: Path, number: int) -> Path:
    """Agreements on as many days, coded by hand as planned."""
    whole = (Span(0, len(AGREEMENT)),)
    days = (f"2031-03-{n % 28 + 1:02}" for n in range(number))
    sources = [
        a_report(f"talks-{n}", AGREEMENT, published=day, sentences=whole)
        for n, day in enumerate(days)
    ]
    with open_ledger(path) as ledger:
        ledger.add_all(
            coded(one, an_event(one, kind="agreement", status="planned")) for one in sources
        )
    return path


def test_what_was_killed_is_whole_and_goes_on(forker: Forker, tmp_path: Path) -> None:
    undisturbed, store = (many(tmp_path / name, 28) for name in ("undisturbed.db", "killed.db"))
    assert forker.run("recode", "--store", undisturbed, "--adopt").code == 0
    pid = forker.start("recode", "--store", store, "--adopt")
    with open_ledger(store) as ledger:
        deadline = time.monotonic() + 60
        while len(ledger.uncoded("network-2")) > 24 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(pid, signal.SIGKILL)
        assert forker.wait().code == -signal.SIGKILL
        left = len(ledger.uncoded("network-2"))
        assert 0 < left <= 24
        assert ledger.check() == []
    again = forker.run("recode", "--store", store, "--adopt", "--format", "json")
    assert summary(again.out)["reports"] == {"coded": left, "known": 28 - left, "failed": 0}
    with open_ledger(store) as ledger, open_ledger(undisturbed) as other:
        assert ledger.digest() == other.digest()


def test_reports_may_be_named(forker: Forker, store: Path) -> None:
    with open_ledger(store) as ledger:
        (quiet,) = (one.id for one in ledger.reports() if one.ref == "quiet")
    named = (quiet[:12], quiet)
    done = forker.run("recode", *named, "--store", store, "--adopt", "--format", "json")
    assert summary(done.out)["reports"] == {"coded": 1, "known": 0, "failed": 0}
    again = forker.run("recode", *named, "--store", store, "--adopt", "--format", "json")
    assert summary(again.out)["reports"] == {"coded": 0, "known": 1, "failed": 0}


def test_a_report_that_cannot_be_coded_is_named_and_the_others_kept(
    forker: Forker, store: Path
) -> None:
    with open_ledger(store) as ledger:
        strange = a_report("strange", "Il pleut.", lang="fr")
        ledger.add(*coded(strange))
    done = forker.run("recode", "--store", store, "--adopt", "--format", "json")
    assert done.code == 3
    assert summary(done.out)["reports"] == {"coded": 2, "known": 0, "failed": 1}
    (failed,) = summary(done.out)["failed"]
    assert failed["report"] == strange.id
    assert failed["error"].startswith("D400 strange is in 'fr'")
    assert done.err.startswith(f"failed  {strange.id[:8]}: D400 strange is in 'fr'")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("feed",), 4, "D610 the ledger holds no report 'feed'"),
        (("--limit", "-1"), 2, "D100"),
        (("--set", "code.model=/no/such/model"), 2, "D110"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    forker: Forker, store: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = forker.run("recode", *arguments, "--store", store)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_a_misspelt_ledger_is_not_made(forker: Forker, tmp_path: Path) -> None:
    done = forker.run("recode", "--store", tmp_path / "none.db")
    assert (done.code, done.out) == (4, "")
    assert "there is no ledger" in done.err
    assert not (tmp_path / "none.db").exists()
