"""A hundred broken files among good ones: each is named or passed on, and memory stays small."""

import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from dragoman.collect import Failure, FetchPolicy, SafeFetcher, collect
from dragoman.errors import EmptyError, FormatError, LimitError, RefusedError
from dragoman.model import Document
from misbehaving import ENTITY_BOMB, EXTERNAL_ENTITY, page

MEBIBYTE = 1_048_576
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 2\ntrailer\n<< >>\n%%EOF\n"
GOOD_LINE = json.dumps({"id": "good", "text": "Words."}).encode()

Make = Callable[[random.Random], bytes]


def noise(dice: random.Random) -> bytes:
    return dice.randbytes(dice.randrange(100, 4000))


def cut(body: bytes) -> Make:
    return lambda dice: body[: dice.randrange(1, len(body))]


def flipped(body: bytes) -> Make:
    def make(dice: random.Random) -> bytes:
        damaged = bytearray(body)
        for _ in range(20):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        return bytes(damaged)

    return make


#: Suffix, what is made, and what is to come of it: bytes for the reader, or an error.
RECIPES: list[tuple[str, Make, type[Document] | type[Exception]]] = [
    (".html", cut(page(1)), Document),
    (".html", flipped(page(2)), Document),
    (".html", noise, Document),
    (".txt", noise, Document),
    (".txt", lambda dice: page(3).decode().encode("cp1251"), Document),
    (".txt", lambda dice: page(3).decode().encode("utf-16"), Document),
    (".pdf", cut(PDF), Document),
    (".pdf", noise, Document),
    (".txt", lambda dice: b"", EmptyError),
    (".html", lambda dice: b"", EmptyError),
    (".pdf", lambda dice: b"", EmptyError),
    (".jsonl", lambda dice: b"", EmptyError),
    (".jsonl", cut(GOOD_LINE), FormatError),
    (".jsonl", lambda dice: noise(dice).replace(b"\n", b""), FormatError),
    (".jsonl", lambda dice: b"[" * dice.randrange(10_000, 50_000), FormatError),
    (".rss", lambda dice: ENTITY_BOMB, RefusedError),
    (".atom", lambda dice: EXTERNAL_ENTITY.encode("utf-16"), RefusedError),
    (".rss", noise, FormatError),
]


@pytest.fixture
def folder(tmp_path: Path) -> dict[str, type[Document] | type[Exception]]:
    """Path of each file made, and what is to come of it."""
    dice = random.Random(1)
    made: dict[str, type[Document] | type[Exception]] = {}

    def write(name: str, body: bytes, outcome: type[Document] | type[Exception]) -> None:
        (tmp_path / name).write_bytes(body)
        made[str(tmp_path / name)] = outcome

    for round_ in range(6):
        for number, (suffix, make, outcome) in enumerate(RECIPES):
            write(f"{number:02}-{round_}{suffix}", make(dice), outcome)
            if number % 3 == 0:
                write(f"{number:02}-{round_}-good.html", page(1 + number % 2), Document)
    write("line.jsonl", b'{"id": "a", "text": "' + b"x" * 50_000_000 + b'"}', LimitError)
    write("large.txt", b"x" * 50_000_000, LimitError)
    return made


@contextmanager
def memory_growth() -> Iterator[list[int]]:
    """Growth of this process in bytes, sampled every few milliseconds."""
    process = psutil.Process()
    before = process.memory_info().rss
    growth = [0]
    done = threading.Event()

    def sample() -> None:
        while not done.wait(0.005):
            growth.append(process.memory_info().rss - before)

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        yield growth
    finally:
        done.set()
        sampler.join()


def test_a_hundred_broken_files(
    tmp_path: Path, folder: dict[str, type[Document] | type[Exception]]
) -> None:
    broken = [path for path in folder if "good" not in path]
    assert len(broken) >= 100
    got: dict[str, type] = {}
    with memory_growth() as growth:
        outcomes = list(collect([str(tmp_path)], SafeFetcher(FetchPolicy())))
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            path = outcome.address.removesuffix(":1")
            assert path in str(outcome.error)
            got[path] = type(outcome.error)
        else:
            assert isinstance(outcome, Document)
            got[outcome.address] = Document
    assert list(got) == sorted(got)
    assert got == folder
    assert max(growth) < 200 * MEBIBYTE


def test_good_lines_beside_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    with path.open("wb") as file:
        file.write(GOOD_LINE + b"\n")
        file.write(b'{"id": "a", "text": "' + b"x" * 50_000_000 + b'"}\n')
        file.write(GOOD_LINE)
    with memory_growth() as growth:
        got = list(collect([str(path)], SafeFetcher(FetchPolicy())))
    assert max(growth) < 100 * MEBIBYTE
    assert [type(one) for one in got] == [Document, Failure, Document]
    assert isinstance(got[1], Failure)
    assert got[1].address == f"{path}:2"
    assert isinstance(got[1].error, LimitError)
