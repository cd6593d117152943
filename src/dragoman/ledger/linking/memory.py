"""What a ledger remembers between two writes, so that a block need not be weighed in whole anew."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from dragoman.ledger.linking.events import Pair, Sketch, join_pairs, weigh_against, weigh_pairs

#: Events and pairs remembered: some 200 bytes each.
ROOM = 300_000


class Memory:
    """Sketches and weighed pairs of the blocks used latest.

    Events never change, so neither do their sketches; `clear` after a transaction that failed. Not
    for several threads at once.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._blocks: OrderedDict[str, tuple[dict[str, Sketch], list[Pair]]] = OrderedDict()
        self._taken = 0

    def missing(self, block: str, event_ids: Iterable[str]) -> list[str]:
        """Those of a block's events whose sketches are not remembered."""
        events, _ = self._blocks.get(block, ({}, []))
        return [one for one in event_ids if one not in events]

    def groups(
        self, block: str, event_ids: Iterable[str], sketches: Mapping[str, Sketch]
    ) -> list[tuple[str, ...]]:
        """The block's events in groups, as `link_block`; `sketches` holds what is missing."""
        former, pairs = self._forget(block)
        events = {one: former[one] if one in former else sketches[one] for one in event_ids}
        fresh = [one for one in events if one not in former]
        if len(fresh) * 2 > len(events):
            pairs = weigh_pairs(events.values())
        else:
            pairs = [pair for pair in pairs if pair[1] in events and pair[2] in events]
            others = {one: known for one, known in events.items() if one in former}
            for one in fresh:
                pairs += weigh_against(events[one], others.values())
                others[one] = events[one]
        pairs.sort()
        self._remember(block, events, pairs)
        return join_pairs(events.values(), pairs)

    def clear(self) -> None:
        """Forget all."""
        self._blocks.clear()
        self._taken = 0

    def _forget(self, block: str) -> tuple[dict[str, Sketch], list[Pair]]:
        events, pairs = self._blocks.pop(block, ({}, []))
        self._taken -= len(events) + len(pairs)
        return events, pairs

    def _remember(self, block: str, events: dict[str, Sketch], pairs: list[Pair]) -> None:
        self._blocks[block] = (events, pairs)
        self._taken += len(events) + len(pairs)
        while self._taken > self._room:
            self._forget(next(iter(self._blocks)))
