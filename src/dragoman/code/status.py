"""Words that explain the status of an event."""

from dragoman.code.page import Page, Sentence, cue_rows
from dragoman.model import Span

#: A speech act is itself done, whatever it is about.
SPEECH = frozenset({"accusation", "denial", "request", "threat", "support"})
#: Words on either side of the trigger in which a cue explains a status.
REACH = 12


def status_cue(page: Page, sentence: Sentence, trigger: Span, status: str) -> Span | None:
    """The cue words of a status nearest to the trigger, if any stand near it."""
    if status == "actual":
        return None
    words = sentence.words
    at = next((i for i, word in enumerate(words) if word.start >= trigger.start), 0)
    near = words[max(0, at - REACH) : at + REACH]
    spans = [hit.span(near) for hit in cue_rows(page.lang, "status", status).find(near)]
    return min(spans, key=lambda span: abs(span.start - trigger.start), default=None)
