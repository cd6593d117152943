"""Who does it to whom: parties of an event by where they stand around its trigger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.code.page import Clause, Page, Sentence, cue_words
from dragoman.code.parties import Actor, Cast
from dragoman.code.triggers import Trigger
from dragoman.code.words import find_words
from dragoman.codebook import KINDS
from dragoman.model import Span

#: Sentences looked back over for a party that the clause leaves unnamed.
LOOK_BACK = 2
#: Kinds that may have nobody on the other side.
ALONE = frozenset({"deployment", "denial", "accusation"})
#: Kinds whose other side is where it happens.
AT_PLACE = frozenset(
    {"visit", "deployment", "port-call", "attack", "withdrawal", "accreditation", "ceremony", "aid"}
)
#: Parties kept on one side.
MOST = 4


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of an event; in a symmetric kind their order means nothing."""

    initiator: tuple[Actor, ...]
    recipient: tuple[Actor, ...]


def find_sides(
    page: Page, cast: Cast, sentence: Sentence, clause: Clause, trigger: Trigger
) -> Sides | None:
    """The parties of an event, or None where the context names too few."""
    actors = cast.by_sentence[sentence.index]
    inside = [actor for actor in actors if clause.span.start <= actor.span.start < clause.span.end]
    context = _context(cast, sentence)
    if KINDS[trigger.sense.kind].symmetric:
        return _two_sides(inside, actors, context)
    return _directed(page, sentence, clause, trigger, inside, actors, context)


def _context(cast: Cast, sentence: Sentence) -> list[Actor]:
    """Parties to fall back on: of the sentences before, then those that the whole turns on."""
    earlier = cast.by_sentence[max(0, sentence.index - LOOK_BACK) : sentence.index]
    return [*chain.from_iterable(reversed(earlier)), *cast.main]


def _unlike(actors: Iterable[Actor], *taken: Actor | None) -> list[Actor]:
    """Parties of other countries than those taken."""
    countries = {actor.country for actor in taken if actor is not None}
    return [actor for actor in actors if actor.country not in countries]


def _by_country(actors: Iterable[Actor]) -> list[Actor]:
    """One party a country: a person or a body rather than the bare state, else the first."""
    chosen: dict[str, Actor] = {}
    for actor in actors:
        kept = chosen.get(actor.country)
        if kept is None or (kept.mention.what == "country" and actor.mention.what != "country"):
            chosen[actor.country] = actor
    return list(chosen.values())


def _two_sides(
    inside: Sequence[Actor], sentence: Sequence[Actor], context: Sequence[Actor]
) -> Sides | None:
    found = _by_country(actor for actor in inside if not actor.located)
    for more in (inside, sentence, context):
        for actor in _by_country(more):
            if len(found) < 2:
                found += _unlike([actor], *found)
    if len(found) < 2:
        return None
    return Sides((found[0],), tuple(found[1 : MOST + 1]))


def _directed(
    page: Page,
    sentence: Sentence,
    clause: Clause,
    trigger: Trigger,
    inside: Sequence[Actor],
    actors: Sequence[Actor],
    context: Sequence[Actor],
) -> Sides | None:
    kind, at = trigger.sense.kind, trigger.span
    before = [actor for actor in inside if actor.span.start < at.start]
    after = [actor for actor in inside if actor.span.start >= at.start]
    earlier = [actor for actor in actors if actor.span.start < clause.span.start]
    later = [actor for actor in actors if actor.span.start >= clause.span.end]
    agent = _agent(page, after)
    passive = _is_passive(page, sentence, trigger)
    if passive or (agent is not None and not _free(page, before)):
        doer = agent
        done_to = _first(_free(page, before)[::-1] or before[::-1] or _unlike(after, agent))
        if doer is None:
            doer = _first(_unlike([*after, *earlier[::-1], *context], done_to))
    else:
        doer = _first(
            _free(page, before)[::-1]
            or _subject(page, after, trigger)
            or _free(page, earlier)[::-1]
        )
        doer = doer or _first([*before[::-1], *earlier[::-1], *context])
        done_to = None
    left = _together(page, doer, actors)
    if done_to is None:
        if not _unlike([*after, *later], *left):
            left = (doer,) if doer else ()
        near = _unlike([*after, *later, *before[::-1], *earlier[::-1]], *left)
        done_to = _first([a for a in near if kind in AT_PLACE or not a.located] or near)
    if done_to is None and kind not in ALONE:
        done_to = _first(_unlike(context, *left))
    if doer is None or (done_to is None and kind not in ALONE):
        return None
    right = tuple(_unlike(_together(page, done_to, actors), *left))
    if trigger.sense.roles == "swap":
        left, right = right, left
    return Sides(left, right) if left else None


def _first(actors: Sequence[Actor]) -> Actor | None:
    return actors[0] if actors else None


def _free(page: Page, actors: Sequence[Actor]) -> list[Actor]:
    """Those that no preposition governs but that of a genitive: subjects, as far as that tells."""
    genitive = cue_words(page.lang, "roles", "genitive")
    return [
        actor
        for actor in actors
        if not actor.located and (not actor.lead or actor.lead in genitive)
    ]


def _together(page: Page, chosen: Actor | None, among: Sequence[Actor]) -> tuple[Actor, ...]:
    """A party with those coordinated with it (`A, B and C`), each country once."""
    if chosen is None:
        return ()
    joints = cue_words(page.lang, "roles", "and")
    run, last = [chosen], chosen
    at = among.index(chosen) if chosen in among else len(among)
    for step, others in ((-1, among[:at][::-1]), (1, among[at + 1 :])):
        last = chosen
        for actor in others:
            left, right = (actor, last) if step < 0 else (last, actor)
            between = page.report.text[left.span.end : right.span.start]
            if len(between) > 40 or not joints >= {w.key for w in find_words(between)}:
                break
            if set(between) & set(";:.()"):
                break
            run = [actor, *run] if step < 0 else [*run, actor]
            last = actor
    return tuple(_by_country(run))


def _subject(page: Page, after: Sequence[Actor], trigger: Trigger) -> list[Actor]:
    """A subject put after its verb, as speakers are."""
    return _free(page, after)[:1] if trigger.sense.roles == "speech" else []


def _agent(page: Page, after: Sequence[Actor]) -> Actor | None:
    by = cue_words(page.lang, "roles", "by")
    return next((actor for actor in after if actor.lead in by), None)


def _is_passive(page: Page, sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a form of `be` stands just before the trigger."""
    be = cue_words(page.lang, "roles", "be")
    before = sentence.words_in(Span(sentence.span.start, trigger.span.start))[-2:]
    return any(word.key in be for word in before)
