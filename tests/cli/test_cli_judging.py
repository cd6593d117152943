"""`dragoman judge` and `dragoman review`, as a person uses them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.cli.program import run
from dragoman.ledger import open_ledger
from dragoman.model import Party
from ledger.rooted import ENGLISH, told
from values import a_report, an_event, coded


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A ledger of two visits, a month apart, and of a third that may be the first."""
    path = str(tmp_path / "ledger.db")
    with open_ledger(path) as ledger:
        for ref, day in (("a", "2031-03-03"), ("b", "2031-04-05"), ("c", None)):
            source = a_report(ref, published="2031-03-04")
            words = "landed in Quito" if ref != "c" else "talks follow on Tuesday"
            host = (Party("Ecuador", "ECU", "MIL" if ref == "c" else "GOV"),)
            ledger.add(*coded(source, an_event(source, words, time=day, recipient=host)))
    return path


def dragoman(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def entries(capsys: pytest.CaptureFixture[str], store: str, *more: str) -> list[dict[str, str]]:
    _, out, _ = dragoman(capsys, "entries", "--store", store, "--format", "jsonl", *more)
    return [json.loads(line) for line in out.splitlines()]


def test_a_judgement_is_made_shown_listed_and_undone(
    capsys: pytest.CaptureFixture[str], store: str
) -> None:
    first = entries(capsys, store)[0]["id"]
    code, _, said = dragoman(
        capsys, "judge", "correct", first, "status=planned", "--author", "Ana", "--reason", "so",
        "--store", store,
    )  # fmt: skip
    assert code == 0
    identity = said.split()[2].rstrip(":")
    _, shown, _ = dragoman(capsys, "show", first, "--store", store)
    assert "judged  corrected, status was coded as actual" in shown
    assert "Ana: correct: so" in shown
    assert entries(capsys, store, "--status", "planned")[0]["verdict"] == "corrected"
    assert dragoman(capsys, "judge", "undo", identity, "--author", "B", "--store", store)[0] == 0
    assert entries(capsys, store, "--status", "planned") == []
    _, listed, _ = dragoman(capsys, "judge", "list", "--store", store, "--format", "json")
    assert [(row["verdict"], row["holds"]) for row in json.loads(listed)] == [
        ("correct", False),
        ("undo", False),
    ]


def test_what_may_be_one_is_reviewed_and_merged(
    capsys: pytest.CaptureFixture[str], store: str
) -> None:
    _, out, said = dragoman(capsys, "review", "--store", store, "--format", "json")
    (link, *_) = json.loads(out)
    assert 0.15 <= link["chance"] < 0.4
    assert {reason["what"] for reason in link["reasons"]} >= {"names", "same_status"}
    assert "pairs of entries" in said
    code, _, _ = dragoman(
        capsys, "judge", "merge", *link["entries"], "--author", "Ana", "--store", store
    )
    assert code == 0
    assert len(entries(capsys, store)) == 2
    _, shown, _ = dragoman(capsys, "show", link["entries"][0], "--store", store)
    assert "is one with" in shown


def test_an_author_may_be_a_setting(capsys: pytest.CaptureFixture[str], store: str) -> None:
    first = entries(capsys, store)[0]["id"]
    code, _, said = dragoman(capsys, "judge", "accept", first, "--store", store)
    assert (code, said.split()[1]) == (2, "D100")
    arguments = ("judge", "reject", first, "--store", store, "--set", "author=Ana")
    assert dragoman(capsys, *arguments)[0] == 0
    assert len(entries(capsys, store)) == 2
    assert entries(capsys, store, "--verdict", "rejected")[0]["id"] == first


def test_wrong_judgements_are_told_in_one_line(
    capsys: pytest.CaptureFixture[str], store: str
) -> None:
    first = entries(capsys, store)[0]["id"]
    for arguments, words in (
        (("correct", first, "status"), "has no value"),
        (("correct", first, "place=Quito"), "is no JSON"),
        (("accept", "feed"), "no entry 'feed'"),
        (("rate", first, "9"), "no rating '9'"),
        (("independent", "abc", "abd"), "no report 'abc'"),
    ):
        more = ("--author", "Ana", "--store", store)
        code, out, said = dragoman(capsys, "judge", *arguments, *more)
        assert code != 0
        assert out == ""
        assert words in said
        assert said.count("\n") == 1


def test_reports_that_a_person_holds_independent_are_two_voices(
    capsys: pytest.CaptureFixture[str], store: str
) -> None:
    one, other, *_ = (row["id"] for row in entries(capsys, store))
    more = ("--author", "Ana", "--store", store)
    dragoman(capsys, "judge", "merge", one, other, *more)
    (joined,) = (row["id"] for row in entries(capsys, store) if len(row["versions"]) > 1)
    with open_ledger(store) as ledger:
        ids = sorted(version.report_id for version in ledger.entry(joined).versions)

    def origins() -> tuple[int, str]:
        told = ("origins", joined, "--store", store)
        row = json.loads(dragoman(capsys, *told, "--format", "json")[1])
        return row["independent"], dragoman(capsys, *told)[1]

    before, _ = origins()
    _, _, said = dragoman(capsys, "judge", "independent", *ids, *more)
    words = f"{ids[0][:8]} and {ids[1][:8]} do not rest on one source, by judgement of Ana"
    count, table = origins()
    assert (before, count) == (0, 2)
    assert words in table
    assert words in dragoman(capsys, "show", joined, "--store", store)[1]
    dragoman(capsys, "judge", "undo", said.split()[2].rstrip(":"), *more)
    assert origins()[0] == before
    assert words not in dragoman(capsys, "show", joined, "--store", store)[1]


def test_the_reliability_of_a_source_is_shown_beside_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = str(tmp_path / "rated.db")
    source, coding = told("wire", ENGLISH, outlet="Harbour Wire")
    ministry = "Ministry of Defence of Norway"
    event = an_event(source, source.text[:40], said_by=(ministry,))
    with open_ledger(store) as ledger:
        ledger.add(source, replace(coding, events=(event,)))
    first = entries(capsys, store)[0]["id"]
    for name, letter in (("harbour wire", "c"), (ministry, "B")):
        assert (
            dragoman(capsys, "judge", "rate", name, letter, "--author", "A", "--store", store)[0]
            == 0
        )
    shown = dragoman(capsys, "show", first, "--store", store)[1]
    assert "Harbour Wire (reliability C), 2031-03-03" in shown
    assert f"according to {ministry} (reliability B)" in shown
    for identity in (first, source.id):
        row = dragoman(capsys, "show", identity, "--store", store, "--format", "json")[1]
        assert json.loads(row)["reliability"] == {"Harbour Wire": "C", ministry: "B"}
    around = dragoman(capsys, "origins", first, "--store", store)[1]
    assert f"{ministry}, 2031-03-03 (reliability B)" in around
    assert "Harbour Wire (reliability C), 2031-03-03, en" in around
    table = dragoman(capsys, "origins", "--store", store)[1]
    assert table.splitlines()[-1].split("  ")[0].startswith(ministry)
    assert " B " in table
    assert "Harbour Wire (reliability C)" in table
    row = json.loads(dragoman(capsys, "origins", first, "--store", store, "--format", "json")[1])
    letters = {(node["node"], node["reliability"]) for node in row["nodes"]}
    assert letters == {("source", "B"), ("report", "C")}
