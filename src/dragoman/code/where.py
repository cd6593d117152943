"""Where it happened: the place named after a preposition, in the sentence itself."""

from collections.abc import Sequence

from dragoman.code.deciding import Parties
from dragoman.code.page import Clause, Page, Sentence, cue_words
from dragoman.code.parties import find_actors, lead_of
from dragoman.code.triggers import Trigger
from dragoman.model import Mention, Place

#: Kinds that happen in a place; acts of speech happen where nobody asks.
_PLACED = frozenset(
    {
        "visit", "meeting", "port-call", "agreement", "exercise", "training", "deployment",
        "ceremony", "attack", "arrest", "withdrawal", "protest", "accreditation", "aid",
    }
)  # fmt: skip
#: Kinds whose recipient is the host.
_HOSTED = frozenset({"visit", "port-call"})
#: Letters of a state's code; bodies and armed groups have longer ones.
ALPHA_3 = 3


def find_place(page: Page, sentence: Sentence, clause: Clause, trigger: Trigger) -> Place | None:
    """The nearest place or state named as where, in the clause or else in the sentence."""
    if trigger.kind not in _PLACED:
        return None
    return _among(page, clause.mentions, trigger) or _among(page, sentence.mentions, trigger)


def at_host(page: Page, kind: str, parties: Parties) -> Place | None:
    """Where a guest is received: in the host's country, where the text names that."""
    if kind not in _HOSTED or len(parties.recipient) != 1:
        return None
    host = parties.recipient[0].actor.country
    name = page.states.get(host)
    return Place(name, host) if name is not None and len(host) == ALPHA_3 else None


def _among(page: Page, mentions: Sequence[Mention], trigger: Trigger) -> Place | None:
    before = cue_words(page.lang, "places", "before")
    found = [
        actor
        for actor in find_actors(page, [m for m in mentions if m.what in ("place", "country")])
        if lead_of(page, actor.span.start) in before and actor.mention.form != "demonym"
    ]
    if not found:
        return _disputed(page, mentions)
    nearest = min(found, key=lambda actor: abs(actor.span.start - trigger.span.start))
    mention = nearest.mention
    written = nearest.mention.span.of(page.report.text)
    name = written if mention.form == "capital" else mention.name
    return Place(name, mention.country, mention.latitude, mention.longitude)


def _disputed(page: Page, mentions: Sequence[Mention]) -> Place | None:
    """A place without a country: disputed, or at sea."""
    before = cue_words(page.lang, "places", "before")
    for mention in mentions:
        unclaimed = mention.what == "place" and mention.country is None
        if unclaimed and lead_of(page, mention.span.start) in before:
            return Place(mention.name, None, mention.latitude, mention.longitude)
    return None
