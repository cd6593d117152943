"""Status of an event, from the cue words around its trigger."""

from dragoman.code.page import Clause, Page, Sentence, cue_rows
from dragoman.code.triggers import Trigger
from dragoman.model import Span

#: A speech act is itself done, whatever it is about.
SPEECH = frozenset({"accusation", "denial", "request", "threat", "support"})
#: Words before and after the trigger in which a cue holds for it.
BEFORE, AFTER = 8, 4
#: Words before the trigger in which a negation holds for it.
NEGATED = 3

_ORDER = ("conditional", "denied", "alleged", "planned", "proposed")


def find_status(page: Page, sentence: Sentence, clause: Clause, trigger: Trigger) -> str:
    """One of the statuses of the codebook; `actual` where no cue tells otherwise."""
    if trigger.sense.kind in SPEECH:
        return "actual"
    words = sentence.words_in(clause.span)
    at = next((i for i, word in enumerate(words) if word.start >= trigger.span.start), 0)
    near = words[max(0, at - BEFORE) : at + AFTER]
    for status in _ORDER:
        rows = cue_rows(page.lang, "status", status)
        if status == "denied":
            if rows.any(words[max(0, at - NEGATED) : at]):
                return status
        elif status == "alleged":
            start = Span(sentence.span.start, trigger.span.start)
            if rows.any(sentence.words_in(start)) or rows.any(near):
                return status
        elif rows.any(near):
            return status
    return "actual"
