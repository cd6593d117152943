"""The graph of origins: reports, media and first-hand sources, and who copies or cites whom.

First-hand sources are its roots. A root is one saying of one source: what a ministry puts out on
two meetings is two. Reports whose source is not known have none, and unknown is never shared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.ledger.folding import fold
from dragoman.ledger.origins.grouping import find_pairs, group
from dragoman.ledger.origins.pairs import Pair, same
from dragoman.ledger.origins.sources import Source
from dragoman.ledger.origins.told import Told
from dragoman.model import Anchor

#: Weight from which a source is taken for the one that a report rests on.
KNOWN = 0.5
#: Share of the likeliest source's weight from which the body of a person stands for both.
_BODY = 0.4


@dataclass(frozen=True, slots=True)
class Root:
    """One saying of one first-hand source, and the reports that rest on it.

    `name` is unlike that of every other root. `source.what` is `medium` where no more is known than
    an agency or the outlet that told it first. `day` is the ISO day of the first of the reports.
    """

    name: str
    source: Source
    day: str | None
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """From a report to what it has its news from: a root's name, a report's id or a medium.

    `kind` is `cites` (a source), `credits` (a medium, or a report of it), `canonical` (a report or
    an address that is given for the original), `copies` (a report's wording) or `translates` (a
    report's lead, in another language). `score` is 0 to 1; `words` where the text says so, `shared`
    what the two have in common, in words.
    """

    one: str
    other: str
    kind: str
    score: float
    words: Anchor | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Roots by name, the edges in order, and the ids of the reports whose source is not known."""

    roots: tuple[Root, ...]
    edges: tuple[Edge, ...]
    unknown: tuple[str, ...]

    def root_of(self, report_id: str) -> Root | None:
        """What the report rests on; None where that is not known."""
        return next((root for root in self.roots if report_id in root.report_ids), None)


def build_graph(reports: Iterable[Told]) -> Graph:
    """The graph of these reports; neither their order nor repetition matters."""
    known = {told.id: told for told in reports}
    pairs = find_pairs(known.values())
    groups = group(known.values(), pairs)
    sources = [(_source(known, members), members) for members in groups]
    roots = _roots(known, [(found, members) for found, members in sources if found])
    unknown = [one for found, members in sources if not found for one in members]
    together = {one: members[0] for members in groups for one in members}
    edges = [
        *(_edge(pair) for pair in pairs if _shown(pair, together)),
        *(edge for root in roots for edge in _from_root(known, root)),
        *_elsewhere(known.values()),
    ]
    edges.sort(key=lambda edge: (edge.one, edge.kind, edge.other))
    return Graph(roots, tuple(edges), tuple(sorted(unknown)))


def _shown(pair: Pair, together: Mapping[str, str]) -> bool:
    """Two that cite one source are joined by its root already."""
    return pair.kind != "cites" and together[pair.one] == together[pair.other]


def _edge(pair: Pair) -> Edge:
    return Edge(pair.one, pair.other, pair.kind, pair.score, shared=pair.shared)


def _elsewhere(reports: Iterable[Told]) -> Iterator[Edge]:
    """Originals that are none of the reports."""
    reports = list(reports)
    here = {told.ref for told in reports}
    for told in reports:
        if told.canonical and told.canonical not in here:
            yield Edge(told.id, told.canonical, "canonical", 1.0)


def _source(known: Mapping[str, Told], members: Sequence[str]) -> Source | None:
    """The source that most of the members' words speak for; None where none is known."""
    votes: defaultdict[tuple[str, str | None], float] = defaultdict(float)
    best: dict[tuple[str, str | None], Source] = {}
    for told in (known[one] for one in members):
        for source in told.sources:
            if source.weight < KNOWN:
                continue
            key = fold(source.name), source.country
            votes[key] += source.weight
            if key not in best or best[key].weight < source.weight:
                best[key] = source
    if not votes:
        return _medium([known[one] for one in members])
    first = min(votes, key=lambda key: (-votes[key], key[0], key[1] or ""))
    # A spokesman speaks for his body, whose name does not hang on the language.
    kin = [
        key
        for key in votes
        if best[key].what == "body"
        and votes[key] >= _BODY * votes[first]
        and same(best[key], best[first])
    ]
    if best[first].what in ("person", "office") and kin:
        first = min(kin, key=lambda key: (-votes[key], key[0], key[1] or ""))
    return best[first]


def _medium(members: Sequence[Told]) -> Source | None:
    """The agency that most of them name, else the outlet of the first of several."""
    named = Counter(source.name for told in members for source in told.media)
    if named:
        return Source("medium", min(named, key=lambda name: (-named[name], name)), how="credit")
    if len(members) < 2:
        return None
    return Source("medium", min(members, key=_age).named, how="own")


def _age(told: Told) -> tuple[int, str]:
    return (told.day if told.day is not None else date.max.toordinal(), told.id)


def _roots(
    known: Mapping[str, Told], found: Sequence[tuple[Source, Sequence[str]]]
) -> tuple[Root, ...]:
    """The roots in order of their names, in which the day, else a number, tells likes apart."""
    named: defaultdict[str, list[Root]] = defaultdict(list)
    for source, members in found:
        days = [day for one in members if (day := known[one].day) is not None]
        first = date.fromordinal(min(days)).isoformat() if days else None
        name = f"{source.name}, {first}" if first else source.name
        named[name].append(Root(name, source, first, tuple(members)))
    return tuple(
        root if n == 1 else replace(root, name=f"{name} ({n})")
        for name in sorted(named)
        for n, root in enumerate(sorted(named[name], key=lambda root: root.report_ids), 1)
    )


def _from_root(known: Mapping[str, Told], root: Root) -> Iterator[Edge]:
    """What joins the root's reports to it, and to the media that they name on the way."""
    for report_id in root.report_ids:
        told = known[report_id]
        most = max((source.weight for source in told.sources), default=0.0)
        found = max(
            told.sources,
            key=lambda source: (same(source, root.source), source.weight),
            default=None,
        )
        if found is not None and same(found, root.source):
            yield Edge(report_id, root.name, "cites", round(found.weight / most, 3), found.words)
        for medium in told.media:
            yield Edge(report_id, medium.name, "credits", 1.0, medium.words)
