"""`dragoman names match` and `dragoman times`: the resolver by itself."""

import json
import subprocess
import sys

import pytest


def run(*arguments: str, text: str | bytes) -> subprocess.CompletedProcess[bytes]:
    given = text if isinstance(text, bytes) else text.encode()
    command = [sys.executable, "-m", "dragoman", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def test_each_pair_is_a_line_with_score_and_reasons() -> None:
    done = run("names", "match", text="Víktor Jrenin\tВиктор Хренин\nRaúl Castro\tFidel Castro\n")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [row["score"] >= 0.5 for row in rows] == [True, False]
    assert all(row["reasons"] for row in rows)


def test_a_line_that_is_no_pair_is_told_and_the_others_are_compared() -> None:
    done = run("names", "match", text="Ana Ruelas\nAna Ruelas\tAna Ruelas\n")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert "line 1" in rows[0]["error"]
    assert rows[1]["score"] > 0.9
    assert b"D310 line 1" in done.stderr


def test_times_with_their_values() -> None:
    done = run(
        "times", "--date", "2031-03-05", text="They met on Monday and will meet in May 2032."
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["edtf"] for row in rows] == ["2031-03-03", "2032-05"]
    assert [row["timex3"]["value"] for row in rows] == ["2031-03-03", "2032-05"]
    assert rows[0]["text"] == "Monday" or rows[0]["text"] == "on Monday"


@pytest.mark.parametrize(
    ("arguments", "text", "told"),
    [
        (("times", "--date", "tomorrow"), "x", b"D100 tomorrow is no day"),
        (("times",), b"\xff\xfe\x00", b"D310 standard input is no UTF-8"),
        (("names", "match"), b"\xff\tb\n", b"D310 standard input is no UTF-8"),
    ],
)
def test_bad_input_is_one_line(arguments: tuple[str, ...], text: str | bytes, told: bytes) -> None:
    done = run(*arguments, text=text)
    assert done.returncode != 0
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
