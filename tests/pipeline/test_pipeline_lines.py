"""Lines of reports to lines of codings, alone and brought together."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.collect import Failure
from dragoman.errors import AddressError, CodeError, EmptyError, FormatError
from dragoman.model import coding_from_json
from dragoman.pipeline import Coded, code_lines, coded_row, default_coder, link_rows
from dragoman.read import read_row
from pipeline import coders
from pipeline.coders import OneVisit

MEGABYTE = 1_000_000

STORY = (
    "The president of Portugal met the president of Ecuador in Lisbon on 3 March 2031, the "
    "government of Portugal said on Tuesday. They talked of fishing and of the new port at Manta. "
    "The president of Ecuador leaves for Madrid on Friday, according to his office."
)
OTHER = (
    "Ships of Norway and Chile held a joint naval exercise off Punta Arenas on 12 May 2031. The "
    "exercise had been planned for a year, and four frigates and a tanker took part in it, the "
    "navy of Chile announced."
)


def row(ref: str, text: str = STORY, **more: Any) -> dict[str, Any]:
    return {
        "id": ref,
        "lang": "en",
        "published": "2031-03-04",
        "outlet": f"Outlet {ref}",
        "title": f"Title {ref}",
        "text": text,
        **more,
    }


def write(tmp_path: Path, *lines: dict[str, Any] | str | bytes) -> Path:
    path = tmp_path / "in.jsonl"
    with path.open("wb") as file:
        for line in lines:
            text = json.dumps(line, ensure_ascii=False) if isinstance(line, dict) else line
            file.write((text if isinstance(text, bytes) else text.encode()) + b"\n")
    return path


def code(path: Path, max_bytes: int = MEGABYTE) -> list[Coded | Failure]:
    return list(code_lines(path, default_coder(), max_bytes))


def test_a_line_in_is_a_line_out_in_the_form_of_the_codebook(tmp_path: Path) -> None:
    given = [row("A-1"), row("A-2", OTHER)]
    rows = [coded_row(one) for one in code(write(tmp_path, *given))]
    assert [list(one) for one in rows] == [
        ["id", "events", "quotes", "figures", "origin", "statements", "times"]
    ] * 2
    assert [one["id"] for one in rows] == ["A-1", "A-2"]
    for source, found in zip(given, rows, strict=True):
        assert found["events"]
        assert found["times"]
        assert "entry" not in found["events"][0]
        pieces = [piece for event in found["events"] for piece in event["evidence"]]
        assert all(piece in source["text"] for piece in pieces)
        for statement in found["statements"]:
            for spans in (statement["source"], statement["cue"], statement["content"]):
                assert all(0 <= start < end <= len(source["text"]) for start, end in spans)
        for time in found["times"]:
            assert set(time) == {"start", "end", "edtf"}
        # What is written can be read back as a coding.
        coding_from_json(json.loads(json.dumps(found)), read_row(source), "again")


def test_the_same_lines_give_the_same_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, row("A-1"), row("A-2", OTHER), row("A-3"))
    once, again = (json.dumps(link_rows(code(path))) for _ in range(2))
    assert once == again


def test_a_line_that_cannot_be_coded_is_named_in_its_place(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        row("A-1"),
        "{",
        row("A-3", "..."),
        b'{"id": "A-4", "text": "\xff"}',
        row("A-5", published="yesterday"),
        "[1]",
        row("A-7", title=3),
        row("A-8", "x" * 300_000),
        row("A-9"),
    )
    rows = [coded_row(one) for one in code(path, 200_000)]
    assert [one["id"] for one in rows] == [
        "A-1", f"{path}:2", "A-3", f"{path}:4", "A-5", f"{path}:6", "A-7", f"{path}:8", "A-9",
    ]  # fmt: skip
    for one in rows[1:-1]:
        assert set(one) == {"id", "error"}
    assert [one["error"][:4] for one in rows[1:-1]] == [
        "D310", "D320", "D310", "D310", "D310", "D310", "D230",
    ]  # fmt: skip
    assert rows[0]["events"]
    assert rows[-1]["events"]


def test_a_coder_that_fails_on_one_line_goes_on_with_the_next(tmp_path: Path) -> None:
    path = write(tmp_path, row("A-1", "They met in Lisbon."), row("A-2", "They met in Quito."))
    first, second = code_lines(path, OneVisit(change=coders.failing), MEGABYTE)
    assert isinstance(first, Failure)
    assert (first.address, type(first.error)) == ("A-1", CodeError)
    assert isinstance(second, Coded)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: None, AddressError),
        (lambda path: path.mkdir(), AddressError),
        (lambda path: path.write_bytes(b""), EmptyError),
        (lambda path: path.write_bytes(b"\n\n"), EmptyError),
    ],
)
def test_a_file_that_cannot_be_read_is_raised(tmp_path: Path, make: Any, error: type) -> None:
    path = tmp_path / "in.jsonl"
    make(path)
    with pytest.raises(error):
        code(path)


def entries_of(rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    return [[event["entry"] for event in one["events"]] for one in rows]


def test_reprints_share_their_entries_and_their_origin(tmp_path: Path) -> None:
    path = write(tmp_path, row("A-1"), row("B-1", OTHER), row("A-2"), row("A-3"))
    rows = link_rows(code(path))
    first, other, *reprints = entries_of(rows)
    assert reprints == [first, first]
    assert not set(first) & set(other)
    assert rows[2]["origin"] == rows[3]["origin"] == rows[0]["origin"]


def test_near_copies_rest_on_one_origin(tmp_path: Path) -> None:
    """Without a source that both name, their wording alone tells that one copies the other."""
    text = OTHER.replace(", the navy of Chile announced", "")
    copy = "SANTIAGO - " + text.replace("four frigates", "several frigates")
    given = [row("A-1", text), row("A-2", copy), row("A-3", text + " " + STORY[:90])]
    alone = [coded_row(one) for one in code(write(tmp_path, *given))]
    assert len({one["origin"] for one in alone[:2]}) == 2
    linked = link_rows(code(write(tmp_path, *given)))
    assert linked[0]["origin"] == linked[1]["origin"]
    assert linked[0]["origin"] in ("Outlet A-1, 2031-03-04", "Outlet A-2, 2031-03-04")


def test_a_line_twice_and_lines_that_failed_do_not_disturb_the_others(tmp_path: Path) -> None:
    path = write(tmp_path, row("A-1"), "{", row("A-1"), row("A-2"))
    rows = link_rows(code(path))
    assert [one["id"] for one in rows] == ["A-1", f"{path}:2", "A-1", "A-2"]
    assert rows[0] == rows[2]
    assert set(rows[1]) == {"id", "error"}
    assert entries_of([rows[3]]) == entries_of([rows[0]])


def test_nothing_gives_nothing() -> None:
    assert link_rows([]) == []
    failure = Failure("A-1", FormatError("A-1 is none"))
    assert link_rows([failure]) == [{"id": "A-1", "error": "D310 A-1 is none"}]


@pytest.mark.parametrize("text", [None, "", ["words"], "half a character: \ud800"])
def test_a_report_that_fails_keeps_its_id(tmp_path: Path, text: object) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({"id": "A-1", "lang": "en", "text": text}), encoding="utf-8")
    (told,) = [coded_row(one) for one in code(path)]
    assert told["id"] == "A-1"
    assert told["error"].startswith("D3")
