"""`dragoman audit` and `dragoman erase`."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from cli.forking import Forker

ASKED = ("--author", "A. Clerk", "--reason", "asked for")


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Path:
    """A copy that may be written to."""
    return Path(shutil.copy(sample, tmp_path / "ledger.db"))


def a_report(store: Path) -> str:
    connection = sqlite3.connect(store)
    (found,) = connection.execute("SELECT min(id) FROM report").fetchone()
    connection.close()
    return str(found)


def test_a_log_that_holds(forker: Forker, store: Path) -> None:
    done = forker.run("audit", "verify", "--store", store)
    assert (done.code, done.out, done.err) == (0, "the log holds: 72 records\n", "")
    number, head = forker.run("audit", "head", "--store", store).out.split()
    assert number == "72"
    told = json.loads(forker.run("audit", "head", "--store", store, "--format", "json").out)
    assert told == {"number": 72, "hash": head}
    whole = forker.run("audit", "verify", "--head", head, "--store", store, "--format", "json")
    assert whole.code == 0
    told = {"whole": True, "records": 72, "head": head, "faults": 0, "shown": []}
    assert json.loads(whole.out) == told


def test_the_log_newest_first(forker: Forker, store: Path) -> None:
    done = forker.run("audit", "log", "--limit", "3", "--store", store, "--format", "json")
    told = json.loads(done.out)
    assert [one["number"] for one in told] == [72, 71, 70]
    assert told[0]["previous"] == told[1]["hash"]
    assert {one["deed"] for one in told} <= {"document", "report", "coding"}
    table = forker.run("audit", "log", "--limit", "3", "--store", store)
    assert all(one["hash"] in table.out for one in told)


def test_a_log_that_does_not_hold(forker: Forker, store: Path) -> None:
    connection = sqlite3.connect(store)
    connection.execute("DROP TRIGGER log_no_update")
    connection.execute("UPDATE log SET made_at = '2031-01-01T00:00:00Z'")
    connection.commit()
    connection.close()
    done = forker.run("audit", "verify", "--store", store)
    assert done.code == 1
    assert done.out.splitlines()[0].startswith("record 1 of the log was changed")
    assert len(done.out.splitlines()) == 50
    assert done.err == "and 22 more\n"
    doctor = forker.run("doctor", "--store", store)
    assert doctor.code == 1
    assert "record 1 of the log was changed" in doctor.out


def test_a_head_that_is_gone_and_one_that_is_none(forker: Forker, store: Path) -> None:
    done = forker.run("audit", "verify", "--head", "0" * 64, "--store", store)
    assert (done.code, done.out.count("cut or rewritten")) == (1, 1)
    done = forker.run("audit", "verify", "--head", "72", "--store", store)
    assert done.code == 2
    assert done.err.startswith("dragoman: D100 not the hash of a record: '72'")


def test_a_report_is_erased(forker: Forker, store: Path) -> None:
    identity = a_report(store)
    looked = forker.run("erase", "report", identity, *ASKED, "--dry-run", "--store", store)
    assert looked.code == 0
    assert identity in looked.out
    assert looked.err == "nothing was erased\n"
    unasked = forker.run("erase", "report", identity, *ASKED, "--store", store)
    assert unasked.code == 2
    assert "nobody is there to be asked" in unasked.err
    assert forker.run("show", identity, "--store", store).code == 0
    done = forker.run("erase", "report", identity, *ASKED, "--yes", "--store", store)
    assert (done.code, done.out) == (0, looked.out)
    assert done.err == "3 erased\n"
    assert forker.run("show", identity, "--store", store).code == 4
    again = forker.run("erase", "report", identity, *ASKED, "--yes", "--store", store)
    assert again.code == 4
    assert again.err.startswith("dragoman: D620 the report was erased on request on ")
    assert forker.run("audit", "verify", "--store", store).out == "the log holds: 75 records\n"
    assert forker.run("doctor", "--store", store).code == 0


def test_a_person_is_erased(forker: Forker, store: Path) -> None:
    connection = sqlite3.connect(store)
    (speaker,) = connection.execute(
        "SELECT json_extract(one.value, '$[1]') FROM coding, json_each(coding.detail, '$.quotes') "
        "AS one WHERE json_extract(one.value, '$[1]') LIKE '% %' LIMIT 1"
    ).fetchone()
    connection.close()
    flags = (*ASKED, "--store", store, "--format", "json")
    looked = json.loads(forker.run("erase", "person", speaker, *flags, "--dry-run").out)
    done = forker.run("erase", "person", speaker, *flags, "--yes")
    assert done.code == 0
    erased = json.loads(done.out)
    assert erased["words"] == looked["words"] != []
    assert {one["how"] for one in erased["stones"]} == {"masked"}
    assert not any(word in store.read_bytes().decode("utf-8", "ignore") for word in erased["words"])
    none = forker.run("erase", "person", speaker, *ASKED, "--yes", "--store", store)
    assert (none.code, none.err) == (0, "nothing was found to erase\n")
    assert forker.run("audit", "verify", "--store", store).code == 0


@pytest.mark.parametrize("command", ["verify", "head", "log"])
def test_a_ledger_that_is_not_there(forker: Forker, tmp_path: Path, command: str) -> None:
    done = forker.run("audit", command, "--store", tmp_path / "none.db")
    assert done.code == 4
    assert "there is no ledger" in done.err
