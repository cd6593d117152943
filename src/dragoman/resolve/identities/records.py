"""What an outside authority says of persons and bodies, and which identities it fits.

A record fits surely where the name is full, country or post agree and nothing speaks against it. Of
two that do, post and time decide; where they do not, both stay unsure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.resolve.identities.finding import known_names
from dragoman.resolve.identities.looks import oddities
from dragoman.resolve.identities.nodes import Node, is_full
from dragoman.resolve.identities.opinions import Opinion, Opinions
from dragoman.resolve.identities.values import ONE, TWO, Identity, Naming
from dragoman.resolve.matching import NameIndex
from dragoman.resolve.posts import held

#: Names of a record that are looked up, and records that are told of one identity.
_NAMES, _TOLD = 40, 12
#: Years of age between which somebody acts.
_AGES = range(12, 111)
RIVAL = "another record fits as well"
SHARED = "another identity fits as well"


@dataclass(frozen=True, slots=True)
class Position:
    """A position as a record has it, the post in English that it comes to, and its period.

    `start` and `end` are ISO days, months or years, or None.
    """

    title: str
    post: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A person or body as an authority has it. `birth` is an ISO day, month or year, or None."""

    id: str
    kind: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    birth: str | None = None
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A record that an identity may be; `sure` where it is joined to it."""

    record: Record
    score: float
    reasons: tuple[str, ...]
    sure: bool
    posts: bool = False


Joined = Mapping[str, tuple[Known, ...]]


def match_records(identities: Sequence[Identity], records: Iterable[Record]) -> Joined:
    """By id of an identity the records that it may be, a sure one first.

    Records are taken one at a time; those that fit no identity are let go.
    """
    index, opinions = known_names(identities), Opinions()
    found: defaultdict[int, dict[str, Known]] = defaultdict(dict)
    for record in records:
        for place in _candidates(record, index):
            known = _compare(identities[place], record, opinions)
            if known is not None:
                found[place][record.id] = known
    _leave_shared(found)
    return {
        identities[place].id: _decided(list(rows.values())) for place, rows in sorted(found.items())
    }


def _candidates(record: Record, index: NameIndex[int]) -> list[int]:
    return sorted({place for name in _names(record) for place, _ in index.find(name)})


def _names(record: Record) -> list[str]:
    """The names that a record is known by; a bare family name among them says nothing."""
    full = (one for one in record.names if record.kind == "body" or is_full(one))
    return [one for one in full if not oddities(one)][:_NAMES]


def _compare(identity: Identity, record: Record, opinions: Opinions) -> Known | None:
    """What is thought of an identity and a record; None where they are two."""
    if identity.kind != record.kind or not _is_of_age(identity, record):
        return None
    country = _country(identity.countries, record.countries)
    if country is None and identity.countries and record.countries:
        return None
    posts = _shared_posts(identity, record)
    best = _best_opinion(identity, record, country, posts, opinions)
    if best is None or best.verdict == TWO:
        return None
    full = record.kind == "body" or is_full(identity.name)
    sure = best.verdict == ONE and full and (country is not None or bool(posts))
    reasons = best.reasons if sure or country or posts else (*best.reasons, "names alone")
    if identity.first and record.birth:
        reasons = (*reasons, f"born {record.birth}")
    return Known(record, best.score, reasons, sure, bool(posts))


def _best_opinion(
    identity: Identity, record: Record, country: str | None, posts: frozenset[str],
    opinions: Opinions,
) -> Opinion | None:  # fmt: skip
    """The likeliest of what is thought of each two names."""
    told = tuple((post, post) for post in sorted(posts))
    found = [
        opinions.of(
            Node((Naming(identity.kind, one, country, posts=told),)),
            Node((Naming(record.kind, other, country, posts=told),)),
        )
        for _, one in identity.names
        for other in _names(record)
        if not oddities(one)
    ]
    # Of aliases that conflict nothing follows: one name that fits is enough.
    return max(found, key=lambda one: (one.verdict == ONE, one.verdict != TWO, one.score),
               default=None)  # fmt: skip


def _country(ours: Sequence[str], theirs: Sequence[str]) -> str | None:
    return next((code for code in ours if code in theirs), None)


def _is_of_age(identity: Identity, record: Record) -> bool:
    """Whether who was born then could act when reports name the identity."""
    if identity.last is None or record.birth is None:
        return True
    return int(identity.last[:4]) - int(record.birth[:4]) in _AGES


def _shared_posts(identity: Identity, record: Record) -> frozenset[str]:
    """Posts that reports and record give for periods that meet."""
    return frozenset(
        held(role.post)
        for role in identity.roles
        for position in record.positions
        if position.post is not None and held(position.post) == held(role.post)
        if _meets(role.first, role.last, position)
        or (role.post != held(role.post) and not _ended_after(role.first, position))
    )


def _meets(first: str | None, last: str | None, position: Position) -> bool:
    if first is None or last is None:
        return True
    starts = position.start is None or position.start <= last
    # A year or month alone lasts until its end.
    return starts and (position.end is None or position.end + "~" >= first)


def _ended_after(first: str | None, position: Position) -> bool:
    """Whether a post was still held when reports called it a former one."""
    return first is not None and position.end is not None and position.end > first


def _leave_shared(found: Mapping[int, dict[str, Known]]) -> None:
    """Of a record that fits several identities none is sure but the one whose post agrees alone."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, rows in sorted(found.items()):
        for identity, known in rows.items():
            if known.sure:
                holders[identity].append(place)
    for identity, places in holders.items():
        agreeing = [place for place in places if found[place][identity].posts]
        for place in places:
            if len(places) > 1 and [place] != agreeing:
                found[place][identity] = _unsure(found[place][identity], SHARED)


def _decided(rows: Sequence[Known]) -> tuple[Known, ...]:
    """At most one sure record, and those that it may be."""
    sure = [known for known in rows if known.sure]
    agreeing = [known for known in sure if known.posts]
    one = sure[0] if len(sure) == 1 else agreeing[0] if len(agreeing) == 1 else None
    told = [_unsure(known, RIVAL) if known.sure and known is not one else known for known in rows]
    told.sort(key=lambda known: (not known.sure, -known.score, known.record.id))
    return tuple(told[:1] if one is not None else told[:_TOLD])


def _unsure(known: Known, why: str) -> Known:
    return replace(known, sure=False, reasons=(*known.reasons, why))
