"""The filter of the ledger's page as a query string, in and out."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from dragoman.errors import UsageError
from dragoman.ledger import FILTER_FIELDS, EntryFilter, read_filter

#: Entries on one page.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Query:
    """What a page of the ledger shows: the filter, and the page from 1."""

    wanted: EntryFilter
    page: int = 1

    @property
    def offset(self) -> int:
        """Entries before the page."""
        return (self.page - 1) * PAGE

    @property
    def set_fields(self) -> dict[str, str]:
        """The fields of the filter that are set, in their order."""
        return {name: value for name, value in asdict(self.wanted).items() if value}

    def at(self, path: str, page: int = 1) -> str:
        """The address of a page of the same filter."""
        return _address(path, {**self.set_fields, **({"page": str(page)} if page > 1 else {})})

    def without(self, name: str) -> str:
        """The address of the ledger's page without one field of the filter."""
        return replace(self, wanted=replace(self.wanted, **{name: None})).at("/")


def read_query(pairs: Sequence[tuple[str, str]]) -> Query:
    """The query that (name, value) pairs tell; empty values do not count.

    UsageError where a name is unknown or told twice, or a value cannot be.
    """
    told: dict[str, str] = {}
    for name, value in pairs:
        if name not in FILTER_FIELDS and name != "page":
            raise UsageError(f"there is no filter {name[:40]!r}", f"use {', '.join(FILTER_FIELDS)}")
        if name in told:
            raise UsageError(f"the filter {name} is given twice", "give it once")
        if value.strip():
            told[name] = value.strip()
    page = _page(told.pop("page", "1"))
    return Query(read_filter(told), page)


def _page(value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,6}", value):
        raise UsageError(f"not a page: {value[:40]!r}", "give a number from 1")
    return int(value)


def _address(path: str, values: dict[str, str]) -> str:
    return f"{path}?{urlencode(values)}" if values else path
