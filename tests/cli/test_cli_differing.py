"""`entries --differing`, what `show` tells otherwise, and `figures`."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli.forking import Forker
from dragoman.ledger import open_ledger
from dragoman.model import Figure
from dragoman.publish import POINT_COLUMNS
from values import ECUADOR, KENYA, a_report, an_event, at, coded


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A ledger of a raid told by two papers for two days, with 17 and then 19 held."""
    path = tmp_path / "ledger.db"
    english = a_report("a", "Ecuador held 17 people on 3 March.", published="2031-03-04")
    spanish = a_report(
        "b", "=Ecuador detuvo a 19 personas en marzo.", lang="es", published="2031-03-09",
        outlet="Faro del Sur",
    )  # fmt: skip
    raid: dict[str, Any] = {"kind": "arrest", "initiator": (ECUADOR,), "recipient": (KENYA,)}
    with open_ledger(path) as ledger:
        for source, day, number, what in (
            (english, "2031-03-03", "17", "people held"),
            (spanish, "2031-03", "19", "personas detenidas"),
        ):
            held = Figure(
                what, float(number), None, None, what.split()[0], (), at(source.text, number)
            )
            ledger.add(*coded(source, an_event(source, **raid, time=day), figures=(held,)))
    return path


def test_entries_whose_sources_differ_are_listed(forker: Forker, store: Path) -> None:
    asked = ["entries", "--store", store, "--format", "jsonl"]
    (entry,) = forker.run(*asked, "--differing").rows()
    assert forker.run(*asked, "--what", "time", "--type", "refinement").rows() == [entry]
    assert forker.run(*asked, "--what", "place").rows() == []
    assert forker.run(*asked, "--type", "contradiction").rows() == []
    wrong = forker.run(*asked, "--what", "weather")
    assert wrong.code == 2
    assert "reports differ in no 'weather'" in wrong.err


def test_an_entry_is_shown_with_both_sides_words(forker: Forker, store: Path) -> None:
    (entry,) = forker.run("entries", "--store", store, "--format", "jsonl").rows()
    lines = forker.run("show", entry["id"], "--store", store).out.splitlines()
    told = lines[lines.index("Told otherwise:") + 1 :]
    told = told[: told.index("")]
    assert told == [
        "time: refinement",
        "    Mar 2031: Faro del Sur 2031-03-09",
        "        “=Ecuador detuvo a 19 personas en marzo.”",
        "    3 Mar 2031: Andes Wire 2031-03-04",
        "        “Ecuador held 17 people on 3 March.”",
        "number: update",
        "    17: Andes Wire 2031-03-04",
        "        “17”",
        "    19: Faro del Sur 2031-03-09",
        "        “19”",
    ]
    as_json = json.loads(forker.run("show", entry["id"], "--store", store, "--format", "json").out)
    assert [(one["what"], one["type"]) for one in as_json["differences"]] == [
        ("time", "refinement"),
        ("number", "update"),
    ]
    sides = as_json["differences"][1]["sides"]
    assert [side["evidence"][0]["exact"] for side in sides] == ["17", "19"]


def test_a_figure_is_followed_in_every_form(forker: Forker, store: Path) -> None:
    (entry,) = forker.run("entries", "--store", store, "--format", "jsonl").rows()
    table = forker.run("figures", "--store", store)
    assert (table.code, table.err) == (0, "1 figures followed\n")
    assert "17 (2031-03-04)" in table.out
    assert "update" in table.out
    (track,) = json.loads(forker.run("figures", "--store", store, "--format", "json").out)
    assert [point["value"] for point in track["points"]] == [17, 19]
    assert track["points"][0]["entry_ids"] == [entry["id"]]
    done = forker.run("figures", "--store", store, "--format", "csv", "--entry", entry["id"][:8])
    rows = list(csv.reader(io.StringIO(done.out, newline="")))
    assert rows[0] == list(POINT_COLUMNS)
    assert [row[rows[0].index("number")] for row in rows[1:]] == ["17", "19"]
    assert forker.run("figures", "--store", store, "--disputed", "--kind", "visit").err.startswith(
        "0 "
    )
