"""How well persons are led together across reports, and how long that takes.

A made ledger of which the truth is known: each report names some of 400 public persons and of 800
near namesakes (those of `match_names.py`) as English, Spanish or Russian news write them, the
most named by a long tail. Some reports give the family name alone, tell no state, or no post; posts
are drawn by lot and tell nothing of the persons. Near namesakes are put in one state, where only
names can tell them apart.

B-cubed precision and recall over all namings, those by the family name alone by themselves too;
the yardstick takes equal names of one state for one. Times are of one core.

    uv run python benchmarks/lead_identities.py [--reports 10000]
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

from dragoman.resolve.countries import country_names
from dragoman.resolve.identities import Naming, identify
from dragoman.resolve.matching import NameIndex

DATA = Path(__file__).parent / "data"
SEED = 20310308
POSTS = (
    "minister of defence", "minister of foreign affairs", "president", "ambassador", "general",
    "admiral", "spokesperson", "prime minister", "head of the navy", "member of parliament",
)  # fmt: skip
#: Chances that a report gives the family name alone, tells the state, and tells the post.
BARE, STATE, POST = 0.15, 0.6, 0.6
#: Persons whom one report names.
NAMED = (1, 2, 2, 3, 4)
DAYS = [f"20{year}-{month:02}-{day:02}" for year in range(24, 31) for month in range(1, 13)
        for day in (3, 11, 19, 27)]  # fmt: skip

Person = tuple[tuple[str, ...], str | None, str]


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / name).read_text("utf-8").splitlines()]


def persons(lots: random.Random) -> list[Person]:
    """Names in each language, state and post of each person: each pair of namesakes of one state.

    Of namesakes only those whose names come up for the first time.
    """
    codes = sorted(code for code in country_names() if len(code) == 3)
    regions: defaultdict[str, list[str]] = defaultdict(lambda: lots.sample(codes, 3))
    found: list[Person] = [
        (tuple(forms), lots.choice(regions[region]), lots.choice(POSTS))
        for region, *forms in rows("names_triples.tsv")
    ]
    index = NameIndex((n, form) for n, (forms, _, _) in enumerate(found) for form in forms)
    for pair in rows("names_namesakes.tsv"):
        state = lots.choice(codes)
        for name in [name for name in pair[:2] if not index.find(name)]:
            index.add(len(found), name)
            found.append(((name,), state, lots.choice(POSTS)))
    return found


def ledger(reports: int, lots: random.Random) -> tuple[list[Naming], list[int]]:
    """Namings, and the person that each is of."""
    known = persons(lots)
    lots.shuffle(known)
    weights = [1 / (place + 3) ** 0.85 for place in range(len(known))]
    namings: list[Naming] = []
    truth: list[int] = []
    for number in range(reports):
        drawn = lots.choices(range(len(known)), weights, k=lots.choice(NAMED))
        day = lots.choice(DAYS)
        for person in dict.fromkeys(drawn):
            forms, state, post = known[person]
            name = lots.choice(forms)
            name = name.split()[-1] if lots.random() < BARE else name
            posts = ((post, post),) if lots.random() < POST else ()
            country = state if lots.random() < STATE else None
            namings.append(
                Naming("person", name, country, "GOV", posts, (), f"report-{number}", day)
            )
            truth.append(person)
    return namings, truth


def b_cubed(
    found: Sequence[Hashable], truth: Sequence[int], where: Callable[[int], bool]
) -> tuple[float, float]:
    """Precision and recall over the namings at the places wanted."""
    groups, persons_, both = Counter(found), Counter(truth), Counter(zip(found, truth, strict=True))
    places = [place for place in range(len(truth)) if where(place)]
    precise = sum(both[found[n], truth[n]] / groups[found[n]] for n in places) / len(places)
    whole = sum(both[found[n], truth[n]] / persons_[truth[n]] for n in places) / len(places)
    return precise, whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=10_000)
    reports = parser.parse_args().reports
    namings, truth = ledger(reports, random.Random(SEED))
    start = time.process_time()
    identities = identify(namings)
    took = time.process_time() - start
    of = {identity: one.id for one in identities for identity in one.ids}
    ours: list[Hashable] = [of[naming.id] for naming in namings]
    equal: list[Hashable] = [(naming.name, naming.country) for naming in namings]
    bare = [" " not in naming.name for naming in namings]
    print(f"{reports:,} reports, {len(namings):,} namings of {len(set(truth)):,} persons, "
          f"{len(identities):,} identities, {took:.1f} s")  # fmt: skip
    for name, found in (("dragoman", ours), ("equal names of one state", equal)):
        for what, wanted in (("full names", False), ("family names alone", True)):
            precise, whole = b_cubed(found, truth, lambda n, w=wanted: bare[n] is w)  # type: ignore[misc]
            print(f"{name:26} {what:20} precision {precise:.3f}  recall {whole:.3f}")
    wrong: defaultdict[Hashable, set[int]] = defaultdict(set)
    for group, person in zip(ours, truth, strict=True):
        wrong[group].add(person)
    mixed = sum(len(found) > 1 for found in wrong.values())
    print(f"identities of more than one person: {mixed} of {len(wrong)}")


if __name__ == "__main__":
    main()
