"""Words that explain the status of an event, and those that tell it as one of before."""

from collections.abc import Sequence

from dragoman.code.page import Page, Sentence, cue_rows
from dragoman.code.words import Word
from dragoman.model import Span

#: A speech act is itself done, whatever it is about.
SPEECH = frozenset({"accusation", "denial", "request", "threat", "support"})
#: Words on either side of the trigger in which a cue explains a status.
REACH = 12


def status_cue(page: Page, sentence: Sentence, trigger: Span, status: str) -> Span | None:
    """The cue words of a status nearest to the trigger, if any stand near it."""
    if status == "actual":
        return None
    near = _near(sentence, trigger)
    spans = [hit.span(near) for hit in cue_rows(page.lang, "status", status).find(near)]
    return min(spans, key=lambda span: abs(span.start - trigger.start), default=None)


def is_of_before(page: Page, sentence: Sentence, trigger: Span) -> bool:
    """Whether words near the trigger tell it as habit, or as done at some time before."""
    clause = sentence.clause_at(trigger.start).span
    near = [
        word
        for word in _near(sentence, trigger)
        if clause.start <= word.start and word.end <= clause.end
    ]
    return any(cue_rows(page.lang, "time", "before").find(near))


def _near(sentence: Sentence, trigger: Span) -> Sequence[Word]:
    words = sentence.words
    at = next((i for i, word in enumerate(words) if word.start >= trigger.start), 0)
    return words[max(0, at - REACH) : at + REACH]
