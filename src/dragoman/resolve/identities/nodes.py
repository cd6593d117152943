"""Namings led together where nothing could tell them apart: one name of one state, by period.

Of a bare family name the post counts too; of a full name whether its bearer serves a state.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from dragoman.resolve.identities.looks import oddities
from dragoman.resolve.identities.values import Key, Naming
from dragoman.resolve.matching.parts import parts_of
from dragoman.resolve.posts import held, is_rank

#: Days between two reports after which the same name may be another's: a son's.
GENERATION = 20 * 365
#: Sectors whose bearers serve a state or another power, and those that do not; others tell nothing.
_SERVES = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP", "IGO", "REB"})
_CIVIL = frozenset({"CVL", "MED", "BUS"})


@dataclass(frozen=True)
class Node:
    """Namings that are taken for one without looking further; its own name, state and kind."""

    namings: tuple[Naming, ...]

    @property
    def kind(self) -> str:
        """`person` or `body`."""
        return self.namings[0].kind

    @property
    def name(self) -> str:
        """The name, which all its namings have."""
        return self.namings[0].name

    @property
    def country(self) -> str | None:
        """The country, which all its namings have."""
        return self.namings[0].country

    @property
    def key(self) -> Key:
        """What a judgement on it is about."""
        return self.namings[0].key

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its name, particles left out."""
        return words_of(self.name)

    @cached_property
    def is_full(self) -> bool:
        """Whether the name is more than a family name with initials."""
        return self.kind == "body" or is_full(self.name)

    @cached_property
    def is_odd(self) -> bool:
        """Whether the name is written as no name is, and so joined to no other."""
        return bool(oddities(self.name))

    @cached_property
    def service(self) -> str | None:
        """`serves` or `civil`, or None where the sectors tell nothing."""
        return next((told for one in self.namings if (told := service_of(one))), None)

    @cached_property
    def posts(self) -> frozenset[str]:
        """Posts that reports give, ranks not, whether still held or not."""
        return frozenset(held(post) for post in self._told if not is_rank(post))

    @cached_property
    def ranks(self) -> frozenset[str]:
        """Ranks that reports give."""
        return frozenset(held(post) for post in self._told if is_rank(post))

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """The first and last day of its reports, as ordinals; None where none has a day."""
        days = [day for one in self.namings if (day := ordinal(one.published)) is not None]
        return (min(days), max(days)) if days else None

    @cached_property
    def order(self) -> tuple[str, ...]:
        """What nodes are sorted by, whatever order they came in."""
        first = min(self.namings, key=age)
        return (self.kind, self.name, self.country or "", *age(first))

    @property
    def _told(self) -> Iterable[str]:
        return (post for one in self.namings for post, _ in one.posts)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, particles left out."""
    return parts_of(name).without_particles()


def is_full(name: str) -> bool:
    """Whether a person's name has two words beside initials."""
    return sum(len(word) > 1 for word in words_of(name)) > 1


def service_of(naming: Naming) -> str | None:
    """`serves` or `civil`, or None where the sector tells nothing."""
    if naming.sector in _SERVES:
        return "serves"
    return "civil" if naming.sector in _CIVIL else None


def ordinal(day: str | None) -> int | None:
    """An ISO day as a number of days; None for none, or for what is no day."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def age(naming: Naming) -> tuple[str, ...]:
    """What the earliest naming is the smallest by; those without a day come last."""
    posts = (post for post, _ in naming.posts)
    who = (naming.kind, naming.name, naming.country or "", naming.sector or "")
    return (naming.published or "9999", naming.report_id, *who, *sorted(posts))


def nodes_of(namings: Iterable[Naming], pinned: frozenset[Key] = frozenset()) -> list[Node]:
    """Nodes in an order of their own. `pinned` are names in one report that stand alone."""
    groups: defaultdict[tuple[object, ...], list[Naming]] = defaultdict(list)
    for naming in dict.fromkeys(namings):
        groups[_group(naming, pinned)].append(naming)
    nodes = [Node(part) for group in groups.values() for part in _periods(group)]
    return sorted(nodes, key=lambda node: node.order)


def _group(naming: Naming, pinned: frozenset[Key]) -> tuple[object, ...]:
    key: Key = naming.key
    told: str | None = None
    bare = naming.kind == "person" and len(words_of(naming.name)) < 2
    if naming.kind == "person":
        told = _post(naming) if bare else service_of(naming)
    # Without a state a bare family name is nobody's in particular: each report has its own.
    alone = bare and naming.country is None
    if alone or key._replace(report_id=naming.report_id) in pinned:
        return (*key, told, naming.report_id)
    return (*key, told, None)


def _post(naming: Naming) -> str | None:
    posts = Counter(held(post) for post, _ in naming.posts)
    return min(posts, key=lambda post: (is_rank(post), -posts[post], post), default=None)


def _periods(group: Sequence[Naming]) -> Iterable[tuple[Naming, ...]]:
    """A person's namings parted where a generation lies between two of them."""
    rows = sorted(group, key=age)
    cuts = [0]
    if rows[0].kind == "person":
        for n, (one, after) in enumerate(pairwise(rows), 1):
            left, right = ordinal(one.published), ordinal(after.published)
            if left is not None and right is not None and right - left > GENERATION:
                cuts.append(n)
    for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True):
        yield tuple(rows[start:end])
