"""The desk served until it is told to end, and `read` interrupted."""

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from cli.forking import Done, Forker
from dragoman.ledger import open_ledger

SIGNALS = [signal.SIGINT, signal.SIGTERM]


def until(what: str, forker: Forker, pattern: str, stream: str = "err") -> str:
    """Wait for words in what a run writes; gives the first group."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        written = forker.out() if stream == "out" else forker.err()
        if found := re.search(pattern, written):
            return found[1]
        time.sleep(0.01)
    raise AssertionError(f"{what}: {forker.out()}{forker.err()}")


@contextmanager
def served(forker: Forker, ending: signal.Signals, *arguments: object) -> Iterator[str]:
    """The address of the desk; it is told to end, and must do so at once and without a word."""
    pid = forker.start(*arguments, "--port", 0)
    try:
        yield until("no desk", forker, r"the desk is at (http://\S+/) ")
    finally:
        os.kill(pid, ending)
        begun = time.monotonic()
        done = forker.wait()
    assert done.code == 0, done.err
    assert time.monotonic() - begun < 5
    assert "Traceback" not in done.err


@pytest.mark.parametrize("ending", SIGNALS)
def test_the_desk_is_served_until_it_is_told_to_end(
    forker: Forker, sample: Path, ending: signal.Signals
) -> None:
    with served(forker, ending, "serve", "--store", sample) as url, httpx.Client() as client:
        page = client.get(url)
        assert page.status_code == 200
        assert "<table" in page.text
        rows = client.get(url + "entries.json").json()
        assert rows["entries"]
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(url.rsplit(":")[-1].strip("/")))) != 0


@pytest.mark.parametrize("ending", SIGNALS)
def test_the_demonstration_serves_its_desk(
    forker: Forker, sample: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    store = tmp_path / "demo.db"
    store.write_bytes(sample.read_bytes())
    with open_ledger(store) as ledger:
        reports = ledger.statistics()["reports"]
    pid = forker.start("demo", "--store", store, "--port", 0)
    try:
        url = until("no desk", forker, r"the desk is at (http://\S+/) ")
        assert httpx.get(url + "entries.json").status_code == 200
        assert f"from {reports} reports" in forker.out()
    finally:
        os.kill(pid, ending)
        done = forker.wait()
    assert done.code == 0
    assert "Traceback" not in done.err


def test_an_open_connection_does_not_keep_the_desk_from_ending(
    forker: Forker, sample: Path
) -> None:
    with served(forker, signal.SIGTERM, "serve", "--store", sample) as url:
        port = int(url.rsplit(":")[-1].strip("/"))
        with socket.create_connection(("127.0.0.1", port)) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            time.sleep(0.1)


def refused(forker: Forker, sample: Path, *options: object) -> Done:
    done = forker.run("serve", "--store", sample, *options)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("dragoman: D100 the desk cannot listen on ")
    assert "--port 0 takes any free one" in done.err
    assert len(done.err.splitlines()) == 1
    return done


def test_an_address_that_cannot_be_listened_on_is_told(forker: Forker, sample: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = refused(forker, sample, "--port", taken.getsockname()[1])
        assert "in use (give" in done.err
    refused(forker, sample, "--host", "203.0.113.7", "--port", 0)
    refused(forker, sample, "--host", "no.such.host.invalid", "--port", 0)
    refused(forker, sample, "--host", "a" * 80, "--port", 0)


def test_an_open_host_is_warned_of(forker: Forker, sample: Path) -> None:
    with served(forker, signal.SIGINT, "serve", "--store", sample, "--host", "0.0.0.0"):
        assert "warning: whoever reaches 0.0.0.0 can read this ledger" in forker.err()


def test_an_interrupt_keeps_what_was_read(forker: Forker, tmp_path: Path) -> None:
    folder, store = tmp_path / "texts", tmp_path / "ledger.db"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(
            f"The president of Portugal met the president of Ecuador on {number % 28 + 1} March "
            f"{1600 + number}, the government of Portugal said."
        )
    pid = forker.start("read", folder, "--store", store)
    until("nothing was read", forker, r"(new .*/003.txt)", "out")
    os.kill(pid, signal.SIGINT)
    done = forker.wait()
    assert done.code == 130
    assert done.err.splitlines()[-1].startswith("dragoman: interrupted")
    assert "Traceback" not in done.err
    told = [line.split()[1] for line in done.out.splitlines()]
    assert 3 < len(told) < 400
    with open_ledger(store) as ledger:
        assert ledger.check() == []
        assert set(told) <= {report.ref for report in ledger.reports()}
