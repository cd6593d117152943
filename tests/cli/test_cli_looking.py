"""The commands that look into a ledger: `demo`, `entries`, `show`, `export`."""

import csv
import io
import json
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest

from cli.forking import Forker
from dragoman.cli.output import WIDTH
from dragoman.ledger import open_ledger
from dragoman.publish import COLUMNS
from values import a_report, an_event, coded


def rows_of(forker: Forker, store: Path, *options: object) -> list[dict[str, Any]]:
    done = forker.run("entries", "--store", store, "--format", "jsonl", "--limit", 10_000, *options)
    assert done.code == 0, done.err
    return done.rows()


def test_the_demonstration_prints_a_table_and_ends(forker: Forker, tmp_path: Path) -> None:
    store = tmp_path / "new" / "demo.db"
    done = forker.run("demo", "--no-serve", "--set", f"store={store}")
    assert done.code == 0, done.err
    assert "entries from" in done.out.splitlines()[0]
    assert "invented outlet names" in done.out.splitlines()[0]
    assert "the desk is at" not in done.err
    with open_ledger(store) as ledger:
        assert len(done.out.splitlines()) > ledger.count() > 50
        assert all(report.sample for report in ledger.reports())
    again = forker.run("demo", "--no-serve", "--store", store)
    assert (again.code, again.out) == (done.code, done.out)


def test_the_demonstration_has_a_ledger_of_its_own(forker: Forker, tmp_path: Path) -> None:
    """The user's is not touched, though a variable names it."""
    mine = tmp_path / "mine.db"
    done = forker.run("demo", "--no-serve", variables={"DRAGOMAN_STORE": str(mine)})
    assert done.code == 0, done.err
    assert not mine.exists()
    assert (forker.home / "data" / "dragoman" / "demo.db").exists()


def test_a_table_without_a_terminal_has_a_width_of_its_own(forker: Forker, sample: Path) -> None:
    done = forker.run("entries", "--store", sample)
    assert "\x1b" not in done.out
    assert {len(line) for line in done.out.splitlines()} <= set(range(WIDTH + 1))
    assert max(len(line) for line in done.out.splitlines()) > 100


