"""How long the desk's ledger page takes with many entries.

Fills a temporary ledger with synthetic reports (seeded, through the ledger's own `add_all`),
serves the desk in a process of its own on loopback, and asks for the ledger page under various
filters, one request after another. Prints for each the median and the 95th percentile, and how the
latter compares with two yardsticks of the same run: a static file from the same server, and a bare
`SELECT` of 50 entries from the same file.

    uv run python benchmarks/desk_ledger_page.py --entries 100000 --requests 40
"""

import argparse
import multiprocessing
import random
import socket
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import httpx
import uvicorn

from dragoman.codebook import KINDS, STATUSES
from dragoman.desk import create_app
from dragoman.desk.query import PAGE
from dragoman.ledger import open_ledger
from dragoman.model import Coding, Event, Party, Place, Report, Span, anchor

SEED = 20310307
EVENTS_IN_REPORT = 5
REPORTS_AT_ONCE = 1000
_COUNTRIES = (
    "ARG AUS AUT BEL BGD BGR BOL BRA CAN CHE CHL COL CRI CZE DEU DNK DZA ECU ESP EST ETH FIN "
    "FRA GBR GEO GHA GRC HRV IDN IND IRL ISL ITA JOR JPN KAZ KEN KOR LKA LTU LVA MAR MDA MEX "
    "MNG MYS NGA NLD NOR NPL NZL OMN PAK PAN PER PHL POL PRT PRY QAT ROU SAU SEN SGP SVK SVN "
    "SWE THA TUN TUR TZA UGA UKR URY UZB VNM ZAF ZMB"
)
COUNTRIES = _COUNTRIES.split()
LANGS = ("en", "es", "ru")
SECTORS = ("GOV", "MIL", None)
_WORDS = (
    "border harbour fleet minister delegation treaty envoy convoy garrison airfield patrol "
    "drill memorandum frigate brigade embassy council spokesman statement coast channel "
    "summit visit radar squadron budget corridor agreement talks deputy chief staff supply "
    "bridge province ministro puerto acuerdo flota embajada frontera ejercicio consejo "
    "министр порт договор флот посольство граница учения совет"
)
WORDS = _WORDS.split()

#: The filters asked for, by what they are about.
QUERIES = {
    "all, first page": "",
    "all, middle page": "page={middle}",
    "actor": "actor=KEN",
    "actor and actor": "actor=KEN&other=IND",
    "kind": "kind=visit",
    "status": "status=alleged",
    "time": "since=2030-03-01&until=2030-03-31",
    "language": "lang=ru",
    "word": "text=frigate",
    "rare words": "text=%22frigate+treaty%22+kenya",
    "everything": "actor=KEN&kind=visit&status=actual&since=2029-01-01&lang=en&text=harbour",
    "nothing found": "actor=KEN&text=nowhere",
}


T = TypeVar("T")


