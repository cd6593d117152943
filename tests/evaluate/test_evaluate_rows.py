"""Codebook files read for measuring: every fault is named with its line."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import AddressError, FormatError
from dragoman.evaluate import load_coded, load_gold

Row = dict[str, Any]

EVENT: Row = {
    "kind": "visit",
    "status": "actual",
    "initiator": [{"name": "Chile", "country": "CHL"}],
    "recipient": [],
    "evidence": ["x"],
}
GOLD: Row = {"id": "S-1", "lang": "en", "text": "x y", "events": [EVENT]}


def write(folder: Path, *rows: object) -> Path:
    path = folder / "rows.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("load", [load_gold, load_coded])
def test_rows_come_as_they_are(tmp_path: Path, load: Callable[[Path], list[Row]]) -> None:
    other = {**GOLD, "id": "S-2", "text": "a\u2028b", "events": None, "quotes": None}
    assert load(write(tmp_path, GOLD, "", "  ", other)) == [GOLD, other]
    assert load(write(tmp_path)) == []


def test_a_coding_needs_an_id_alone(tmp_path: Path) -> None:
    assert load_coded(write(tmp_path, {"id": "S-1"})) == [{"id": "S-1"}]


@pytest.mark.parametrize("load", [load_gold, load_coded])
def test_a_file_that_is_not_there(tmp_path: Path, load: Callable[[Path], list[Row]]) -> None:
    with pytest.raises(AddressError, match=r"none\.jsonl cannot be read: No such file"):
        load(tmp_path / "none.jsonl")
    with pytest.raises(AddressError, match="cannot be read: Is a directory"):
        load(tmp_path)


def event(**change: Any) -> Row:
    return {**GOLD, "events": [EVENT, {**EVENT, **change}]}


BOTH = [
    ("{", "is no JSON$"),
    ("[" * 100_000, "is no JSON$"),
    ("\udcff", "is no JSON$"),
    ("[]", "is no JSON object"),
    ("null", "is no JSON object"),
    ({**GOLD, "id": None}, "has no id"),
    ({**GOLD, "id": 7}, "has no id"),
    ({**GOLD, "events": "visit"}, "^events of .* is no list of objects"),
    ({**GOLD, "events": ["visit"]}, "^events of .* is no list of objects"),
    ({**GOLD, "quotes": [None]}, "^quotes of .* is no list of objects"),
    ({**GOLD, "figures": 3}, "^figures of .* is no list of objects"),
    (event(initiator={"name": "x"}), "^initiator of an event of .* is no list of objects"),
    (event(recipient=["Chile"]), "^recipient of an event of .* is no list of objects"),
    (event(kind=["visit"]), "has an event of unknown kind"),
    (event(recipient=[{"country": ["CHL"]}]), "^recipient .* has a country that is no code"),
    (event(place="Oslo"), "^place of an event of .* is no object"),
    (event(evidence="x"), "^evidence of an event of .* is no list"),
    (event(said_by="EFE"), "^said_by of an event of .* is no list"),
    (event(evidence=[3]), "neither words nor a start and an end: '3'"),
    (event(evidence=[{"start": 3}]), "neither words nor a start and an end"),
    (event(evidence=[{"start": "3", "end": 4}]), "neither words nor a start and an end"),
]
GOLD_ALONE = [
    ({**GOLD, "text": None}, "has no text"),
    ({"id": "x", "text": "y"}, "has no lang"),
    ({**GOLD, "quotes": [{"speaker": "x"}]}, "has a quote without a text"),
    (event(kind="picnic"), "has an event of unknown kind 'picnic'"),
    (event(kind=None), "has an event of unknown kind None"),
    (event(status=["actual"]), "has an event of unknown status"),
    (event(status="sure"), "has an event of unknown status 'sure'"),
    (event(initiator=[{"country": "CHL"}]), "has a party without a name"),
]


def faulty(folder: Path, row: object) -> Path:
    path = write(folder, GOLD, "")
    line = row if isinstance(row, str) else json.dumps(row)
    with path.open("ab") as file:
        file.write(line.encode("utf-8", "surrogateescape") + b"\n")
    return path


@pytest.mark.parametrize("load", [load_gold, load_coded])
@pytest.mark.parametrize(("row", "words"), BOTH)
def test_faults_are_named_with_their_line(
    tmp_path: Path, load: Callable[[Path], list[Row]], row: object, words: str
) -> None:
    path = faulty(tmp_path, row)
    with pytest.raises(FormatError) as caught:
        load(path)
    assert re.search(words, caught.value.what)
    assert f"{path}:3" in caught.value.what


@pytest.mark.parametrize(("row", "words"), GOLD_ALONE)
def test_faults_of_gold_are_named_with_their_line(tmp_path: Path, row: Row, words: str) -> None:
    path = faulty(tmp_path, row)
    with pytest.raises(FormatError, match=words) as caught:
        load_gold(path)
    assert f"{path}:3" in caught.value.what
    assert len(load_coded(path)) == 2
