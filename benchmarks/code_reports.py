"""How many reports a second are coded, how long the model takes to load, and in how much memory.

Makes reports of 400 words from the bundled sample, in all three languages (seeded), and codes each
language in a process of its own that holds nothing else, some reports side by side as `dragoman
code` does. The yardstick is the encoder alone over the same windows, side by side too: what any
coder on this network must spend. Prints the limits that the project holds itself to beside what was
measured.

    uv run python benchmarks/code_reports.py --reports 120
"""

import argparse
import json
import multiprocessing
import random
import resource
import time
from dataclasses import dataclass
from pathlib import Path

from dragoman.sample import sample_path

SEED = 20310307
WORDS = 400
LANGS = ("en", "es", "ru")
#: Reports a second, seconds to load, MB at the peak, MB of the model: what it holds itself to.
FASTEST, LOAD, PEAK, SIZE = 12, 2, 600, 60


@dataclass(frozen=True)
class Measured:
    """Seconds to load, to code all reports and to encode them alone; MB at the peak."""

    load: float
    code: float
    encode: float
    peak: float
    events: int


def texts(lang: str, count: int) -> list[str]:
    """Texts of about 400 words from paragraphs of the sample, shuffled."""
    stock: list[str] = []
    with sample_path() as path:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] == lang:
                stock += row["text"].split("\n\n")
    chance = random.Random(SEED)
    made = []
    for _ in range(count):
        chosen: list[str] = []
        while sum(len(one.split()) for one in chosen) < WORDS:
            chosen.append(chance.choice(stock))
        made.append("\n\n".join(chosen))
    return made


def measure(lang: str, count: int, threads: int, queue: "multiprocessing.Queue[Measured]") -> None:
    stock = texts(lang, count)
    began = time.perf_counter()
    from dragoman.code import ModelCoder, load_network
    from dragoman.code.attribution import find_sayings
    from dragoman.code.page import lay_out
    from dragoman.code.parties import find_cast
    from dragoman.code.windows import windows_of
    from dragoman.read import read_text
    from dragoman.resolve import Resolver

    names = Resolver()
    network = load_network()
    coder = ModelCoder(names, network)
    load = time.perf_counter() - began
    from dragoman.pipeline.beside import side_by_side

    reports = [
        read_text(text, ref=str(n), lang=lang, published="2025-11-20")
        for n, text in enumerate(stock)
    ]
    coder.code(reports[0])
    began = time.perf_counter()
    events = sum(len(coding.events) for coding in side_by_side(coder.code, reports, threads))
    code = time.perf_counter() - began
    pages = [lay_out(report, names) for report in reports]
    windows = [w for page in pages for w in windows_of(page, find_cast(page), find_sayings(page))]
    began = time.perf_counter()
    for _ in side_by_side(network.encode, windows, threads):
        pass
    encode = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queue.put(Measured(load, code, encode, peak, events))


def run(lang: str, count: int, threads: int) -> Measured:
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[Measured] = context.Queue()
    process = context.Process(target=measure, args=(lang, count, threads, queue))
    process.start()
    found = queue.get()
    process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=120, help="reports of each language")
    parser.add_argument("--threads", type=int, default=2)
    told = parser.parse_args()
    folder = Path(__file__).resolve().parent.parent / "src/dragoman/code/network/model"
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"model {size:.1f} MB (limit {SIZE}), {told.threads} threads")
    for lang in LANGS:
        found = run(lang, told.reports, told.threads)
        speed = told.reports / found.code
        print(
            f"{lang}: {speed:.1f} reports a second (limit {FASTEST}, {speed / FASTEST:.2f} of it), "
            f"encoder {found.encode / found.code:.0%} of the time, "
            f"load {found.load:.1f} s (limit {LOAD}), peak {found.peak:.0f} MB (limit {PEAK}), "
            f"{found.events / told.reports:.1f} events a report"
        )


if __name__ == "__main__":
    main()
