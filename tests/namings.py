"""Invented namings, each short to make."""

from typing import Any

from dragoman.resolve.identities import Identity, Naming, identify


def person(name: str, country: str | None = None, *posts: str, **more: Any) -> Naming:
    """A person named in a report; `more` are the other fields."""
    fields = {"kind": "person", "sector": "GOV", "report_id": "r1", "published": "2031-03-04"}
    told = tuple((post, post) for post in posts)
    return Naming(name=name, country=country, posts=told, **{**fields, **more})


def body(name: str, country: str | None, **more: Any) -> Naming:
    """A body named in a report."""
    return person(name, country, **{"kind": "body", "sector": "MIL", **more})


def parted(*namings: Naming, **more: Any) -> set[frozenset[str]]:
    """What `identify` makes of them: the names of each identity, with their report."""
    return {named(one, namings) for one in identify(namings, **more)}


def named(identity: Identity, namings: tuple[Naming, ...]) -> frozenset[str]:
    """The names of an identity, each with its report."""
    return frozenset(f"{one.name}/{one.report_id}" for one in namings if one.id in identity.ids)
