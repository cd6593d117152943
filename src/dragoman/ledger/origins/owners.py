"""Who owns which outlet, as data with sources; and one name for all forms of a medium's."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError
from dragoman.ledger.folding import fold


@dataclass(frozen=True, slots=True)
class Owner:
    """A row of `owners.tsv`.

    `country` is ISO 3166-1 alpha-3. `tie` is `state` (the state, or the party that rules it, owns
    and directs the outlet), `public` (owned or paid by the public, its newsroom free by law) or
    `private`. `owner` says who it is in words, `source` where that is laid down.
    """

    name: str
    country: str
    tie: str
    owner: str
    source: str


@cache
def _owners() -> dict[str, Owner]:
    try:
        text = files("dragoman.ledger.origins").joinpath("owners.tsv").read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            "the data file owners.tsv cannot be read", "install the package anew"
        ) from error
    found: dict[str, Owner] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        made = Owner(row["name"], row["country"], row["tie"], row["owner"], row["source"])
        for name in (row["name"], *filter(None, row["forms"].split(";"))):
            found[fold(name)] = made
    return found


def owner_of(outlet: str) -> Owner | None:
    """Who owns an outlet or agency, by its name in any of its forms; None where not known."""
    return _owners().get(fold(outlet))


def medium_name(outlet: str) -> str:
    """One name for all forms of a medium's; folded, for comparing, where the table has none."""
    known = owner_of(outlet)
    return known.name if known else fold(outlet)