def test_entries_are_limited_and_counted(forker: Forker, sample: Path) -> None:
    total = len(rows_of(forker, sample))
    done = forker.run("entries", "--store", sample, "--limit", 3, "--format", "jsonl")
    assert len(done.rows()) == 3
    assert done.err == f"3 of {total:,} entries\n"


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (["--kind", "visit"], lambda row: row["kind"] == "visit"),
        (["--status", "planned"], lambda row: row["status"] == "planned"),
        (["--lang", "ru"], lambda row: "ru" in {one["report"]["lang"] for one in row["versions"]}),
        (["--since", "2025-10-01"], lambda row: (row["last_day"] or "9999") >= "2025-10-01"),
        (["--until", "2025-10-01"], lambda row: (row["first_day"] or "0000") <= "2025-10-01"),
        (
            ["--actor", "RUS"],
            lambda row: "RUS" in {one["country"] for one in row["initiator"] + row["recipient"]},
        ),
    ],
)
def test_a_filter_lets_through_what_is_wanted(
    forker: Forker, sample: Path, options: list[str], holds: Any
) -> None:
    found = rows_of(forker, sample, *options)
    assert 0 < len(found) < len(rows_of(forker, sample))
    assert all(map(holds, found))


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_agrees_with_the_entries(
    forker: Forker, sample: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"out.{form}"
    wanted = ["--kind", "agreement", "--store", sample]
    to_file = forker.run("export", "--format", form, "--out", path, *wanted)
    printed = forker.run("export", "--format", form, *wanted)
    entries = forker.run("entries", "--format", form, "--limit", 10_000, *wanted)
    assert (to_file.code, to_file.out) == (0, "")
    assert path.read_bytes().decode("utf-8").replace("\r\n", "\n") == printed.out
    assert printed.out == entries.out
    count = int(to_file.err.split()[0].replace(",", ""))
    assert count == len(rows_of(forker, sample, "--kind", "agreement"))
    if form == "csv":
        table = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        assert table[0] == [column.name for column in COLUMNS]
        assert len(table) == count + 1
        assert path.read_bytes().count(b"\r\n") == count + 1
    else:
        assert [row["kind"] for row in printed.rows()] == ["agreement"] * count


def test_an_entry_is_shown_by_the_beginning_of_its_id(forker: Forker, sample: Path) -> None:
    first = rows_of(forker, sample)[0]
    done = forker.run("show", first["id"][:10].upper(), "--store", sample)
    assert done.code == 0, done.err
    assert done.out.startswith(f"entry   {first['id']}\n")
    for version in first["versions"]:
        for piece in version["evidence"]:
            assert " ".join(piece.split()) in done.out
    as_json = forker.run("show", first["id"], "--store", sample, "--format", "json")
    shown = json.loads(as_json.out)
    links, history = shown.pop("links"), shown.pop("history")
    assert {step["status"] for step in history} == {v["status"] for v in first["versions"]}
    assert shown == {**first, "judgements": [], "differences": [], "reliability": {}}
    told = {version["event_id"] for version in first["versions"]}
    assert len(links) == len(told) - 1
    assert all(set(link["tellings"]) <= told for link in links)


def test_a_report_is_shown_with_its_coding(forker: Forker, sample: Path) -> None:
    version = rows_of(forker, sample, "--lang", "ru")[0]["versions"][0]
    done = forker.run("show", version["report_id"], "--store", sample)
    assert done.code == 0, done.err
    assert done.out.startswith(f"report  {version['report_id']}\n")
    assert version["report"]["title"] in done.out
    assert "[reworded sample, invented outlet]" in done.out
    assert "coded by network-2" in done.out
    row = json.loads(
        forker.run("show", version["report_id"], "--store", sample, "--format", "json").out
    )
    assert row["id"] == version["report_id"]
    assert row["codings"][0]["id"] == version["coding_id"]


def test_an_id_that_is_missing_or_not_one_alone_is_told(forker: Forker, sample: Path) -> None:
    for missing in ("f" * 64, "zz", "", "' OR 1=1"):
        done = forker.run("show", missing, "--store", sample)
        assert (done.code, done.out) == (4, "")
        assert "D610" in done.err
        assert "`dragoman entries` lists entries" in done.err
    letters = [row["id"][0] for row in rows_of(forker, sample)]
    twice = next(letter for letter in letters if letters.count(letter) > 1)
    done = forker.run("show", twice, "--store", sample)
    assert (done.code, done.out) == (2, "")
    assert "write more of the id" in done.err


def test_a_ledger_of_what_a_terminal_must_not_get(forker: Forker, tmp_path: Path) -> None:
    """Control characters, bodies and line ends, in the table and in full."""
    store = tmp_path / "ledger.db"
    text = "Portugal\x1b[2J met \u202eEcuador\r\nin Lisbon\u2028 today."
    report = a_report("wire\n1", text, title="Two\nlines\x07", outlet="\x1b]0;x\x07")
    body = an_event(report).initiator[0].__class__("European Union", "IGO:EU", "IGO")
    rebels = body.__class__("Andean Front", "NSA:Andean Front", "REB")
    minister = body.__class__("Ana Prado", "PRT", "GOV")
    event = an_event(report, initiator=(body, minister), recipient=(rebels,))
    with open_ledger(store) as ledger:
        ledger.add(*coded(report, event))
    table = forker.run("entries", "--store", store).out
    assert "European Union, Ana" in table
    assert "(EU)" not in table
    assert "(Portugal)" in table
    whole = forker.run("show", rows_of(forker, store)[0]["id"], "--store", store).out
    whole += forker.run("show", report.id, "--store", store).out
    assert "Ana Prado (Portugal)" in whole
    assert "Andean Front\n" in whole
    for done in (table, whole):
        assert not set(done) & set("\x1b\x07\u202e\u2028\r")


def test_a_misspelt_path_makes_no_ledger(forker: Forker, tmp_path: Path) -> None:
    store = tmp_path / "none" / "ledger.db"
    for command in (["entries"], ["show", "a"], ["export", "--format", "csv"], ["serve"]):
        done = forker.run(*command, "--store", store)
        assert (done.code, done.out) == (4, "")
        assert done.err == (
            f"dragoman: D600 there is no ledger {store} (`dragoman read ADDRESS...` makes one)\n"
        )
    assert not store.parent.exists()


@pytest.mark.parametrize("what", ["folder", "text", "database", "cut"])
def test_a_store_that_is_no_ledger_is_told_and_left_alone(
    forker: Forker, sample: Path, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "store"
    if what == "folder":
        path.mkdir()
    elif what == "text":
        path.write_text("Dear diary, " * 1000)
    elif what == "cut":
        path.write_bytes(sample.read_bytes()[:20_000])
    else:
        sqlite3.connect(path).executescript("CREATE TABLE diary (day TEXT)")
    before = path.read_bytes() if path.is_file() else b""
    for command in (["read", __file__], ["entries"], ["show", "a"]):
        done = forker.run(*command, "--store", path)
        assert (done.code, done.out) == (4, "")
        assert done.err.startswith(f"dragoman: D600 {path} is ")
        assert len(done.err.splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_ledger_that_may_not_be_written_is_told(forker: Forker, sample: Path) -> None:
    """Asked for by a user without rights: root has them all."""
    nobody = 65534 if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name), Path(name) / "kept.db"
        store.write_bytes(sample.read_bytes())
        store.chmod(0o444)
        home = {"XDG_CONFIG_HOME": name}
        folder.chmod(0o555)
        done = forker.run(
            "read", "none.txt", "--store", store, cwd=folder, user=nobody, variables=home
        )
        folder.chmod(0o755)
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith(f"dragoman: D600 {store} cannot be written")
    assert len(done.err.splitlines()) == 1


def test_origins_of_an_entry_count_its_independent_reports(forker: Forker, sample: Path) -> None:
    told = [row for row in rows_of(forker, sample) if len(row["versions"]) > 1]
    entry = told[0]["id"]
    done = forker.run("origins", entry[:12], "--store", sample)
    assert done.code == 0, done.err
    assert done.out.startswith(f"entry   {entry}\ntold by ")
    row = json.loads(forker.run("origins", entry, "--store", sample, "--format", "json").out)
    reports = [node["id"] for node in row["nodes"] if node["node"] == "report"]
    assert sorted(
        [*row["unknown"], *(told for one in row["voices"] for told in one["reports"])]
    ) == (sorted(reports))
    assert f", {row['independent']} independent" in done.out
    shown = forker.run("show", entry, "--store", sample).out
    assert done.out.splitlines()[1] in shown.splitlines()


def test_origins_of_a_report_are_looked_for_among_those_that_tell_the_same(
    forker: Forker, sample: Path
) -> None:
    told = next(row for row in rows_of(forker, sample) if len(row["versions"]) > 1)
    with open_ledger(sample) as ledger:
        report = ledger.entry(told["id"]).versions[0].report_id
        beside = ledger.beside(report)
        assert beside[0] == report
        assert ledger.beside(report, 1) == [report]
        tellers = {version.report_id for version in ledger.entry(told["id"]).versions}
        assert tellers <= set(beside)
    done = forker.run("origins", report, "--store", sample)
    assert done.code == 0, done.err
    assert done.out.startswith(f"report  {report}\n")
    assert all(one[:8] in done.out for one in beside)


def test_origins_without_an_id_are_those_of_the_newest_reports(
    forker: Forker, sample: Path
) -> None:
    every = forker.run("origins", "--store", sample)
    few = forker.run("origins", "--store", sample, "--limit", 5)
    assert (every.code, few.code) == (0, 0)
    assert " of 5 reports; " in few.err
    assert len(few.out.splitlines()) < len(every.out.splitlines())
    refused = forker.run("origins", "ffffffffff", "--store", sample)
    assert (refused.code, refused.out) == (
        forker.run("show", "ffffffffff", "--store", sample).code,
        "",
    )
