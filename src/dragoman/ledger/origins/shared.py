"""Which reports rest on one first-hand source."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from dragoman.ledger.folding import fold
from dragoman.model import Coding, Report, resemblance

#: Share of wording from which one report is taken for a copy of the other.
COPY = 0.5
#: Values of a fingerprint that must all agree before two reports are compared at all: copies miss
#: each other in every band less than once in a hundred million.
_BAND = 2


def same_origin(origin: str) -> str:
    """A key that two names of one first-hand source share; empty where the name has no word."""
    return fold(origin)


def shared_origins(coded: Sequence[tuple[Report, Coding]]) -> dict[str, str | None]:
    """The first-hand source of each report, by its coding's id, in one wording for each source.

    Reports rest on one source where their codings name it alike, or where one is a copy of the
    other. The wording is that of the first report that names it, None where none does.
    """
    group = list(range(len(coded)))

    def head(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for i, j in sorted(_pairs(coded)):
        one, other = sorted((head(i), head(j)))
        group[other] = one
    named: dict[int, str | None] = {}
    for i, (_, coding) in enumerate(coded):
        if named.get(head(i)) is None:
            named[head(i)] = coding.origin
    return {coding.id: named[head(i)] for i, (_, coding) in enumerate(coded)}


def _pairs(coded: Sequence[tuple[Report, Coding]]) -> Iterator[tuple[int, int]]:
    """Positions of reports that rest on one source; enough of them to bring all together."""
    first: dict[str, int] = {}
    for i, (_, coding) in enumerate(coded):
        key = same_origin(coding.origin or "")
        if key:
            yield first.setdefault(key, i), i
    bands: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i, (report, _) in enumerate(coded):
        signature = report.fingerprint
        for at in range(0, len(signature), _BAND):
            band = bands[at, signature[at : at + _BAND]]
            if band and resemblance(coded[band[0]][0].fingerprint, signature) >= COPY:
                yield band[0], i
            band.append(i)
