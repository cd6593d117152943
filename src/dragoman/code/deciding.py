"""From chances to events: which triggers, parties, times and sources are taken."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.code.network.layers import Array
from dragoman.code.page import Page
from dragoman.code.parties import Actor
from dragoman.code.windows import Candidate, Window
from dragoman.codebook import KINDS

#: Kinds that may have nobody on the other side.
ALONE = frozenset(
    {"deployment", "denial", "accusation", "request", "threat", "protest", "attack", "ceremony"}
)
#: Parties kept on one side.
MOST = 8


@dataclass(frozen=True, slots=True)
class Enough:
    """Chances from which parties are taken: any at all, the only one of a side that an event must
    have, and the only one of a side that may be empty.
    """

    party: float
    needed: float
    spared: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A party that is taken: who, and how likely."""

    actor: Actor
    chance: float


@dataclass(frozen=True, slots=True)
class Parties:
    """The two sides of an event; in a symmetric kind their order means nothing."""

    initiator: tuple[Chosen, ...]
    recipient: tuple[Chosen, ...]

    @property
    def chance(self) -> float:
        """Of the least likely party that is taken."""
        return min(one.chance for one in (*self.initiator, *self.recipient))


def choose_triggers(
    page: Page, window: Window, likely: Array, threshold: float
) -> Iterator[tuple[int, int]]:
    """(word, kind) of the likeliest trigger of each kind in each clause, in the text's order."""
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for word, kind in np.argwhere(likely > threshold).tolist():
        sentence = page.sentences[window.sentences[word]]
        clause = sentence.clause_at(window.words[word].start)
        value = (float(likely[word, kind]), -word)
        key = (clause.span.start, kind)
        best[key] = max(best.get(key, value), value)
    yield from sorted((-word, kind) for (_, kind), (_, word) in best.items())


def choose_parties(
    kind: str,
    window: Window,
    chances: Array,
    enough: Enough,
    elsewhere: Mapping[str, Actor],
) -> Parties | None:
    """The sides of an event, or None where too few are likely; `chances` is (candidates, 2).

    `elsewhere` are mentions of the parties that the window does not name.
    """
    left = _by_country(window.candidates, chances[:, 0], elsewhere)
    right = _by_country(window.candidates, chances[:, 1], elsewhere)
    if KINDS[kind].symmetric:
        both = _likeliest(left, enough.party, enough.needed, 2)
        if len(both) < 2:
            return None
        both.sort(key=lambda one: one.actor.span)
        return Parties((both[0],), tuple(both[1:]))
    doers = {c: one for c, one in left.items() if c not in right or one.chance >= right[c].chance}
    others = {c: one for c, one in right.items() if c not in doers}
    alone = enough.spared if kind in ALONE else enough.needed
    first = _likeliest(doers, enough.party, enough.needed)
    second = _likeliest(others, enough.party, alone)
    return Parties(tuple(first), tuple(second)) if first else None


def _by_country(
    candidates: Sequence[Candidate], chances: Array, elsewhere: Mapping[str, Actor]
) -> dict[str, Chosen]:
    """The likeliest mention of each country."""
    best: dict[str, Chosen] = {}
    for one, chance in zip(candidates, chances.tolist(), strict=True):
        actor = one.actor or elsewhere.get(one.country)
        if actor and (one.country not in best or best[one.country].chance < chance):
            best[one.country] = Chosen(actor, chance)
    return best


def _likeliest(
    chosen: Mapping[str, Chosen], enough: float, least: float, count: int = 1
) -> list[Chosen]:
    """Those that are likely enough; of the others, up to `count`, those likely at least."""
    ranked = sorted(chosen.values(), key=lambda one: (-one.chance, one.actor.span))[:MOST]
    return [
        one
        for n, one in enumerate(ranked)
        if one.chance > enough or (n < count and one.chance > least)
    ]


def choose_time(page: Page, window: Window, chances: Array) -> tuple[str | None, int | None]:
    """EDTF of the deed or None, and the place of the moment that tells it, if one does."""
    place = int(chances.argmax())
    if place == 0:
        return None, None
    if place == 1:
        return (f"{page.report.published}~" if page.report.published else None), None
    return window.moments[place - 2].time.edtf, place - 2


def choose_states(told: Iterable[tuple[Window, Array]], least: float) -> dict[str, str]:
    """The state of each person by name, where it is likely enough.

    `told` are windows with the chances of their persons, (persons, 1 + candidates). A person is
    asked for wherever the report names him, and all answers count alike.
    """
    sums: dict[str, Counter[str]] = {}
    asked: Counter[str] = Counter()
    for window, chances in told:
        for person, row in zip(window.persons, chances.tolist(), strict=True):
            asked[person.mention.name] += 1
            votes = sums.setdefault(person.mention.name, Counter())
            for one, chance in zip(window.candidates, row[1:], strict=True):
                votes[one.country] += chance
    likeliest = {name: max(votes, key=votes.__getitem__) for name, votes in sums.items() if votes}
    return {
        name: country
        for name, country in likeliest.items()
        if sums[name][country] / asked[name] > least
    }


def choose_source(window: Window, chances: Array) -> int | None:
    """The place of the speaker who says so, or None for the outlet itself."""
    place = int(chances.argmax())
    return place - 1 if place else None
