"""`dragoman doctor`: it sees an altered data file, and an altered ledger, whatever they break."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from cli.forking import Done, Forker, environment

WRITE_MANIFEST = (
    "from pathlib import Path; import dragoman; "
    "from dragoman.cli.checks import MANIFEST, manifest_lines; "
    "path = Path(dragoman.__file__).parent / MANIFEST; "
    "path.write_text(''.join(f'{line}\\n' for line in manifest_lines()))"
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package whose manifest is that of its files."""
    folder = tmp_path_factory.mktemp("site") / "dragoman"
    source = Path(dragoman.__file__).parent
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("__pycache__"))
    assert python(folder, "-c", WRITE_MANIFEST).code == 0
    return folder


def python(package: Path, *arguments: str) -> Done:
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        env={**environment(package.parent), "PYTHONPATH": str(package.parent)},
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def checks(done: Done) -> dict[str, list[tuple[str, str]]]:
    """State and words of each check, by its name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in json.loads(done.out):
        found.setdefault(row["check"], []).append((row["state"], row["what"]))
    return found


def doctor(package: Path) -> Done:
    return python(package, "-m", "dragoman", "doctor", "--format", "json")


def test_a_package_that_is_whole_holds(package: Path) -> None:
    done = doctor(package)
    assert (done.code, done.err) == (0, "")
    found = checks(done)
    assert {state for states in found.values() for state, _ in states} == {"ok"}
    assert found["dragoman"] == [("ok", dragoman.__version__)]
    assert "every digest holds" in found["data files"][0][1]
    assert found["coder"] == [("ok", "network-2 finds an event: True")]
    assert "is not there yet" in found["ledger"][0][1]
    assert {"sqlite", "python", "httpx", "sqlalchemy", "trafilatura"} <= set(found)


def test_an_altered_and_a_foreign_data_file_are_named(package: Path) -> None:
    altered, foreign = package / "code" / "lexicon" / "en.toml", package / "notes.txt"
    before = altered.read_bytes()
    altered.write_bytes(before + b"\n# one line more\n")
    foreign.write_text("x")
    try:
        failed = doctor(package)
        altered.write_bytes(before)
        warned = doctor(package)
    finally:
        altered.write_bytes(before)
        foreign.unlink()
    assert failed.code == 1
    assert checks(failed)["data files"] == [
        ("FAILS", "code/lexicon/en.toml was altered: install the package anew")
    ]
    assert warned.code == 0
    assert checks(warned)["data files"][0] == ("warning", "notes.txt is not of this version")


def test_a_data_file_that_breaks_the_coder_is_named_beside_it(package: Path) -> None:
    broken = package / "code" / "lexicon" / "en.toml"
    before = broken.read_bytes()
    broken.write_bytes(b"[[[")
    try:
        done = doctor(package)
    finally:
        broken.write_bytes(before)
    assert done.code == 1
    found = checks(done)
    assert found["data files"][0][1].startswith("code/lexicon/en.toml was altered")
    assert found["coder"][0][0] == "FAILS"
    assert found["ledger"][0][0] == "ok"


@pytest.mark.parametrize("command", ["doctor", "entries"])
def test_a_data_file_without_which_nothing_starts_is_named(package: Path, command: str) -> None:
    missing = package / "codebook" / "codebook.toml"
    before = missing.read_bytes()
    missing.unlink()
    try:
        done = python(package, "-m", "dragoman", command)
    finally:
        missing.write_bytes(before)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "dragoman: D500 codebook/codebook.toml is missing (install the package anew)\n"
    )


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "ledger.db"
    copied.write_bytes(sample.read_bytes())
    return copied


def ledger_checks(forker: Forker, store: Path) -> list[tuple[str, str]]:
    done = forker.run("doctor", "--store", store, "--format", "json")
    assert "Traceback" not in done.err
    found = checks(done)["ledger"]
    # The package's own files are being worked on where these tests run: they are not judged here.
    failed = any(state == "FAILS" for states in checks(done).values() for state, _ in states)
    assert done.code == (1 if failed else 0)
    return found


def test_a_ledger_that_is_whole_holds(forker: Forker, store: Path) -> None:
    counts, *_, verdict = ledger_checks(forker, store)
    assert " reports, " in counts[1]
    assert verdict == ("ok", "every hash and anchor holds")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE report SET text = 'x' || text WHERE id = (SELECT min(id) FROM report)", "report"),
        ("UPDATE document SET body = X'00' WHERE id = (SELECT max(id) FROM document)", "document"),
        ("UPDATE event SET body = '{' WHERE id = (SELECT min(id) FROM event)", ""),
        ("DELETE FROM entry_event", ""),
    ],
)
def test_a_ledger_that_was_altered_fails(
    forker: Forker, store: Path, change: str, words: str
) -> None:
    connection = sqlite3.connect(store)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change)
    connection.commit()
    connection.close()
    found = ledger_checks(forker, store)
    assert ("ok", "every hash and anchor holds") not in found
    assert any(state == "FAILS" and words in what for state, what in found)


def test_a_store_that_is_no_ledger_fails(forker: Forker, tmp_path: Path) -> None:
    assert ledger_checks(forker, tmp_path)[0][0] == "FAILS"
