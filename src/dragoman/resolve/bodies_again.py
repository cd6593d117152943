"""Bodies named again without their state: `the defence ministry`, `the ministry`.

A kind of body takes the one state that such a body was named with before; a bare `ministry` is the
one ministry named before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from dragoman.model import Mention
from dragoman.resolve.bodies import Named, composed
from dragoman.resolve.countries import country_name
from dragoman.resolve.data import rows, toml
from dragoman.resolve.words import Match, Word, fold

_MINISTRY = "Ministry"


def named_again(found: Sequence[Word], named: Sequence[Named], lang: str) -> list[Named]:
    """The states and bodies of a text in order, with those named again led to their state."""
    taken = {i for item in named for i in range(item.first, item.last)}
    bare = [i for i in range(len(found)) if i not in taken and _is_ministry(found, i, lang)]
    states: dict[str, set[str]] = {}
    ministries: dict[str, Mention] = {}
    result: list[Named] = []
    rest = iter([*bare, len(found)])
    at = next(rest)
    for item in named:
        while at < item.first:
            result += _ministry(found, at, ministries)
            at = next(rest)
        led = _led(found, item, states, lang)
        kind = _kind(led.mention)
        if kind is not None and led.mention.country is not None:
            states.setdefault(kind, set()).add(led.mention.country)
        if led.mention.what == "body" and led.mention.name.startswith(_MINISTRY):
            ministries[led.mention.name] = led.mention
        result.append(led)
    for last in (at, *rest):
        result += _ministry(found, last, ministries) if last < len(found) else []
    return result


def _led(found: Sequence[Word], item: Named, states: dict[str, set[str]], lang: str) -> Named:
    """A kind of body without a state, with the one that was told before; else as it is."""
    mention = item.mention
    known = states.get(mention.name, set()) if mention.form == "role" else set()
    before = found[item.first - 1].key if item.first else ""
    if len(known) != 1 or before in _listed("another", lang):
        return item
    country = next(iter(known))
    name = composed(mention.name, country_name(country))
    return replace(item, mention=replace(mention, name=name, country=country, form="name"))


def _ministry(found: Sequence[Word], at: int, known: Mapping[str, Mention]) -> list[Named]:
    """The bare `ministry` at a word, if but one was named so far, and its state is told."""
    told = [mention for mention in known.values() if len(known) == 1 and mention.country]
    span = Match(at, at + 1, None).span(found)
    return [Named(at, at + 1, replace(mention, span=span, form="role")) for mention in told]


def _kind(mention: Mention) -> str | None:
    """The kind of a body that has a state and is called by both: `Navy of X` is a `Navy`."""
    if mention.what != "body" or mention.form != "name":
        return None
    return next((kind for kind in _kinds() if mention.name.startswith(f"{kind} of ")), None)


def _is_ministry(found: Sequence[Word], at: int, lang: str) -> bool:
    """Whether the word is a bare `ministry` that says no more of which it is."""
    if found[at].key not in _listed("ministry", lang) or at == 0:
        return False
    before = found[at - 1].key
    after = found[at + 1] if at + 1 < len(found) else None
    if lang == "ru":
        told = after is None or not after.text.isalpha() or after.key.endswith(_VERBS)
        return told and not before.endswith(_ADJECTIVES)
    said = after is None or (after.key not in _listed("of", lang) and not after.capital)
    return before in _listed("the", lang) and said


#: Endings of Russian verbs that a ministry is the subject of, and of adjectives before it.
_VERBS = ("ло", "лось", "ет", "ит", "ется", "ится")
_ADJECTIVES = ("ое", "ее", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем")


@cache
def _listed(table: str, lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in toml("links.toml")["again"][table][lang])


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(row["name"] for row in rows("body_kinds.tsv"))
