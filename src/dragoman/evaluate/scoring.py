"""Codings set against gold: the figures of every group of reports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.evaluate.alike import Row, listed
from dragoman.evaluate.comparing import Comparison, compare, only_kind
from dragoman.evaluate.figures import RATES, SHARES, BCubed, Figures, Rate, Score, Share


def score(gold: Sequence[Row], coded: Iterable[Row]) -> Score:
    """Set codings against gold; both hold one report a row, in the codebook's form.

    Of `coded`, `id`, `events` and, where made, `quotes`, `figures`, `origin` and each event's
    `entry` count. A report that was not coded counts as empty, one that is not in gold not at all.
    KeyError where gold lacks a field.
    """
    made: dict[str, Row] = {row["id"]: row for row in coded}
    pairs = [(row, made.get(row["id"], {})) for row in gold]
    all_compared = [compare(wanted, found) for wanted, found in pairs]
    by_lang: defaultdict[str, list[Comparison]] = defaultdict(list)
    by_report: defaultdict[str, list[Comparison]] = defaultdict(list)
    by_kind: defaultdict[str, list[Comparison]] = defaultdict(list)
    for (wanted, found), compared in zip(pairs, all_compared, strict=True):
        by_lang[wanted["lang"]].append(compared)
        by_report[wanted["id"]].append(compared)
        for kind in _kinds(wanted, found):
            by_kind[kind].append(compare(only_kind(wanted, kind), only_kind(found, kind)))
    return Score(
        overall=total(all_compared),
        by_lang=_totals(by_lang),
        by_kind=_totals(by_kind),
        by_report=_totals(by_report),
        misses=tuple(miss for compared in all_compared for miss in compared.misses),
    )


def total(compared: Sequence[Comparison]) -> Figures:
    """The figures of several reports together."""
    return Figures(
        reports=len(compared),
        rates={name: sum((one.rates[name] for one in compared), Rate()) for name in RATES},
        shares={name: sum((one.shares[name] for one in compared), Share()) for name in SHARES},
        entries=b_cubed([link for one in compared for link in one.linked]),
        origins=origin_pairs(compared),
    )


def b_cubed(linked: Sequence[tuple[Any, str]]) -> BCubed | None:
    """B-cubed of (key, entry) pairs, one an event; None of none.

    Source: Bagga and Baldwin, Algorithms for Scoring Coreference Chains, 1998.
    """
    if not linked:
        return None
    together = Counter(linked)
    keys = Counter(key for key, _ in linked)
    entries = Counter(entry for _, entry in linked)
    count = len(linked)
    precision = sum(together[key, entry] / entries[entry] for key, entry in linked) / count
    recall = sum(together[key, entry] / keys[key] for key, entry in linked) / count
    return BCubed(precision, recall, count)


def origin_pairs(compared: Iterable[Comparison]) -> Rate:
    """Pairs of reports of one story that share a first-hand source, in gold and as coded."""
    stories: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)
    for one in compared:
        stories[one.story].append(one.origin)
    hit = gold = coded = 0
    for origins in stories.values():
        for place, (wanted, made) in enumerate(origins):
            for other_wanted, other_made in origins[:place]:
                same = wanted == other_wanted
                said = made is not None and made == other_made
                hit, gold, coded = hit + (same and said), gold + same, coded + said
    return Rate(hit, gold, coded)


def _totals(groups: Mapping[str, Sequence[Comparison]]) -> dict[str, Figures]:
    return {name: total(groups[name]) for name in sorted(groups)}


def _kinds(gold: Row, coded: Row) -> list[str]:
    events = (*listed(gold, "events"), *listed(coded, "events"))
    return sorted({event["kind"] for event in events if event.get("kind")})