def batched(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of that size; the last may be shorter."""
    left = iter(values)
    while part := list(islice(left, size)):
        yield part


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 16))).capitalize() + "."


def synthetic(number: int, chance: random.Random) -> tuple[Report, Coding]:
    """A report of some 400 words with five events, on one day of four years."""
    sentences = [sentence(chance) for _ in range(33)]
    text = "\n\n".join(" ".join(part) for part in batched(sentences, 5))
    day = f"{2028 + chance.randrange(4)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    report = Report(
        f"https://news{chance.randrange(200)}.example/{number}",
        chance.choice(LANGS),
        day,
        f"Outlet {chance.randrange(200)}",
        chance.choice(COUNTRIES),
        sentence(chance),
        text,
        fingerprint=tuple(chance.getrandbits(32) for _ in range(128)),
    )
    events = tuple(
        synthetic_event(text, told, day, chance)
        for told in chance.sample(sentences, EVENTS_IN_REPORT)
    )
    return report, Coding(report.id, report.text_sha256, "synthetic-1", events)


def synthetic_event(text: str, told: str, day: str, chance: random.Random) -> Event:
    one, other = chance.sample(COUNTRIES, 2)
    start = text.index(told)
    return Event(
        chance.choice(list(KINDS)),
        (Party(f"Ministry {chance.randrange(9)}", one, chance.choice(SECTORS)),),
        (Party(f"Ministry {chance.randrange(9)}", other, chance.choice(SECTORS)),),
        chance.choice(list(STATUSES)),
        (anchor(text, Span(start, start + len(told))),),
        Place(f"Town {chance.randrange(500)}", other) if chance.random() < 0.6 else None,
        day if chance.random() < 0.8 else None,
    )


def fill(path: Path, entries: int) -> int:
    """Fill a new ledger with about so many entries; gives how many they came to."""
    chance = random.Random(SEED)
    reports: Iterator[tuple[Report, Coding]] = (
        synthetic(number, chance) for number in range(-(-entries // EVENTS_IN_REPORT))
    )
    began = time.perf_counter()
    with open_ledger(path) as ledger:
        for done, part in enumerate(batched(reports, REPORTS_AT_ONCE), 1):
            ledger.add_all(part)
            seconds = time.perf_counter() - began
            print(f"{done * REPORTS_AT_ONCE} reports in {seconds:.0f} s", file=sys.stderr)
        return ledger.count()


def serve(path: str, port: int) -> None:
    with open_ledger(path) as ledger:
        uvicorn.run(create_app(ledger), host="127.0.0.1", port=port, log_level="warning")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(client: httpx.Client, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            client.get("/static/icon.svg")
            return
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def times(act: Callable[[], object], repeats: int) -> list[float]:
    """Milliseconds that each of the repeats takes, after one that does not count."""
    act()
    found = []
    for _ in range(repeats):
        began = time.perf_counter()
        act()
        found.append((time.perf_counter() - began) * 1000)
    return found


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def measure(client: httpx.Client, path: Path, count: int, repeats: int) -> None:
    def asked(address: str) -> Callable[[], object]:
        return lambda: client.get(address).raise_for_status()

    connection = sqlite3.connect(path)
    bare = "SELECT body FROM entry ORDER BY day DESC, id LIMIT 50"
    select = times(lambda: connection.execute(bare).fetchall(), repeats)
    connection.close()
    static = times(asked("/static/desk.css"), repeats)
    print(f"{'':22}{'median ms':>10}{'p95 ms':>10}{'x static':>10}{'x SELECT':>10}")

    def line(name: str, values: list[float]) -> None:
        ratios = f"{p95(values) / p95(static):>10.1f}{p95(values) / p95(select):>10.1f}"
        print(f"{name:22}{statistics.median(values):>10.1f}{p95(values):>10.1f}{ratios}")

    line("bare SELECT of 50", select)
    line("static file", static)
    every: list[float] = []
    for name, query in QUERIES.items():
        address = "/?" + query.format(middle=max(1, count // PAGE // 2))
        values = times(asked(address), repeats)
        every += values
        line(name, values)
    line("all of these", every)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--entries", type=int, default=100_000, help="entries in the ledger")
    parser.add_argument("--requests", type=int, default=40, help="requests for each filter")
    parser.add_argument("--store", type=Path, help="keep the ledger here, and use it if it stands")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = told.store or Path(folder) / "ledger.db"
        if path.exists():
            with open_ledger(path) as ledger:
                count = ledger.count()
        else:
            count = fill(path, told.entries)
        print(f"{count:,} entries, {path.stat().st_size / 1e6:.0f} MB")
        port = free_port()
        context = multiprocessing.get_context("spawn")
        server = context.Process(target=serve, args=(str(path), port), daemon=True)
        server.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                wait_for(client)
                measure(client, path, count, told.requests)
        finally:
            server.terminate()
            server.join(10)


if __name__ == "__main__":
    main()
