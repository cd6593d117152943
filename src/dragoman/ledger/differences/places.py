"""How two places of one happening differ."""

import math
from functools import lru_cache

from dragoman.ledger.differences.naming import language_of, whole
from dragoman.ledger.folding import fold
from dragoman.model import Place
from dragoman.resolve.gazetteer import longest_name
from dragoman.resolve.matching import match_names
from dragoman.resolve.words import words

#: Kilometres between two places from which they cannot be one.
FAR = 100
_EARTH = 6371


def same_place(one: Place, other: Place) -> bool:
    """Whether the two are one place in two spellings or languages."""
    if fold(one.name) == fold(other.name):
        return one.country is None or other.country is None or one.country == other.country
    left, right = whole(one.name), whole(other.name)
    if left and right:
        return (left.what, left.name, left.country) == (right.what, right.name, right.country)
    if one.country != other.country or _longer(one.name, other.name):
        return False
    return match_names(one.name, other.name).is_match


def places_differ(one: Place, other: Place) -> str | None:
    """`contradiction` where the two are surely apart, `refinement` where one lies in the other."""
    if same_place(one, other):
        return None
    left, right = is_state(one), is_state(other)
    if one.country and other.country and one.country != other.country:
        return "contradiction"
    if left or right:
        return "refinement" if one.country == other.country and not (left and right) else None
    if _longer(one.name, other.name):
        return "refinement"
    distance = _distance(one, other)
    return "contradiction" if distance is not None and distance > FAR else None


def is_state(place: Place) -> bool:
    """Whether the name is that of the whole country."""
    named = whole(place.name)
    return named is not None and named.what == "country" and named.form in ("name", "acronym")


def _longer(one: str, other: str) -> bool:
    """Whether one of two names holds the other: `northern Luzon`, `Luzon`."""
    left, right = _words(one), _words(other)
    return left != right and bool(left and right) and (left <= right or right <= left)


@lru_cache(10_000)
def _words(name: str) -> frozenset[str]:
    named = whole(name)
    return frozenset(fold(named.name if named else name).split())


def _distance(one: Place, other: Place) -> float | None:
    """Kilometres between two towns; None where one is an area, or not in the gazetteer."""
    left, right = _located(one), _located(other)
    if left is None or right is None:
        return None
    (lat, lon), (lat2, lon2) = left, right
    a, b = math.radians(lat), math.radians(lat2)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(
        math.radians(lon - lon2)
    )
    return _EARTH * math.acos(max(-1.0, min(1.0, cosine)))


@lru_cache(10_000)
def _located(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude of a town."""
    found = words(place.name)
    known = longest_name(found, 0, language_of(place.name)) if found else None
    if known is None or known.last != len(found):
        return None
    towns = [one for one in known.places if one.country == place.country]
    if not towns or towns[0].population is None:
        return None
    return towns[0].latitude, towns[0].longitude
