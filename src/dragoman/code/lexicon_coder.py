"""The first coder: triggers from a lexicon, parties and times by where they stand."""

from collections.abc import Sequence

from dragoman.code.attribution import Saying, find_sayings
from dragoman.code.figures import find_figures
from dragoman.code.merging import merge
from dragoman.code.origin import find_origin, find_said_by
from dragoman.code.page import Clause, Page, Sentence, lay_out
from dragoman.code.parties import Cast, find_cast, party_of
from dragoman.code.protocol import Names
from dragoman.code.quotes import find_quotes
from dragoman.code.roles import Sides, find_sides
from dragoman.code.status import SPEECH, find_status
from dragoman.code.themes import find_themes
from dragoman.code.triggers import Trigger, find_triggers
from dragoman.code.when import find_time, is_background
from dragoman.code.where import find_place
from dragoman.model import Coding, Event, Report, anchor

#: Events that one sentence may give.
MOST = 4


class LexiconCoder:
    """A baseline of words and simple rules, in English, Spanish and Russian.

    `names` finds and resolves names and times. Deterministic; holds no state between reports.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    @property
    def name(self) -> str:
        """Name and version, kept with every coding."""
        return "lexicon-1"

    def code(self, report: Report) -> Coding:
        """Code one report; CodeError where its language is not one of the three."""
        page = lay_out(report, self._names)
        sayings = find_sayings(page)
        return Coding(
            report_id=report.id,
            text_sha256=report.text_sha256,
            coder=self.name,
            events=find_events(page, sayings),
            quotes=find_quotes(page, sayings),
            figures=find_figures(page, sayings),
            statements=tuple(saying.statement for saying in sayings),
            times=page.times,
            origin=find_origin(page, sayings),
        )


def find_events(page: Page, sayings: Sequence[Saying]) -> tuple[Event, ...]:
    """Events of a report in the order of their first words, repeats brought together."""
    events = []
    cast = find_cast(page)
    for sentence in page.sentences:
        made = [
            event
            for clause, trigger in chosen_triggers(page, sentence)
            if (event := _event(page, cast, sentence, clause, trigger, sayings)) is not None
        ]
        events += made[:MOST]
    return merge(events)


def chosen_triggers(page: Page, sentence: Sentence) -> list[tuple[Clause, Trigger]]:
    """One trigger a kind in each clause; weak ones only where the clause holds no other."""
    found: dict[tuple[int, str], tuple[Clause, Trigger]] = {}
    names = [name.span for name in sentence.mentions if name.what in ("body", "person")]
    for trigger in find_triggers(sentence.words, page.lang, names):
        clause = sentence.clause_at(trigger.span.start)
        found.setdefault((clause.span.start, trigger.sense.kind), (clause, trigger))
    strong = {start for (start, _), (_, trigger) in found.items() if not trigger.sense.weak}
    return [
        (clause, trigger)
        for (start, _), (clause, trigger) in found.items()
        if not trigger.sense.weak or start not in strong
    ]


def _event(
    page: Page,
    cast: Cast,
    sentence: Sentence,
    clause: Clause,
    trigger: Trigger,
    sayings: Sequence[Saying],
) -> Event | None:
    sides = find_sides(page, cast, sentence, clause, trigger)
    if sides is None:
        return None
    status = find_status(page, sentence, clause, trigger)
    return make_event(page, sentence, clause, trigger, sides, status, sayings)


def make_event(
    page: Page,
    sentence: Sentence,
    clause: Clause,
    trigger: Trigger,
    sides: Sides,
    status: str,
    sayings: Sequence[Saying],
) -> Event:
    """The event of a trigger whose sides and status are known: when, where, according to whom."""
    kind = trigger.sense.kind
    time = find_time(page, sentence, clause, trigger, status)
    return Event(
        kind=kind,
        initiator=tuple(party_of(page, actor, kind) for actor in sides.initiator),
        recipient=tuple(party_of(page, actor, kind) for actor in sides.recipient),
        status=status,
        evidence=(anchor(page.report.text, clause.span),),
        place=find_place(page, sentence, clause, trigger),
        time=time,
        said_by=find_said_by(page, trigger.span.start, sides.initiator, kind in SPEECH, sayings),
        themes=find_themes(sentence.words_in(clause.span), page.lang),
        background=is_background(page, sentence, clause, time),
    )
