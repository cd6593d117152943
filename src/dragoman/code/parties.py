"""Parties named in a stretch of text, each with the words that lead up to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.code.page import Page
from dragoman.code.words import find_words
from dragoman.codebook import is_country
from dragoman.model import Mention, Party, Span

#: Kinds whose actor is taken for its armed forces where only the state is named.
MILITARY = frozenset({"exercise", "deployment", "attack", "withdrawal", "port-call", "training"})

_RANK = {"person": 3, "body": 2, "country": 1, "place": 0}
_JOINT = re.compile(r"^[\w\s'’«»\"“”-]*,?[\w\s'’«»\"“”-]*$")
_LONGEST_JOINT = 40


@dataclass(frozen=True, slots=True)
class Actor:
    """One party as a stretch of text names it."""

    span: Span
    mention: Mention
    country: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of a report: those of each sentence, and the first mention of each country."""

    by_sentence: tuple[tuple[Actor, ...], ...]
    first: Mapping[str, Actor]


def find_cast(page: Page) -> Cast:
    """The parties of a report, each sentence looked at once."""
    by_sentence = tuple(tuple(find_actors(page, one.mentions)) for one in page.sentences)
    first: dict[str, Actor] = {}
    for actor in chain.from_iterable(by_sentence):
        first.setdefault(actor.country, actor)
    return Cast(by_sentence, first)


def find_actors(page: Page, mentions: Sequence[Mention]) -> list[Actor]:
    """Parties with a country, in order; words for one party that stand together are made one."""
    actors: list[Actor] = []
    text = page.report.text
    for mention in mentions:
        country = mention.country
        if country is None or not is_country(country):
            continue
        if actors and actors[-1].country == country and _one_phrase(text, actors[-1], mention):
            last = actors[-1]
            better = _RANK[mention.what] > _RANK[last.mention.what]
            actors[-1] = Actor(
                Span(last.span.start, mention.span.end),
                mention if better else last.mention,
                country,
            )
            continue
        actors.append(Actor(mention.span, mention, country))
    return actors


def _one_phrase(text: str, actor: Actor, mention: Mention) -> bool:
    """Whether a name goes on naming the party before it (`Russian Defence Minister N.`)."""
    between = text[actor.span.end : mention.span.start]
    if len(between) > _LONGEST_JOINT or not _JOINT.match(between):
        return False
    words = [word.key for word in find_words(between)]
    return len(words) <= 3 and "and" not in words and "y" not in words and "и" not in words


def party_of(page: Page, actor: Actor, kind: str) -> Party:
    """The party as the codebook writes it."""
    mention = actor.mention
    if mention.what in ("person", "body"):
        return Party(_own_name(page, mention), actor.country, mention.sector or "GOV")
    sector = mention.sector
    if actor.country.startswith("IGO:"):
        sector = "IGO"
    elif actor.country.startswith("NSA:"):
        sector = "REB"
    elif sector is None:
        sector = "MIL" if kind in MILITARY else "GOV"
    return Party(_state_name(page, actor), actor.country, sector)


def state_of(page: Page, actor: Actor, kind: str) -> Party:
    """The state of a person or a body, where the text names it; else the one that it names."""
    name = page.states.get(actor.country)
    if name is None or actor.country.startswith(("IGO:", "NSA:")):
        return party_of(page, actor, kind)
    return Party(name, actor.country, "MIL" if kind in MILITARY else "GOV")


def people_of(page: Page, actor: Actor) -> Party:
    """The people of a state, whom a demonym names (`Kenyans`), rather than the state."""
    mention = actor.mention
    name = mention.span.of(page.report.text) if page.lang == "en" else mention.name
    return Party(name, actor.country, "CVL")


def _own_name(page: Page, mention: Mention) -> str:
    """A person's name, or a body's in English: where the text is English, as it has it."""
    if mention.what == "person" or page.lang != "en" or mention.form != "name":
        return mention.name
    return mention.span.of(page.report.text)


def _state_name(page: Page, actor: Actor) -> str:
    """The state's name, where the text names it otherwise than by a town."""
    if actor.mention.what != "place":
        return actor.mention.name
    return page.states.get(actor.country, actor.mention.name)
