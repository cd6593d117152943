"""The chain of sources of an event, and the first-hand source of a report."""

from collections.abc import Sequence

from dragoman.code.attribution import Saying, near
from dragoman.code.page import Page
from dragoman.code.parties import Actor
from dragoman.read import agency_name

#: Sentences from the start in which the source of the whole report is looked for.
_OPENING = 5


def find_said_by(
    page: Page, position: int, doers: Sequence[Actor], speech: bool, sayings: Sequence[Saying]
) -> tuple[str, ...]:
    """Sources of what stands at a position, from the one nearest the reader to the first.

    Of a speech act the speaker is its initiator, and only who relays it is a source.
    """
    chain = list(relays(page))
    names = {doer.mention.name for doer in doers}
    home = page.sentence_at(position)
    here = near(sayings, home.index, home.index) if home else ()
    covering = [saying for saying in here if saying.covers(position) and saying.speaker]
    covering.sort(key=lambda saying: not saying.relayed)
    for saying in covering:
        own = saying.speaker in names or saying.country in {doer.country for doer in doers}
        if saying.speaker in chain or (speech and own):
            continue
        chain.append(saying.speaker)
    return tuple(chain)


def relays(page: Page) -> tuple[str, ...]:
    """Agencies that the report is credited to, other than its own outlet."""
    outlet = agency_name(page.report.outlet).casefold()
    return tuple(name for name in page.report.credits if name.casefold() != outlet)


def find_origin(page: Page, sayings: Sequence[Saying]) -> str | None:
    """The source that the report rests on, in a few words.

    The first body that its opening sentences name as a source, else the first person or state,
    else the agency that it is credited to, else the outlet; None where not even that is known.
    """
    for saying in sayings:
        if saying.sentence >= _OPENING:
            break
        if saying.what == "body":
            return saying.speaker
    for saying in sayings:
        if saying.sentence < _OPENING and saying.what in ("person", "country"):
            return saying.speaker
    credited = relays(page)
    return credited[-1] if credited else page.report.outlet or None
