"""Parties named in a stretch of text, each with the words that lead up to it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from dragoman.code.page import Page, cue_words, cues
from dragoman.code.words import Word, find_words
from dragoman.codebook import is_country
from dragoman.model import Mention, Party, Span

#: Code points before a name in which its preposition is looked for.
_LEAD = 48
#: Kinds whose actor is taken for its armed forces where only the state is named.
MILITARY = frozenset({"exercise", "deployment", "attack", "withdrawal", "port-call", "training"})

_RANK = {"person": 3, "body": 2, "country": 1, "place": 0}
_JOINT = re.compile(r"^[\w\s'’«»\"“”-]*,?[\w\s'’«»\"“”-]*$")
_LONGEST_JOINT = 40


@dataclass(frozen=True, slots=True)
class Actor:
    """One party as a stretch of text names it.

    `lead` is the preposition before it, or empty. `located` tells that it names where something
    is, rather than who acts.
    """

    span: Span
    mention: Mention
    country: str
    lead: str
    located: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of a report: those of each sentence, and those that the whole turns on.

    `main` are the first mentions in the text of the countries that the title names, then of the two
    named most often.
    """

    by_sentence: tuple[tuple[Actor, ...], ...]
    main: tuple[Actor, ...]


def find_cast(page: Page) -> Cast:
    """The parties of a report, each sentence looked at once."""
    by_sentence = tuple(tuple(find_actors(page, one.mentions)) for one in page.sentences)
    first: dict[str, Actor] = {}
    counts: Counter[str] = Counter()
    for actor in chain.from_iterable(by_sentence):
        first.setdefault(actor.country, actor)
        counts[actor.country] += 1
    named = [mention.country for mention in page.title if mention.country in counts]
    most = [country for country, _ in counts.most_common(2)]
    main = tuple(first[country] for country in dict.fromkeys([*named, *most]) if country)
    return Cast(by_sentence, main)


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
                last.lead,
                last.located and not better,
            )
            continue
        lead = lead_of(page, mention)
        actors.append(Actor(mention.span, mention, country, lead, _located(page, mention, lead)))
    return actors


def _one_phrase(text: str, actor: Actor, mention: Mention) -> bool:
    """Whether a name goes on naming the party before it (`Russian Defence Minister N.`)."""
    between = text[actor.span.end : mention.span.start]
    if len(between) > _LONGEST_JOINT or not _JOINT.match(between):
        return False
    words = [word.key for word in find_words(between)]
    return len(words) <= 3 and "and" not in words and "y" not in words and "и" not in words


def lead_of(page: Page, mention: Mention) -> str:
    """The preposition that governs a name: within three words before it, no other name between."""
    known = _leads(page.lang)
    start = max(0, mention.span.start - _LEAD)
    stretch = page.report.text[start : mention.span.start]
    cut = max(stretch.rfind(mark) for mark in ',.;:()«»"“”\n')
    words: tuple[Word, ...] = find_words(stretch[cut + 1 :])
    for word in reversed(words[-4:]):
        if word.key in known:
            return word.key
    return ""


@cache
def _leads(lang: str) -> frozenset[str]:
    roles = cues(lang)["roles"]
    return frozenset({*roles["towards"], *roles["by"], *cues(lang)["places"]["before"]})


def _located(page: Page, mention: Mention, lead: str) -> bool:
    if mention.what == "place":
        return True
    if mention.what != "country" or mention.form == "demonym":
        return False
    return lead in cue_words(page.lang, "roles", "within")


def party_of(page: Page, actor: Actor, kind: str) -> Party:
    """The party as the codebook writes it."""
    mention = actor.mention
    if mention.what in ("person", "body"):
        return Party(mention.name, actor.country, mention.sector or "GOV")
    sector = mention.sector
    if actor.country.startswith("IGO:"):
        sector = "IGO"
    elif actor.country.startswith("NSA:"):
        sector = "REB"
    elif sector is None:
        sector = "MIL" if kind in MILITARY else "GOV"
    return Party(_state_name(page, actor), actor.country, sector)


def _state_name(page: Page, actor: Actor) -> str:
    """The state's name, where the text names it otherwise than by a town."""
    if actor.mention.what != "place":
        return actor.mention.name
    return page.states.get(actor.country, actor.mention.name)
