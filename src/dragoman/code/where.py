"""Where it happened: a place or state that the window names, or the host's state."""

from dragoman.code.deciding import Parties
from dragoman.code.network.layers import Array
from dragoman.code.page import Page
from dragoman.code.windows import Window
from dragoman.model import Mention, Place

#: Letters of a state's code; bodies and armed groups have longer ones.
ALPHA_3 = 3


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
