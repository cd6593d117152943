"""How well names are matched across spellings and scripts, and how fast a known one is found.

Bundled: 400 public persons as English, Spanish and Russian news write them, and 400 pairs of
different persons whose names come near. Of public lists, where their files are given: pairs of
names with and without a match (OpenSanctions' cases, CSV), and Latin and Cyrillic forms of one name
(Wikidata, TSV with the Cyrillic letters parted by spaces). The yardsticks of the same run are
nomenklatura's matcher where it is installed, letters turned to ASCII with edit distance, and a scan
of all known names with rapidfuzz.

    uv run python benchmarks/match_names.py [--pairs FILE] [--forms FILE]
    uv run --with nomenklatura python benchmarks/match_names.py ...
"""

import argparse
import csv
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from dragoman.resolve.matching import NameIndex, match_names
from dragoman.resolve.matching.sounds import letters_of, likeness

DATA = Path(__file__).parent / "data"
SEED = 20310307
#: Known names of the search for one; random pairs by which the threshold of single words is set.
KNOWN, RANDOM = 100_000, 20_000
#: Share of random pairs of words that may match.
FALSE = 0.001

Score = Callable[[str, str], float]


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def ours(one: str, other: str) -> float:
    return match_names(one, other).score


def ascii_distance(one: str, other: str) -> float:
    return Levenshtein.normalized_similarity(anyascii(one).lower(), anyascii(other).lower())


def nomenklatura() -> Score | None:
    """The peer's matcher of names, where it is installed."""
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2
    except ImportError:
        return None
    config = LogicV2.default_config()

    def entity(name: str) -> Any:
        return model.get_proxy({"id": name, "schema": "Person", "properties": {"name": [name]}})

    return lambda one, other: LogicV2.compare(entity(one), entity(other), config).score


def pairs(path: Path, score: Score, enough: float) -> str:
    with path.open(encoding="utf-8") as stream:
        told = [(row["name1"], row["name2"], row["is_match"]) for row in csv.DictReader(stream)]
    right = wrong = missed = 0
    for one, other, truth in told:
        found, meant = score(one, other) >= enough, truth == "true"
        right += found and meant
        wrong += found and not meant
        missed += meant and not found
    return f"F1 {2 * right / (2 * right + wrong + missed):.3f} of {len(told)}"


def triples(score: Score, enough: float) -> str:
    written = [(a, b) for _, *forms in rows(DATA / "names_triples.tsv") for a, b in two(forms)]
    apart = [row[:2] for row in rows(DATA / "names_namesakes.tsv")]
    right = sum(score(a, b) >= enough for a, b in written)
    wrong = sum(score(a, b) >= enough for a, b in apart)
    return (
        f"recall {right / len(written):.3f} of {len(written)}, "
        f"precision beside {len(apart)} namesakes {right / (right + wrong):.3f} ({wrong} wrong)"
    )


def two(forms: Sequence[str]) -> list[tuple[str, str]]:
    return [(forms[0], forms[1]), (forms[0], forms[2]), (forms[1], forms[2])]


def forms(path: Path, score: Score) -> str:
    told = [(a, b.replace(" ", "")) for a, b, *_ in rows(path)]
    chance = random.Random(SEED)
    noise = sorted(
        (score(chance.choice(told)[0], chance.choice(told)[1]) for _ in range(RANDOM)), reverse=True
    )
    least = noise[int(FALSE * RANDOM)]
    found = sum(score(a, b) > least for a, b in told)
    return f"recall {found / len(told):.3f} of {len(told)} at {FALSE} false, from {least:.2f} on"


def sound(one: str, other: str) -> float:
    return likeness(letters_of(one), letters_of(other))


def search() -> str:
    """A name in another writing among many that are made of the same persons' given and family
    names, by the index and by a scan of all.
    """
    written = rows(DATA / "names_triples.tsv")
    chance = random.Random(SEED)
    given = [row[1].split()[0] for row in written]
    family = [row[1].split()[-1] for row in written]
    letters = "bcdfghjklmnprstvz"
    known = [row[1] for row in written]
    while len(known) < KNOWN:
        second = chance.choice(family)
        at = chance.randrange(len(second))
        changed = second[:at] + chance.choice(letters) + chance.choice("aeiou") + second[at:]
        known.append(f"{chance.choice(given)} {changed}")
    index = NameIndex(enumerate(known))
    asked = [(n, row[3]) for n, row in enumerate(written)]
    for _, name in asked:
        index.find(name)
    took, first = [], 0
    for n, name in asked:
        began = time.perf_counter()
        found = index.find(name)
        took.append(1000 * (time.perf_counter() - began))
        first += bool(found) and found[0][0] == n
    plain = [anyascii(name).lower() for name in known]
    began = time.perf_counter()
    for _, name in asked[:40]:
        process.extractOne(anyascii(name).lower(), plain, scorer=fuzz.token_sort_ratio)
    scan = 1000 * (time.perf_counter() - began) / 40
    took.sort()
    return (
        f"{len(known)} known: median {statistics.median(took):.2f} ms (limit 1), "
        f"95th percentile {took[int(0.95 * len(took))]:.2f} ms, first in {first / len(asked):.3f}; "
        f"scan of all with rapidfuzz {scan:.0f} ms, {scan / statistics.median(took):.0f} times"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pairs", type=Path, help="CSV with name1, name2, is_match")
    parser.add_argument("--forms", type=Path, help="TSV of Latin and Cyrillic forms")
    told = parser.parse_args()
    peers: dict[str, tuple[Score, float]] = {"dragoman": (ours, 0.5)}
    if peer := nomenklatura():
        peers["nomenklatura"] = (peer, 0.7)
    for name, (score, enough) in peers.items():
        print(f"{name}, triples: {triples(score, enough)}")
        if told.pairs:
            print(f"{name}, pairs: {pairs(told.pairs, score, enough)}")
    if told.forms:
        print(f"dragoman, forms: {forms(told.forms, sound)}")
        print(f"ASCII and edit distance, forms: {forms(told.forms, ascii_distance)}")
    print(f"search: {search()}")


if __name__ == "__main__":
    main()
