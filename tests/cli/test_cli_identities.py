"""`dragoman identities`."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli.forking import Forker
from dragoman.ledger import open_ledger
from dragoman.model import Bearer, Post, Span
from values import a_report, an_event, coded

ROWS = [
    ("one", "Ana Sobrova", "BLR", "2031-03-04"),
    ("two", "Анна Соброва", "BLR", "2031-05-06"),
    ("three", "Kofi Adar", "GHA", "2032-01-01"),
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        for ref, name, country, day in ROWS:
            source = a_report(ref, name + " spoke", published=day)
            span = Span(0, len(name))
            named = Bearer("person", name, country, "GOV", (span,), (Post("ambassador", span),))
            ledger.add(*coded(source, an_event(source), bearers=(named,)))
    return path


def test_they_are_listed_the_most_named_first(forker: Forker, store: Path) -> None:
    done = forker.run("identities", "--store", store)
    assert done.code == 0, done.err
    lines = done.out.splitlines()[2:]
    assert "Ana Sobrova / Анна Соброва" in lines[0]
    assert "ambassador (2031-03-04/2031-05-06)" in lines[0]
    assert "Kofi Adar" in lines[1]
    assert "2 of 2 identities" in done.err


def test_the_newest_come_first_where_that_is_asked_for(forker: Forker, store: Path) -> None:
    done = forker.run("identities", "--store", store, "--order", "newest", "--format", "json")
    assert [row["name"] for row in json.loads(done.out)] == ["Kofi Adar", "Ana Sobrova"]


@pytest.mark.parametrize("asked", ["Соброва Анна", "Sobrova", "ana sobrova"])
def test_a_name_in_any_script_finds_one(forker: Forker, store: Path, asked: str) -> None:
    done = forker.run("identities", asked, "--store", store, "--format", "json")
    (row,) = json.loads(done.out)
    assert row["names"] == {"latin": "Ana Sobrova", "cyrillic": "Анна Соброва"}
    by_id = forker.run("identities", row["id"][:8], "--store", store, "--format", "json")
    assert by_id.out == done.out


def test_the_table_for_spreadsheets(forker: Forker, store: Path) -> None:
    done = forker.run("identities", "--store", store, "--format", "csv", "--country", "GHA")
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert (row["name"], row["reports"], row["roles"]) == (
        "Kofi Adar",
        "1",
        "ambassador (2032-01-01)",
    )


def test_an_authority_gives_ids_days_of_birth_and_positions(
    forker: Forker, store: Path, tmp_path: Path
) -> None:
    told = {"name": ["Elena Adar", "Kofi Adar"], "country": ["gh"], "birthDate": ["1980"]}
    twin = {"name": ["Anna Sobrova"], "birthDate": ["1990"]}
    rows = [
        {"id": "ft-1", "schema": "Person", "properties": {**told, "position": ["Ambassador"]}},
        {"id": "ft-2", "schema": "Person", "properties": twin},
    ]
    path = tmp_path / "authority.json"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = forker.run("identities", "--store", store, "--authority", path)
    assert "ft-1, born 1980" in done.out
    assert "ft-2?" in done.out
    assert "1 joined to a record, 1 unsure" in done.err
    done = forker.run("identities", "--store", store, "--authority", path, "--format", "csv")
    rows_of = {row["name"]: row for row in csv.DictReader(io.StringIO(done.out))}
    assert rows_of["Kofi Adar"]["authority"] == "ft-1"
    assert rows_of["Kofi Adar"]["positions"] == "Ambassador"
    assert rows_of["Ana Sobrova"]["authority_doubts"] == "ft-2"
    done = forker.run(
        "identities", "Adar", "--store", store, "--authority", path, "--format", "json"
    )
    (row,) = json.loads(done.out)
    assert [(one["id"], one["sure"], one["birth"]) for one in row["authorities"]] == [
        ("ft-1", True, "1980")
    ]


def test_what_cannot_be_is_one_line(forker: Forker, store: Path, tmp_path: Path) -> None:
    for options, told in [
        (("--country", "Ghana"), "D100 not a country code"),
        (("--store", tmp_path / "none.db"), "D600 there is no ledger"),
        (("--authority", tmp_path / "none.json"), "D210"),
        (("--authority", store), "D310 line 1 of"),
    ]:
        done = forker.run("identities", "--store", store, *options)
        assert done.code != 0
        assert told in done.err
        assert len(done.err.splitlines()) == 1


def test_names_are_judged_to_be_two_or_one_and_the_judgement_is_undone(
    forker: Forker, store: Path
) -> None:
    def names() -> list[dict[str, str]]:
        done = forker.run("identities", "--store", store, "--format", "json")
        return [row["names"] for row in json.loads(done.out)]

    joined = names()
    more = ("--author", "Ana", "--store", store)
    done = forker.run("judge", "different", "Ana Sobrova", "Анна Соброва", *more)
    assert (done.code, len(names())) == (0, 3)
    identity = done.err.split()[2].rstrip(":")
    done = forker.run("judge", "list", "--store", store)
    assert "Ana Sobrova (BLR), Анна Соброва (BLR)" in done.out
    assert forker.run("judge", "undo", identity, *more).code == 0
    assert names() == joined
    done = forker.run("judge", "same", "Kofi Adar", "Ana Sobrova", "--other-country", "BLR", *more)
    assert done.code == 0, done.err
    assert len(names()) == 1


def test_a_name_that_the_ledger_does_not_know_cannot_be_judged(forker: Forker, store: Path) -> None:
    more = ("--author", "Ana", "--store", store)
    for asked, told in [
        (("Ana Sobrova", "Nobody Known"), "D610 no person and no body is named 'Nobody Known' ("),
        (("Ana Sobrova", "Kofi Adar", "--country", "Belarus"), "D100 not a country code"),
        (("Ana Sobrova", "Kofi Adar", "--report", "ffffffff"), "D610 "),
    ]:
        done = forker.run("judge", "same", *asked, *more)
        assert done.code != 0
        assert told in done.err
        assert len(done.err.splitlines()) == 1
    assert forker.run("judge", "list", "--store", store, "--format", "json").out.strip() == "[]"
