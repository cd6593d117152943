"""Where it happened: a place or state that the window names, or the host's state."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.code.deciding import Parties
from dragoman.code.network.layers import Array
from dragoman.code.page import Page
from dragoman.code.windows import Window
from dragoman.model import Event, Mention, Place

#: Letters of a state's code; bodies and armed groups have longer ones.
ALPHA_3 = 3

#: Kinds in which the two sides are together.
ENCOUNTERS = frozenset({"visit", "meeting", "agreement", "ceremony"})


def choose_place(
    page: Page, window: Window, chances: Array, parties: Parties
) -> tuple[Place | None, int | None]:
    """The place of the deed or None, and which spot of the window tells it, if one does."""
    choice = int(chances.argmax())
    if choice == 0:
        return None, None
    if choice == 1:
        return _at_host(page, parties), None
    return _place_of(page, window.spots[choice - 2].mention), choice - 2


def share_places(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, those of one encounter with the place that another of it is told with.

    A visit, the talks on it and what was signed there are told with one place between them; of
    hand-coded events of the same states at the same time, nine in ten have one place.
    """
    told: dict[tuple[frozenset[str | None], str], Place] = {}
    for event in events:
        if event.kind in ENCOUNTERS and event.time and event.place:
            told.setdefault((_states(event), event.time), event.place)
    return tuple(
        replace(event, place=told.get((_states(event), event.time)))
        if event.kind in ENCOUNTERS and event.time and event.place is None
        else event
        for event in events
    )


def _states(event: Event) -> frozenset[str | None]:
    return frozenset(party.country for party in (*event.initiator, *event.recipient))


def _at_host(page: Page, parties: Parties) -> Place | None:
    """The state of the second side, where that is one and the text names it."""
    if len(parties.recipient) != 1:
        return None
    host = parties.recipient[0].actor.country
    name = page.states.get(host)
    return Place(name, host) if name is not None and len(host) == ALPHA_3 else None


def _place_of(page: Page, mention: Mention) -> Place:
    """A place under its English name, but a capital as the text has it."""
    name = mention.span.of(page.report.text) if mention.form == "capital" else mention.name
    return Place(name, mention.country, mention.latitude, mention.longitude)
