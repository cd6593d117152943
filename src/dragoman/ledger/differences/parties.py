"""How the parties of one side of a happening differ."""

from collections.abc import Sequence
from functools import lru_cache

from dragoman.ledger.differences.naming import whole
from dragoman.ledger.folding import fold
from dragoman.model import Party
from dragoman.resolve.matching import match_names
from dragoman.resolve.matching.body_parts import is_body

Parties = Sequence[Party]

#: From what says least of who acts to what says most.
STATE, GROUP, BODY, PERSON = range(4)
#: Words that stand in names of bodies, never of persons.
_OF = frozenset({"of", "the", "for", "and", "at", "in"})
#: Sectors whose parties are bodies.
_BODIES = frozenset({"BUS", "IGO", "NGO", "MED", "REB", "PTY"})
#: The most words of a person's name.
_LONGEST = 4


@lru_cache(10_000)
def rank(party: Party) -> int:
    """Whether a party is named as a state, a group described, a body or a person."""
    named = whole(party.name)
    if named and named.what == "country":
        return GROUP if named.form == "demonym" else STATE
    words = party.name.split()
    if named or is_body(party.name):
        return BODY
    if not all(word[:1].isupper() or word in _OF for word in words):
        return GROUP
    person = 2 <= len(words) <= _LONGEST and not _OF & set(words)
    return PERSON if person and party.sector not in _BODIES else BODY


def same_party(one: Party, other: Party) -> bool:
    """Whether the two are one, in whatever spelling or language."""
    if one.country != other.country and one.country and other.country:
        return False
    if fold(one.name) == fold(other.name):
        return True
    kinds = {rank(one), rank(other)}
    if kinds == {STATE} or kinds == {GROUP}:
        # `17 people` and `17 persons`: words for people are not names.
        return one.country is not None
    if len(kinds) > 1:
        return False
    left, right = whole(one.name), whole(other.name)
    if left and right and left.name == right.name:
        return True
    return match_names(one.name, other.name).is_match


def same_parties(one: Parties, other: Parties) -> bool:
    """Whether each of the one is met by one of the other, and the other way round."""
    return not _unmet(one, other) and not _unmet(other, one)


def parties_differ(one: Parties, other: Parties, dated: bool) -> str | None:
    """How two tellings of one side differ; None where one of them names nobody.

    Another state is a contradiction, and so is another person of the same state where `dated` says
    that both tell the time; more of them, or a body or person for its state, is a refinement.
    """
    if not one or not other:
        return None
    left, right = _countries(one), _countries(other)
    if left != right and left and right:
        if left < right or right < left:
            return "refinement"
        return None if left & right else "contradiction"
    found = {
        _of_one_state(_of(one, code), _of(other, code), dated) for code in sorted(left | right)
    }
    return next((kind for kind in ("contradiction", "refinement") if kind in found), None)


def _of_one_state(one: Parties, other: Parties, dated: bool) -> str | None:
    mine, theirs = _unmet(one, other), _unmet(other, one)
    if not mine and not theirs:
        return None
    if not mine or not theirs:
        # The state beside its minister says nothing more than the minister.
        more = mine or theirs
        return "refinement" if any(rank(party) != STATE for party in more) else None
    if {rank(party) for party in mine} != {rank(party) for party in theirs}:
        return "refinement"
    persons = all(rank(party) == PERSON for party in (*one, *other))
    alone = len(mine) == len(one) and len(theirs) == len(other)
    return "contradiction" if persons and alone and dated else None


def _unmet(one: Parties, other: Parties) -> list[Party]:
    return [party for party in one if not any(same_party(party, met) for met in other)]


def _countries(parties: Parties) -> frozenset[str]:
    return frozenset(party.country for party in parties if party.country)


def _of(parties: Parties, country: str) -> Parties:
    return [party for party in parties if party.country == country]
