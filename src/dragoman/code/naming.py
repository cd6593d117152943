"""Parties as the codebook writes them: persons where persons act, else bodies and states."""

from collections.abc import Sequence

from dragoman.code.deciding import Chosen, Parties
from dragoman.code.page import Clause, Page, Sentence
from dragoman.code.parties import party_of, people_of, state_of
from dragoman.code.triggers import Trigger
from dragoman.model import Mention, Party, Span

Side = tuple[Party, ...]

#: Code points between a trigger and a person who acts in it.
REACH = 100
#: What states do rather than persons: a person of another clause does not stand for the state.
STATELY = frozenset(
    {
        "transfer", "aid", "exercise", "deployment", "attack", "withdrawal", "cooperation",
        "sanction", "recruitment", "training", "port-call",
    }
)  # fmt: skip


def name_sides(
    page: Page, sentence: Sentence, clause: Clause, trigger: Trigger, parties: Parties
) -> tuple[Side, Side]:
    """Both sides of an event.

    A person whose state no words tell is never taken for a party by itself, but may stand for the
    state that is taken: where the person is named between the trigger and the state's name (`met
    N., head of the Kenyan navy`), or, as initiator, near the trigger while no word of the clause
    names the state.
    """
    persons = [
        mention
        for mention in sentence.mentions
        if mention.what == "person"
        and mention.country is None
        and abs(mention.span.start - trigger.span.start) < REACH
    ]
    persons.sort(key=lambda mention: abs(mention.span.start - trigger.span.start))
    made: list[Side] = []
    for chosen, leads in ((parties.initiator, True), (parties.recipient, False)):
        person = _stands_for(chosen, clause, trigger, persons, leads) if chosen else None
        if person is not None:
            persons.remove(person)
            state = party_of(page, chosen[0].actor, trigger.kind)
            made.append((Party(person.name, state.country, person.sector or state.sector),))
        else:
            made.append(tuple(_named(page, sentence, clause, trigger, one) for one in chosen))
    return made[0], made[1]


def _stands_for(
    chosen: Sequence[Chosen],
    clause: Clause,
    trigger: Trigger,
    persons: Sequence[Mention],
    leads: bool,
) -> Mention | None:
    """The person who stands for the only party of a side; `leads` is true of the initiator."""
    actor = chosen[0].actor
    if len(chosen) != 1 or actor.mention.what == "person":
        return None
    if not clause.span.holds(actor.span):
        return persons[0] if leads and persons else None
    left, right = sorted((trigger.span, actor.span))
    between = Span(left.end, max(left.end, right.start))
    return next((person for person in persons if between.holds(person.span)), None)


def _named(
    page: Page, sentence: Sentence, clause: Clause, trigger: Trigger, chosen: Chosen
) -> Party:
    actor = chosen.actor
    if trigger.kind == "recruitment" and actor.mention.form == "demonym":
        return people_of(page, actor)
    # A body of another sentence is most often but the last words that named its state.
    away = actor.mention.what == "body" and not sentence.span.holds(actor.span)
    if away or (trigger.kind in STATELY and not clause.span.holds(actor.span)):
        return state_of(page, actor, trigger.kind)
    return party_of(page, actor, trigger.kind)
