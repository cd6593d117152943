"""Posts and ranks in English, whatever language a title is in: `ministro de Defensa` is a
`minister of defence`.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from dragoman.resolve.data import toml
from dragoman.resolve.words import fold

#: Before a post that is no longer held.
FORMER = "former "


class _Words(NamedTuple):
    """What the stems of titles stand for; heads by their place in the list, the first the most."""

    heads: dict[str, int]
    domains: dict[str, str]
    marks: dict[str, frozenset[str]]
    ministry: frozenset[str]
    parts: frozenset[str]


def post_of(stems: Sequence[str], bodies: Sequence[str] = ()) -> str | None:
    """The post, or else the rank, that a title tells; None where it tells none.

    `stems` are the stems of the title's words as `roles` gives them, `bodies` the English names of
    the bodies in it. A post no longer held begins with `former`, that of a deputy with `deputy`.
    """
    known = _words()
    names = list(toml("posts.toml")["heads"])
    marks = {mark for stem in stems for mark in known.marks.get(stem, ())}
    places = [known.heads[stem] for stem in stems if stem in known.heads]
    if not places:
        return None
    head = names[min(places)]
    if head == "minister" and "prime" in marks:
        head = "prime minister"
    if head == "representative" and "official" in marks:
        head = "spokesperson"
    domain = _domain(stems, bodies)
    part = not known.parts.isdisjoint(stems)
    ministry = _of_ministry(bodies) or (not known.ministry.isdisjoint(stems) and not part)
    post = _composed(head, domain, ministry, part)
    if post is None:
        return None
    if "deputy" in marks:
        post = f"deputy {post}"
    return FORMER + post if "former" in marks else post


def is_rank(post: str) -> bool:
    """Whether it is a rank alone, which tells less of a person than a post."""
    return post.removeprefix(FORMER) in _listed("ranks")


def is_single(post: str) -> bool:
    """Whether of one state one person at a time holds the post."""
    head = post.removeprefix(FORMER)
    return head in _listed("single") or head.startswith(("minister of ", "head of "))


def held(post: str) -> str:
    """The post, whether or not it is still held."""
    return post.removeprefix(FORMER)


def _composed(head: str, domain: str | None, ministry: bool, part: bool) -> str | None:
    if head == "foreign minister":
        return "minister of foreign affairs"
    if head in _listed("alone"):
        return head
    if part and head == "head":
        return None
    if head == "secretary" and domain == "state":
        return "secretary of state"
    if domain is None or domain == "state":
        return None if head in _listed("bare") else head
    if head in ("head", "secretary") and (ministry or (head == "secretary" and not part)):
        return f"minister of {domain}" if domain != "security" else f"{head} of {domain}"
    if head == "minister" and domain in ("security", "the general staff"):
        return head
    return f"{head} of {domain}"


def _domain(stems: Sequence[str], bodies: Sequence[str]) -> str | None:
    told = next((row for name in bodies if (row := _body(name))), None)
    found = [_words().domains[stem] for stem in stems if stem in _words().domains]
    if told is None and found[:2] == ["defence", "industry"]:
        return "the defence industry"
    return told or next(iter(found), None)


def _body(name: str) -> str | None:
    table: dict[str, str] = toml("posts.toml")["bodies"]
    return next((told for begin, told in table.items() if name.startswith(begin)), None)


def _of_ministry(bodies: Sequence[str]) -> bool:
    return any(name.startswith(("Ministry", "United States Department")) for name in bodies)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(toml("posts.toml")["kinds"][name].split(","))


@cache
def _words() -> _Words:
    data: dict[str, Any] = toml("posts.toml")
    heads: dict[str, int] = {}
    domains: dict[str, str] = {}
    marks: dict[str, set[str]] = {}
    for place, row in enumerate(data["heads"].values()):
        for word in row.split():
            heads.setdefault(fold(word), place)
    for phrase, row in data["domains"].items():
        for word in row.split():
            domains.setdefault(fold(word), phrase)
    for mark, row in data["marks"].items():
        for word in row.split():
            marks.setdefault(fold(word), set()).add(mark)
    return _Words(
        heads,
        domains,
        {word: frozenset(row) for word, row in marks.items()},
        frozenset(map(fold, data["words"]["ministry"].split())),
        frozenset(map(fold, data["words"]["part"].split())),
    )
