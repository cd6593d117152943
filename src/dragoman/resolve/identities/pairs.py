"""Which nodes are compared at all: those whose names share how words may sound."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.resolve.identities.nodes import Node, words_of
from dragoman.resolve.identities.opinions import are_apart
from dragoman.resolve.matching.index import keys_of

#: Words at the beginning of a name, beside the last, that it is looked up by.
_FIRST = 4

Pair = tuple[int, int]
_Named = tuple[str, str]


def candidate_pairs(nodes: Sequence[Node]) -> Iterator[Pair]:
    """Pairs of nodes to compare, the smaller place first, each once, in order.

    Full names share two words, a bare family name one with any name. Bodies are of one state;
    persons of two only where they have a full name and a post in common, which is then told.
    """
    places: defaultdict[_Named, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        if not node.is_odd:
            group = node.kind if node.kind == "person" else f"{node.kind} {node.country}"
            places[group, node.name].append(place)
    alike = {pair for named in places.values() for pair in combinations(named, 2)}
    for one, other in _names(places):
        alike |= {(min(a, b), max(a, b)) for a in places[one] for b in places[other]}
    for left, right in sorted(alike):
        if _may_meet(nodes[left], nodes[right]):
            yield left, right


def _may_meet(one: Node, other: Node) -> bool:
    if not are_apart(one.country, other.country):
        return True
    return one.is_full and other.is_full and not one.posts.isdisjoint(other.posts)


def _names(named: Iterable[_Named]) -> set[tuple[_Named, _Named]]:
    """Pairs of two names of one group that may sound alike."""
    full: defaultdict[tuple[str, ...], list[_Named]] = defaultdict(list)
    bare: defaultdict[_Named, list[_Named]] = defaultdict(list)
    single: defaultdict[_Named, list[_Named]] = defaultdict(list)
    for kind, name in named:
        words = [word for word in words_of(name) if len(word) > 1]
        chosen = list(dict.fromkeys([*words[:_FIRST], *words[-1:]]))
        keys = [keys_of(word) for word in chosen]
        for key in frozenset().union(*keys):
            single[kind, key].append((kind, name))
            if len(chosen) == 1:
                bare[kind, key].append((kind, name))
        pairs = ((a, b) for one, other in combinations(keys, 2) for a in one for b in other)
        for left, right in pairs:
            full[kind, min(left, right), max(left, right)].append((kind, name))
    found = {
        (min(one, other), max(one, other))
        for block in full.values()
        for one, other in combinations(sorted(set(block)), 2)
    }
    for sound, names in bare.items():
        found |= {
            (min(one, other), max(one, other))
            for one in names
            for other in single[sound]
            if one != other
        }
    return found
