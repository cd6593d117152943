"""`dragoman code` and `dragoman evaluate`: lines in, lines out, and how good they are."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.forking import Done, Forker

ENGLISH = (
    "The president of Portugal met the president of Ecuador in Lisbon on 3 March 2031, the "
    "government of Portugal said on Tuesday. They talked of fishing and of the new port at Manta."
)
RUSSIAN = (
    "Министр обороны Португалии прибыл с визитом в Эквадор 3 марта 2031 года, сообщили в "
    "ведомстве. Стороны подписали меморандум о военном сотрудничестве."
)


def report(ref: str, text: str = ENGLISH, **more: Any) -> dict[str, Any]:
    lang = "ru" if text == RUSSIAN else "en"
    fields = {"lang": lang, "published": "2031-03-04", "outlet": "Wire", "title": "Talks"}
    return {"id": ref, **fields, "text": text, **more}


def write(path: Path, *rows: dict[str, Any] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def meeting(**more: Any) -> dict[str, Any]:
    return {
        "kind": "meeting",
        "initiator": [{"name": "President", "country": "PRT", "sector": "GOV"}],
        "recipient": [{"name": "President", "country": "ECU", "sector": "GOV"}],
        "place": {"name": "Lisbon", "country": "PRT"},
        "time": "2031-03-03",
        "status": "actual",
        "said_by": ["Government of Portugal"],
        "themes": [],
        "background": False,
        "evidence": [ENGLISH[: ENGLISH.index(", the gov")]],
        "key": "talks",
        **more,
    }


def gold(ref: str, **more: Any) -> dict[str, Any]:
    found = {"events": [meeting()], "quotes": [], "figures": [], "origin": "Government of Portugal"}
    return {**report(ref), **found, **more}


def told(done: Done) -> list[str]:
    """Lines of standard error but those of progress, which a slow machine alone prints."""
    progress = re.compile(r"[\d,]+ reports, [\d.]+ a second")
    return [line for line in done.err.splitlines() if not progress.fullmatch(line)]


def test_each_line_in_is_a_line_out(forker: Forker, tmp_path: Path) -> None:
    lines = write(tmp_path / "in.jsonl", report("A-1"), report("A-2", RUSSIAN))
    out = tmp_path / "out.jsonl"
    done = forker.run("code", lines, "--out", out)
    assert (done.code, done.out, told(done)) == (0, "", [])
    printed = forker.run("code", lines)
    assert printed.out == out.read_text(encoding="utf-8")
    rows = printed.rows()
    assert [row["id"] for row in rows] == ["A-1", "A-2"]
    for row, text in zip(rows, (ENGLISH, RUSSIAN), strict=True):
        assert set(row) == {
            "id", "events", "quotes", "figures", "origin", "statements", "times",
        }  # fmt: skip
        assert row["events"]
        assert all(piece in text for event in row["events"] for piece in event["evidence"])


def test_a_report_that_fails_is_a_line_with_its_error(forker: Forker, tmp_path: Path) -> None:
    lines = write(tmp_path / "in.jsonl", report("A-1"), report("A-2", ""), "{", report("A-4"))
    done = forker.run("code", lines, "--link")
    assert done.code == 3
    rows = done.rows()
    assert [row["id"] for row in rows] == ["A-1", "A-2", f"{lines}:3", "A-4"]
    assert [row.get("error", "")[:4] for row in rows] == ["", "D320", "D310", ""]
    assert [line[:12] for line in told(done)] == [
        "failed  A-2:",
        f"failed  {lines}"[:12],
    ]
    assert rows[0]["events"][0]["entry"] == rows[3]["events"][0]["entry"]
    assert rows[0]["origin"] == rows[3]["origin"]


def test_without_a_single_report_nothing_is_written(forker: Forker, tmp_path: Path) -> None:
    lines, out = write(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    done = forker.run("code", lines, "--out", out)
    assert done.code == 2
    assert done.err.startswith("dragoman: D320 ")
    assert not out.exists()


def test_codings_are_measured_as_they_are_made_or_from_a_file(
    forker: Forker, tmp_path: Path
) -> None:
    wanted = write(tmp_path / "gold.jsonl", gold("A-1"), gold("B-1"))
    now = forker.run("evaluate", wanted, "--format", "json")
    assert now.code == 0, now.err
    coded = tmp_path / "coded.jsonl"
    assert forker.run("code", wanted, "--link", "--out", coded).code == 0
    from_file = forker.run("evaluate", wanted, "--coded", coded, "--format", "json")
    assert from_file.out == now.out
    assert json.loads(now.out)["overall"]["reports"] == 2


def test_gold_measured_against_itself_is_perfect(forker: Forker, tmp_path: Path) -> None:
    wanted = write(tmp_path / "gold.jsonl", gold("A-1"), gold("A-2"))
    figures = json.loads(forker.run("evaluate", wanted, "--coded", wanted, "--format", "json").out)[
        "overall"
    ]
    assert figures["detect"]["f1"] == figures["core"]["f1"] == figures["full"]["f1"] == 1
    for by in ("lang", "kind", "report"):
        table = forker.run("evaluate", wanted, "--coded", wanted, "--by", by).out
        assert "1.000" in table
        assert {"lang": "en", "kind": "meeting", "report": "A-2"}[by] in table


def test_what_was_missed_or_wrong_is_written(forker: Forker, tmp_path: Path) -> None:
    wanted = write(tmp_path / "gold.jsonl", gold("A-1"))
    coded = write(tmp_path / "coded.jsonl", gold("A-1", events=[meeting(kind="attack")]))
    misses = tmp_path / "misses.jsonl"
    done = forker.run("evaluate", wanted, "--coded", coded, "--misses", misses)
    assert done.code == 0, done.err
    rows = [json.loads(line) for line in misses.read_text().splitlines()]
    assert {(row["report"], row["what"], row["event"]["kind"]) for row in rows} == {
        ("A-1", "missed", "meeting"),
        ("A-1", "wrong", "attack"),
    }


def test_a_report_that_failed_is_told_and_counts_as_empty(forker: Forker, tmp_path: Path) -> None:
    wanted = write(tmp_path / "gold.jsonl", gold("A-1"))
    coded = write(tmp_path / "coded.jsonl", {"id": "A-1", "error": "D400 it broke"})
    done = forker.run("evaluate", wanted, "--coded", coded, "--format", "json")
    assert done.code == 3
    assert told(done) == ["failed  A-1: D400 it broke"]
    assert json.loads(done.out)["overall"]["detect"]["recall"] == 0


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{", "is no JSON"),
        ("[]", "is no JSON object"),
        ({"id": "A-1", "lang": "en"}, "has no text"),
        (gold("A-1", events=3), "events of"),
        (gold("A-1", events=[meeting(kind="picnic")]), "unknown kind 'picnic'"),
        (gold("A-1", events=[meeting(status="done")]), "unknown status 'done'"),
        (gold("A-1", events=[meeting(evidence=[3])]), "evidence of"),
    ],
)
def test_gold_with_a_fault_is_refused_by_its_line(
    forker: Forker, tmp_path: Path, row: dict[str, Any] | str, words: str
) -> None:
    wanted = write(tmp_path / "gold.jsonl", gold("A-0"), row)
    done = forker.run("evaluate", wanted)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("dragoman: D310 ")
    assert f"{wanted}:2" in done.err
    assert words in done.err
    assert len(done.err.splitlines()) == 1


def test_why_each_event_was_found(forker: Forker, tmp_path: Path) -> None:
    lines = write(tmp_path / "in.jsonl", report("A-1"))
    plain = forker.run("code", lines).rows()[0]
    told = forker.run("code", lines, "--explain").rows()[0]
    assert all("why" not in event for event in plain["events"])
    for event in told["events"]:
        parts = {one["part"] for one in event["why"]}
        assert {"trigger", "initiator"} <= parts
        for one in event["why"]:
            assert ENGLISH[one["start"] : one["end"]] == one["words"]
    assert [{k: v for k, v in e.items() if k != "why"} for e in told["events"]] == plain["events"]


@pytest.mark.parametrize(("below", "unsure"), [("0", False), ("1", True)])
def test_an_event_is_marked_as_unsure_and_kept(
    forker: Forker, tmp_path: Path, below: str, unsure: bool
) -> None:
    lines = write(tmp_path / "in.jsonl", report("A-1"))
    events = forker.run("code", lines, "--set", f"code.unsure_below={below}").rows()[0]["events"]
    assert len(events) == len(forker.run("code", lines).rows()[0]["events"])
    assert {event.get("unsure", False) for event in events} == {unsure}


def test_a_model_that_is_none_is_named(forker: Forker, tmp_path: Path) -> None:
    lines = write(tmp_path / "in.jsonl", report("A-1"))
    done = forker.run("code", lines, "--set", f"code.model={tmp_path}")
    assert done.code == 2
    assert done.out == ""
    assert f"no model can be read from {tmp_path}" in done.err
    assert "code.model" in done.err
