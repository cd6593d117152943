"""Parties as the codebook writes them: persons and bodies where they act, else states."""

from dragoman.code.deciding import Chosen
from dragoman.code.page import Clause, Page, Sentence
from dragoman.code.parties import Actor, party_of, people_of, state_of
from dragoman.code.triggers import Trigger
from dragoman.code.windows import INFERRED
from dragoman.model import Party

#: What states do rather than persons: a person of another clause does not stand for the state.
STATELY = frozenset(
    {
        "transfer", "aid", "exercise", "deployment", "attack", "withdrawal", "cooperation",
        "sanction", "recruitment", "training", "port-call",
    }
)  # fmt: skip


def name_party(
    page: Page, sentence: Sentence, clause: Clause, trigger: Trigger, chosen: Chosen
) -> Party:
    """A party that was taken for a side, under the name that fits what it does."""
    actor = chosen.actor
    if trigger.kind == "recruitment" and actor.mention.form == "demonym":
        return people_of(page, actor)
    if actor.mention.form == INFERRED:
        return _instead(page, actor, trigger.kind)
    # A body of another sentence is most often but the last words that named its state.
    away = actor.mention.what == "body" and not sentence.span.holds(actor.span)
    if away or (trigger.kind in STATELY and not clause.span.holds(actor.span)):
        return state_of(page, actor, trigger.kind)
    return party_of(page, actor, trigger.kind)


def _instead(page: Page, actor: Actor, kind: str) -> Party:
    """The state that a person was inferred to be of, as the report first names it.

    He may be of another: the event can err, but nobody is put down for a state by inference.
    """
    named = [mention for mention in page.mentions if mention.country == actor.country]
    first = min(named, key=lambda mention: mention.what != "country")
    return party_of(page, Actor(first.span, first, actor.country), kind)
