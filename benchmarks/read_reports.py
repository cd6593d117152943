"""How many reports a second are read, coded and linked, and in how much memory.

Makes pages of about 400 words from the bundled sample (seeded; paragraphs of one language, shuffled
and dressed as a news page), reads them into a new ledger with `dragoman read` in a process of its
own, and, in another, lets bare trafilatura and the language detector loose on the same pages: the
least that any reader of news must spend. Prints reports a second, peak memory and the ratio.

    uv run python benchmarks/read_reports.py --reports 1000
"""

import argparse
import html
import json
import multiprocessing
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from trafilatura import extract

from dragoman.read import detect_language
from dragoman.sample import sample_path

SEED = 20310307
WORDS = 400
_PAGE = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="Outlet {outlet}">
<meta property="article:published_time" content="{day}T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/defence">Defence</a></nav>
<article><h1>{title}</h1>
{paragraphs}
</article><aside><ul><li><a href="/a">Most read</a></li></ul></aside>
<footer>Outlet {outlet}. All rights reserved.</footer></body></html>"""


def paragraphs_by_language() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with sample_path() as path:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(row["lang"], []).extend(row["text"].split("\n\n"))
    return found


def write_pages(folder: Path, count: int) -> int:
    """Write the pages; gives how many words their paragraphs have together."""
    chance = random.Random(SEED)
    stock = paragraphs_by_language()
    total = 0
    for number in range(count):
        lang = chance.choice(sorted(stock))
        chosen: list[str] = []
        words = 0
        while words < WORDS:
            paragraph = chance.choice(stock[lang])
            chosen.append(paragraph)
            words += len(paragraph.split())
        total += words
        page = _PAGE.format(
            lang=lang,
            title=f"{number} " + html.escape(" ".join(chosen[0].split()[:8])),
            outlet=chance.randrange(50),
            day=f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            paragraphs="\n".join(f"<p>{html.escape(one)}</p>" for one in chosen),
        )
        folder.joinpath(f"{number:05}.html").write_text(page, encoding="utf-8")
    return total


def bare(folder: Path) -> None:
    """Main text and language of every page, and nothing else."""
    for path in sorted(folder.glob("*.html")):
        text = extract(path.read_text(encoding="utf-8")) or ""
        detect_language(text)


def timed(target: Callable[[Path], None], folder: Path) -> float:
    """Seconds that a process of its own takes, its start left out."""
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[float] = context.Queue()
    process = context.Process(target=_report, args=(target, folder, queue))
    process.start()
    seconds = queue.get()
    process.join()
    return seconds


def _report(
    target: Callable[[Path], None], folder: Path, queue: "multiprocessing.Queue[float]"
) -> None:
    began = time.perf_counter()
    target(folder)
    queue.put(time.perf_counter() - began)


def read_all(folder: Path, store: Path) -> tuple[float, float]:
    """Seconds that `dragoman read` takes on the folder, start included, and its peak in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    began = time.perf_counter()
    command = [sys.executable, "-m", "dragoman", "read", str(folder), "--store", str(store)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if peak <= before:
        raise RuntimeError("an earlier process took more memory: run this one first")
    return seconds, peak / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=1000, help="pages to read")
    count = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        words = write_pages(pages, count)
        print(f"{count:,} pages of {words / count:.0f} words")
        seconds, peak = read_all(pages, Path(folder) / "ledger.db")
        least = timed(bare, pages)
        print(f"{'':34}{'reports a second':>18}{'seconds':>10}")
        print(f"{'dragoman read':34}{count / seconds:>18.1f}{seconds:>10.1f}")
        print(f"{'bare trafilatura and language':34}{count / least:>18.1f}{least:>10.1f}")
        print(f"dragoman read takes {seconds / least:.2f} times the bare; peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
