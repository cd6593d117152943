"""The codebook: kinds of event, statuses, sectors and themes, as data.

The data stands in `codebook.toml`; this module reads it and checks values against it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from dragoman.model import EdtfError, Event, period

__all__ = ["KINDS", "SECTORS", "STATUSES", "THEMES", "Kind", "faults", "is_country"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event. `plover` is its PLOVER type, `cameo` the nearest CAMEO root."""

    name: str
    symmetric: bool
    plover: str
    cameo: str
    what: str


_DATA = tomllib.loads(files(__name__).joinpath("codebook.toml").read_text(encoding="utf-8"))

KINDS: Mapping[str, Kind] = MappingProxyType(
    {name: Kind(name, **row) for name, row in _DATA["kinds"].items()}
)
STATUSES: Mapping[str, str] = MappingProxyType(_DATA["statuses"])
SECTORS: Mapping[str, str] = MappingProxyType(_DATA["sectors"])
THEMES: frozenset[str] = frozenset(_DATA["themes"]["names"])

_COUNTRY = re.compile(r"[A-Z]{3}|IGO:[\w-]+|NSA:.+")


def is_country(code: str | None) -> bool:
    """Whether the code has the form of a country: alpha-3, `IGO:` and acronym, `NSA:` and name."""
    return code is not None and _COUNTRY.fullmatch(code) is not None


def faults(event: Event) -> Iterator[str]:
    """What in an event the codebook does not allow, a line each. Unknown countries are allowed."""
    if event.kind not in KINDS:
        yield f"unknown kind {event.kind!r}"
    if event.status not in STATUSES:
        yield f"unknown status {event.status!r}"
    if event.time is not None:
        try:
            period(event.time)
        except EdtfError as error:
            yield str(error)
    if not event.evidence:
        yield "no evidence"
    if not event.initiator:
        yield "no initiator"
    for party in (*event.initiator, *event.recipient):
        if not party.name:
            yield "a party without a name"
        if party.country is not None and not is_country(party.country):
            yield f"country {party.country!r} of {party.name}"
        if party.sector is not None and party.sector not in SECTORS:
            yield f"sector {party.sector!r} of {party.name}"
    for theme in event.themes:
        if theme not in THEMES:
            yield f"unknown theme {theme!r}"
