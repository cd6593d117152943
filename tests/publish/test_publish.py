"""Exports: read back with the csv and json modules, with hostile strings in every field."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import PublishError
from dragoman.model import Coding, Entry, Event, Party, Place, Quote, Report, Span, Version, anchor
from dragoman.publish import (
    COLUMNS,
    csv_lines,
    join_list,
    json_line,
    leading_version,
    neutral,
    plain,
    report_row,
    split_list,
    write_csv,
    write_jsonl,
)

TEXT = "The minister landed in Quito on Monday; talks follow."


def report(
    outlet: str = "Andes Wire", text: str = TEXT, ref: str = "https://andes.example/1"
) -> Report:
    return Report(ref, "en", "2031-03-04", outlet, "ECU", "Minister lands", text)


def entry(*reports: Report, name: str = "Defence Minister", place: str = "Quito") -> Entry:
    """One visit, told by each of the reports."""
    first = Party(name, "PRT", "GOV")
    host = Party("Ecuador", "ECU", "GOV")
    versions = []
    for number, told in enumerate(reports):
        event = Event(
            "visit",
            (first,),
            (host,),
            "actual",
            (anchor(told.text, Span(0, len(told.text))),),
            Place(place, "ECU"),
            "2031-03-03",
            themes=("navy", "economy"),
        )
        versions.append(Version(f"{number:064x}", told.id, "c" * 64, event))
    return Entry(
        "e" * 64,
        "visit",
        (first, Party("Nobody", None)),
        (host,),
        "actual",
        "2031-03-03",
        "2031-03-03",
        "2031-03-03",
        Place(place, "ECU"),
        ("navy", "economy"),
        tuple(versions),
    )


def read_back(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def csv_of(*entries: Entry, reports: dict[str, Report]) -> str:
    out = io.StringIO(newline="")
    write_csv(entries, out, reports)
    return out.getvalue()


def test_a_row_tells_the_entry() -> None:
    one, other = report(), report("Río Diario", ref="https://rio.example/2")
    (row,) = read_back(csv_of(entry(one, other), reports={one.id: one, other.id: other}))
    assert row["kind"] == "visit"
    assert (row["plover"], row["cameo"]) == ("CONSULT", "04")
    assert row["initiator_countries"] == "PRT;"
    assert row["initiator_names"] == "Defence Minister;Nobody"
    assert row["recipient_countries"] == "ECU"
    assert (row["time"], row["first_day"], row["last_day"]) == ("2031-03-03",) * 3
    assert (row["place"], row["place_country"]) == ("Quito", "ECU")
    assert row["themes"] == "navy;economy"
    assert row["reports"] == "2"
    assert row["outlets"] == "Andes Wire;Río Diario"
    assert row["languages"] == "en"
    assert split_list(row["evidence"]) == [TEXT]
    assert row["addresses"] == "https://andes.example/1;https://rio.example/2"
    assert row["sample"] == ""


def test_header_is_the_documented_one_and_lines_end_as_rfc_4180_says() -> None:
    text = csv_of(reports={})
    assert text == ",".join(column.name for column in COLUMNS) + "\r\n"
    assert all(column.what for column in COLUMNS)
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_a_file_on_disk_reads_back(tmp_path: Path) -> None:
    one = report(outlet='He said "no", twice\r\nor more')
    path = tmp_path / "entries.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write_csv([entry(one)], out, {one.id: one})
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["outlets"] == one.outlet


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        " =1",
        "＝1",
        "'=1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_formula_is_neutralised_and_can_be_undone(cell: str) -> None:
    assert neutral(cell) == "'" + cell
    assert plain(neutral(cell)) == cell


@pytest.mark.parametrize("cell", ["", "Quito", "a=b", "'s-Hertogenbosch", "2031-03-03", "; -"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert neutral(cell) == cell
    assert plain(cell) == cell


HOSTILE = st.text(max_size=40) | st.sampled_from(
    ["=1", ";", "\\", '"', ",", "\r\n", "\x00", "'=", "-"]
)


@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_lists_come_apart_as_they_were_joined(values: list[str]) -> None:
    assert split_list(join_list(values)) == values


@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_strings_come_back_and_none_is_a_formula(
    name: str, place: str, outlet: str
) -> None:
    one = report(outlet)
    (row,) = read_back(csv_of(entry(one, name=name, place=place), reports={one.id: one}))
    assert split_list(plain(row["initiator_names"])) == [name, "Nobody"]
    assert plain(row["place"]) == place
    assert split_list(plain(row["outlets"])) == [outlet]
    for cell in row.values():
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_half_a_surrogate_pair_can_be_written_to_a_file(tmp_path: Path) -> None:
    one = report(outlet="a\ud800b")
    whole = csv_of(entry(one), reports={one.id: one})
    (tmp_path / "x.csv").write_text(whole, encoding="utf-8", newline="")
    line = json_line({"outlet": one.outlet})
    (tmp_path / "x.jsonl").write_text(line, encoding="utf-8")
    assert json.loads(line) == {"outlet": one.outlet}


def test_writing_is_streaming() -> None:
    one = report()
    taken = []

    def endless() -> Iterator[Entry]:
        while True:
            taken.append(1)
            yield entry(one)

    lines = csv_lines(endless(), {one.id: one})
    for _ in range(3):
        next(lines)
    assert len(taken) == 2


def test_json_lines_hold_every_version_with_its_source() -> None:
    one = report(text="One\u2028two", ref="a")
    other = Report("b", "es", None, "Muestra", None, "T", TEXT, sample=True)
    out = io.StringIO()
    write_jsonl([entry(one, other), entry(other)], out, {one.id: one, other.id: other})
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(rows) == 2
    told = rows[0]["versions"]
    assert [version["report"]["ref"] for version in told] == ["a", "b"]
    assert told[1]["report"] == {
        "ref": "b",
        "outlet": "Muestra",
        "outlet_country": None,
        "lang": "es",
        "published": None,
        "title": "T",
        "sample": True,
    }
    assert told[0]["anchors"] == [{"start": 0, "end": 7, "exact": "One\u2028two"}]


def test_a_report_row_places_every_finding() -> None:
    one = report()
    spoken = Quote("talks follow", "", anchor(TEXT, Span(40, 52)))
    event = entry(one).versions[0].event
    coding = Coding(one.id, one.text_sha256, "hand-1", (event,), (spoken, Quote("x", "")))
    row = report_row(one, [coding])
    (told,) = row["codings"]
    assert (row["id"], row["ref"]) == (one.id, one.ref)
    assert told["events"][0]["anchors"][0]["exact"] == TEXT
    assert told["quotes"][0]["anchors"] == [{"start": 40, "end": 52, "exact": "talks follow"}]
    assert told["quotes"][1]["anchors"] == []


def test_an_entry_without_its_report_is_refused() -> None:
    with pytest.raises(PublishError, match=r"D700 entry e+ rests on report"):
        csv_of(entry(report()), reports={})
    with pytest.raises(PublishError):
        write_jsonl([entry(report())], io.StringIO(), {})


def test_the_words_shown_are_of_a_version_that_tells_what_the_entry_tells() -> None:
    one, other = report(), report("Río Diario", "Mañana llegará el ministro.", "b")
    made = entry(one, other)
    plan, deed = made.versions
    plan = replace(plan, event=replace(plan.event, status="planned"))
    assert leading_version(replace(made, versions=(plan, deed))) is deed
    (row,) = read_back(
        csv_of(replace(made, versions=(plan, deed)), reports={one.id: one, other.id: other})
    )
    assert row["evidence"] == other.text
    with pytest.raises(ValueError, match="empty"):
        leading_version(replace(made, versions=()))
