"""Identities from namings: who is who across reports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.resolve.identities.joining import Joined, join
from dragoman.resolve.identities.judging import newest, pinned
from dragoman.resolve.identities.looks import (
    WIDTHLESS,
    has_widthless,
    oddities,
    script,
    skeleton,
)
from dragoman.resolve.identities.nodes import Node, age, is_full, nodes_of, words_of
from dragoman.resolve.identities.values import Doubt, Form, Identity, Judgement, Link, Naming, Role

#: Doubts that are told of one identity, the likeliest first.
MOST_DOUBTS = 12


def identify(
    namings: Iterable[Naming], judgements: Iterable[Judgement] = ()
) -> tuple[Identity, ...]:
    """The persons and bodies that the namings are of, the most named first.

    The same namings give the same identities in whatever order they come. Judgements are laid over
    what the machine thinks; without them that stands again.
    """
    judged = newest(judgements)
    nodes = nodes_of(namings, pinned(judged))
    joined = join(nodes, judged)
    members = [[nodes[place] for place in group] for group in joined.groups]
    heads = [min((one for node in group for one in node.namings), key=age) for group in members]
    of = {place: n for n, group in enumerate(joined.groups) for place in group}
    doubts = _doubts(joined, of, heads, members)
    apart = _apart(joined, of)
    looks = _looks(members)
    found = [
        _identity(
            group,
            heads[n].id,
            tuple(joined.joins.get(joined.groups[n][0], ())),
            tuple(apart.get(n, ())),
            tuple(doubts.get(n, ())),
            looks.get(n, ()),
        )
        for n, group in enumerate(members)
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.report_ids), -one.count, one.id)))


def _identity(
    group: Sequence[Node],
    identity: str,
    joins: tuple[Link, ...],
    apart: tuple[Link, ...],
    doubts: tuple[Doubt, ...],
    looks: Sequence[str],
) -> Identity:
    namings = sorted((one for node in group for one in node.namings), key=age)
    names = _names(namings)
    days = sorted(one.published for one in namings if one.published)
    odd = [flag for node in group for flag in oddities(node.name)]
    odd += [WIDTHLESS for node in group if has_widthless(node.name)]
    return Identity(
        id=identity,
        kind=namings[0].kind,
        name=_fullest(name for _, name in names),
        names=names,
        forms=_forms(namings),
        roles=_roles(namings),
        countries=_ranked(one.country for one in namings),
        sectors=_ranked(one.sector for one in namings),
        report_ids=tuple(dict.fromkeys(one.report_id for one in namings)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        joins=joins,
        apart=apart,
        doubts=doubts,
        flags=tuple(dict.fromkeys([*odd, *looks])),
        ids=tuple(one.id for one in namings),
    )


def _names(namings: Sequence[Naming]) -> tuple[tuple[str, str], ...]:
    """Of each script the fullest name, of like ones that in most reports."""
    counts = Counter(one.name for one in namings)
    scripts: defaultdict[str, list[str]] = defaultdict(list)
    for name in counts:
        scripts[script(name)].append(name)
    return tuple(
        (one, min(names, key=lambda name: (*_size(name), -counts[name], name)))
        for one, names in sorted(scripts.items())
    )


def _size(name: str) -> tuple[int, int]:
    """Small for a full name: with more words, of which more are no initials."""
    words = words_of(name)
    return -sum(len(word) > 1 for word in words), -len(words)


def _fullest(names: Iterable[str]) -> str:
    return min(names, key=lambda name: (not is_full(name), script(name) != "latin", *_size(name)))


def _forms(namings: Sequence[Naming]) -> tuple[Form, ...]:
    counts: Counter[str] = Counter()
    reports: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one in namings:
        for words in one.written or (one.name,):
            counts[words] += 1
            reports[words][one.report_id] = None
    rows = [Form(words, count, tuple(reports[words])) for words, count in counts.items()]
    return tuple(sorted(rows, key=lambda form: (-form.count, form.words)))


def _roles(namings: Sequence[Naming]) -> tuple[Role, ...]:
    told: defaultdict[str, list[tuple[str, Naming]]] = defaultdict(list)
    for one in namings:
        for post, words in one.posts:
            told[post].append((words, one))
    return tuple(_role(post, rows) for post, rows in sorted(told.items(), key=_most))


def _role(post: str, rows: Sequence[tuple[str, Naming]]) -> Role:
    days = sorted(one.published for _, one in rows if one.published)
    reports = tuple(dict.fromkeys(one.report_id for _, one in rows))
    words = tuple(dict.fromkeys(words for words, _ in rows))
    return Role(post, words, days[0] if days else None, days[-1] if days else None, reports)


def _most(row: tuple[str, Sequence[tuple[str, Naming]]]) -> tuple[int, str]:
    return -len(row[1]), row[0]


def _ranked(values: Iterable[str | None]) -> tuple[str, ...]:
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _doubts(
    joined: Joined, of: dict[int, int], heads: Sequence[Naming], members: Sequence[Sequence[Node]]
) -> dict[int, list[Doubt]]:
    """Of each group the others that it may be one with, each by its likeliest link."""
    best: dict[tuple[int, int], Link] = {}
    for one, other, link in joined.unsure:
        pair = (of[one], of[other])
        for here, there in (pair, pair[::-1]):
            if (here, there) not in best or best[here, there].score < link.score:
                best[here, there] = link
    found: defaultdict[int, list[Doubt]] = defaultdict(list)
    for (here, there), link in best.items():
        name = _fullest(node.name for node in members[there])
        found[here].append(Doubt(heads[there].id, name, link))
    return {n: sorted(rows, key=_likeliest)[:MOST_DOUBTS] for n, rows in found.items()}


def _likeliest(doubt: Doubt) -> tuple[bool, float, str]:
    """Full names first, as there may be a bare one in every report."""
    return not is_full(doubt.name), -doubt.link.score, doubt.identity


def _apart(joined: Joined, of: dict[int, int]) -> dict[int, list[Link]]:
    found: defaultdict[int, list[Link]] = defaultdict(list)
    for one, other, link in joined.apart:
        for n in dict.fromkeys((of[one], of[other])):
            found[n].append(link)
    return found


def _looks(members: Sequence[Sequence[Node]]) -> dict[int, list[str]]:
    """Of each group the names of others that look like its own but are written in other letters."""
    alike: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
    for n, group in enumerate(members):
        for node in group:
            alike[skeleton(node.name)].add((n, node.name))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for n, name, other in _seeming(alike.values()):
        found[n].append(f"{name} looks like {other}")
    return {n: sorted(set(rows)) for n, rows in found.items()}


def _seeming(groups: Iterable[set[tuple[int, str]]]) -> Iterator[tuple[int, str, str]]:
    for group in groups:
        if len(group) == 1:
            continue
        for n, name in group:
            for m, other in group:
                if n != m and script(name) != script(other):
                    yield n, name, other
