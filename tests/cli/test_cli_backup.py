"""`dragoman backup` and `restore`, and a ledger on a server under every command that takes one."""

import json
from pathlib import Path

import pytest

from cli.forking import Forker
from dragoman.cli import exits
from dragoman.ledger import open_ledger
from postgres import Server

PAGE = """The president of Kenya met the president of Ghana in Nairobi on 3 March 2031, the foreign
ministry of Kenya said. They spoke about trade and about a new road between two harbours."""


@pytest.fixture(scope="module")
def backup(forker: Forker, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the bundled sample's ledger."""
    to = tmp_path_factory.mktemp("backup") / "sample.backup"
    done = forker.run("backup", to, "--store", sample)
    assert done.code == 0, done.err
    with open_ledger(sample) as ledger:
        assert done.out == f"{ledger.digest()}\n"
        reports = ledger.statistics()["reports"]
    assert f"{sample} is backed up in {to}: " in done.err
    assert f"{reports:,} rows of report" in done.err
    return to


@pytest.fixture(scope="module")
def server_store(forker: Forker, backup: Path, postgres: Server) -> str:
    """The sample's ledger on a server."""
    store = postgres.database()
    done = forker.run("restore", backup, "--store", store)
    assert done.code == 0, done.err
    assert f"{store} holds what {backup} held: " in done.err
    return store


def test_a_ledger_comes_back_the_same(forker: Forker, backup: Path, tmp_path: Path) -> None:
    store, again = tmp_path / "ledger.db", tmp_path / "again.backup"
    restored = forker.run("restore", backup, "--store", store)
    assert (restored.code, len(restored.out.strip())) == (0, 64)
    assert "derived anew" not in restored.err
    assert forker.run("backup", again, "--store", store).out == restored.out
    assert again.read_bytes() == backup.read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ("entries", "--format", "jsonl"),
        ("entries", "--actor", "CUB", "--format", "csv"),
        ("entries", "--text", "president", "--limit", "3"),
        ("export", "--format", "jsonl"),
    ],
)
def test_both_stores_answer_alike(
    forker: Forker, sample: Path, server_store: str, arguments: tuple[str, ...]
) -> None:
    one, other = (forker.run(*arguments, "--store", store) for store in (sample, server_store))
    assert one.out
    assert (one.code, one.out) == (other.code, other.out)


def test_a_ledger_on_a_server_is_read_into_shown_and_checked(
    forker: Forker, server_store: str, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    first, second = (forker.run("read", page, "--store", server_store) for _ in range(2))
    assert (first.code, second.code) == (0, 0), first.err
    assert first.out.startswith("new ")
    assert second.out.startswith("known ")
    assert f"the ledger {server_store} has " in first.err
    (found,) = forker.run(
        "entries", "--text", "nairobi", "--format", "jsonl", "--store", server_store
    ).rows()
    assert forker.run("show", found["id"][:12], "--store", server_store).code == 0
    checks = json.loads(forker.run("doctor", "--format", "json", "--store", server_store).out)
    told = [one["what"] for one in checks if one["check"] == "ledger"]
    assert told[0].startswith(f"{server_store}: ")
    assert told[-1] == "every hash and anchor holds"


def test_a_backup_that_is_cut_makes_no_ledger(forker: Forker, backup: Path, tmp_path: Path) -> None:
    cut, store = tmp_path / "cut.backup", tmp_path / "ledger.db"
    cut.write_bytes(backup.read_bytes()[:5000])
    done = forker.run("restore", cut, "--store", store)
    assert done.code == exits.STORE
    assert done.err.startswith(f"dragoman: D600 {cut} is damaged or cut")
    assert done.err.count("\n") == 1
    assert not store.exists()


def test_nothing_is_restored_over_a_ledger(forker: Forker, backup: Path, sample: Path) -> None:
    before = sample.read_bytes()
    done = forker.run("restore", backup, "--store", sample)
    assert (done.code, done.out) == (exits.STORE, "")
    assert f"{sample} is not empty" in done.err
    assert sample.read_bytes() == before


def test_a_misspelt_ledger_is_not_backed_up(
    forker: Forker, tmp_path: Path, postgres: Server
) -> None:
    for store in (str(tmp_path / "none.db"), postgres.database()):
        done = forker.run("backup", tmp_path / "backup", "--store", store)
        assert done.code == exits.STORE
        assert f"there is no ledger {store}" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("config",),
        ("config", "--format", "json"),
        ("entries",),
        ("read", "page.txt"),
        ("doctor",),
        ("backup", "x"),
        ("entries", "--set", "serve.port=x"),
    ],
)
def test_no_command_tells_a_password(forker: Forker, arguments: tuple[str, ...]) -> None:
    store = "postgresql://reader:s3cret@127.0.0.1:1/news?sslpassword=s3cret"
    for given, variables in ((("--store", store), {}), ((), {"DRAGOMAN_STORE": store})):
        done = forker.run(*arguments, *given, variables=variables)
        assert "s3cret" not in done.out + done.err
    done = forker.run("config", "--store", store + "\n")
    assert done.code == exits.USAGE
    assert "s3cret" not in done.err
