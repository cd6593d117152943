"""Records of outside authorities, read from files and joined to identities."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import AddressError, DragomanError, FormatError
from dragoman.resolve.identities import (
    Identity,
    Known,
    Naming,
    Position,
    Record,
    identify,
    match_records,
    read_records,
)
from namings import body, person

DEFENCE = "minister of defence"


def a_record(identity: str = "Q1", *names: str, **more: Any) -> Record:
    fields = {"kind": "person", "countries": ("BLR",), "birth": "1980", **more}
    return Record(identity, names=names or ("Elena Sobrova",), **fields)


def joined(*records: Record, of: tuple[Naming, ...]) -> dict[str, list[tuple[str, bool]]]:
    """By name of an identity the records told of it, and whether each is sure."""
    found: tuple[Identity, ...] = identify(of)
    told = match_records(found, records)
    names = {one.id: one.name for one in found}
    return {names[i]: [(one.record.id, one.sure) for one in rows] for i, rows in told.items()}


SOBROVA = person("Елена Соброва", "BLR", DEFENCE)


def test_a_record_is_joined_by_name_country_and_age() -> None:
    assert joined(a_record(), of=(SOBROVA,)) == {"Елена Соброва": [("Q1", True)]}


@pytest.mark.parametrize(
    "record",
    [
        a_record("Q1", "Pavel Sobrov"),
        a_record(countries=("RUS",)),
        a_record(birth="1790-01-01"),
        a_record(birth="2030"),
        a_record(kind="body"),
    ],
)
def test_what_speaks_against_it_leaves_it_out(record: Record) -> None:
    assert joined(record, of=(SOBROVA,)) == {}


def test_a_name_alone_is_unsure() -> None:
    assert joined(a_record(countries=()), of=(SOBROVA,)) == {"Елена Соброва": [("Q1", False)]}


def test_a_bare_family_name_is_never_joined() -> None:
    assert joined(a_record(), of=(person("Соброва", "BLR"),)) == {}
    assert joined(a_record("Q1", "Anna Sobrova", "Sobrova"), of=(SOBROVA,)) == {}


def test_two_records_that_fit_are_unsure_unless_the_post_decides() -> None:
    two = a_record("Q1"), a_record("Q2", birth="1970")
    assert joined(*two, of=(SOBROVA,)) == {"Елена Соброва": [("Q1", False), ("Q2", False)]}
    held = replace(two[1], positions=(Position("x", DEFENCE, "2029", "2031"),))
    assert joined(two[0], held, of=(SOBROVA,)) == {"Елена Соброва": [("Q2", True)]}
    before = replace(two[1], positions=(Position("x", DEFENCE, "2019", "2021-12-31"),))
    assert len(joined(two[0], before, of=(SOBROVA,))["Елена Соброва"]) == 2


def test_a_post_once_held_is_what_a_former_one_was() -> None:
    former = person("Елена Соброва", None, f"former {DEFENCE}")
    position = Position("x", DEFENCE, "2019", "2021")
    assert joined(a_record(positions=(position,)), of=(former,)) == {
        "Елена Соброва": [("Q1", True)]
    }


def test_a_record_that_fits_two_identities_is_sure_for_none() -> None:
    other = replace(SOBROVA, sector="CVL", posts=(), report_id="r2")
    found = joined(a_record(), of=(SOBROVA, other))
    assert found == {"Елена Соброва": [("Q1", False)]}
    told = match_records(identify([SOBROVA, other]), [a_record()])
    assert [[one.sure for one in rows] for rows in told.values()] == [[False], [False]]
    reasons = {reason for rows in told.values() for one in rows for reason in one.reasons}
    assert "another identity fits as well" in reasons


def test_a_body_is_joined_by_its_name() -> None:
    record = Record("F1", "body", ("Navy of Ghana", "Ghana Navy"), ("GHA",))
    assert joined(record, of=(body("Navy of Ghana", "GHA"),)) == {"Navy of Ghana": [("F1", True)]}


MONEY = [
    {
        "id": "ft-1",
        "schema": "Person",
        "properties": {
            "name": ["Elena Sobrova"],
            "alias": ["Соброва Елена"],
            "birthDate": ["1980-02-03"],
            "position": ["Minister of Defence of Belarus (2029-2031)"],
            "nationality": ["by"],
        },
    },
    {"id": "ft-2", "schema": "Vessel", "properties": {"name": ["Elena"]}},
    {"id": "ft-3", "schema": "PublicBody", "properties": {"name": ["Navy"], "country": ["gh"]}},
]


def claim(value: Any, **qualifiers: Any) -> dict[str, Any]:
    told = {name: [{"datavalue": {"value": one}}] for name, one in qualifiers.items()}
    return {"mainsnak": {"datavalue": {"value": value}}, "qualifiers": told}


def time_of(day: str, precision: int = 11) -> dict[str, Any]:
    return {"time": f"+{day}T00:00:00Z", "precision": precision}


WIKIDATA = [
    {
        "id": "Q900",
        "labels": {"en": {"value": "Elena Sobrova"}, "ru": {"value": "Елена Соброва"}},
        "aliases": {"es": [{"value": "Yelena Sobrova"}]},
        "claims": {
            "P31": [claim({"id": "Q5"})],
            "P569": [claim(time_of("1980-02-00", 10))],
            "P27": [claim({"id": "Q901"})],
            "P39": [claim({"id": "Q902"}, P580=time_of("2029-01-01"))],
        },
    },
    {
        "id": "Q901",
        "labels": {"en": {"value": "Belarus"}},
        "claims": {"P298": [claim("BLR")]},
    },
    {"id": "Q902", "labels": {"en": {"value": "Minister of Defence of Belarus"}}, "claims": {}},
]


def written(path: Path, rows: list[Any], form: str) -> Path:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    whole = {
        "lines": "\n".join(lines),
        "dump": "[\n" + ",\n".join(lines) + "\n]\n",
        "list": "[" + ",".join(lines) + "]",
        "answer": json.dumps({"entities": {row["id"]: row for row in rows}}),
    }
    path.write_text(whole[form], encoding="utf-8")
    return path


def test_entities_of_followthemoney(tmp_path: Path) -> None:
    one, navy = read_records(written(tmp_path / "a.json", MONEY, "lines"))
    position = Position("Minister of Defence of Belarus (2029-2031)", DEFENCE)
    assert one == Record(
        "ft-1", "person", ("Elena Sobrova", "Соброва Елена"), ("BLR",), "1980-02-03", (position,)
    )
    assert navy == Record("ft-3", "body", ("Navy",), ("GHA",))


@pytest.mark.parametrize("form", ["lines", "dump", "list", "answer"])
def test_entities_of_wikidata(tmp_path: Path, form: str) -> None:
    records = {one.id: one for one in read_records(written(tmp_path / "w.json", WIKIDATA, form))}
    position = Position("Minister of Defence of Belarus", DEFENCE, "2029-01-01")
    assert records["Q900"] == Record(
        "Q900", "person", ("Elena Sobrova", "Елена Соброва", "Yelena Sobrova"), ("BLR",),
        "1980-02", (position,),
    )  # fmt: skip
    assert "Q901" not in records


@pytest.mark.parametrize(
    ("content", "error", "told"),
    [
        (b"id,name\n1,Ana\n", FormatError, "line 1 of"),
        (b'{"id": "x", "schema": "Person", "properties": {}}\n{"id": \n', FormatError, "line 2 of"),
        (b"\xff\xfe\x00", FormatError, "no JSON"),
        (b"[" * 100_000, FormatError, "no JSON"),
        (b'{"a": 1}\n3\n', FormatError, "holds no entity"),
        (b"", FormatError, "holds no entity"),
        (None, AddressError, "cannot be read"),
    ],
)
def test_a_wrong_file_is_one_clear_error(
    tmp_path: Path, content: bytes | None, error: type[DragomanError], told: str
) -> None:
    path = tmp_path / "a.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=told):
        list(read_records(path))


@pytest.mark.parametrize(
    "row",
    [
        {"id": "Q1", "labels": {"en": "Ana"}, "claims": {"P31": "Q5", "P569": [None, {"a": 1}]}},
        {"id": "Q1", "labels": [], "aliases": 3, "claims": []},
        {"id": 3, "labels": {}, "claims": {"P39": [{"mainsnak": 3, "qualifiers": []}]}},
        {"id": "a", "schema": "Person", "properties": {"name": "Ana", "country": [3, "zz"]}},
        {"id": "a", "schema": "Person", "properties": {"name": [" "], "birthDate": ["soon"]}},
    ],
)
def test_odd_entities_are_read_as_far_as_they_go(tmp_path: Path, row: dict[str, Any]) -> None:
    for record in read_records(written(tmp_path / "a.json", [row], "lines")):
        assert record.countries == ()
        assert record.birth is None


def test_what_is_known_has_its_reasons() -> None:
    found = identify([SOBROVA])
    ((known,),) = match_records(found, [a_record()]).values()
    assert isinstance(known, Known)
    assert "both of BLR" in known.reasons
    assert "born 1980" in known.reasons
