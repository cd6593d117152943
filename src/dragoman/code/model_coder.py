"""The coder: triggers, parties, status, time and source by the network, the rest by rules."""

from collections.abc import Iterator, Sequence
from itertools import islice

from dragoman.code.attribution import find_sayings
from dragoman.code.bearers import find_bearers
from dragoman.code.deciding import (
    Chosen,
    Enough,
    Parties,
    choose_parties,
    choose_source,
    choose_states,
    choose_time,
    choose_triggers,
)
from dragoman.code.figures import find_figures
from dragoman.code.merging import merge
from dragoman.code.naming import name_party
from dragoman.code.network.heads import Chances
from dragoman.code.network.reader import KIND_NAMES, Network, Reading
from dragoman.code.origin import find_origin, relays
from dragoman.code.page import Page, lay_out
from dragoman.code.parties import Cast, find_cast
from dragoman.code.protocol import Names
from dragoman.code.quotes import find_quotes
from dragoman.code.status import SPEECH, is_of_before, status_cue
from dragoman.code.themes import find_themes
from dragoman.code.triggers import Trigger
from dragoman.code.where import choose_place, share_places
from dragoman.code.windows import admit, windows_of
from dragoman.codebook import STATUSES
from dragoman.model import Coding, Event, Ground, Report, Span, Statement, anchor

_STATUS_NAMES = tuple(STATUSES)
#: Windows that are read before events are looked for, so that a person's state can be told from all
#: of a report; of a text that is longer from so many, as their vectors would fill the memory.
TOGETHER = 64
#: Languages in which the network has learnt to find statements; rules find them in the others.
LEARNT = frozenset({"en"})


class ModelCoder:
    """One multilingual network for English, Spanish and Russian, on the CPU.

    `names` finds and resolves names and times. Deterministic; holds no state between reports, and
    several threads may code with it at once.
    """

    def __init__(self, names: Names, network: Network) -> None:
        self._names = names
        self._network = network

    @property
    def name(self) -> str:
        """Name and version, kept with every coding."""
        return self._network.card.name

    def code(self, report: Report) -> Coding:
        """Code one report; CodeError where its language is not one of the three."""
        page = lay_out(report, self._names)
        cast = find_cast(page)
        sayings = find_sayings(page)
        learnt = page.lang in LEARNT
        events: list[Event] = []
        statements: list[Statement] = [] if learnt else [told.statement for told in sayings]
        windows = windows_of(page, cast, sayings)
        while read := [self._network.read(window) for window in islice(windows, TOGETHER)]:
            self._tell_states(read)
            for reading in read:
                events += self._events(page, cast, reading)
                if learnt:
                    statements += self._network.statements(reading)
        return Coding(
            report_id=report.id,
            text_sha256=report.text_sha256,
            coder=self.name,
            events=share_places(merge(events)),
            quotes=find_quotes(page, sayings),
            figures=find_figures(page, sayings),
            statements=tuple(statements),
            times=page.times,
            origin=find_origin(page, sayings),
            bearers=find_bearers(page),
        )

    def _tell_states(self, read: Sequence[Reading]) -> None:
        """Make candidates of the persons whose state the windows together tell."""
        asked = [(one.window, self._network.states(one)) for one in read if one.window.persons]
        states = choose_states(asked, self._network.card.state)
        for reading in read:
            admit(reading.window, states)

    def _events(self, page: Page, cast: Cast, reading: Reading) -> Iterator[Event]:
        card, window = self._network.card, reading.window
        threshold = card.trigger[page.lang]
        enough = Enough(card.party, card.needed, card.spared)
        found = list(choose_triggers(page, window, reading.triggers, threshold))
        if not found:
            return
        chances = self._network.events(reading, found)
        for row, (_, place) in enumerate(found):
            parties = choose_parties(
                KIND_NAMES[place], window, chances.parties[row], enough, cast.first
            )
            if parties is not None:
                yield _event(page, reading, found[row], chances, row, parties)


def _event(
    page: Page,
    reading: Reading,
    found: tuple[int, int],
    chances: Chances,
    row: int,
    parties: Parties,
) -> Event:
    window, (word, place) = reading.window, found
    kind = KIND_NAMES[place]
    sentence = page.sentences[window.sentences[word]]
    trigger = Trigger(Span(window.words[word].start, window.words[word].end), kind)
    clause = sentence.clause_at(trigger.span.start)
    time, moment = choose_time(page, window, chances.times[row])
    if moment is None and is_of_before(page, sentence, trigger.span):
        # The day of publication is taken for news alone.
        time = None
    status = _STATUS_NAMES[int(chances.statuses[row].argmax())]
    status = "actual" if kind in SPEECH else status
    where, spot = choose_place(page, window, chances.places[row], parties)
    speaker = choose_source(window, chances.sources[row])
    grounds = [
        Ground("trigger", trigger.span, kind),
        *(_ground("initiator", one) for one in parties.initiator),
        *(_ground("recipient", one) for one in parties.recipient),
    ]
    if cue := status_cue(page, sentence, trigger.span, status):
        grounds.append(Ground("status", cue, status))
    if moment is not None:
        told = window.moments[moment].time
        grounds.append(Ground("time", told.span, told.edtf))
    if spot is not None:
        named = window.spots[spot].mention
        grounds.append(Ground("place", named.span, named.country or "no state's"))
    if speaker is not None:
        source = window.speakers[speaker]
        grounds.append(Ground("source", source.span, source.name))
    left, right = (
        tuple(name_party(page, sentence, clause, trigger, one) for one in side)
        for side in (parties.initiator, parties.recipient)
    )
    return Event(
        kind=kind,
        initiator=left,
        recipient=right,
        status=status,
        evidence=(anchor(page.report.text, clause.span),),
        place=where,
        time=time,
        said_by=_said_by(page, reading, speaker),
        themes=find_themes(sentence.words_in(clause.span), page.lang),
        background=bool(chances.background[row] > 0.5),
        confidence=reading.confidence(word, place, parties.chance),
        grounds=tuple(grounds),
    )


def _ground(part: str, chosen: Chosen) -> Ground:
    mention = chosen.actor.mention
    form = mention.what if mention.form == "name" else mention.form
    return Ground(part, chosen.actor.span, f"{form}: {chosen.actor.country}")


def _said_by(page: Page, reading: Reading, speaker: int | None) -> tuple[str, ...]:
    """Who the report is credited to, then who says it."""
    credited = relays(page)
    if speaker is None:
        return credited
    name = reading.window.speakers[speaker].name
    return credited if name in credited else (*credited, name)
