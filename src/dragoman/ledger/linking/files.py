"""Sketches filed in memory, and found again under the headings of `blocking`."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict

from dragoman.ledger.linking.blocking import SHORT, filed, is_short, sought
from dragoman.ledger.linking.sketch import Sketch


class Files:
    """Sketches under their headings. Not for several threads at once."""

    def __init__(self) -> None:
        self._sketches: list[Sketch] = []
        self._headings: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)

    def put(self, one: Sketch) -> None:
        """File a sketch."""
        number = len(self._sketches)
        self._sketches.append(one)
        for slot in filed(one):
            insort(self._headings[slot.heading], (slot.first, slot.last, number))

    def near(self, one: Sketch) -> list[Sketch]:
        """Those filed that could be one with this sketch, and few others, each once."""
        found: set[int] = set()
        for slot in sought(one):
            rows = self._headings.get(slot.heading, ())
            begin = bisect_left(rows, (slot.first - SHORT,)) if is_short(slot.heading) else 0
            end = bisect_right(rows, (slot.last + 1,))
            found.update(number for _, last, number in rows[begin:end] if last >= slot.first)
        return [self._sketches[number] for number in sorted(found)]
