"""Names and times resolved to identities: states, bodies, persons, places, dates."""

from dragoman.resolve.countries import country_name
from dragoman.resolve.resolver import Resolver

__all__ = ["Resolver", "country_name"]
