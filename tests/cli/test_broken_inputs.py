"""Over two hundred broken inputs among good ones, in one run of `dragoman read`."""

import json
import subprocess
import sys
import time
from pathlib import Path

from cli.broken import write_inputs
from cli.forking import environment
from dragoman.ledger import open_ledger
from misbehaving import serve

MEBIBYTE = 1_048_576
#: The program, leaving its status in a file when it ends. What `wait4` tells of a child begins with
#: the memory of the process that started it.
TOLD = """
import atexit, pathlib, sys
peak, status = pathlib.Path(sys.argv.pop(1)), pathlib.Path("/proc/self/status")
atexit.register(lambda: peak.write_text(status.read_text()))
from dragoman.cli import main
main()
"""


def test_no_broken_input_harms_the_others(tmp_path: Path) -> None:
    names = ("in", "ledger.db", "out", "err", "peak")
    folder, store, out, err, peak = (tmp_path / name for name in names)
    folder.mkdir()
    made = write_inputs(folder, rounds=3)
    with serve() as server, out.open("wb") as stdout, err.open("wb") as stderr:
        broken = {**made.broken, **{server.url(path): True for path in server.faults}}
        good = {**made.good, server.url("/pages/2"): "es", server.url("/gzip"): "es"}
        assert len(broken) > 220
        assert len(good) >= 17
        urls = [server.url(path) for path in ("/pages/2", "/gzip", *server.faults)]
        options = ["allow_loopback=true", "delay=0", "timeout=1", "patience=1"]
        settings = ["--store", str(store), "--format", "jsonl"]
        settings += [word for option in options for word in ("--set", f"fetch.{option}")]
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-c", TOLD, str(peak), "read", str(folder), *urls, *settings],
            stdout=stdout,
            stderr=stderr,
            env=environment(tmp_path),
        )
        process.wait()
        seconds = time.monotonic() - begun

    said = err.read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert "Warning" not in said
    assert process.returncode == 3, said
    assert peak_of(peak) < 500 * MEBIBYTE
    assert seconds < 90

    outcomes: dict[str, list[dict[str, str]]] = {}
    for line in out.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        outcomes.setdefault(named_in(row["address"], broken), []).append(row)
    assert set(outcomes) >= set(broken) | set(good)
    read_anyway = {
        address
        for address, fails in broken.items()
        if fails and not any(row["what"] == "failed" for row in outcomes[address])
    }
    assert read_anyway == set()
    for rows in outcomes.values():
        for row in rows:
            assert (row["what"] == "failed") == bool(row["error"])
            assert row["error"] is None or row["error"][0] == "D"
    for address, lang in good.items():
        row = outcomes[address][0]
        assert (row["what"], row["lang"]) == ("new", lang), row
    with open_ledger(store) as ledger:
        assert ledger.check() == []
        read = {row["report"] for rows in outcomes.values() for row in rows if row["report"]}
        assert {report.id for report in ledger.reports()} == read


def peak_of(path: Path) -> int:
    """Bytes at the peak, as the kernel's status of a process tells them."""
    (line,) = (one for one in path.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def named_in(address: str, broken: dict[str, bool]) -> str:
    """The input that an outcome is of: a file of lines has its records named after it."""
    for mark in ("#", ":"):
        whole = address.rpartition(mark)[0]
        if address not in broken and whole in broken:
            return whole
    return address
