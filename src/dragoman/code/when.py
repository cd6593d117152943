"""When it happened: the time expression nearest to the trigger, else the day of the news."""

from collections.abc import Sequence

from dragoman.code.page import Clause, Page, Sentence, cue_rows
from dragoman.code.triggers import Trigger
from dragoman.model import EdtfError, TimeExpression, period

#: Sentences from the start of a report that tell its news of the day.
LEAD = 2
#: Days before publication beyond which a time makes an event background.
OLD = 45


def find_time(
    page: Page, sentence: Sentence, clause: Clause, trigger: Trigger, status: str
) -> str | None:
    """EDTF of the deed, or None where the text does not tell."""
    nearest = _nearest(clause.times, trigger) or _nearest(sentence.times, trigger)
    if nearest is not None:
        return nearest.edtf
    published = page.report.published
    news = status == "actual" and sentence.index < LEAD
    if published and news and not is_background(page, sentence, clause, None):
        return f"{published}~"
    return None


def _nearest(times: Sequence[TimeExpression], trigger: Trigger) -> TimeExpression | None:
    def distance(time: TimeExpression) -> int:
        gap = max(time.span.start - trigger.span.end, trigger.span.start - time.span.end)
        return max(0, gap)

    return min(times, key=distance, default=None)


def is_background(page: Page, sentence: Sentence, clause: Clause, time: str | None) -> bool:
    """Whether the text tells it as context: long past, by its words, or far down the report."""
    if time is not None and page.report.published is not None:
        try:
            last = period(time).last
            today = period(page.report.published).first
        except EdtfError:
            return False
        if last is not None and today is not None and (today - last).days > OLD:
            return True
    if sentence.index < LEAD and time is not None:
        return False
    if cue_rows(page.lang, "background", "cues").any(sentence.words_in(clause.span)):
        return True
    return sentence.index > len(page.sentences) // 2
