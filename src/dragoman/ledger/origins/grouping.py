"""Reports that rest on one first-hand source: the likeliest pairs joined first.

Two groups are joined only where every member may stand with every other, so that neither the order
of the input nor a chain of reports from day to day matters.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.ledger.folding import fold
from dragoman.ledger.origins.owners import medium_name
from dragoman.ledger.origins.pairs import NEWS, Pair, may_stand, weigh
from dragoman.ledger.origins.told import Told
from dragoman.resolve.matching.index import keys_of

#: Values of a fingerprint that must all agree before two reports are compared by wording: copies
#: miss each other in every band less than once in a hundred million.
_BAND = 2
#: Sources of a report that others are looked for by.
_LOOKED = 4


def find_pairs(reports: Iterable[Told]) -> list[Pair]:
    """The pairs that rest on one source, the likeliest first."""
    known = {told.id: told for told in reports}
    asked = sorted(_likely([known[one] for one in sorted(known)]))
    found = (weigh(known[one], known[other]) for one, other in asked)
    return sorted(
        (pair for pair in found if pair),
        key=lambda pair: (-pair.score, pair.one, pair.other),
    )


def group(reports: Iterable[Told], pairs: Sequence[Pair]) -> list[tuple[str, ...]]:
    """Ids of the reports in groups of one source, sorted; each report stands in one."""
    known = {told.id: told for told in reports}
    groups = {one: [one] for one in known}
    for pair in pairs:
        mine, theirs = groups[pair.one], groups[pair.other]
        if mine is theirs:
            continue
        if all(may_stand(known[one], known[other]) for one in mine for other in theirs):
            mine.extend(theirs)
            groups.update(dict.fromkeys(theirs, mine))
    unique = {id(members): members for members in groups.values()}.values()
    return sorted(tuple(sorted(members)) for members in unique)


def _likely(reports: Sequence[Told]) -> set[tuple[str, str]]:
    """Pairs of ids that are worth weighing: those that share a source and a mark, or wording."""
    by_key: defaultdict[Hashable, list[Told]] = defaultdict(list)
    by_words: defaultdict[Hashable, list[Told]] = defaultdict(list)
    for told in reports:
        for key in set(_keys(told)):
            by_key[key].append(told)
        for at in range(0, len(told.fingerprint), _BAND):
            by_words[at, told.fingerprint[at : at + _BAND]].append(told)
    found = {pair for sharing in by_key.values() for pair in _near(sharing)}
    by_address = {told.ref: told for told in reports}
    found |= {
        _ids(told, by_address[told.canonical])
        for told in reports
        if told.canonical in by_address and by_address[told.canonical].id != told.id
    }
    # Of copies the first goes with each: enough to bring all together.
    return found | {_ids(copies[0], other) for copies in by_words.values() for other in copies[1:]}


def _near(sharing: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Pairs of one time; a report without a day goes with all."""
    undated = [told for told in sharing if told.day is None]
    dated = sorted(
        ((told.day, told) for told in sharing if told.day is not None),
        key=lambda pair: (pair[0], pair[1].id),
    )
    for one, other in combinations(undated, 2):
        yield _ids(one, other)
    for n, (day, one) in enumerate(dated):
        for other in undated:
            yield _ids(one, other)
        for later, other in dated[n + 1 :]:
            if later - day > NEWS:
                break
            yield _ids(one, other)


def _ids(one: Told, other: Told) -> tuple[str, str]:
    return (one.id, other.id) if one.id < other.id else (other.id, one.id)


def _keys(told: Told) -> Iterator[Hashable]:
    """Whom it rests on, each with each mark of its lead."""
    marks = [*_marks(told)]
    for whom in {*_whom(told)}:
        yield from ((whom, mark) for mark in marks)
    for entry in told.marks.entries:
        yield "entry", entry


def _whom(told: Told) -> Iterator[Hashable]:
    for source in told.sources[:_LOOKED]:
        if source.country:
            yield "country", source.country
        if source.what == "person":
            yield from (("person", key) for key in _sounds(source.name))
        elif source.what == "words":
            yield "words", fold(source.name)
    for source in told.media:
        yield "medium", medium_name(source.name)
    if told.outlet:
        yield "medium", told.outlet


def _marks(told: Told) -> Iterator[Hashable]:
    marks = told.marks
    yield from marks.places | marks.numbers | marks.days | marks.quotes
    for name in marks.persons:
        yield from _sounds(name)


def _sounds(name: str) -> set[str]:
    return {key for word in fold(name).split() for key in keys_of(word) if len(key) > 1}
